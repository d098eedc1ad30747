"""The tree of commitments for secret ballots."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.words import End
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.tables import decode_amount, encode_amount


class TreeRecord(NamedTuple):
    """The tree as a whole."""

    root: int
    size: int
    """Places used, pruned ones included."""
    members: int
    """Leaves that are not pruned."""


class WaitingRecord(NamedTuple):
    """How many leaves are to be pruned or refreshed."""

    ended: int
    """Of iDs that were ended or left."""
    due: int
    """Others, whose day has come."""


class RootRecord(NamedTuple):
    """A root that the tree had, and what came after it."""

    followed: int | None
    """When the tree got another, in seconds since 1970; None while it has this one."""
    changed: bool
    """Whether a leaf under it was pruned or replaced since; else all of them are in the tree now."""


class LeafRecord(NamedTuple):
    """A leaf that is not pruned."""

    block_number: int
    log_index: int
    block_time: int
    person_tag: Hash32
    number: int
    """Place in the tree, from 0."""
    commitment: bytes
    due_day: int
    ended: bool
    """Whether the iD was ended or left since the leaf was added or refreshed."""
    holder: Address
    stands_until: int

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


def _last(table: str, alias: str) -> str:
    return f"""({alias}.block_number, {alias}.log_index) = (
        SELECT l.block_number, l.log_index FROM {table} l WHERE l.person_tag = f.person_tag
        ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)"""


_PRESENT = f"f.commitment <> ? AND {_last('leaf', 'f')}"
_NOTHING = encode_amount(0)

_ENDED = f"""EXISTS (SELECT 1 FROM attestation_end e WHERE e.person_tag = f.person_tag
        AND e.how IN ('{End.REVOKED}', '{End.EXITED}')
        AND (e.block_number, e.log_index) > (d.block_number, d.log_index))"""

_LEAVES = f"""
SELECT f.block_number, f.log_index, f.block_time, f.person_tag, f.place, f.commitment, d.day,
    {_ENDED},
    a.holder,
    coalesce((SELECT e.ended FROM attestation_end e WHERE e.person_tag = a.person_tag
        AND e.how <> '{End.MOVED}' AND (e.block_number, e.log_index) > (a.block_number, a.log_index)
        ORDER BY e.block_number, e.log_index LIMIT 1), a.expiration_time)
FROM leaf f
JOIN leaf_due d ON d.person_tag = f.person_tag AND {_last("leaf_due", "d")}
JOIN attestation a ON a.person_tag = f.person_tag AND {_last("attestation", "a")}
WHERE {_PRESENT}
"""


def load_tree(reader: Reader) -> TreeRecord:
    """Root, places and members now."""
    last = reader.one("SELECT root FROM leaf ORDER BY block_number DESC, log_index DESC LIMIT 1")
    size = reader.one("SELECT coalesce(max(place) + 1, 0) FROM leaf")
    members = reader.one(f"SELECT count(*) FROM leaf f WHERE {_PRESENT}", (_NOTHING,))
    return TreeRecord(
        decode_amount(last[0]) if last else 0, int(size[0]) if size else 0, int(members[0]) if members else 0
    )


def load_root_place(reader: Reader, root: int) -> Place | None:
    """Where the tree had a root, the last time; None when it never had it."""
    sql = """SELECT block_number, log_index FROM leaf WHERE root = ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1"""
    row = reader.one(sql, (encode_amount(root),))
    return Place(*row) if row else None


def load_leaves_until(reader: Reader, last: Place) -> list[int]:
    """All commitments by their places, with no change after a place; 0 where one was pruned."""
    sql = """SELECT place, commitment FROM leaf WHERE (block_number, log_index) <= (?, ?)
        ORDER BY block_number, log_index"""
    leaves: list[bytes] = []
    for place, commitment in reader.all(sql, last):
        leaves += [_NOTHING] * (place + 1 - len(leaves))
        leaves[place] = commitment
    return [decode_amount(leaf) for leaf in leaves]


def load_root(reader: Reader, root: int) -> RootRecord | None:
    """What became of a root; None when the tree never had it."""
    at = load_root_place(reader, root)
    if at is None:
        return None
    sql = """SELECT min(block_time), min(place),
            (SELECT max(place) FROM leaf WHERE (block_number, log_index) <= (?, ?))
        FROM leaf WHERE (block_number, log_index) > (?, ?)"""
    row = reader.one(sql, (*at, *at))
    if row is None or row[0] is None:
        return RootRecord(None, False)
    followed, first, last = map(int, row)
    return RootRecord(followed, first <= last)  # places are not used again, so a new leaf has a higher one


def load_leaves_before(reader: Reader, before: Place, limit: int) -> list[LeafRecord]:
    """Leaves whose last change is older than a place, newest first."""
    sql = f"""{_LEAVES} AND (f.block_number, f.log_index) < (?, ?)
        ORDER BY f.block_number DESC, f.log_index DESC LIMIT ?"""
    return [_leaf(row) for row in reader.all(sql, (_NOTHING, *before, limit))]


def load_waiting_leaves(reader: Reader, today: int) -> list[LeafRecord]:
    """Leaves that are to be pruned or refreshed, in the order of their places.

    Args:
        today: day since 1970, UTC.
    """
    leaves = (_leaf(row) for row in reader.all(f"{_LEAVES} ORDER BY f.place", (_NOTHING,)))
    return [leaf for leaf in leaves if leaf.ended or leaf.due_day <= today]


def load_waiting_counts(reader: Reader, today: int) -> WaitingRecord:
    """How many leaves {load_waiting_leaves} would give; counted where they are, since anybody may ask."""
    sql = f"""SELECT coalesce(sum(w.ended), 0), coalesce(sum(w.due), 0) FROM (
        SELECT CASE WHEN {_ENDED} THEN 1 ELSE 0 END AS ended,
            CASE WHEN d.day <= ? AND NOT {_ENDED} THEN 1 ELSE 0 END AS due
        FROM leaf f
        JOIN leaf_due d ON d.person_tag = f.person_tag AND {_last("leaf_due", "d")}
        WHERE {_PRESENT}) AS w"""
    row = reader.one(sql, (today, _NOTHING))
    return WaitingRecord(int(row[0]), int(row[1])) if row else WaitingRecord(0, 0)


def load_commitment(reader: Reader, person_tag: Hash32) -> int:
    """A person's commitment; 0 when they have none."""
    sql = f"SELECT f.commitment FROM leaf f WHERE f.person_tag = ? AND {_PRESENT}"
    row = reader.one(sql, (person_tag, _NOTHING))
    return decode_amount(row[0]) if row else 0


def _leaf(row: tuple[object, ...]) -> LeafRecord:
    record = LeafRecord._make(row)
    return record._replace(ended=bool(record.ended))
