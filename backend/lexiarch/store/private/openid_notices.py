"""Logouts that websites have not been told of yet."""

from typing import NamedTuple

from lexiarch.store.database import Reader, Writer


class NoticeRow(NamedTuple):
    """One website to be told that one of its visitors is a member no more, or has signed out."""

    id: str
    client_id: str
    sub: str
    sid: str
    attempts: int
    due: int
    """When to try, in seconds since 1970."""


def save_notice(writer: Writer, row: NoticeRow) -> None:
    """Keeps a new notice."""
    writer.insert_into("openid_notice", NoticeRow._fields, [row])


def load_due_notices(reader: Reader, now: int, limit: int) -> list[NoticeRow]:
    """Those to be delivered now, the oldest first."""
    sql = f"SELECT {', '.join(NoticeRow._fields)} FROM openid_notice WHERE due <= ? ORDER BY due, id LIMIT ?"
    return [NoticeRow._make(row) for row in reader.all(sql, (now, limit))]


def claim_notice(writer: Writer, row: NoticeRow, due: int) -> bool:
    """Takes a notice for one attempt; the next is at `due`. Returns whether no other process was faster."""
    sql = "UPDATE openid_notice SET attempts = attempts + 1, due = ? WHERE id = ? AND attempts = ?"
    return writer.execute(sql, (due, row.id, row.attempts)) == 1


def postpone_notice(writer: Writer, notice_id: str, due: int) -> None:
    """Lets a notice wait until `due`, in seconds since 1970."""
    writer.execute("UPDATE openid_notice SET due = ? WHERE id = ?", (due, notice_id))


def delete_notice(writer: Writer, notice_id: str) -> None:
    """Forgets a notice that was taken, or given up."""
    writer.execute("DELETE FROM openid_notice WHERE id = ?", (notice_id,))
