"""`lexiarch index`."""

import signal
from threading import Event
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from lexiarch.app import NODE_TIMEOUT
from lexiarch.chain.node import Node
from lexiarch.domain.deployment import Deployment, load_deployment
from lexiarch.domain.errors import AnotherLeads
from lexiarch.indexer.converge import converge
from lexiarch.indexer.identity import check_chain
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced, NothingNew
from lexiarch.indexer.runner import Runner
from lexiarch.settings import Settings, load_settings
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Leadership, open_database
from lexiarch.store.meta import load_head
from lexiarch.store.schema import prepare_schema, rebuild_schema
from lexiarch.webhooks.courier import start_couriers
from lexiarch.webhooks.hooks import load_hooks


def index(
    once: Annotated[bool, typer.Option("--once", help="Stop at the head of the chain.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Drop the index first and build it again from the start block.")
    ] = False,
) -> None:
    """Follow the chain without serving anything; while another process does, stand by to take over.

    With --once or --rebuild no other process may index into the database.
    """
    settings = load_settings()
    hooks = load_hooks(settings.webhooks)
    deployment = load_deployment(settings.deployment)
    database = open_database(settings.database_url)
    leadership = database.leadership()
    with Node(settings.rpc_urls, NODE_TIMEOUT) as node:
        check_chain(node, deployment)
        leads = leadership.take()
        if not leads and (once or rebuild):
            raise AnotherLeads
        if rebuild:
            rebuild_schema(database, deployment)
        prepare_schema(database, deployment)
        if leads:
            leads = _catch_up(settings, deployment, database, node, leadership)
        if once and not leads:
            raise AnotherLeads
        if not once:
            stop = _until_signal()
            couriers = start_couriers(hooks, database, deployment, leadership, stop)
            Runner(settings, database, node, leadership).run(stop)
            for courier in couriers:
                courier.join(1)  # what is on its way is delivered again if it was not noted
    leadership.give_up()
    database.close()


def _until_signal() -> Event:
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _catch_up(
    settings: Settings, deployment: Deployment, database: Database, node: Node, leadership: Leadership
) -> bool:
    """Indexes up to the head, and shows how it goes; False when another process has taken over."""
    limits = Limits(settings.block_range, settings.reorg_window)
    events = 0
    with _progress() as progress:
        bar = progress.add_task("indexing", total=0, events=0)
        while not isinstance(outcome := converge(node, database, deployment, limits), NothingNew):
            if not leadership.take():
                return False
            events += outcome.events if isinstance(outcome, Advanced) else 0
            done, total = _distance(database, deployment)
            progress.update(bar, completed=done, total=total, events=events)
        done, total = _distance(database, deployment)
        progress.update(bar, completed=done, total=total, description="indexed")
    return True


def _distance(database: Database, deployment: Deployment) -> tuple[int, int]:
    """Blocks indexed, and blocks there are."""
    with database.read() as reader:
        checkpoint, head = load_checkpoint(reader), load_head(reader)
    before = deployment.start_block - 1
    done = checkpoint.number - before if checkpoint else 0
    return done, max(done, head.number - before if head else 0)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} blocks/s" if speed else "")


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} blocks, {task.fields[events]:,} events"),
        _Rate(),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
    )
