"""Governors and tokens that are not ours: the questions that all of their kind answer."""

from typing import Any

from lexiarch.decode import foreign
from lexiarch.decode.signature import Declaration
from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.governor import GovernorKind
from lexiarch.domain.proposals import ProposalState, Tally
from lexiarch.indexer.checks.check import Check
from lexiarch.store.accounts import load_balance, load_delegate, load_power
from lexiarch.store.counts import load_supply_at
from lexiarch.store.database import Reader
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import house_counts
from lexiarch.store.tables import decode_amount

_STATES = list(ProposalState)


def foreign_total_checks(rows: Reader, now: int, deployment: Deployment) -> list[Check]:
    """The DAO as a whole: its contracts, and the supply, which a token of ERC-721 need not tell.

    A governor may leave its token or timelock for another, which is not indexed.
    """
    checks = [
        _check(ContractName.GOVERNOR, function, (), (deployment.address(name),))._replace(optional=True)
        for name, function in ((ContractName.TOKEN, foreign.TOKEN), (ContractName.TIMELOCK, foreign.TIMELOCK))
        if name in deployment.contracts
    ]
    if not deployment.governor.nft:
        checks.append(_check(ContractName.TOKEN, foreign.SUPPLY, (), (load_supply_at(rows, now),)))
    return checks


def foreign_proposal_checks(
    record: ProposalRecord, state: ProposalState, passed_snapshot: bool, deployment: Deployment
) -> list[Check]:
    """One proposal: state, times, count, and the quorum once the snapshot has passed."""
    number = decode_amount(record.proposal_id)
    counts = house_counts(record, deployment.governor).tokens
    checks = [_governor(foreign.STATE, number, (_STATES.index(state),))]
    if deployment.governor.kind is GovernorKind.BRAVO:
        times = (record.snapshot, record.deadline)
        votes = (counts.tally.for_, counts.tally.against, counts.tally.abstain)
        ends = (record.canceled, record.executed)
        expected = (number, record.proposer, record.eta or 0, *times, *votes, *ends)
        return [*checks, _governor(foreign.BRAVO_PROPOSALS, number, expected)]
    checks += [
        _governor(foreign.SNAPSHOT, number, (record.snapshot,)),
        _governor(foreign.DEADLINE, number, (record.deadline,)),
        _governor(foreign.VOTES, number, _votes(counts.tally)),
    ]
    if passed_snapshot and record.quorum is not None:
        checks.append(_governor(foreign.QUORUM, record.snapshot, (counts.quorum,)))
    return checks


def foreign_account_checks(rows: Reader, account: Address, now: int, deployment: Deployment) -> list[Check]:
    """One account: balance, voting power, delegate."""
    is_comp = deployment.governor.kind is GovernorKind.BRAVO
    power = foreign.COMP_POWER if is_comp else foreign.POWER
    return [
        _token(foreign.BALANCE, account, (load_balance(rows, account, now),)),
        _token(power, account, (load_power(rows, account, now),)),
        _token(foreign.DELEGATES, account, (load_delegate(rows, account, now) or ZERO_ADDRESS,)),
    ]


def _governor(function: Declaration, argument: int, expected: tuple[Any, ...]) -> Check:
    return _check(ContractName.GOVERNOR, function, (argument,), expected)


def _token(function: Declaration, account: Address, expected: tuple[Any, ...]) -> Check:
    return _check(ContractName.TOKEN, function, (account,), expected)


def _check(
    contract: ContractName, function: Declaration, arguments: tuple[Any, ...], expected: tuple[Any, ...]
) -> Check:
    return Check(contract, function.signature, arguments, expected, function)


def _votes(tally: Tally) -> tuple[int, int, int]:
    return tally.against, tally.for_, tally.abstain
