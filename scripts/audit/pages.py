"""Makes the pages wrong, one thing at a time; does the test that is named for it notice? docs/audit/pages.md.

    python -m scripts.audit.pages [--match REGEX] [--jobs 2] [--resume]

The faults are those of pages.toml: a passage of a page's script, template, sentence or view, and what becomes
of it. In a copy of the repository the page is built with the fault, and its test is run in a real browser, on
real contracts and a real index. It must fail where it looks, not before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from queue import Queue
from shutil import copytree
from typing import NamedTuple
from xml.etree import ElementTree

from scripts.audit.copies import changed, repository_copy
from scripts.audit.markdown import code
from scripts.node_tools import ROOT

FAULTS = ROOT / "scripts" / "audit" / "pages.toml"
PAGE = ROOT / "docs" / "audit" / "pages.md"
KEPT = ROOT / "build" / "audit" / "pages.json"
SOURCES = Path("backend") / "lexiarch"
TESTS = Path("tests")
_HEAD = """\
# Pages that can be relied on

Written by `make audit-pages`. First each test that is named here runs alone, on the pages as they are. Then
each fault is planted in the pages' own sources, the pages are built with it, and its test must fail where it
looks: in a real browser, on real contracts and a real index.
"""


class Fault(NamedTuple):
    """One passage of the pages' sources, made wrong."""

    promise: str
    """Of what a reader, voter, member or issuer can do."""
    words: str
    """What is wrong then."""
    file: str
    """Below backend/lexiarch."""
    was: str
    becomes: str
    test: str
    """Which must notice: `e2e/test_file.py::test_name`, below tests."""

    @property
    def key(self) -> str:
        """Changes with anything in it."""
        return hashlib.sha256(json.dumps(self).encode()).hexdigest()[:16]


class Finding(NamedTuple):
    """What came of a run of tests."""

    failed: bool
    """A test failed where it looks; one that could not begin has shown nothing."""
    words: str
    """The first thing that it said."""


def load_faults() -> list[Fault]:
    """The faults of pages.toml."""
    return [Fault(**entry) for entry in tomllib.loads(FAULTS.read_text(encoding="utf-8"))["fault"]]


def run(folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    """Runs a program of a copy, with the copy's own package and Ape's data of its own."""
    environment = os.environ | {"PYTHONPATH": str(folder / "backend")}
    environment.pop("APE_DATA_FOLDER", None)
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=1800
    )


def run_test(folder: Path, name: str) -> Finding:
    """Runs a test of the copy, alone.

    Raises:
        ValueError: it could not be run.
    """
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += [f"--junitxml={report.name}", str(TESTS / name)]
        done = run(folder, command)
        if done.returncode not in (0, 1):
            raise ValueError(f"pytest could not run {name}: {done.stdout[-2000:]}{done.stderr}")
        return read_report(Path(report.name).read_text(encoding="utf-8"))


def read_report(text: str) -> Finding:
    """What a JUnit report says.

    Raises:
        ValueError: a test could not begin, or none was run.
    """
    report = ElementTree.fromstring(text)
    failures, errors = (
        [each.get("message", "") for each in report.iter(kind)] for kind in ("failure", "error")
    )
    if not failures and (errors or report.find(".//testcase") is None):
        raise ValueError(f"a test could not begin: {errors[0] if errors else 'there is none'}")
    return Finding(bool(failures), failures[0] if failures else "")


def build(folder: Path) -> None:
    """Builds the scripts of a copy's pages.

    Raises:
        ValueError: they cannot be built.
    """
    translate = [sys.executable, "-m", "scripts.translations", "browser"]
    for command in (translate, ["node", "scripts/bundle.mjs"]):
        done = run(folder, command)
        if done.returncode:
            raise ValueError(f"the pages cannot be built: {done.stdout}{done.stderr}"[-2000:])


def plant(folder: Path, fault: Fault) -> Finding:
    """What the fault's test makes of it, in a copy.

    Raises:
        ValueError: the fault cannot be planted, or the test could not begin.
    """
    with changed(folder / SOURCES / fault.file, fault.was, fault.becomes):
        build(folder)
        return run_test(folder, fault.test)


def search(faults: list[Fault], jobs: int, found: dict[str, str]) -> Iterator[str]:
    """Plants the faults that are not in `found` yet, and adds what was said of them.

    Yields:
        One sentence for each that was not noticed, or whose test fails without it.
    """
    left = [fault for fault in faults if fault.key not in found]
    with ExitStack() as stack:
        folders: Queue[Path] = Queue()
        for _ in range(jobs if left else 0):
            folders.put(prepared_copy(stack))

        def in_copy(act: Callable[[Path], Finding]) -> Finding | str:
            """What comes of it, or why nothing does."""
            folder = folders.get()
            try:
                return act(folder)
            except ValueError as error:
                return str(error)
            finally:
                folders.put(folder)

        def play(fault: Fault) -> str:
            before = alone[fault.test].result()
            if before != Finding(failed=False, words=""):
                return f"{fault.test} fails before anything is planted: {before}"
            finding = in_copy(lambda folder: plant(folder, fault))
            if isinstance(finding, str) or not finding.failed:
                return f"nobody notices that {fault.words} ({fault.file}): {finding}"
            found[fault.key] = finding.words
            KEPT.parent.mkdir(parents=True, exist_ok=True)
            KEPT.write_text(json.dumps(dict(found)), encoding="utf-8")
            print(f"found: {fault.words}: {short(finding.words)}", flush=True)
            return ""

        with ThreadPoolExecutor(jobs) as pool:
            tests = dict.fromkeys(fault.test for fault in left)
            alone = {name: pool.submit(in_copy, partial(run_test, name=name)) for name in tests}
            yield from filter(None, pool.map(play, left))


def prepared_copy(stack: ExitStack) -> Path:
    """A copy that has what the contracts were compiled to."""
    folder = stack.enter_context(repository_copy())
    copytree(ROOT / ".build", folder / ".build")
    return folder


def short(words: str) -> str:
    """What a test said, on one line, without what pytest and Playwright add."""
    line = " ".join(words.removeprefix("AssertionError: ").split())
    return re.split(r" (?:Call log:|Error: | \+ where)", line)[0][:140]


def page(faults: list[Fault], found: dict[str, str]) -> str:
    """The report."""
    rows: dict[str, list[str]] = {}
    for fault in faults:
        test = fault.test.partition("::")[2].partition("[")[0]
        said = code(short(found[fault.key])) if fault.key in found else "**not found**"
        rows.setdefault(fault.promise, []).append(f"| {fault.words} | {code(test)} | {said} |")
    tests = len({fault.test for fault in faults})
    count = sum(fault.key in found for fault in faults)
    return "\n".join(
        [
            _HEAD,
            f"**{count} faults of {len(faults)} were found**, by {tests} tests.",
            *(
                line
                for promise, table in rows.items()
                for line in ("", f"## {promise}", "", "| fault | test | it said |", "|---|---|---|", *table)
            ),
            "",
        ]
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Faults planted in the pages")
    parser.add_argument("--match", default="", help="only faults in whose words or test this is found")
    parser.add_argument("--jobs", type=int, default=2, help="copies that are tried at once")
    parser.add_argument("--resume", action="store_true", help="go on where the last run was ended")
    asked = parser.parse_args(arguments)
    faults = [
        fault for fault in load_faults() if re.search(asked.match, f"{fault.words} {fault.file} {fault.test}")
    ]
    found: dict[str, str] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for fault in faults if not asked.resume else ():
        found.pop(fault.key, None)
    problems = 0
    for problem in search(faults, asked.jobs, found):
        print(f"error: {problem}", file=sys.stderr, flush=True)
        problems += 1
    if not asked.match:
        PAGE.write_text(page(faults, found), encoding="utf-8")
    return int(problems > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
