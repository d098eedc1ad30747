"""The `lexiarch` command as a process of its own: how long it takes, and how much memory."""

import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from tests.bench.book import MIB
from tests.helpers.service import start_lexiarch

_LOOK_SECONDS = 0.05


class Run(NamedTuple):
    """A process that has ended well."""

    seconds: float
    """From its start to its end."""
    peak_mib: float
    """Most memory that was resident, of it and the processes that it started together."""


def run_index(deployment: Path, node_url: str, database_url: str, log: Path) -> Run:
    """`lexiarch index --once`: when it ends, every row is written and can be read.

    Raises:
        RuntimeError: it failed.
    """
    began, peak = time.perf_counter(), 0.0
    process = start_lexiarch(
        log, "index", "--once", deployment=deployment, rpc_url=node_url, database_url=database_url
    )
    while True:
        try:
            code = process.wait(_LOOK_SECONDS)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, sum(map(peak_mib, (process.pid, *_children(process.pid)))))
    seconds = time.perf_counter() - began
    if code:
        raise RuntimeError(f"lexiarch index ended with {code}: {log.read_text()[-2000:]}")
    return Run(seconds, peak)


def peak_mib(pid: int) -> float:
    """Most memory of a process that was resident since it started its program; 0 when it has ended."""
    return _status(pid, "VmHWM")


def resident_mib(pid: int) -> float:
    """Resident memory of a process and all that it started."""
    return _status(pid, "VmRSS") + sum(resident_mib(child) for child in _children(pid))


def _status(pid: int, name: str) -> float:
    try:
        found = re.search(rf"^{name}:\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(found[1]) * 1024 / MIB if found else 0


def _children(pid: int) -> list[int]:
    try:
        lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for text in lists for child in text.split()]
