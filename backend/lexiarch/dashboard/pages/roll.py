"""The lists of people: members, delegates, issuers."""

from lexiarch.dashboard.language import gettext as _
from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words.chores import roll_chores
from lexiarch.dashboard.words.terms import TERMS
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import HolderStatus
from lexiarch.store.database import Reader
from lexiarch.views import (
    build_delegates,
    build_draw,
    build_grounds,
    build_holders,
    build_issuer,
    build_issuers,
    build_overview,
    build_tree,
    build_unswept,
)
from lexiarch.views.delegates import DelegateOrder
from lexiarch.views.draws import Draws
from lexiarch.views.moment import load_present
from lexiarch.views.text import parse_address

_PAGE = 100
_ORDER_WORDS = {DelegateOrder.LOT: None, DelegateOrder.VOTES: "votes"}
"""Of the address: the usual order needs no word."""


def build_members_context(reader: Reader, deployment: Deployment, cursor: str | None) -> dict[str, object]:
    """Live holders only: nobody is listed for having lost an iD."""
    holders = build_holders(reader, HolderStatus.LIVE, _PAGE, cursor)
    tree = build_tree(reader)
    return {
        "page": "members",
        "overview": build_overview(reader, deployment),
        "holders": holders.items,
        "tree": tree,
        "chores": roll_chores(build_unswept(reader), tree),
        "older_url": holders.next_cursor and page_url("/members", cursor=holders.next_cursor),
        "newest_url": cursor and "/members",
    }


def build_delegates_context(
    reader: Reader, deployment: Deployment, draws: Draws, asked: tuple[str | None, str | None]
) -> dict[str, object]:
    """Accounts with voting power.

    Args:
        asked: the order and the cursor, as the address of the page has them.

    Raises:
        ParameterInvalid: there is no such order.
        CursorInvalid: the cursor is not of this list, or of a draw that is over.
    """
    word, cursor = asked
    order = parse_choice(DelegateOrder, "order", word) or DelegateOrder.LOT
    delegates = build_delegates(reader, draws, order, _PAGE, cursor)
    path = page_url("/delegates", order=_ORDER_WORDS[order])
    following = delegates.next_cursor
    return {
        "page": "delegates",
        "overview": build_overview(reader, deployment),
        "delegates": delegates.items,
        "order": order.value,
        "orders": [
            (_("By lot"), page_url("/delegates"), order is DelegateOrder.LOT),
            (_("Most votes first"), page_url("/delegates", order="votes"), order is DelegateOrder.VOTES),
        ],
        "draw": build_draw(reader, draws),
        "older_url": following and page_url("/delegates", order=_ORDER_WORDS[order], cursor=following),
        "newest_url": cursor and path,
    }


def build_issuer_context(reader: Reader, address: str) -> dict[str, object]:
    """One issuer. Raises AddressInvalid, IssuerNotFound."""
    issuer = build_issuer(reader, parse_address(address))
    now = load_present(reader).timestamp
    moments = [
        moment for each in issuer.accreditations for moment in (each.valid_until, each.suspended_until or 0)
    ]
    return {
        "page": "issuers",
        "issuer": issuer,
        "changes_at": min((moment for moment in moments if moment > now), default=None),
    }


def build_issuers_context(reader: Reader) -> dict[str, object]:
    """Every accreditation, in force or not."""
    return {
        "page": "issuers",
        "issuers": build_issuers(reader),
        "grounds": build_grounds(reader),
        "rules": TERMS,
    }
