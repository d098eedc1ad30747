"""Proposals with all that decides their state and result, in one query however many."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.governor import Clock
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place

WHOLE = "p.description"
BEGINNING = "substr(p.description, 1, 1000)"
"""How much of a description a list loads: enough for its title."""


class ProposalRecord(NamedTuple):
    """A proposal with steps, tally, and electorates and shares at its snapshot (till then: the latest)."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    proposer: Address
    snapshot: int
    deadline: int
    description: str
    eta: int | None
    executed: bool
    canceled: bool
    tokens_against: bytes | None  # this and the five after it: None while nobody has voted
    tokens_for: bytes | None
    tokens_abstain: bytes | None
    persons_against: int | None
    persons_for: int | None
    persons_abstain: int | None
    supply: bytes | None
    persons: int | None
    token_numerator: bytes | None
    holder_numerator: bytes | None
    token_house: int
    holder_house: int
    token_floor: int
    holder_floor: int
    secret: int
    frozen_root: bytes | None
    """Of the tree whose persons may vote in secret; None while none is frozen."""
    frozen_members: int | None
    quorum: bytes | None
    """As read from the contract; None while it was not, or when events say it."""

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


def step(what: str, name: str) -> str:
    """SQL: `what` of the step `name` of proposal p."""
    return f"SELECT {what} FROM proposal_step s WHERE s.proposal_id = p.proposal_id AND s.step = '{name}'"


DEADLINE = f"coalesce(({step('max(s.eta)', 'extended')}), p.deadline)"
"""SQL: last second of the vote on proposal p."""


def _at_snapshot(column: str, table: str, condition: str = "") -> str:
    return f"""(SELECT {column} FROM {table} h WHERE {condition} h.{{moment}} <= p.snapshot
        ORDER BY h.{{moment}} DESC, h.block_number DESC, h.log_index DESC LIMIT 1)"""


MOMENT = {Clock.TIMESTAMP: "block_time", Clock.BLOCK_NUMBER: "block_number"}
"""Column by which rows are before or after what a clock says."""
_COLUMNS = f"""
    p.block_number, p.log_index, p.tx_hash, p.block_time, p.proposal_id, p.proposer, p.snapshot, {DEADLINE},
    {{description}},
    ({step("s.eta", "queued")} LIMIT 1), EXISTS ({step("1", "executed")}), EXISTS ({step("1", "canceled")}),
    v.tokens_against, v.tokens_for, v.tokens_abstain,
    coalesce(b.persons_against, v.persons_against), coalesce(b.persons_for, v.persons_for),
    coalesce(b.persons_abstain, v.persons_abstain),
    {_at_snapshot("amount", "supply")},
    {_at_snapshot("persons", "holder_count")},
    {_at_snapshot("value", "setting", "h.name = 'token_quorum_numerator' AND")},
    {_at_snapshot("value", "setting", "h.name = 'holder_quorum_numerator' AND")},
    coalesce(t.token_house, 1), coalesce(t.holder_house, 1),
    coalesce(t.token_floor, 0), coalesce(t.holder_floor, 0), coalesce(t.secret, 0), f.root, f.members,
    (SELECT q.votes FROM quorum q WHERE q.block_number = p.block_number AND q.log_index = p.log_index)
"""


def _last(table: str, alias: str) -> str:
    """SQL: the last row of proposal p in a table."""
    return f"""{table} {alias} ON {alias}.proposal_id = p.proposal_id
        AND ({alias}.block_number, {alias}.log_index) = (
            SELECT l.block_number, l.log_index FROM {table} l WHERE l.proposal_id = p.proposal_id
            ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)"""


_TABLES = " LEFT JOIN ".join(
    (
        "proposal p",
        "proposal_terms t ON t.proposal_id = p.proposal_id",
        _last("vote", "v"),
        _last("secret_vote", "b"),
        _last("frozen_ballots", "f"),
    )
)


def load_proposal_records(
    reader: Reader, clock: Clock, where: str, params: Sequence[object], description: str = BEGINNING
) -> list[ProposalRecord]:
    """Proposals p that fulfil a condition.

    Args:
        clock: of the governor.
        where: SQL condition on p, with ORDER BY and LIMIT if wanted.
        description: WHOLE or BEGINNING.
    """
    columns = _COLUMNS.format(description=description, moment=MOMENT[clock])
    sql = f"SELECT {columns} FROM {_TABLES} WHERE {where}"
    return [ProposalRecord._make(row) for row in reader.all(sql, params)]
