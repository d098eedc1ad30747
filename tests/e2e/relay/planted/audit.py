"""make audit-relay: every test of the relay, then every planted fault, and docs/audit/relay.md.

python -m tests.e2e.relay.planted.audit
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).resolve().parents[4] / "docs" / "audit" / "relay.md"
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
    """Hears from pytest what came of each test."""

    def __init__(self) -> None:
        self.passed = 0
        self.figures: dict[str, object] = {}
        self.finds: list[dict[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call" or report.outcome != "passed":
            return
        properties: dict[str, Any] = dict(report.user_properties)
        if "fault" in properties:
            self.finds.append(properties)
        else:
            self.passed += 1
            self.figures |= properties


def page(recorder: Recorder, seconds: float) -> str:
    """The report."""
    from scripts.audit.markdown import code  # here, for pytest has to be the first to load its plugins
    from tests.e2e.relay.planted.faults import FAULTS

    figures = [f"| {words} | {recorder.figures[name]} |" for name, words in _HOSTILE.items()]
    finds = [
        f"| {FAULTS[each['fault']].words} | {code(each['finder'])} | {code(each['words'][:110])} |"
        for each in recorder.finds
    ]
    return "\n".join(
        [
            _HEAD,
            f"{recorder.passed} tests passed; {len(FAULTS)} faults were planted and found, "
            f"{len(finds)} searches of {sum(len(each.finders) for each in FAULTS.values())}; "
            f"{seconds / 60:.0f} minutes.",
            "",
            "## A thousand hostile requests",
            "",
            "| what | how much |",
            "|---|---|",
            *figures,
            "",
            "## Planted faults",
            "",
            "| fault | test | it said |",
            "|---|---|---|",
            *finds,
            "",
        ]
    )


def main() -> int:
    os.environ["PLANT_ALL"] = "1"
    start, recorder = time.monotonic(), Recorder()
    done = pytest.main(["-q", *TESTS], plugins=[recorder])
    if done == 0:
        PAGE.write_text(page(recorder, time.monotonic() - start), encoding="utf-8")
    return int(done)


if __name__ == "__main__":
    sys.exit(main())
