"""Status lists as they are published, and which bit of them is whose."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader, Writer

_AT_ONCE = 500


class StatusListRow(NamedTuple):
    """A list. Times in seconds since 1970."""

    number: int
    bits: bytes
    token: str
    made: int


class Bearer(NamedTuple):
    """Whose credentials stand in the lists."""

    account: Address
    person_tag: Hash32


def load_status_list(reader: Reader, number: int) -> StatusListRow | None:
    """A list; None when there is none of this number."""
    sql = f"SELECT {', '.join(StatusListRow._fields)} FROM status_list WHERE number = ?"
    row = reader.one(sql, (number,))
    return StatusListRow(row[0], bytes(row[1]), row[2], row[3]) if row else None


def load_status_list_numbers(reader: Reader) -> list[int]:
    """The numbers of all lists, in order."""
    return [row[0] for row in reader.all("SELECT number FROM status_list ORDER BY number")]


def save_status_list(writer: Writer, row: StatusListRow) -> None:
    """Keeps a list in the place of what it was before."""
    writer.execute("DELETE FROM status_list WHERE number = ?", (row.number,))
    writer.insert_into("status_list", StatusListRow._fields, [row])


def save_positions(
    writer: Writer, number: int, positions: Sequence[int], bearer: Bearer, expires: int
) -> None:
    """Remembers whose credentials have these bits."""
    fields = ("number", "position", *Bearer._fields, "expires")
    rows = [(number, position, *bearer, expires) for position in positions]
    writer.insert_into("status_position", fields, rows)


def load_taken(reader: Reader, number: int) -> set[int]:
    """Bits of a list that belong to credentials which have not expired, ended or not."""
    return {row[0] for row in reader.all("SELECT position FROM status_position WHERE number = ?", (number,))}


def load_bearers(reader: Reader) -> list[Bearer]:
    """Whose credentials have not ended."""
    sql = "SELECT DISTINCT account, person_tag FROM status_position WHERE person_tag IS NOT NULL"
    return [Bearer(Address(row[0]), Hash32(row[1])) for row in reader.all(sql)]


def take_positions_of(writer: Writer, bearers: Sequence[Bearer]) -> dict[int, list[int]]:
    """The bits of credentials that end now, by list. Whose they were is forgotten with that."""
    found: dict[int, list[int]] = {}
    for start in range(0, len(bearers), _AT_ONCE):
        some = bearers[start : start + _AT_ONCE]
        where = f"(account, person_tag) IN (VALUES {', '.join(['(?, ?)'] * len(some))})"
        params = [part for bearer in some for part in bearer]
        for number, position in writer.all(
            f"SELECT number, position FROM status_position WHERE {where}", params
        ):
            found.setdefault(number, []).append(position)
        writer.execute(f"UPDATE status_position SET account = NULL, person_tag = NULL WHERE {where}", params)
    return found


def load_bearers_of(reader: Reader, person_tag: Hash32) -> list[Bearer]:
    """The accounts with which a person was given credentials that have not ended."""
    sql = "SELECT DISTINCT account, person_tag FROM status_position WHERE person_tag = ?"
    return [Bearer(Address(row[0]), Hash32(row[1])) for row in reader.all(sql, (person_tag,))]


def count_positions(reader: Reader, person_tag: Hash32, now: int) -> int:
    """How many credentials of a person have neither ended nor expired."""
    sql = "SELECT count(*) FROM status_position WHERE person_tag = ? AND expires > ?"
    row = reader.one(sql, (person_tag, now))
    return int(row[0]) if row else 0


def free_positions(writer: Writer, now: int) -> int:
    """Forgets bits of credentials that have expired. Returns how many there were."""
    return writer.execute("DELETE FROM status_position WHERE expires <= ?", (now,))
