"""A throw-away PostgreSQL cluster, made from the binaries that Debian's `postgresql` package brings."""

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
    """A running cluster, reached by a socket in its own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

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
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}&options=-csearch_path%3D{name}"


@contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    """Runs a cluster until the block ends.

    Raises:
        PostgresMissing: its programs are not installed.
    """
    programs = _find_programs()
    folder = Path(tempfile.mkdtemp(prefix="lexiarch-pg-"))
    user = _unprivileged_user()
    if user:
        shutil.chown(folder, user["user"], user["group"])
    data = folder / "data"
    try:
        how = ("-U", "lexiarch", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        subprocess.run(
            [programs / "initdb", "-D", data, *how], check=True, capture_output=True, cwd=folder, **user
        )
        settings = [part for setting in _FAST for part in ("-c", setting)]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings],
                stdout=log,
                stderr=log,
                cwd=folder,
                **user,
            )
        try:
            yield _wait_for(PostgresServer(folder), server, folder / "log")
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a checkpoint
            server.wait(timeout=_START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(server: PostgresServer, process: "subprocess.Popen[bytes]", log: Path) -> PostgresServer:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            psycopg.connect(server.url).close()
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from None
            time.sleep(0.05)
        else:
            return server


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
