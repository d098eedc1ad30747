"""Opens the private database, and makes its tables."""

import re
from importlib.resources import files

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.store.database import Database, Writer, open_database
from lexiarch.store.meta import load_meta, save_meta

SCHEMA_VERSION = 2
"""Rises with a change of the tables; with it comes a step that moves what is there."""
_KEY = "private_version"


def open_private(url: str) -> Database:
    """Opens it, and makes the tables that it lacks.

    Args:
        url: as for {open_database}; not that of an index.

    Raises:
        SettingsInvalid: the URL is of no database, or of one that holds something else.
        DatabaseUnavailable: the database does not answer.
    """
    database = open_database(url)
    try:
        _prepare(database)
    except BaseException:
        database.close()
        raise
    return database


def lock_private(writer: Writer) -> None:
    """Nobody else who locks goes on until the transaction ends: for what is to be made once."""
    writer.execute("UPDATE meta SET value = value WHERE key = ?", (_KEY,))


def _prepare(database: Database) -> None:
    with database.write() as writer:
        if not writer.has_table("meta"):
            script = files("lexiarch.store.private").joinpath("schema.sql").read_text(encoding="utf-8")
            for statement in re.sub(r"--.*", "", script).split(";"):
                if statement.strip():
                    writer.execute(statement.strip())
            save_meta(writer, _KEY, str(SCHEMA_VERSION))
        found = load_meta(writer, _KEY)
        if found != str(SCHEMA_VERSION):
            raise SettingsInvalid(
                "LEXIARCH_PRIVATE_DATABASE_URL names a database that holds something else, such as an index, "
                f"or was made by another version (found {found}, wanted {SCHEMA_VERSION}).",
                "Name an empty database of its own.",
            )
