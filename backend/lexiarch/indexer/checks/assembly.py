"""The Assembly: counts, rules, tracks, proposals."""

from typing import Any

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.proposals import ProposalState, Tally
from lexiarch.domain.words import Setting
from lexiarch.indexer.checks.check import Check
from lexiarch.store.counts import load_holder_count_at, load_supply_at
from lexiarch.store.database import Reader
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import house_counts
from lexiarch.store.running import load_owner
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
_OWNED = (ContractName.HOLDER_REGISTRY, ContractName.ISSUER_REGISTRY, ContractName.TRACKS)


def total_checks(rows: Reader, now: int) -> list[Check]:
    """The DAO as a whole: supply, persons, rules, tracks, owners."""
    checks = [
        Check(ContractName.TOKEN, "totalSupply()", (), (load_supply_at(rows, now),)),
        Check(ContractName.HOLDER_REGISTRY, "holderCount()", (), (load_holder_count_at(rows, now),)),
    ]
    for setting, contract, function in _SETTINGS:
        checks.append(Check(contract, function, (), (load_setting_at(rows, setting, now),)))
    for track in load_tracks(rows):
        houses = (bool(track.token_house), bool(track.holder_house))
        terms = (*houses, track.token_floor, track.holder_floor, bool(track.secret))
        checks.append(Check(ContractName.TRACKS, "track(uint8)", (track.number,), (terms,)))
    for item in load_assignments(rows):
        call = (item.target, item.selector)
        checks.append(Check(ContractName.TRACKS, "trackOf(address,bytes4)", call, (item.number,)))
    for contract in _OWNED:
        checks.append(Check(contract, "owner()", (), (load_owner(rows, contract),)))
    return checks


def proposal_checks(
    record: ProposalRecord, state: ProposalState, passed_snapshot: bool, deployment: Deployment
) -> list[Check]:
    """One proposal: terms, times, state, both counts, and the quorums once the snapshot has passed."""
    number = decode_amount(record.proposal_id)
    proposal = (number,)
    counts = house_counts(record, deployment.governor)
    houses = (bool(record.token_house), bool(record.holder_house))
    terms = (*houses, record.token_floor, record.holder_floor, bool(record.secret))
    answers: list[tuple[str, tuple[int, ...], tuple[Any, ...]]] = [
        ("proposalTerms(uint256)", proposal, (terms,)),
        ("state(uint256)", proposal, (_STATES.index(state),)),
        ("proposalSnapshot(uint256)", proposal, (record.snapshot,)),
        ("proposalDeadline(uint256)", proposal, (record.deadline,)),
        ("proposalEta(uint256)", proposal, (record.eta or 0,)),
        ("proposalVotes(uint256)", proposal, _votes(counts.tokens.tally)),
        ("holderVotes(uint256)", proposal, _votes(counts.persons.tally)),
    ]
    if passed_snapshot:
        results = [answer for count in counts for answer in (count.quorum_reached, count.majority)]
        answers += [
            ("proposalQuorums(uint256)", proposal, (counts.tokens.quorum, counts.persons.quorum)),
            ("houseResults(uint256)", proposal, tuple(map(int, results))),
        ]
    checks = [Check(ContractName.GOVERNOR, *answer) for answer in answers]
    if record.secret:
        root = decode_amount(record.frozen_root) if record.frozen_root else 0
        call = (deployment.address(ContractName.GOVERNOR), number)
        checks.append(Check(ContractName.BALLOT_BOX, "frozenRoot(address,uint256)", call, (root,)))
    return checks


def _votes(tally: Tally) -> tuple[int, int, int]:
    return tally.against, tally.for_, tally.abstain
