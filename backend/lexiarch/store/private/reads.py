"""Who was told what about whom, and when."""

from collections.abc import Sequence
from typing import NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.store.database import Reader, Writer
from lexiarch.store.keyset import marks


class ReadRow(NamedTuple):
    """A read of a member's data. Time in seconds since 1970."""

    id: int
    person_tag: Hash32
    client_id: str
    claims: str
    """Names, parted by spaces."""
    how: str
    read_at: int


def save_read(writer: Writer, row: ReadRow) -> None:
    """Notes that somebody was told something."""
    writer.insert_into("data_read", ReadRow._fields, [row])


def load_reads(reader: Reader, person_tags: Sequence[Hash32], limit: int) -> list[ReadRow]:
    """The reads of a person's data, newest first."""
    sql = f"""SELECT {", ".join(ReadRow._fields)} FROM data_read
        WHERE person_tag IN ({marks(len(person_tags))}) ORDER BY read_at DESC, id LIMIT ?"""
    return [ReadRow._make(row) for row in reader.all(sql, (*person_tags, limit))]


def delete_reads(writer: Writer, person_tags: Sequence[Hash32]) -> None:
    """Forgets all reads of a person's data."""
    for tag in person_tags:
        writer.execute("DELETE FROM data_read WHERE person_tag = ?", (tag,))


def delete_reads_before(writer: Writer, before: int) -> int:
    """Forgets reads that are older. Returns how many there were."""
    return writer.execute("DELETE FROM data_read WHERE read_at < ?", (before,))
