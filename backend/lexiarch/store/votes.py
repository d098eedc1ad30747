"""Ballots, newest or heaviest first."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader
from lexiarch.store.keyset import NEWEST, Place, marks
from lexiarch.store.tables import encode_amount


class VoteRecord(NamedTuple):
    """A ballot with the beginning of its proposal's description."""

    block_number: int
    log_index: int
    tx_hash: Hash32
    block_time: int
    proposal_id: bytes
    description: str
    voter: Address
    support: int
    split: bytes | None
    weight: bytes
    person_tag: Hash32 | None
    reason: str

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


_BALLOTS = """
SELECT v.block_number, v.log_index, v.tx_hash, v.block_time, v.proposal_id, substr(p.description, 1, 1000),
    v.voter, v.support, v.split, v.weight, v.person_tag, v.reason
FROM vote v JOIN proposal p ON p.proposal_id = v.proposal_id
WHERE {condition}"""
_SELECT = f"""{_BALLOTS} AND (v.block_number, v.log_index) < (?, ?)
ORDER BY v.block_number DESC, v.log_index DESC LIMIT ?
"""
_BY_WEIGHT = f"""{_BALLOTS} AND (v.weight < ? OR v.weight = ? AND (v.block_number, v.log_index) < (?, ?))
ORDER BY v.weight DESC, v.block_number DESC, v.log_index DESC LIMIT ?
"""


class WeightPlace(NamedTuple):
    """A ballot's place in a list by weight; of one weight, from new to old."""

    weight: bytes
    block_number: int
    log_index: int


HEAVIEST = WeightPlace(b"\xff" * 33, *NEWEST)
"""Before every ballot."""


class Ballots(NamedTuple):
    """Which ballots of a proposal are asked for."""

    proposal_id: bytes
    in_token_house: bool = False
    """Only ballots that counted in the token house."""
    in_holder_house: bool = False
    """Only ballots that counted in the holder house."""
    support: int | None = None
    """Only ballots that say this."""
    voter: Address | None = None
    """Only this account's ballot."""


def load_ballots_before(reader: Reader, ballots: Ballots, before: Place, limit: int) -> list[VoteRecord]:
    """Ballots on a proposal that are older than a place, newest first."""
    condition, params = _condition(ballots)
    rows = reader.all(_SELECT.format(condition=condition), (*params, *before, limit))
    return [VoteRecord._make(row) for row in rows]


def load_ballots_below(reader: Reader, ballots: Ballots, below: WeightPlace, limit: int) -> list[VoteRecord]:
    """Ballots on a proposal that come after a place in the list by weight, the heaviest first."""
    condition, params = _condition(ballots)
    rows = reader.all(_BY_WEIGHT.format(condition=condition), (*params, below.weight, *below, limit))
    return [VoteRecord._make(row) for row in rows]


def _condition(ballots: Ballots) -> tuple[str, list[object]]:
    conditions: list[tuple[bool, str, tuple[object, ...]]] = [
        (True, "v.proposal_id = ?", (ballots.proposal_id,)),
        (ballots.in_token_house, "v.weight <> ?", (encode_amount(0),)),
        (ballots.in_holder_house, "v.person_tag IS NOT NULL", ()),
        (ballots.support is not None, "v.support = ?", (ballots.support,)),
        (ballots.voter is not None, "v.voter = ?", (ballots.voter,)),
    ]
    condition = " AND ".join(sql for wanted, sql, _ in conditions if wanted)
    return condition, [value for wanted, _, values in conditions if wanted for value in values]


def load_ballots_of_before(reader: Reader, voter: Address, before: Place, limit: int) -> list[VoteRecord]:
    """Ballots of an account that are older than a place, newest first."""
    rows = reader.all(_SELECT.format(condition="v.voter = ?"), (voter, *before, limit))
    return [VoteRecord._make(row) for row in rows]


def load_all_ballots_before(reader: Reader, before: Place, limit: int) -> list[VoteRecord]:
    """Ballots on all proposals that are older than a place, newest first."""
    rows = reader.all(_SELECT.format(condition="TRUE"), (*before, limit))
    return [VoteRecord._make(row) for row in rows]


def load_ballot_count(reader: Reader, proposal_id: bytes) -> int:
    """Number of open ballots on a proposal."""
    return _count(reader, "vote", proposal_id)


def load_token_ballot_counts(reader: Reader, proposal_ids: Sequence[bytes]) -> dict[bytes, int]:
    """Number of ballots on each proposal that counted in the token house; those without any are left out."""
    sql = f"""SELECT proposal_id, count(*) FROM vote
        WHERE proposal_id IN ({marks(len(proposal_ids))}) AND weight <> ? GROUP BY proposal_id"""
    return dict(reader.all(sql, (*proposal_ids, encode_amount(0))))


def load_secret_ballot_count(reader: Reader, proposal_id: bytes) -> int:
    """Number of secret ballots on a proposal."""
    return _count(reader, "secret_vote", proposal_id)


def _count(reader: Reader, table: str, proposal_id: bytes) -> int:
    sql = f"""SELECT ballots FROM {table} WHERE proposal_id = ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1"""
    row = reader.one(sql, (proposal_id,))
    return int(row[0]) if row else 0
