"""Compares the index with the contracts, at the block where the index stands, and remembers what differs.

What can still change (proposals, cases, recoveries) and the short lists are compared every time; of closed
proposals and of accounts, a few in turn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lexiarch.chain.source import Source
from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.proposals import ProposalState, proposal_state
from lexiarch.indexer.checks import (
    Check,
    account_checks,
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
from lexiarch.store.keyset import MAX_BIGINT, NEWEST
from lexiarch.store.meta import BlockId, save_comparison
from lexiarch.store.proposal_records import ProposalRecord, load_proposal_records
from lexiarch.store.proposals import state_facts
from lexiarch.store.recoveries import load_open_requests_before
from lexiarch.store.running import load_accounts_after

_IN_TURN = 20
_FINAL = {ProposalState.CANCELED, ProposalState.DEFEATED, ProposalState.EXPIRED, ProposalState.EXECUTED}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the index and the contracts said at a block."""

    block: int
    checks: int
    differences: list[str]


class Auditor:
    """Remembers whose turn it is."""

    def __init__(self, source: Source, database: Database, deployment: Deployment) -> None:
        self._source = source
        self._database = database
        self._deployment = deployment
        self._next_proposal = 0
        self._last_account: Address = ZERO_ADDRESS

    def audit(self) -> Comparison | None:
        """Compares, and keeps the result for the page; None while nothing is indexed.

        Raises:
            ChainError: the node did not answer; what was known stays.
        """
        with self._database.read() as rows:
            checkpoint = load_checkpoint(rows)
            if checkpoint is None:
                return None
            checks = self._choose(rows, checkpoint.timestamp)
        differences = run_checks(self._source, self._deployment, checkpoint.hash, checks)
        self._save(checkpoint, differences)
        return Comparison(checkpoint.number, len(checks), differences)

    def _save(self, checkpoint: BlockId, differences: Sequence[str]) -> None:
        with self._database.write() as writer:
            now = load_checkpoint(writer)
            if now is not None and now.number >= checkpoint.number:
                save_comparison(writer, checkpoint.number, differences)

    def _choose(self, rows: Reader, now: int) -> list[Check]:
        checks = [*total_checks(rows, now), *register_checks(rows, now), *tree_checks(rows, now)]
        governor = self._deployment.address(ContractName.GOVERNOR)
        for record in self._choose_proposals(rows, now):
            facts = state_facts(record, self._deployment.grace_period)
            checks += proposal_checks(record, proposal_state(facts, now), now, governor)
        accounts = load_accounts_after(rows, self._last_account, _IN_TURN)
        self._last_account = accounts[-1] if len(accounts) == _IN_TURN else ZERO_ADDRESS
        live = load_live_accounts(rows, accounts, now) if accounts else set()
        for account in accounts:
            checks += account_checks(rows, account, account in live, now)
        for tag in self._choose_tags(rows, accounts, now):
            checks += tag_checks(rows, tag, now)
        return checks

    def _choose_tags(self, rows: Reader, accounts: Sequence[Address], now: int) -> list[Hash32]:
        """iDs about which something is pending, and those of the accounts whose turn it is."""
        cases = load_open_cases_before(rows, now, NEWEST, MAX_BIGINT)
        requests = load_open_requests_before(rows, NEWEST, MAX_BIGINT)
        holders = (load_holder(rows, account, now) for account in accounts)
        tags = [case.notice.person_tag for case in cases]
        tags += [request.request.person_tag for request in requests]
        tags += [holder.attestation.person_tag for holder in holders if holder]
        return list(dict.fromkeys(tags))

    def _choose_proposals(self, rows: Reader, now: int) -> list[ProposalRecord]:
        open_: list[ProposalRecord] = []
        closed: list[ProposalRecord] = []
        for record in load_proposal_records(rows, "1 = 1 ORDER BY p.block_number, p.log_index", ()):
            state = proposal_state(state_facts(record, self._deployment.grace_period), now)
            (closed if state in _FINAL else open_).append(record)
        turn = closed[self._next_proposal : self._next_proposal + _IN_TURN]
        self._next_proposal = self._next_proposal + _IN_TURN if len(turn) == _IN_TURN else 0
        return open_ + turn
