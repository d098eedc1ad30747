"""`lexiarch audit`."""

import typer

from lexiarch.chain.identity import check_chain
from lexiarch.chain.node import Node
from lexiarch.cli.options import ConfigOption, DaoOption, choose_daos
from lexiarch.domain.errors import IndexEmpty
from lexiarch.indexer.audit import Auditor, Comparison
from lexiarch.indexer.daos import NODE_TIMEOUT, Dao
from lexiarch.store.database import open_database
from lexiarch.store.schema import prepare_schema


def audit(config: ConfigOption = None, dao: DaoOption = None) -> None:
    """Compare the whole index with the contracts, at the last indexed block; exit with 1 if it differs.

    Every proposal (state, times, counts, quorums), account (balance, voting power, delegate, iD) and list, by
    calls of the contracts; the proof of every secret ballot, by the contract that verifies them. The index
    keeps the result for the pages. The node must know that block's state, and the ballots' transactions.
    """
    differs = False
    for one in choose_daos(config, dao):
        comparison = _compare(one)
        name = f"{one.slug}: " if one.slug else ""
        for difference in comparison.differences:
            typer.echo(f"{name}{difference}")
        said = "agrees" if not comparison.differences else f"differs in {len(comparison.differences)}"
        typer.echo(
            f"{name}block {comparison.block:,}: {comparison.checks:,} answers compared, the index {said}"
        )
        if comparison.unproved:
            typer.echo(
                f"{name}{comparison.unproved:,} secret ballots were not verified again: the node does not "
                "have their transactions, or these hold no call of the ballot box as it is"
            )
        differs = differs or bool(comparison.differences)
    raise typer.Exit(1 if differs else 0)


def _compare(dao: Dao) -> Comparison:
    database = open_database(dao.settings.database_url)
    try:
        prepare_schema(database, dao.deployment)
        with Node(dao.settings.rpc_urls, NODE_TIMEOUT) as node:
            check_chain(node, dao.deployment)
            comparison = Auditor(node, database, dao.deployment).audit_all()
    finally:
        database.close()
    if comparison is None:
        raise IndexEmpty()
    return comparison
