"""Who has a vote on a proposal, and whether it was cast."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.governor import Clock
from lexiarch.domain.proposals import Present
from lexiarch.domain.words import End, HolderKind
from lexiarch.store.database import Reader
from lexiarch.store.delegates import AFTER, STANDINGS, Standing
from lexiarch.store.keyset import MAX_BIGINT, marks
from lexiarch.store.proposal_records import MOMENT, step
from lexiarch.store.tables import encode_amount


def has_voted(reader: Reader, proposal_id: bytes, voter: Address) -> bool:
    """Whether an account has cast an open ballot."""
    sql = "SELECT 1 FROM vote WHERE voter = ? AND proposal_id = ?"
    return reader.one(sql, (voter, proposal_id)) is not None


def has_person_voted_elsewhere(
    reader: Reader, proposal_id: bytes, person_tag: Hash32, account: Address
) -> bool:
    """Whether a person has cast an open ballot with another account."""
    sql = """SELECT 1 FROM vote WHERE voter IN (SELECT a.holder FROM attestation a WHERE a.person_tag = ?)
        AND voter <> ? AND proposal_id = ? AND person_tag = ?"""
    return reader.one(sql, (person_tag, account, proposal_id, person_tag)) is not None


def load_persons_who_voted(reader: Reader, proposal_id: bytes, person_tags: Sequence[Hash32]) -> set[Hash32]:
    """Which of the persons have cast an open ballot, with whatever account."""
    sql = f"""SELECT v.person_tag FROM attestation a
        JOIN vote v ON v.voter = a.holder AND v.person_tag = a.person_tag
        WHERE a.person_tag IN ({marks(len(person_tags))}) AND v.proposal_id = ?"""
    return {Hash32(row[0]) for row in reader.all(sql, (*person_tags, proposal_id))}


def load_silent_delegates_after(
    reader: Reader, proposal_id: bytes, moment: tuple[int, Clock], after: Standing, limit: int
) -> list[Standing]:
    """Accounts with power at a moment of a clock that have cast no ballot, by power, after a standing."""
    at, clock = moment
    sql = f"""{STANDINGS.format(until=f"p.{MOMENT[clock]} <= ?")} SELECT votes, account FROM standing
        WHERE votes > ? AND NOT EXISTS (
            SELECT 1 FROM vote v WHERE v.voter = standing.account AND v.proposal_id = ?) AND {AFTER}"""
    params = (at, encode_amount(0), proposal_id, after.votes, after.votes, after.account, limit)
    return [Standing._make(row) for row in reader.all(sql, params)]


class PossibleVotes(NamedTuple):
    """On how many proposals an account has voted openly, or could have."""

    could_vote: int
    voted_with_tokens: int
    """In the token house; then the same of the holder house."""
    could_with_tokens: int
    voted_as_person: int
    could_as_person: int


def load_possible_votes(reader: Reader, account: Address, now: Present, clock: Clock) -> PossibleVotes:
    """Proposals on which an account could have voted openly, or has voted, until now.

    That is: it had power, or a person's iD that stood, at a snapshot that had passed.
    """
    sql = _POSSIBLE.format(moment=MOMENT[clock])
    nothing = encode_amount(0)
    row = reader.one(sql, (nothing, account, now.time, account, nothing, account, now.point))
    return PossibleVotes(*map(int, row)) if row else PossibleVotes(0, 0, 0, 0, 0)


_POSSIBLE = f"""
WITH mine AS (
    SELECT proposal_id, count(CASE WHEN weight > ? THEN 1 END) AS with_tokens, count(person_tag) AS as_person
    FROM vote WHERE voter = ? AND block_time <= ? GROUP BY proposal_id
), seat AS (
    SELECT m.proposal_id IS NOT NULL AS voted,
        coalesce(m.with_tokens, 0) > 0 AS voted_with_tokens,
        coalesce(m.as_person, 0) > 0 AS voted_as_person,
        NOT EXISTS ({step("1", "canceled")}) AND coalesce(t.token_house, 1) = 1 AND coalesce((
            SELECT w.votes FROM power w WHERE w.account = ? AND w.{{moment}} <= p.snapshot
            ORDER BY w.block_number DESC, w.log_index DESC LIMIT 1) > ?, FALSE) AS had_tokens,
        NOT EXISTS ({step("1", "canceled")}) AND coalesce(t.holder_house, 1) = 1 AND coalesce(t.secret, 0) = 0
            AND EXISTS (
                SELECT 1 FROM attestation a WHERE a.holder = ? AND a.kind = {HolderKind.PERSON.value}
                AND a.block_time <= p.snapshot AND a.expiration_time > p.snapshot
                AND NOT EXISTS (SELECT 1 FROM attestation l WHERE l.holder = a.holder
                    AND l.block_time <= p.snapshot
                    AND (l.block_number, l.log_index) > (a.block_number, a.log_index))
                AND NOT EXISTS (SELECT 1 FROM attestation_end e WHERE e.person_tag = a.person_tag
                    AND e.holder = a.holder AND e.how <> '{End.SWEPT}' AND e.block_time <= p.snapshot
                    AND (e.block_number, e.log_index) > (a.block_number, a.log_index))) AS was_person
    FROM proposal p LEFT JOIN proposal_terms t ON t.proposal_id = p.proposal_id
    LEFT JOIN mine m ON m.proposal_id = p.proposal_id WHERE p.snapshot < ?
)
SELECT count(CASE WHEN voted OR had_tokens OR was_person THEN 1 END),
    count(CASE WHEN voted_with_tokens THEN 1 END),
    count(CASE WHEN voted_with_tokens OR had_tokens THEN 1 END),
    count(CASE WHEN voted_as_person THEN 1 END),
    count(CASE WHEN voted_as_person OR was_person THEN 1 END)
FROM seat
"""


def is_in_tree(reader: Reader, proposal_id: bytes, person_tag: Hash32) -> bool:
    """Whether a person is in the tree frozen for a proposal; till one is frozen, in the tree of now."""
    frozen = reader.one(
        """SELECT block_number, log_index FROM frozen_ballots WHERE proposal_id = ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1""",
        (proposal_id,),
    )
    leaf = reader.one(
        """SELECT commitment FROM leaf WHERE person_tag = ? AND (block_number, log_index) < (?, ?)
        ORDER BY block_number DESC, log_index DESC LIMIT 1""",
        (person_tag, *(frozen or (MAX_BIGINT, MAX_BIGINT))),
    )
    return leaf is not None and leaf[0] != encode_amount(0)
