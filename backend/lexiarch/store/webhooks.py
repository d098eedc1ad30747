"""How far each webhook has come in the stream of changes. It outlives a rebuild, as the stream's ids do."""

from lexiarch.store.database import Reader, Writer
from lexiarch.store.meta import load_meta, save_meta

_KEY = "webhook "


def load_cursor(reader: Reader, hook: str) -> int | None:
    """Id of the last change that was delivered, or that the hook does not want; None before the first."""
    text = load_meta(reader, _KEY + hook)
    return None if text is None else int(text)


def move_cursor(writer: Writer, hook: str, seen: int, to: int) -> bool:
    """Moves a cursor, unless somebody else has moved it since it was seen; then it says False."""
    sql = "UPDATE meta SET value = ? WHERE key = ? AND value = ?"
    return writer.execute(sql, (str(to), _KEY + hook, str(seen))) == 1


def begin_cursor(writer: Writer, hook: str, at: int) -> None:
    """Lets a hook begin after a change, unless it has begun."""
    if load_cursor(writer, hook) is None:
        save_meta(writer, _KEY + hook, str(at))


def load_cursors(reader: Reader) -> dict[str, str]:
    """The rows of all cursors, for {restore_cursors}."""
    rows = reader.all("SELECT key, value FROM meta WHERE key LIKE ?", (_KEY + "%",))
    return {str(key): str(value) for key, value in rows}


def restore_cursors(writer: Writer, cursors: dict[str, str]) -> None:
    """Puts them into another index's tables."""
    for key, value in cursors.items():
        save_meta(writer, key, value)
