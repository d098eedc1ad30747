"""Makes the tables of the index, and makes sure that they are of this deployment."""

import re
from importlib.resources import files

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import IndexForeign, IndexMissing
from lexiarch.domain.words import Change
from lexiarch.store.database import Database, Reader, Writer
from lexiarch.store.meta import Phase, load_meta, save_meta, save_phase
from lexiarch.store.outbox import StreamRow, append_changes, load_last_change_id, new_change
from lexiarch.store.tables import TABLES, Row
from lexiarch.store.webhooks import load_cursors, restore_cursors

_SURVEY = "deployment"
SCHEMA_VERSION = 7
"""Rises whenever tables or projected rows change; an older index is built again."""


def prepare_schema(database: Database, deployment: Deployment, *, create: bool = True) -> None:
    """Makes the tables if there are none, and else checks whose they are; writes nothing if they are there.

    Args:
        create: whether this process may make them; a replica's tables come from its primary.

    Raises:
        IndexMissing: there are no tables, and none may be made.
        IndexForeign: they are of another deployment, chain or version of this program.
        DatabaseUnavailable: the database does not answer.
    """
    with database.read() as reader:
        exists = reader.has_table("meta")
        if exists:
            _check_identity(reader, deployment)
    if exists:
        return
    if not create:
        raise IndexMissing
    with database.write() as writer:
        if not writer.has_table("meta"):
            _create_tables(writer, deployment)
        _check_identity(writer, deployment)


def rebuild_schema(database: Database, deployment: Deployment) -> None:
    """Empties the index, whosever it was. The stream goes on: listeners are told to read again.

    So do the webhooks, each from where it was.
    """
    with database.write() as writer:
        last_change = load_last_change_id(writer) if writer.has_table("outbox") else 0
        cursors = load_cursors(writer) if writer.has_table("meta") else {}
        for table in (*TABLES.values(), "outbox", "log", "block", "checkpoint", "meta"):
            writer.execute(f"DROP TABLE IF EXISTS {table}")
        _create_tables(writer, deployment)
        restore_cursors(writer, cursors)
        if last_change:
            before = deployment.start_block - 1
            again = new_change(before, Change.REORG, data={"ancestor": before})
            writer.insert_into("outbox", StreamRow._fields, [(last_change + 1, *again)])


def empty_projection(writer: Writer, deployment: Deployment, keep: type[Row]) -> None:
    """Makes the projected tables anew and empty, but for one; listeners are told to read again."""
    names = [table for row, table in TABLES.items() if row is not keep]
    for statement in _statements("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX"):
        table = re.search(r"CREATE TABLE (\w+)| ON (\w+) ", statement)
        assert table is not None
        if table[1] in names:
            writer.execute(f"DROP TABLE IF EXISTS {table[1]}")
            writer.create_table(statement)
        elif table[2] in names:
            writer.execute(statement)
    for key, value in _identity(deployment).items():
        save_meta(writer, key, value)
    before = deployment.start_block - 1
    append_changes(writer, [new_change(before, Change.REORG, data={"ancestor": before})])


def load_survey(reader: Reader) -> Deployment | None:
    """The deployment that the index was made of; None when there is no index yet."""
    if not reader.has_table("meta"):
        return None
    text = load_meta(reader, _SURVEY)
    return Deployment.model_validate_json(text) if text else None


def create_indexes(writer: Writer) -> None:
    """Makes the indexes that tables do without while much comes at once.

    A table that is filled first and indexed then takes half the time.
    """
    for statement in _statements("CREATE INDEX", "CREATE UNIQUE INDEX"):
        writer.execute(statement)


def _statements(*beginnings: str) -> list[str]:
    script = files("lexiarch.store").joinpath("schema.sql").read_text(encoding="utf-8")
    statements = (each.strip() for each in re.sub(r"--.*", "", script).split(";"))
    return [statement for statement in statements if statement.startswith(beginnings)]


def _create_tables(writer: Writer, deployment: Deployment) -> None:
    for statement in _statements("CREATE TABLE"):
        writer.create_table(statement)
    save_phase(writer, Phase.BULK)
    save_meta(writer, _SURVEY, deployment.model_dump_json())
    for key, value in _identity(deployment).items():
        save_meta(writer, key, value)


def _check_identity(reader: Reader, deployment: Deployment) -> None:
    for key, expected in _identity(deployment).items():
        found = load_meta(reader, key)
        if found != expected:
            raise IndexForeign(key.replace("_", " "), expected, found)


def _identity(deployment: Deployment) -> dict[str, str]:
    return {
        "schema_version": str(SCHEMA_VERSION),
        "chain_id": str(deployment.chain_id),
        "genesis_hash": deployment.genesis_hash.lower(),
        **{
            name.value: "0x" + deployment.address(name).hex()
            for name in (ContractName.GOVERNOR, ContractName.TOKEN, ContractName.TIMELOCK)
            if name in deployment.contracts
        },
    }
