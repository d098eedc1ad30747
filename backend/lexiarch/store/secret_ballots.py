"""Secret ballots: the tree that was frozen for a proposal, leaf by leaf, and what was handed in."""

from typing import NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.tree import load_leaves_until


class FrozenRecord(NamedTuple):
    """The last freeze of the tree for a proposal."""

    block_number: int
    log_index: int
    root: bytes
    members: int


class SecretBallotRecord(NamedTuple):
    """A secret ballot that was counted."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    nullifier: bytes
    support: int

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


class CountedRecord(NamedTuple):
    """A secret ballot with the root that it was verified against."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    proposal_id: bytes
    nullifier: bytes
    support: int
    root: bytes

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


def load_frozen(reader: Reader, proposal_id: bytes) -> FrozenRecord | None:
    """The freeze that counts; None while no tree is frozen for the proposal."""
    sql = """SELECT block_number, log_index, root, members FROM frozen_ballots WHERE proposal_id = ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1"""
    row = reader.one(sql, (proposal_id,))
    return FrozenRecord._make(row) if row else None


def load_frozen_leaves(reader: Reader, frozen: FrozenRecord) -> list[int]:
    """The commitments in the frozen tree by their places; 0 where one was pruned."""
    return load_leaves_until(reader, Place(frozen.block_number, frozen.log_index))


def load_secret_ballots_before(
    reader: Reader, proposal_id: bytes, before: Place, limit: int
) -> list[SecretBallotRecord]:
    """Secret ballots on a proposal that are older than a place, newest first."""
    sql = """SELECT block_number, log_index, tx_hash, block_time, nullifier, support FROM secret_vote
        WHERE proposal_id = ? AND (block_number, log_index) < (?, ?)
        ORDER BY block_number DESC, log_index DESC LIMIT ?"""
    return [SecretBallotRecord._make(row) for row in reader.all(sql, (proposal_id, *before, limit))]


def load_counted_after(reader: Reader, after: Place, limit: int) -> list[CountedRecord]:
    """Secret ballots on all proposals that are newer than a place, oldest first."""
    sql = """SELECT v.block_number, v.log_index, v.tx_hash, v.proposal_id, v.nullifier, v.support,
            (SELECT f.root FROM frozen_ballots f WHERE f.proposal_id = v.proposal_id
                ORDER BY f.block_number DESC, f.log_index DESC LIMIT 1)
        FROM secret_vote v WHERE (v.block_number, v.log_index) > (?, ?)
        ORDER BY v.block_number, v.log_index LIMIT ?"""
    return [CountedRecord._make(row) for row in reader.all(sql, (*after, limit))]
