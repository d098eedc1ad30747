"""The roll and its tree: accounts, iDs, leaves."""

from lexiarch.domain.cases import CasePhase, case_phase
from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.recoveries import is_pending
from lexiarch.domain.tree import DAY
from lexiarch.indexer.checks.check import Check
from lexiarch.store.accounts import load_balance, load_delegate, load_power
from lexiarch.store.cases import load_last_cases
from lexiarch.store.database import Reader
from lexiarch.store.holders import load_holder_of_tag
from lexiarch.store.recoveries import load_open_requests
from lexiarch.store.running import load_kind_on_roll
from lexiarch.store.tree import load_commitment, load_tree, load_waiting_leaves

_ROLL, _TREE = ContractName.HOLDER_REGISTRY, ContractName.HOLDER_TREE
_PHASES = list(CasePhase)
_NO_HASH = bytes(32)


def account_checks(rows: Reader, account: Address, is_holder: bool, now: int) -> list[Check]:
    """One account: balance, voting power, delegate, and whether it holds a live iD."""
    delegate = load_delegate(rows, account, now) or ZERO_ADDRESS
    return [
        Check(ContractName.TOKEN, "balanceOf(address)", (account,), (load_balance(rows, account, now),)),
        Check(ContractName.TOKEN, "getVotes(address)", (account,), (load_power(rows, account, now),)),
        Check(ContractName.TOKEN, "delegates(address)", (account,), (delegate,)),
        Check(_ROLL, "isHolder(address)", (account,), (is_holder,)),
    ]


def tag_checks(rows: Reader, person_tag: Hash32, now: int) -> list[Check]:
    """One iD: attestation, last case, pending recovery, leaf."""
    tag = (person_tag,)
    return [
        Check(_ROLL, "attestationOf(bytes32)", tag, (_attestation(rows, person_tag),)),
        Check(_ROLL, "caseOf(bytes32)", tag, (_case(rows, person_tag, now),)),
        Check(_ROLL, "recoveryOf(bytes32)", tag, (_recovery(rows, person_tag, now),)),
        Check(_TREE, "commitmentOf(bytes32)", tag, (load_commitment(rows, person_tag),)),
    ]


def tree_checks(rows: Reader, now: int) -> list[Check]:
    """The tree as a whole, and the leaves that wait to be pruned or refreshed."""
    tree = load_tree(rows)
    waiting = load_waiting_leaves(rows, now // DAY)
    due = sorted({leaf.due_day for leaf in waiting})
    checks = [
        Check(_TREE, "root()", (), (tree.root,)),
        Check(_TREE, "size()", (), (tree.size,)),
        Check(_TREE, "memberCount()", (), (tree.members,)),
        Check(_ROLL, "endedLeaves()", (), (sum(leaf.ended for leaf in waiting),)),
    ]
    for day in (day for day in due if day <= now // DAY):
        leaves = sum(leaf.due_day == day for leaf in waiting)
        checks.append(Check(_TREE, "dueOn(uint256)", (day,), (leaves,)))
    return checks


def _attestation(rows: Reader, person_tag: Hash32) -> tuple[Address, Address, bytes, int, int, int]:
    record = load_holder_of_tag(rows, person_tag)
    if record is None:
        return ZERO_ADDRESS, ZERO_ADDRESS, _NO_HASH, 0, 0, 0
    row = record.attestation
    until = row.expiration_time if record.ended is None else record.ended
    on_roll = load_kind_on_roll(rows, person_tag) is not None
    word = (row.issuer, row.schema) if on_roll else (ZERO_ADDRESS, _NO_HASH)
    return row.holder, *word, row.kind, row.since, until


def _case(rows: Reader, person_tag: Hash32, now: int) -> tuple[int, int, bool, int, int, int, int]:
    record = load_last_cases(rows, [person_tag]).get(person_tag)
    if record is None:
        return 0, _PHASES.index(CasePhase.NONE), False, 0, 0, 0, 0
    notice = record.notice
    return (
        notice.number,
        _PHASES.index(case_phase(record.facts, now)),
        bool(notice.by_issuer),
        notice.block_time,
        notice.appeal_until,
        notice.decide_until,
        record.suspended_until,
    )


def _recovery(rows: Reader, person_tag: Hash32, now: int) -> tuple[Address, int, int, int]:
    record = load_open_requests(rows, [person_tag]).get(person_tag)
    if record is None or not is_pending(record.facts, now):
        return ZERO_ADDRESS, 0, 0, 0
    request = record.request
    return request.new_holder, request.until, request.expiration_time or 0, request.accreditation or 0
