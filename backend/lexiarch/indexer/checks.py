"""Questions to the contracts whose answers the index claims to know."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CallReverted
from lexiarch.domain.proposals import ProposalState, Tally
from lexiarch.domain.words import Setting
from lexiarch.store.accounts import load_balance, load_delegate, load_power
from lexiarch.store.counts import load_holder_count_at, load_supply_at
from lexiarch.store.database import Reader
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import house_counts
from lexiarch.store.settings_history import load_setting_at
from lexiarch.store.tables import decode_amount
from lexiarch.store.tracks import load_assignments, load_tracks

_SETTINGS = (
    (Setting.VOTING_DELAY, ContractName.GOVERNOR, "votingDelay()"),
    (Setting.VOTING_PERIOD, ContractName.GOVERNOR, "votingPeriod()"),
    (Setting.PROPOSAL_THRESHOLD, ContractName.GOVERNOR, "proposalThreshold()"),
    (Setting.TOKEN_QUORUM_NUMERATOR, ContractName.GOVERNOR, "quorumNumerator()"),
    (Setting.HOLDER_QUORUM_NUMERATOR, ContractName.GOVERNOR, "holderQuorumNumerator()"),
    (Setting.TIMELOCK_DELAY, ContractName.TIMELOCK, "getMinDelay()"),
    (Setting.LATE_QUORUM_VOTE_EXTENSION, ContractName.GOVERNOR, "lateQuorumVoteExtension()"),
)
_STATES = list(ProposalState)


class Check(NamedTuple):
    """A call of a contract, and the result that the index expects."""

    contract: ContractName
    function: str
    """Signature."""
    arguments: tuple[Any, ...]
    expected: tuple[Any, ...]


def total_checks(rows: Reader, now: int) -> list[Check]:
    """The DAO as a whole: supply, persons, rules."""
    checks = [
        Check(ContractName.TOKEN, "totalSupply()", (), (load_supply_at(rows, now),)),
        Check(ContractName.HOLDER_REGISTRY, "holderCount()", (), (load_holder_count_at(rows, now),)),
    ]
    for setting, contract, function in _SETTINGS:
        checks.append(Check(contract, function, (), (load_setting_at(rows, setting, now),)))
    for track in load_tracks(rows):
        terms = (bool(track.token_house), bool(track.holder_house), track.token_floor, track.holder_floor)
        checks.append(Check(ContractName.TRACKS, "track(uint8)", (track.number,), (terms,)))
    for item in load_assignments(rows):
        call = (item.target, item.selector)
        checks.append(Check(ContractName.TRACKS, "trackOf(address,bytes4)", call, (item.number,)))
    return checks


def proposal_checks(record: ProposalRecord, state: ProposalState, now: int) -> list[Check]:
    """One proposal: times, state, both counts, and the quorums once the snapshot has passed."""
    proposal = (decode_amount(record.proposal_id),)
    counts = house_counts(record)
    answers: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = [
        ("state(uint256)", proposal, (_STATES.index(state),)),
        ("proposalSnapshot(uint256)", proposal, (record.snapshot,)),
        ("proposalDeadline(uint256)", proposal, (record.deadline,)),
        ("proposalEta(uint256)", proposal, (record.eta or 0,)),
        ("proposalVotes(uint256)", proposal, _votes(counts.tokens.tally)),
        ("holderVotes(uint256)", proposal, _votes(counts.persons.tally)),
    ]
    if record.snapshot < now:
        results = [answer for count in counts for answer in (count.quorum_reached, count.majority)]
        answers += [
            ("proposalQuorums(uint256)", proposal, (counts.tokens.quorum, counts.persons.quorum)),
            ("houseResults(uint256)", proposal, tuple(map(int, results))),
        ]
    return [Check(ContractName.GOVERNOR, *answer) for answer in answers]


def account_checks(rows: Reader, account: Address, is_holder: bool, now: int) -> list[Check]:
    """One account: balance, voting power, delegate, and whether it holds a live iD."""
    delegate = load_delegate(rows, account, now) or ZERO_ADDRESS
    return [
        Check(ContractName.TOKEN, "balanceOf(address)", (account,), (load_balance(rows, account, now),)),
        Check(ContractName.TOKEN, "getVotes(address)", (account,), (load_power(rows, account, now),)),
        Check(ContractName.TOKEN, "delegates(address)", (account,), (delegate,)),
        Check(ContractName.HOLDER_REGISTRY, "isHolder(address)", (account,), (is_holder,)),
    ]


def run_checks(
    source: Source, deployment: Deployment, block_hash: Hash32, checks: Iterable[Check]
) -> list[str]:
    """Asks the contracts at a block.

    Returns:
        What differs, in words.
    """
    differences = []
    for check in checks:
        call = encode_call(check.contract, check.function, *check.arguments)
        try:
            answer = source.call(deployment.address(check.contract), call, block_hash)
        except CallReverted:
            differences.append(_difference(check, "reverts"))
            continue
        found = decode_result(check.contract, check.function, answer)
        if found != check.expected:
            differences.append(_difference(check, f"is {_text(found)}"))
    return differences


def _votes(tally: Tally) -> tuple[int, int, int]:
    return tally.against, tally.for_, tally.abstain


def _difference(check: Check, found: str) -> str:
    name = check.function.partition("(")[0]
    call = f"{check.contract}.{name}({_text(check.arguments)})"
    return f"{call} {found}, the index says {_text(check.expected)}"


def _text(values: tuple[Any, ...]) -> str:
    return ", ".join("0x" + value.hex() if isinstance(value, bytes) else str(value) for value in values)
