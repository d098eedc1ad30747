"""Compares the index with the contracts, at the block where the index stands, and remembers what differs.

On the way it reads the treasury's ether, which no event tells.

What can still change (proposals, cases, recoveries) and the short lists are compared every time; of closed
proposals, of accounts and of secret ballots, a few in turn.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from lexiarch.chain.source import Source
from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import Clock
from lexiarch.domain.proposals import Present, ProposalState, proposal_state
from lexiarch.indexer.checks import (
    Check,
    account_checks,
    ballot_checks,
    foreign_account_checks,
    foreign_proposal_checks,
    foreign_total_checks,
    proposal_checks,
    register_checks,
    run_checks,
    tag_checks,
    total_checks,
    tree_checks,
)
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.cases import load_open_cases_before
from lexiarch.store.database import Database, Reader
from lexiarch.store.holders import load_holder, load_live_accounts
from lexiarch.store.keyset import MAX_BIGINT, NEWEST, OLDEST
from lexiarch.store.meta import BlockId, EtherAt, save_comparison, save_ether
from lexiarch.store.proposal_records import ProposalRecord, load_proposal_records
from lexiarch.store.proposals import state_facts
from lexiarch.store.recoveries import load_open_requests_before
from lexiarch.store.running import load_accounts_after
from lexiarch.store.secret_ballots import CountedRecord, load_counted_after

_IN_TURN = 20
_AT_ONCE = 200
_FINAL = {ProposalState.CANCELED, ProposalState.DEFEATED, ProposalState.EXPIRED, ProposalState.EXECUTED}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the index and the contracts said at a block."""

    block: int
    checks: int
    differences: list[str]
    unproved: int = 0
    """Secret ballots that were not verified again: the proof is not found in their transactions."""


class Auditor:
    """Remembers whose turn it is."""

    def __init__(self, source: Source, database: Database, deployment: Deployment) -> None:
        self._source = source
        self._database = database
        self._deployment = deployment
        self._has_roll = deployment.governor.has_roll
        self._next_proposal = 0
        self._last_account: Address = ZERO_ADDRESS
        self._last_ballot = OLDEST
        self._unproved = 0

    def audit(self) -> Comparison | None:
        """Compares, and keeps the result for the page; None while nothing is indexed.

        Raises:
            ChainError: the node did not answer; what was known stays.
        """
        return self._compare(self._choose)

    def audit_all(self) -> Comparison | None:
        """As `audit`, with every proposal, account, iD and secret ballot that there ever was.

        Raises:
            ChainError: the node did not answer; what was known stays.
        """
        return self._compare(self._choose_all)

    def _compare(self, choose: Callable[[Reader, BlockId], Iterator[list[Check]]]) -> Comparison | None:
        with self._database.read() as rows:
            checkpoint = load_checkpoint(rows)
            if checkpoint is None:
                return None
            count, differences, self._unproved = 0, [], 0
            for checks in choose(rows, checkpoint):
                count += len(checks)
                differences += run_checks(self._source, self._deployment, checkpoint.hash, checks)
            ether = self._source.fetch_balance(self._deployment.executor, checkpoint.hash)
        self._save(checkpoint, differences, ether)
        return Comparison(checkpoint.number, count, differences, self._unproved)

    def _present(self, block: BlockId) -> Present:
        by_block = self._deployment.governor.clock is Clock.BLOCK_NUMBER
        return Present(block.timestamp, block.number if by_block else block.timestamp)

    def _save(self, checkpoint: BlockId, differences: Sequence[str], ether: int) -> None:
        with self._database.write() as writer:
            now = load_checkpoint(writer)
            if now is not None and now.number >= checkpoint.number:
                save_comparison(writer, checkpoint.number, differences)
                save_ether(writer, EtherAt(ether, checkpoint.number))

    def _choose(self, rows: Reader, block: BlockId) -> Iterator[list[Check]]:
        now = self._present(block)
        yield self._check_totals(rows, now)
        open_, closed = self._load_proposals(rows, now)
        turn = closed[self._next_proposal : self._next_proposal + _IN_TURN]
        self._next_proposal = self._next_proposal + _IN_TURN if len(turn) == _IN_TURN else 0
        yield self._check_proposals(open_ + turn, now)
        accounts = load_accounts_after(rows, self._last_account, _IN_TURN)
        self._last_account = accounts[-1] if len(accounts) == _IN_TURN else ZERO_ADDRESS
        yield self._check_accounts(rows, accounts, now.time)
        if self._has_roll:
            tags = [*_pending_tags(rows, now.time), *_tags_of(rows, accounts, now.time)]
            yield self._check_tags(rows, tags, now.time)
            ballots = load_counted_after(rows, self._last_ballot, _IN_TURN)
            self._last_ballot = ballots[-1].place if len(ballots) == _IN_TURN else OLDEST
            yield self._check_ballots(ballots, block)

    def _choose_all(self, rows: Reader, block: BlockId) -> Iterator[list[Check]]:
        now = self._present(block)
        yield self._check_totals(rows, now)
        open_, closed = self._load_proposals(rows, now)
        yield self._check_proposals(open_ + closed, now)
        last = ZERO_ADDRESS
        while accounts := load_accounts_after(rows, last, _AT_ONCE):
            yield self._check_accounts(rows, accounts, now.time)
            if self._has_roll:
                yield self._check_tags(rows, _tags_of(rows, accounts, now.time), now.time)
            last = accounts[-1]
        place = OLDEST
        while ballots := load_counted_after(rows, place, _AT_ONCE):
            yield self._check_ballots(ballots, block)
            place = ballots[-1].place

    def _check_totals(self, rows: Reader, now: Present) -> list[Check]:
        if not self._has_roll:
            return foreign_total_checks(rows, now.time, self._deployment)
        return [*total_checks(rows, now.time), *register_checks(rows, now.time), *tree_checks(rows, now.time)]

    def _check_accounts(self, rows: Reader, accounts: Sequence[Address], time: int) -> list[Check]:
        if not self._has_roll:
            checks = (foreign_account_checks(rows, account, time, self._deployment) for account in accounts)
        else:
            live = load_live_accounts(rows, accounts, time) if accounts else set()
            checks = (account_checks(rows, account, account in live, time) for account in accounts)
        return [check for some in checks for check in some]

    def _check_ballots(self, ballots: Sequence[CountedRecord], block: BlockId) -> list[Check]:
        checks, unproved = ballot_checks(self._source, self._deployment, block.hash, ballots)
        self._unproved += unproved
        return checks

    def _check_tags(self, rows: Reader, tags: Iterable[Hash32], time: int) -> list[Check]:
        return [check for tag in dict.fromkeys(tags) for check in tag_checks(rows, tag, time)]

    def _check_proposals(self, records: Iterable[ProposalRecord], now: Present) -> list[Check]:
        checks = []
        for record in records:
            state = self._state(record, now)
            passed = record.snapshot < now.point
            if self._has_roll:
                checks += proposal_checks(record, state, passed, self._deployment)
            else:
                checks += foreign_proposal_checks(record, state, passed, self._deployment)
        return checks

    def _load_proposals(
        self, rows: Reader, now: Present
    ) -> tuple[list[ProposalRecord], list[ProposalRecord]]:
        """Those whose state may change, and those whose state is final."""
        open_: list[ProposalRecord] = []
        closed: list[ProposalRecord] = []
        clock = self._deployment.governor.clock
        for record in load_proposal_records(rows, clock, "TRUE ORDER BY p.block_number, p.log_index", ()):
            (closed if self._state(record, now) in _FINAL else open_).append(record)
        return open_, closed

    def _state(self, record: ProposalRecord, now: Present) -> ProposalState:
        return proposal_state(state_facts(record, self._deployment), now)


def _pending_tags(rows: Reader, time: int) -> list[Hash32]:
    """iDs about which something is pending."""
    cases = load_open_cases_before(rows, time, NEWEST, MAX_BIGINT)
    requests = load_open_requests_before(rows, NEWEST, MAX_BIGINT)
    tags = [case.notice.person_tag for case in cases]
    return tags + [request.request.person_tag for request in requests]


def _tags_of(rows: Reader, accounts: Iterable[Address], time: int) -> list[Hash32]:
    """iDs of accounts."""
    holders = (load_holder(rows, account, time) for account in accounts)
    return [holder.attestation.person_tag for holder in holders if holder]
