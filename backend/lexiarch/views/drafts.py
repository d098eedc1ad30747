"""What would become of a proposal if it was made now, that is, at the time of the last indexed block."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eth_abi import encode
from eth_utils import keccak

from lexiarch.decode.calls import DecodedCallData, decode_call_exactly
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.drafts import (
    BOUNDS,
    DRAFT_WARNINGS,
    THRESHOLD_PART,
    DraftWarning,
    Terms,
    union_of,
)
from lexiarch.domain.errors import ParameterInvalid
from lexiarch.domain.governor import Clock, GovernorKind
from lexiarch.domain.texts import mark
from lexiarch.domain.warnings import WarningCode
from lexiarch.domain.words import Setting
from lexiarch.store.accounts import load_balance
from lexiarch.store.counts import load_supply_at
from lexiarch.store.database import Reader
from lexiarch.store.proposal_lists import load_proposal_record
from lexiarch.store.settings_history import load_setting_at
from lexiarch.store.tables import TrackRow, encode_amount
from lexiarch.store.tracks import load_assignments, load_tracks
from lexiarch.views.actions import build_call
from lexiarch.views.draft_models import Asked, Draft, DraftAction, DraftNotice, Preview, PreviewAction
from lexiarch.views.models import Action
from lexiarch.views.moment import GovernorClock, load_present
from lexiarch.views.proposers import build_proposer
from lexiarch.views.text import parse_address
from lexiarch.views.titles import title_of
from lexiarch.views.warnings import call_warnings

_POWER = frozenset({WarningCode.POWER_MOVES, WarningCode.CODE_UPGRADE})
_SELECTOR = 4
_MOST = 2**256 - 1


class Call(NamedTuple):
    """One call of a draft."""

    target: Address
    value: int
    calldata: bytes
    contract: ContractName | None
    decoded: DecodedCallData | None

    @property
    def selector(self) -> bytes:
        """As the governor reads it: what is too short is filled with zeros."""
        return self.calldata[:_SELECTOR].ljust(_SELECTOR, b"\0")

    @property
    def function(self) -> str:
        """Name of the function; empty when it is not known."""
        return self.decoded.function.partition("(")[0] if self.decoded else ""


def build_preview(reader: Reader, deployment: Deployment, draft: Draft) -> Preview:
    """A draft's calls in words, what it would ask, and what is wrong with it.

    Raises:
        AddressInvalid: a target or the proposer is no address.
        ParameterInvalid: a value is more than a uint256.
        IndexEmpty: nothing is indexed yet.
    """
    calls = [_read(action, deployment) for action in draft.actions]
    tracks = {(item.target, item.selector): item.number for item in load_assignments(reader)}
    actions = [build_call(call.target, call.value, call.calldata, deployment) for call in calls]
    numbers = [tracks.get((call.target, call.selector), 0) for call in calls]
    clock = GovernorClock(reader, deployment)
    number = _proposal_id(calls, draft.description, deployment)
    exists = number is not None and load_proposal_record(reader, clock.kind, encode_amount(number))
    return Preview(
        proposal_id=number,
        title=title_of(draft.description),
        actions=[
            PreviewAction(**dict(action), track=track, reencodes=action.decoded is not None)
            for action, track in zip(actions, numbers, strict=True)
        ],
        asks=_asked(reader, deployment, numbers),
        warnings=[
            *([_warn(DraftWarning.PROPOSAL_EXISTS)] if exists else []),
            *_warnings(reader, deployment, calls, actions),
        ],
        proposer=build_proposer(reader, deployment, parse_address(draft.proposer), draft.description)
        if draft.proposer
        else None,
    )


def _read(action: DraftAction, deployment: Deployment) -> Call:
    target = parse_address(action.target)
    calldata = bytes.fromhex(action.calldata[2:])
    contract = deployment.names.get(target)
    value = int(action.value)
    if value > _MOST:
        raise ParameterInvalid(
            mark("A value of %(value)s wei is more than a call can send."),
            mark("Send less."),
            value=action.value,
        )
    return Call(target, value, calldata, contract, decode_call_exactly(contract, calldata))


def _proposal_id(calls: Sequence[Call], description: str, deployment: Deployment) -> int | None:
    """As the governor makes it."""
    if deployment.governor.kind is GovernorKind.BRAVO:
        return None
    types = ["address[]", "uint256[]", "bytes[]", "bytes32"]
    parts = (
        [call.target for call in calls],
        [call.value for call in calls],
        [call.calldata for call in calls],
        keccak(text=description),
    )
    return int.from_bytes(keccak(encode(types, parts)), "big")


def _asked(reader: Reader, deployment: Deployment, numbers: Sequence[int]) -> Asked:
    now = load_present(reader).timestamp
    tracks = {row.number: _terms(row) for row in load_tracks(reader)}
    default = Terms(holder_house=deployment.governor.has_roll)
    terms = union_of(tracks.get(number, default) for number in numbers or [0])
    rules = {name: load_setting_at(reader, name, now) for name in Setting}
    starts = now + rules[Setting.VOTING_DELAY]
    in_time = deployment.governor.clock is Clock.TIMESTAMP
    tokens = max(terms.token_quorum, rules[Setting.TOKEN_QUORUM_NUMERATOR])
    persons = max(terms.holder_quorum, rules[Setting.HOLDER_QUORUM_NUMERATOR])
    return Asked(
        token_house=terms.token_house,
        holder_house=terms.holder_house,
        token_quorum_percent=tokens if terms.token_house else 0,
        holder_quorum_percent=persons if terms.holder_house else 0,
        secret=terms.secret,
        voting_starts=starts if in_time else None,
        voting_ends=starts + rules[Setting.VOTING_PERIOD] if in_time else None,
    )


def _terms(row: TrackRow) -> Terms:
    return Terms(
        bool(row.token_house), bool(row.holder_house), row.token_floor, row.holder_floor, bool(row.secret)
    )


def _warnings(
    reader: Reader, deployment: Deployment, calls: Sequence[Call], actions: Sequence[Action]
) -> Iterator[DraftNotice]:
    now = load_present(reader).timestamp
    supply = load_supply_at(reader, now)
    left = load_balance(reader, deployment.address(ContractName.TIMELOCK), now) if _has(deployment) else 0
    if not calls:
        yield _warn(DraftWarning.NO_ACTIONS)
    for place, (call, action) in enumerate(zip(calls, actions, strict=True)):
        if action.decoded is None and call.calldata:
            yield _warn(DraftWarning.UNKNOWN_CALL, place)
        if not _POWER.isdisjoint(call_warnings(deployment, call.target, call.value, call.calldata)):
            yield _warn(DraftWarning.POWER_MOVE, place)
        if _is_out_of_bounds(call, supply):
            yield _warn(DraftWarning.OUT_OF_BOUNDS, place)
        if call.contract is ContractName.TOKEN and call.function == "transfer" and call.decoded:
            left -= call.decoded.arguments[1].value
            if left < 0:
                yield _warn(DraftWarning.TREASURY_SHORT, place)


def _has(deployment: Deployment) -> bool:
    return ContractName.TIMELOCK in deployment.contracts


def _is_out_of_bounds(call: Call, supply: int) -> bool:
    if call.contract is None or call.decoded is None:
        return False
    values = [argument.value for argument in call.decoded.arguments]
    if (call.contract, call.function) == (ContractName.GOVERNOR, "setProposalThreshold"):
        return bool(values[0] > supply // THRESHOLD_PART)
    bound = BOUNDS.get((call.contract, call.function))
    return bound is not None and not bound[1] <= values[bound[0]] <= bound[2]


def _warn(code: DraftWarning, place: int | None = None) -> DraftNotice:
    return DraftNotice(code=code, action=place, message=DRAFT_WARNINGS[code])
