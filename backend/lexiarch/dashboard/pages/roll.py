"""The lists of people: members, delegates, issuers."""

from lexiarch.dashboard.query import page_url
from lexiarch.dashboard.words.chores import roll_chores
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import HolderStatus
from lexiarch.store.database import Reader
from lexiarch.views import (
    build_delegates,
    build_grounds,
    build_holders,
    build_issuer,
    build_issuers,
    build_overview,
    build_tree,
    build_unswept,
)
from lexiarch.views.moment import load_present
from lexiarch.views.text import parse_address

_PAGE = 100


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


def build_delegates_context(reader: Reader, deployment: Deployment, cursor: str | None) -> dict[str, object]:
    """Accounts with voting power."""
    delegates = build_delegates(reader, _PAGE, cursor)
    return {
        "page": "delegates",
        "overview": build_overview(reader, deployment),
        "delegates": delegates.items,
        "older_url": delegates.next_cursor and page_url("/delegates", cursor=delegates.next_cursor),
        "newest_url": cursor and "/delegates",
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
    return {"page": "issuers", "issuers": build_issuers(reader), "grounds": build_grounds(reader)}
