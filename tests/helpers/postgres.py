"""Throw-away PostgreSQL servers, made from the binaries that Debian's `postgresql` package brings."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

_START_SECONDS = 30
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class PostgresMissing(Exception):
    """PostgreSQL's server programs are not installed."""


class PostgresServer:
    """A cluster in a folder of its own, reached by a socket there.

    Args:
        folder: where it lives; its data are in `data`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def folder(self) -> Path:
        """Where its socket is."""
        return self._folder

    @property
    def url(self) -> str:
        """Address of the cluster, as the settings take it."""
        return f"postgresql://lexiarch@/postgres?host={quote(str(self._folder), safe='')}"

    def create_database(self) -> str:
        """Makes an empty database; in truth a schema of the only one, which takes a hundredth of the time.

        Returns:
            Its address.
        """
        self._count += 1
        name = f"test_{self._count}"
        self.execute(f"CREATE SCHEMA {name}")
        return self.at_schema(name)

    def at_schema(self, name: str) -> str:
        """Address of a schema."""
        return f"{self.url}&options=-csearch_path%3D{name}"

    def execute(self, sql: Any) -> list[tuple[Any, ...]]:
        """Runs a statement as the superuser, and gives its rows."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def start(self, *settings: str) -> None:
        """Starts the server, and waits until it answers.

        Args:
            settings: `name=value`, on top of those that make it fast.
        """
        options = [part for setting in (*_FAST, *settings) for part in ("-c", setting)]
        command = ["postgres", "-D", self._folder / "data", "-k", self._folder, *options]
        with (self._folder / "log").open("a") as log:
            self._process = _spawn(self._folder, command, log)
        self.wait()

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Ends the server, if it runs: SIGQUIT at once, SIGINT after its transactions are undone."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(timeout=_START_SECONDS)
        self._process = None

    def wait(self) -> None:
        """Waits until it answers."""
        assert self._process
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    said = (self._folder / "log").read_text()
                    raise RuntimeError(f"PostgreSQL did not start:\n{said}") from None
                time.sleep(0.05)
            else:
                return


@contextmanager
def run_postgres(*settings: str) -> Iterator[PostgresServer]:
    """Runs a cluster until the block ends.

    Raises:
        PostgresMissing: its programs are not installed.
    """
    with _folder() as folder:
        how = ("-U", "lexiarch", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        _run(folder, ["initdb", "-D", folder / "data", *how])
        yield from _running(PostgresServer(folder), settings)


@contextmanager
def run_replica(primary: PostgresServer) -> Iterator[PostgresServer]:
    """Runs a hot standby that follows a cluster by streaming, until the block ends."""
    with _folder() as folder:
        _run(
            folder,
            ["pg_basebackup", "-R", "-D", folder / "data", "-d", primary.url, "-c", "fast", "--no-sync"],
        )
        yield from _running(PostgresServer(folder), ())


def _running(server: PostgresServer, settings: tuple[str, ...]) -> Iterator[PostgresServer]:
    server.start(*settings)
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="lexiarch-pg-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user["user"], user["group"])
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(folder: Path, command: list[Any]) -> None:
    program = _find_programs() / command[0]
    subprocess.run(
        [program, *command[1:]], check=True, capture_output=True, cwd=folder, **_unprivileged_user()
    )


def _spawn(folder: Path, command: list[Any], log: Any) -> "subprocess.Popen[bytes]":
    program = _find_programs() / command[0]
    return subprocess.Popen(
        [program, *command[1:]], stdout=log, stderr=log, cwd=folder, **_unprivileged_user()
    )


def _find_programs() -> Path:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    for folder in reversed(folders):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise PostgresMissing("These tests need PostgreSQL's server programs: apt-get install postgresql")


def _unprivileged_user() -> dict[str, Any]:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
