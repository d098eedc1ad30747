"""`lexiarch status`."""

import json
from collections.abc import Iterator
from typing import Annotated

import typer

from lexiarch.app import NODE_TIMEOUT
from lexiarch.chain.node import Node
from lexiarch.domain.deployment import Deployment, load_deployment
from lexiarch.domain.errors import ChainError
from lexiarch.indexer.identity import check_chain
from lexiarch.settings import Settings, load_settings
from lexiarch.store.database import open_database
from lexiarch.store.meta import BlockId
from lexiarch.store.schema import prepare_schema
from lexiarch.views.models import BlockRef, Status
from lexiarch.views.status import build_status, status_of

LAG_TOLERANCE = 3
"""Blocks that a healthy index may be behind: it asks for new ones in turns."""


def status(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: the status and a list of problems.")
    ] = False,
) -> None:
    """Tell how near the index is to the chain; exit with 1 when something is wrong.

    Wrong is: the node or the database does not answer, the index is more than 3 blocks behind, or it differs
    from the contracts.
    """
    settings = load_settings()
    deployment = load_deployment(settings.deployment)
    database = open_database(settings.reading_url)
    prepare_schema(database, deployment, create=not settings.read_database_url)
    problems: list[str] = []
    head = _fetch_head(settings, deployment, problems)
    with database.read() as reader:
        found = status_of(reader, deployment, head) if head else build_status(reader, deployment)
    database.close()
    problems += _problems(found)
    typer.echo(_as_json(found, problems) if as_json else "\n".join(_lines(found, problems)))
    raise typer.Exit(1 if problems else 0)


def _fetch_head(settings: Settings, deployment: Deployment, problems: list[str]) -> BlockId | None:
    try:
        with Node(settings.rpc_urls, NODE_TIMEOUT) as node:
            check_chain(node, deployment)
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


def _as_json(status: Status, problems: list[str]) -> str:
    return json.dumps(status.model_dump(mode="json", by_alias=True) | {"problems": problems}, indent=2)


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
