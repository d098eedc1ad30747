"""make audit-relay: every test of the relay, then every planted fault, and docs/audit/relay.md.

python -m tests.e2e.relay.planted.audit [--resume]
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[4]
PAGE = ROOT / "docs" / "audit" / "relay.md"
KEPT = ROOT / "build" / "audit" / "relay.json"
TESTS = ("tests/backend/relay", "tests/e2e/relay")

_HEAD = """\
# A relay that cannot cheat

Written by `make audit-relay`: every test of the relay, on the real contracts, a real node and a real process;
then each fault below is planted in that process, and the tests that are named for it must fail.
"""
_HOSTILE = {
    "requests": "hostile requests",
    "answers": "their answers, by HTTP status",
    "cap": "wei that the day may cost",
    "spent": "wei spent, on the honest ballots",
    "blocks": "blocks until each honest ballot was counted (at most 2)",
    "nonces": "nonces used; as many wait as are mined",
}


class Recorder:
    """Hears from pytest what came of each test, and keeps it: --resume runs what has not passed yet."""

    def __init__(self, resume: bool) -> None:
        kept = resume and KEPT.exists()
        self.passed: dict[str, dict[str, Any]] = json.loads(KEPT.read_text()) if kept else {}
        self.wanted: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        self.wanted = {item.nodeid for item in items}
        items[:] = [item for item in items if item.nodeid not in self.passed]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.outcome != "passed":
            print(f"\n{report.outcome}: {report.nodeid}\n{str(report.longrepr)[-1500:]}", flush=True)
        elif report.when == "call":
            self.passed[report.nodeid] = {**dict(report.user_properties), "seconds": report.duration}
            KEPT.parent.mkdir(parents=True, exist_ok=True)
            KEPT.write_text(json.dumps(self.passed))

    @property
    def results(self) -> list[dict[str, Any]]:
        """Of each test that there is and that has passed."""
        return [found for name, found in sorted(self.passed.items()) if name in self.wanted]


def page(results: list[dict[str, Any]]) -> str:
    """The report; what was not run yet is told as such."""
    from scripts.audit.markdown import code  # here, for pytest has to be the first to load its plugins
    from tests.e2e.relay.planted.faults import FAULTS

    figures = {name: value for each in results for name, value in each.items()}
    words = {
        (each["fault"], each["finder"]): code(_short(each["words"])) for each in results if "fault" in each
    }
    searches = [
        (name, finder.rpartition(".")[2]) for name, fault in FAULTS.items() for finder in fault.finders
    ]
    played = [each for each in searches if each in words]
    minutes = sum(each["seconds"] for each in results) / 60
    return "\n".join(
        [
            _HEAD,
            f"{len(results) - len(words)} tests passed. {len({name for name, _ in played})} faults of "
            f"{len(FAULTS)} were planted and found, in {len(played)} searches of {len(searches)}. "
            f"{minutes:.0f} minutes.",
            "",
            "## A thousand hostile requests",
            "",
            "| what | how much |",
            "|---|---|",
            *(f"| {what} | {figures.get(name, '**not run**')} |" for name, what in _HOSTILE.items()),
            "",
            "## Planted faults",
            "",
            "| fault | test | it said |",
            "|---|---|---|",
            *(
                f"| {FAULTS[each[0]].words} | {code(each[1])} | {words.get(each, '**not played**')} |"
                for each in searches
            ),
            "",
        ]
    )


def _short(words: str) -> str:
    """What a test said, without what pytest explains."""
    return words.partition(" + where")[0].partition(" At index")[0][:70]


def main(arguments: list[str]) -> int:
    os.environ["PLANT_ALL"] = "1"
    recorder = Recorder("--resume" in arguments)
    done = pytest.main(["-q", *TESTS], plugins=[recorder])
    if done is pytest.ExitCode.TESTS_FAILED:
        return int(done)
    PAGE.write_text(page(recorder.results), encoding="utf-8")
    return 0 if done in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else int(done)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
