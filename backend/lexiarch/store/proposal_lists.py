"""Lists of proposals, newest first, and what belongs to one proposal."""

from lexiarch.domain.chain import Address
from lexiarch.domain.governor import Clock
from lexiarch.domain.proposals import ProposalState
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.proposal_records import (
    BEGINNING,
    DEADLINE,
    WHOLE,
    ProposalRecord,
    load_proposal_records,
    step,
)
from lexiarch.store.tables import ProposalActionRow, ProposalStepRow

_QUEUED = f"EXISTS ({step('1', 'queued')})"
_EXECUTED = f"EXISTS ({step('1', 'executed')})"
_CANCELED = f"EXISTS ({step('1', 'canceled')})"
_OPEN = f"NOT {_EXECUTED} AND NOT {_CANCELED}"

_IMPLIED: dict[ProposalState, str] = {
    ProposalState.PENDING: f"p.snapshot >= ? AND {_OPEN}",
    ProposalState.ACTIVE: f"p.snapshot < ? AND {DEADLINE} >= ? AND {_OPEN}",
    ProposalState.CANCELED: _CANCELED,
    ProposalState.DEFEATED: f"{DEADLINE} < ? AND {_OPEN}",
    ProposalState.SUCCEEDED: f"{DEADLINE} < ? AND {_OPEN} AND NOT {_QUEUED}",
    ProposalState.QUEUED: f"{DEADLINE} < ? AND {_OPEN} AND {_QUEUED}",
    ProposalState.EXPIRED: f"{DEADLINE} < ? AND {_OPEN}",
    ProposalState.EXECUTED: _EXECUTED,
}
"""True of every proposal in a state (`?` is now, by the governor's clock): a list need not load all."""


def load_proposal_record(reader: Reader, clock: Clock, proposal_id: bytes) -> ProposalRecord | None:
    """One proposal with its whole description."""
    records = load_proposal_records(reader, clock, "p.proposal_id = ?", (proposal_id,), WHOLE)
    return records[0] if records else None


def load_proposals_before(
    reader: Reader, clock: Clock, before: Place, limit: int, description: str = BEGINNING
) -> list[ProposalRecord]:
    """Proposals older than a place, newest first.

    Args:
        clock: of the governor.
        description: WHOLE or BEGINNING.
    """
    return load_proposal_records(reader, clock, f"TRUE {_ORDERED}", (*before, limit), description)


def load_proposals_by_before(
    reader: Reader, clock: Clock, proposer: Address, before: Place, limit: int
) -> list[ProposalRecord]:
    """Proposals of an account, whole, older than a place, newest first."""
    params = (proposer, *before, limit)
    return load_proposal_records(reader, clock, f"p.proposer = ? {_ORDERED}", params, WHOLE)


def load_candidates_before(
    reader: Reader, clock: Clock, chosen: tuple[ProposalState, int], before: Place, limit: int
) -> list[ProposalRecord]:
    """Proposals older than a place that may be in a state: all that are, and some that are not.

    Args:
        clock: of the governor.
        chosen: the state, and the moment of that clock at which they may be in it.
    """
    state, point = chosen
    condition = _IMPLIED[state]
    points = [point] * condition.count("?")
    return load_proposal_records(reader, clock, f"{condition} {_ORDERED}", (*points, *before, limit))


_ORDERED = """AND (p.block_number, p.log_index) < (?, ?)
    ORDER BY p.block_number DESC, p.log_index DESC LIMIT ?"""


def load_actions(reader: Reader, proposal_id: bytes) -> list[ProposalActionRow]:
    """Calls that a proposal makes, in order."""
    sql = """SELECT block_number, log_index, ordinal, proposal_id, target, value, calldata, signature
        FROM proposal_action WHERE proposal_id = ? ORDER BY ordinal"""
    return [ProposalActionRow._make(row) for row in reader.all(sql, (proposal_id,))]


def load_earlier_with(reader: Reader, action: ProposalActionRow, limit: int) -> list[bytes]:
    """Ids of earlier proposals that have the same call at the same place, oldest first."""
    sql = """SELECT proposal_id FROM proposal_action
        WHERE ordinal = ? AND target = ? AND value = ? AND calldata = ?
        AND (block_number, log_index) < (?, ?) ORDER BY block_number, log_index LIMIT ?"""
    same = (action.ordinal, action.target, action.value, action.calldata)
    return [row[0] for row in reader.all(sql, (*same, action.block_number, action.log_index, limit))]


def load_steps(reader: Reader, proposal_id: bytes) -> list[ProposalStepRow]:
    """What happened to a proposal after its vote, oldest first."""
    sql = """SELECT block_number, log_index, tx_hash, block_time, proposal_id, step, eta
        FROM proposal_step WHERE proposal_id = ? ORDER BY block_number, log_index"""
    return [ProposalStepRow._make(row) for row in reader.all(sql, (proposal_id,))]


def load_proposal_count(reader: Reader) -> int:
    """Number of proposals ever made."""
    row = reader.one("SELECT count(*) FROM proposal")
    return int(row[0]) if row else 0


def has_proposal(reader: Reader, proposal_id: bytes) -> bool:
    """Whether there is such a proposal."""
    return reader.one("SELECT 1 FROM proposal WHERE proposal_id = ?", (proposal_id,)) is not None
