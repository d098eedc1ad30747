"""make audit-api: at least 20,000 requests of schemathesis, and the same without a database.

python -m tests.fuzz --cases 20000 --seed 1
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from lexiarch.store.database import database_beside
from tests.fuzz.page import PAGE, page
from tests.fuzz.planted import BREACHES, planted
from tests.fuzz.run import Result, answering, run
from tests.fuzz.stream import run_stream
from tests.fuzz.world import NOWHERE, World, make_world
from tests.helpers.postgres import PostgresServer, run_postgres
from tests.helpers.server import live

_EXAMPLES = 600
"""Random cases of an operation in one run."""
_FEW = 60


def lose(world: World) -> None:
    """Makes a database of SQLite a file that is none, for open connections as well."""
    path = Path(world.database_url.removeprefix("sqlite:///"))
    for each in path.parent.glob(path.name + "-*"):
        each.unlink()
    path.write_bytes(b"not a database" * 1000)


def _until(url: str, world: World, cases: int, seed: int) -> Result:
    """Runs with seed after seed until so many requests are answered."""
    total = Result()
    while total.cases < cases and not total.faults:
        total.add(run(url, world.known, seed=seed, examples=_EXAMPLES))
        seed += 1
    return total


def _one_dao(folder: Path, cases: int, seed: int) -> Iterator[tuple[str, Result]]:
    world = make_world(folder, f"sqlite:///{folder / 'index.db'}", seed)
    with answering(folder / "log", **world.where) as service:
        yield "one DAO, SQLite", _until(service.url, world, cases, seed)
        yield "its event stream", run_stream(service.url, seed_number=seed, examples=1000)
        lose(world)
        yield "one DAO, SQLite gone", run(service.url, world.known, seed=seed, examples=_FEW, gone=True)


def _on_postgres(folder: Path, server: PostgresServer, seed: int) -> Iterator[tuple[str, Result]]:
    world = make_world(folder, server.create_database(), seed)
    with answering(folder / "log", **world.where) as service:
        yield "one DAO, PostgreSQL", run(service.url, world.known, seed=seed, examples=_FEW)
        server.stop()
        yield "one DAO, PostgreSQL gone", run(service.url, world.known, seed=seed, examples=_FEW, gone=True)


def _several(folder: Path, seed: int) -> Iterator[tuple[str, Result]]:
    names, private = ("ours", "theirs"), f"sqlite:///{folder / 'private.db'}"
    worlds = []
    for number, name in enumerate(names):
        own = folder / name
        own.mkdir()
        url = f"sqlite:///{own / 'index.db'}"
        worlds.append(make_world(own, url, seed + number, private_url=database_beside(private, name)))
    config = folder / "daos.toml"
    entry = '[[dao]]\nslug = "{}"\ndeployment = "{}"\ndatabase_url = "{}"\n'
    entries = [
        entry.format(name, world.deployment, world.database_url)
        for name, world in zip(names, worlds, strict=True)
    ]
    config.write_text("".join(entries))
    with answering(folder / "log", config=config, private_database_url=private) as service:
        yield "several DAOs: the hall", run(service.url, worlds[0].known, seed=seed, examples=_FEW)
        for name, world in zip(names, worlds, strict=True):
            url = f"{service.url}/{name}"
            yield f"several DAOs: {name}", run(url, world.known, seed=seed, examples=_FEW)
        lose(worlds[1])
        url = f"{service.url}/theirs"
        yield "several DAOs: theirs gone", run(url, worlds[1].known, seed=seed, examples=_FEW, gone=True)
        yield (
            "several DAOs: ours, still there",
            run(f"{service.url}/ours", worlds[0].known, seed=seed, examples=5),
        )


def _planted(folder: Path, seed: int) -> Iterator[tuple[str, Result]]:
    world = make_world(folder, f"sqlite:///{folder / 'index.db'}", seed)
    for name in BREACHES:
        with planted(name, world, NOWHERE) as app, live(app) as server:
            yield name, run(server.url, world.known, seed=seed, examples=5)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=20_000, help="requests to one DAO, at least")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    results: list[tuple[str, Result]] = []
    breaches: list[tuple[str, Result]] = []
    with TemporaryDirectory() as name, run_postgres() as server:
        folders = [Path(name) / str(number) for number in range(4)]
        for folder in folders:
            folder.mkdir()
        for source in (
            _one_dao(folders[0], options.cases, options.seed),
            _on_postgres(folders[1], server, options.seed),
            _several(folders[2], options.seed),
        ):
            for what, result in source:
                print(
                    f"{what}: {result.cases:,} requests, {len(result.faults)} faults, {result.seconds:.0f} s"
                )
                results.append((what, result))
        breaches = list(_planted(folders[3], options.seed))
    problems = [f"{what}: {fault}" for what, result in results for fault in result.faults]
    problems += [f"a planted breach was not found: {what}" for what, result in breaches if not result.faults]
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if problems:
        print("\n".join(result.text for _, result in results if result.faults), file=sys.stderr)
        return 1
    PAGE.write_text(page(options.seed, results, breaches), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
