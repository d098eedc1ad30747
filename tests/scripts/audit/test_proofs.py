"""A proof counts only when it was tried, passed, and no loop was cut short; each planted bug has a proof."""

from typing import Any

import pytest

from scripts.audit.proofs import Bug, Proof, find_checks, find_problems, load_bugs, page, read_report
from scripts.node_tools import ROOT

PASSED = Proof("RollProofs", "check_a", passed=True, refuted=False, cut=0, paths=3, seconds=1.5)


def result(**changes: Any) -> dict[str, Any]:
    usual = {
        "exitcode": 0,
        "num_models": 0,
        "num_bounded_loops": 0,
        "num_paths": [3, 2, 1],
        "time": [1.5, 1, 0],
    }
    return {"name": "check_a(uint256)"} | usual | changes


def test_a_report_is_read_as_it_is() -> None:
    report = {"test_results": {"tests/Roll.t.sol:RollProofs": [result()]}}
    assert read_report(report) == [PASSED]


@pytest.mark.parametrize(
    ("proofs", "said"),
    [
        ([PASSED], []),
        ([], ["check_a was not tried"]),
        ([PASSED._replace(passed=False, refuted=True)], ["check_a is refuted"]),
        ([PASSED._replace(passed=False)], ["check_a is not decided"]),
        ([PASSED._replace(cut=2)], ["check_a: 2 loops were cut short, so nothing is proved"]),
    ],
)
def test_what_is_no_proof_is_named(proofs: list[Proof], said: list[str]) -> None:
    assert find_problems(proofs, {"check_a"}) == said


def test_every_planted_bug_can_be_planted_and_has_a_proof() -> None:
    for bug in load_bugs():
        assert (ROOT / "contracts" / bug.file).read_text(encoding="utf-8").count(bug.was) == 1, bug
        assert bug.proof in find_checks(), bug


def test_the_page_shows_what_was_refuted() -> None:
    bug = Bug("a/B.sol", "x", "", "check_a")
    assert "| a/B.sol | `x` | nothing | a |" in page([PASSED], [(bug, True)])
