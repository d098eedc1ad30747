"""What the calls of a proposal alone should make a reader think of."""

from collections.abc import Iterator, Sequence
from typing import Final

from eth_utils.crypto import keccak

from lexiarch.decode.calls import decode_call_exactly, decode_foreign_call, find_function
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import GovernorKind
from lexiarch.domain.warnings import OWN, POWER_FUNCTIONS, UPGRADE_FUNCTIONS, WarningCode
from lexiarch.store.database import Reader
from lexiarch.store.proposal_lists import load_actions, load_earlier_with
from lexiarch.store.tables import ProposalActionRow, decode_amount
from lexiarch.views.models import ProposalWarning

_POWER: Final = frozenset(keccak(text=each)[:4] for each in POWER_FUNCTIONS)
_UPGRADE: Final = frozenset(keccak(text=each)[:4] for each in UPGRADE_FUNCTIONS)

_CANDIDATES: Final = 20
"""Earlier proposals that are compared, the oldest: who repeats more often has been noticed."""


def build_warnings(
    reader: Reader, deployment: Deployment, actions: Sequence[ProposalActionRow]
) -> list[ProposalWarning]:
    """Of one proposal, in the order of its actions; what is about all of them comes first."""
    earlier = _earlier(reader, actions)
    repeated = [ProposalWarning(code=WarningCode.REPEATED, action=None, proposals=earlier)] if earlier else []
    return repeated + [
        ProposalWarning(code=code, action=number)
        for number, row in enumerate(actions)
        for code in call_warnings(
            deployment, row.target, decode_amount(row.value), row.calldata, row.signature
        )
    ]


def call_warnings(
    deployment: Deployment, target: Address, value: int, calldata: bytes, signature: str = ""
) -> Iterator[WarningCode]:
    """Of one call, proposed or not."""
    contract = deployment.names.get(target)
    selector = calldata[:4]
    if selector in _POWER:
        yield WarningCode.POWER_MOVES
    if selector in _UPGRADE:
        yield WarningCode.CODE_UPGRADE
    if contract in OWN:
        yield WarningCode.OWN_RULES
    if value:
        yield WarningCode.VALUE_SENT
    if contract is None:
        if calldata:
            yield WarningCode.UNKNOWN_TARGET
    elif deployment.governor.kind is not GovernorKind.LEXIARCH:
        if calldata and decode_foreign_call(calldata, signature) is None:
            yield WarningCode.UNKNOWN_FUNCTION
    elif calldata and decode_call_exactly(contract, calldata) is None:
        is_known = find_function(contract, selector) is not None
        yield WarningCode.NOT_AS_ENCODED if is_known else WarningCode.UNKNOWN_FUNCTION


def _earlier(reader: Reader, actions: Sequence[ProposalActionRow]) -> list[int]:
    """Earlier proposals with exactly these calls."""
    if not actions:
        return []
    calls = _calls(actions)
    candidates = load_earlier_with(reader, actions[0], _CANDIDATES)
    return [decode_amount(key) for key in candidates if _calls(load_actions(reader, key)) == calls]


def _calls(actions: Sequence[ProposalActionRow]) -> list[tuple[bytes, ...]]:
    return [(row.target, row.value, row.calldata) for row in actions]
