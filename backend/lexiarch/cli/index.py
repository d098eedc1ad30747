"""`lexiarch index`."""

import signal
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event
from typing import Annotated, Final, NamedTuple, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from lexiarch.chain.identity import check_chain
from lexiarch.chain.node import Node
from lexiarch.cli.options import ConfigOption, DaoOption, choose_daos
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import AnotherLeads
from lexiarch.indexer.converge import Indexer
from lexiarch.indexer.daos import NODE_TIMEOUT, Dao
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced, NothingNew
from lexiarch.indexer.reader.process import Endpoints
from lexiarch.indexer.reproject import reproject as reproject_all
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Leadership, open_database
from lexiarch.store.meta import load_head
from lexiarch.store.schema import prepare_schema, rebuild_schema
from lexiarch.webhooks.hooks import Hook, load_hooks

_LOOK_SECONDS: Final = 0.2  # between two looks whether a signal came
_Result = TypeVar("_Result")


def index(
    config: ConfigOption = None,
    dao: DaoOption = None,
    once: Annotated[bool, typer.Option("--once", help="Stop at the head of the chain.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Drop the index first and build it again from the start block.")
    ] = False,
    reproject: Annotated[
        bool,
        typer.Option(
            "--reproject", help="Make the rows anew from the raw logs in the index first, without a node."
        ),
    ] = False,
) -> None:
    """Follow the chain without serving anything; while another process does, stand by to take over.

    With --once, --rebuild or --reproject no other process may index into the database.
    """
    jobs = [_open(one) for one in choose_daos(config, dao)]
    stop = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        for job in jobs:
            if reproject:
                _reproject(job)
            _prepare(job, alone=once or rebuild or reproject, rebuild=rebuild)
        with _progress() as progress, ThreadPoolExecutor(len(jobs)) as threads:
            # all are at the head, or have failed, before the first error is told
            caught_up = _results([threads.submit(_catch_up, job, progress, stop) for job in jobs])
            if once and not all(caught_up):
                raise AnotherLeads
        if not once:
            with ThreadPoolExecutor(len(jobs)) as threads:
                _results([threads.submit(_follow, job, stop) for job in jobs])
    finally:
        stop.set()
        for job in jobs:
            job.leadership.give_up()
            job.node.close()
            job.database.close()


def _results(ends: Sequence[Future[_Result]]) -> list[_Result]:
    """Waits for all, in short waits: a signal that another thread received does not end this one's."""
    while wait(ends, timeout=_LOOK_SECONDS).not_done:
        pass
    return [end.result() for end in ends]


class _Job(NamedTuple):
    dao: Dao
    hooks: Sequence[Hook]
    database: Database
    leadership: Leadership
    node: Node


def _open(dao: Dao) -> _Job:
    database = open_database(dao.settings.database_url)
    hooks = load_hooks(dao.settings.webhooks)
    return _Job(dao, hooks, database, database.leadership(), Node(dao.settings.rpc_urls, NODE_TIMEOUT))


def _prepare(job: _Job, *, alone: bool, rebuild: bool) -> None:
    """Makes the tables of a DAO.

    Raises:
        AnotherLeads: another process indexes, and this one has to be alone.
    """
    check_chain(job.node, job.dao.deployment)
    if not job.leadership.take() and alone:
        raise AnotherLeads
    if rebuild:
        rebuild_schema(job.database, job.dao.deployment)
    prepare_schema(job.database, job.dao.deployment)


def _reproject(job: _Job) -> None:
    """Raises AnotherLeads when another process indexes."""
    if not job.leadership.take():
        raise AnotherLeads
    with _progress() as progress:
        bar = progress.add_task("reprojecting", total=None, events=0)
        events = reproject_all(
            job.database, job.dao.deployment, lambda done: progress.update(bar, events=done)
        )
        progress.update(bar, description="reprojected", events=events)


def _catch_up(job: _Job, progress: Progress, stop: Event) -> bool:
    """Indexes up to the head, and shows how it goes; False when another process does it."""
    if not job.leadership.take():
        return False
    settings, deployment = job.dao.settings, job.dao.deployment
    limits = Limits(settings.block_range, settings.reorg_window, settings.ranges_ahead)
    endpoints = Endpoints(settings.rpc_urls, NODE_TIMEOUT)
    indexer = Indexer(job.node, job.database, deployment, limits, endpoints)
    name = f"{job.dao.slug} " if job.dao.slug else ""
    bar = progress.add_task(f"{name}indexing", total=0, events=0)
    events = 0
    while not stop.is_set() and not isinstance(outcome := indexer.converge(), NothingNew):
        if not job.leadership.take():
            return False
        events += outcome.events if isinstance(outcome, Advanced) else 0
        _show(job, progress, bar)
        progress.update(bar, events=events)
    _show(job, progress, bar)
    progress.update(bar, description=f"{name}indexed")
    indexer.close()
    return True


def _follow(job: _Job, stop: Event) -> None:
    """Follows the chain and delivers to webhooks, until `stop` is set."""
    from lexiarch.indexer.runner import Runner  # noqa: PLC0415 - takes a while to load, and --once needs none
    from lexiarch.webhooks.courier import start_couriers  # noqa: PLC0415 - the same

    couriers = start_couriers(job.hooks, job.database, job.dao.deployment, job.leadership, stop)
    Runner(job.dao, job.database, job.node, job.leadership).run(stop)
    for courier in couriers:
        courier.join(1)  # what is on its way is delivered again if it was not noted


def _show(job: _Job, progress: Progress, bar: TaskID) -> None:
    done, total = _distance(job.database, job.dao.deployment)
    progress.update(bar, completed=done, total=total)


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
