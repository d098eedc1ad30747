"""One run of schemathesis: `st run` as a process, against a service that listens."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from lexiarch.api.sessions import COOKIE
from tests.fuzz.world import NOWHERE
from tests.helpers.dao import eventually
from tests.helpers.service import ROOT, Service, free_port, start_lexiarch, stop_lexiarch

STREAM = "stream_events"
"""Never ends: stream.py checks it."""

_OF_ANSWERS = "status_code_conformance,content_type_conformance,response_schema_conformance"


@dataclass
class Result:
    """What came of a run, or of several."""

    seconds: float = 0
    refused: int = 0
    """Requests that fit the schema and break a rule that it cannot say (hooks.py)."""
    counts: dict[str, Counter[int]] = field(default_factory=dict)
    """Answers by operation and status."""
    faults: list[str] = field(default_factory=list)
    """Failed checks and errors, as schemathesis names them."""
    text: str = ""
    """What it printed."""

    @property
    def cases(self) -> int:
        return sum(counts.total() for counts in self.counts.values())

    def add(self, other: "Result") -> None:
        self.seconds += other.seconds
        self.refused += other.refused
        self.faults += other.faults
        self.text += other.text
        for name, counts in other.counts.items():
            self.counts[name] = self.counts.get(name, Counter()) + counts


@contextmanager
def answering(log: Path, **settings: object) -> Iterator[Service]:
    """`lexiarch serve` that follows no chain, limits nobody's rate, and lets accounts sign in."""
    port = free_port()
    fixed = {
        "rpc_url": NOWHERE,
        "rate_per_second": 0,
        "origin": f"http://127.0.0.1:{port}",
        "credential_keys": log.parent / "credential-keys.json",
    }
    process = start_lexiarch(log, "serve", "--no-index", "--port", str(port), **(fixed | settings))
    try:
        service = Service(f"http://127.0.0.1:{port}", process)
        ready = "Lexiarch is at"
        eventually(lambda: ready in log.read_text() or process.poll() is not None, 30, "lexiarch serve")
        assert process.poll() is None, log.read_text()
        yield service
    finally:
        stop_lexiarch(process)


def run(url: str, known: Path, *, seed: int, examples: int, gone: bool = False) -> Result:
    """Tests every operation of the service but the event stream.

    Args:
        url: of the service, or of one DAO of it.
        examples: most random cases of an operation, beside the systematic ones.
        gone: whether the service's database is gone: then nothing but 503 will do.
    """
    folder = known.parent
    report, counts = folder / "report.json", folder / "counts.json"
    checks = f"only_503,{_OF_ANSWERS}" if gone else "all"
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/v1/openapi.json"]
    command += ["--checks", checks, "--seed", str(seed), "--max-examples", str(examples)]
    command += ["--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--no-color"]
    command += ["--exclude-operation-id", STREAM, "--generation-database", "none", "--request-timeout", "20"]
    command += ["--report", "json", "--report-json-path", str(report)]
    env = os.environ | {
        "SCHEMATHESIS_HOOKS": "tests.fuzz.hooks",
        "PYTHONPATH": str(ROOT),
        "LEXIARCH_FUZZ_KNOWN": str(known),
        "LEXIARCH_FUZZ_COUNTS": str(counts),
        "LEXIARCH_FUZZ_GONE": str(int(gone)),
        "LEXIARCH_FUZZ_URL": url,
        "LEXIARCH_FUZZ_COOKIE": "-".join([COOKIE, *urlsplit(url).path.split("/")[1:]]),
    }
    begun = monotonic()
    done = subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)
    seconds = monotonic() - begun
    if not report.exists() or not counts.exists():
        raise RuntimeError(done.stdout + done.stderr)
    said = json.loads(report.read_text())
    faults = [f"{each['title']}: {', '.join(each['operations'])}" for each in said["failures"]]
    faults += [json.dumps(each)[:500] for each in said["errors"]]
    found = {
        name: Counter({int(status): number for status, number in answers.items()})
        for name, answers in json.loads(counts.read_text()).items()
    }
    report.unlink()
    counts.unlink()
    return Result(seconds, said["filtered"], found, faults, done.stdout + done.stderr)
