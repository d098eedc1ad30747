"""One account: tokens, delegation, iD, what it did, who delegates to it, what waits for it."""

from typing import NamedTuple

from lexiarch.dashboard.language import gettext as _
from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words.chores import account_chores
from lexiarch.dashboard.words.power import power_chart
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import HolderStatus
from lexiarch.store.database import Reader
from lexiarch.views import (
    build_account,
    build_acts,
    build_delegations,
    build_delegators,
    build_open_votes,
    build_power_history,
)
from lexiarch.views.issuers import is_issuer
from lexiarch.views.models import Account, ActKind, DelegationParty
from lexiarch.views.moment import load_present
from lexiarch.views.text import address_text, parse_address

_ACTS, _DELEGATORS = 20, 10
"""On one page."""
_SEATED = (HolderStatus.LIVE, HolderStatus.SUSPENDED)


class AccountQuery(NamedTuple):
    """As the address of the page has it: which acts, and the cursors of its lists."""

    kind: str | None = None
    history: str | None = None
    delegators: str | None = None
    moves: str | None = None


def canonical_address(address: str) -> str:
    """The address with its checksum. Raises AddressInvalid."""
    return address_text(parse_address(address))


def build_context(
    reader: Reader, deployment: Deployment, address: str, query: AccountQuery
) -> dict[str, object]:
    """Raises ParameterInvalid or CursorInvalid."""
    account_bytes = parse_address(address)
    names = {address_text(contract): name.value for contract, name in deployment.names.items()}
    account = build_account(reader, deployment, account_bytes, None)
    return {
        "page": "",
        "account": account,
        "chart": power_chart(build_power_history(reader, account_bytes), deployment),
        "chores": account_chores(account, load_present(reader).timestamp),
        "contract": names.get(address),
        "is_issuer": is_issuer(reader, account_bytes),
        "waiting": build_open_votes(reader, deployment, account_bytes),
        "may_vote": may_vote(account),
        **_lists(reader, account_bytes, f"/accounts/{address}", query),
    }


def may_vote(account: Account) -> bool:
    """Whether it could vote if a vote opened now, in either house."""
    is_person = account.attestation is not None and account.attestation.kind == "person"
    return account.power > 0 or (is_person and account.status in _SEATED)


def _lists(reader: Reader, address: bytes, path: str, query: AccountQuery) -> dict[str, object]:
    kind = parse_choice(ActKind, "kind", query.kind)

    def url(**changes: str | None) -> str:
        return page_url(path, **(query._asdict() | changes))

    acts = build_acts(reader, address, kind, _ACTS, query.history)
    delegators = build_delegators(reader, address, _DELEGATORS, query.delegators)
    moves = build_delegations(reader, address, _DELEGATORS, query.moves, DelegationParty.DELEGATE)
    chosen: list[tuple[str, ActKind | None]] = [
        (_("Everything"), None),
        (_("Votes"), ActKind.VOTE),
        (_("Proposals"), ActKind.PROPOSAL),
        (_("Delegations"), ActKind.DELEGATION),
    ]
    return {
        "kind": kind and kind.value,
        "kind_links": [
            (words, url(kind=each and each.value, history=None), each is kind) for words, each in chosen
        ],
        "acts": acts.items,
        "delegators": delegators.items,
        "moves": moves.items,
        "history_older_url": acts.next_cursor and url(history=acts.next_cursor),
        "history_newest_url": query.history and url(history=None),
        "delegators_older_url": delegators.next_cursor and url(delegators=delegators.next_cursor),
        "delegators_newest_url": query.delegators and url(delegators=None),
        "moves_older_url": moves.next_cursor and url(moves=moves.next_cursor),
        "moves_newest_url": query.moves and url(moves=None),
    }
