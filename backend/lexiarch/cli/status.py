"""`lexiarch status`."""

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from lexiarch.chain.identity import check_chain
from lexiarch.chain.node import Node
from lexiarch.cli.options import ConfigOption, DaoOption, choose_daos
from lexiarch.domain.errors import ChainError
from lexiarch.indexer.daos import NODE_TIMEOUT, Dao
from lexiarch.store.database import open_database
from lexiarch.store.meta import BlockId
from lexiarch.store.schema import prepare_schema
from lexiarch.views.models import BlockRef, Status
from lexiarch.views.status import build_status, status_of

LAG_TOLERANCE = 3
"""Blocks that a healthy index may be behind: it asks for new ones in turns."""


def status(
    config: ConfigOption = None,
    dao: DaoOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: the status and a list of problems.")
    ] = False,
) -> None:
    """Tell how near the index is to the chain; exit with 1 when something is wrong.

    Wrong is: the node or the database does not answer, the index is more than 3 blocks behind, or it differs
    from the contracts.
    """
    daos = choose_daos(config, dao)
    found = [_status_of(one) for one in daos]
    if as_json:
        told = {one.slug: _as_json(*each) for one, each in zip(daos, found, strict=True)}
        typer.echo(json.dumps(told if daos[0].slug else told[""], indent=2))
    else:
        typer.echo("\n\n".join("\n".join(_lines(*each)) for each in found))
    raise typer.Exit(1 if any(problems for _, problems in found) else 0)


def _status_of(dao: Dao) -> tuple[Status, list[str]]:
    database = open_database(dao.settings.reading_url)
    prepare_schema(database, dao.deployment, create=not dao.settings.read_database_url)
    problems: list[str] = []
    head = _fetch_head(dao, problems)
    with database.read() as reader:
        found = status_of(reader, dao.deployment, head) if head else build_status(reader, dao.deployment)
    database.close()
    return found, [*problems, *_problems(found)]


def _fetch_head(dao: Dao, problems: list[str]) -> BlockId | None:
    try:
        with Node(dao.settings.rpc_urls, NODE_TIMEOUT) as node:
            check_chain(node, dao.deployment)
            header = node.fetch_header("latest")
    except ChainError as error:
        problems.append(str(error))
        return None
    return BlockId(header.number, header.hash, header.timestamp) if header else None


def _problems(status: Status) -> Iterator[str]:
    if status.indexed is None:
        yield "Nothing is indexed yet. Start `lexiarch serve` or `lexiarch index`."
    elif status.lag_blocks is not None and status.lag_blocks > LAG_TOLERANCE:
        yield f"The index is {status.lag_blocks} blocks behind. Start `lexiarch index`, or let it catch up."
    for difference in status.differences:
        yield f"The index differs from the contracts: {difference}. Run `lexiarch index --rebuild`."


def _as_json(status: Status, problems: list[str]) -> dict[str, object]:
    return status.model_dump(mode="json", by_alias=True) | {"problems": problems}


def _lines(status: Status, problems: list[str]) -> Iterator[str]:
    verified = "never" if status.verified_block is None else f"block {status.verified_block:,}"
    lag = "unknown"
    if status.lag_blocks is not None:
        lag = f"{status.lag_blocks:,} blocks, {status.lag_seconds:,} s"
    yield f"{'DAO':<9} {status.name}"
    yield f"{'chain':<9} {status.chain_id}"
    yield f"{'head':<9} {_block(status.head)}"
    yield f"{'indexed':<9} {_block(status.indexed)}"
    yield f"{'lag':<9} {lag}"
    yield f"{'verified':<9} {verified}"
    yield from (f"{'problem':<9} {problem}" for problem in problems)


def _block(block: BlockRef | None) -> str:
    return f"block {block.number:,}  {block.hash}" if block else "none"
