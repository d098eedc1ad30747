"""A finding that nobody has triaged fails, and so does a triage that nothing needs."""

from collections import Counter
from typing import Any

import pytest

from scripts.audit.slither import TRIAGE, Finding, judge, load_triage, page, read_findings

TEXT = """
[[kind]]
check = "timestamp"
reason = "time is the law"
[[finding]]
check = "dead-code"
where = ["Roll._a", "Roll._b"]
reason = "called by another"
"""
FOUND = {
    Finding("timestamp", "Roll.exit"): 4,
    Finding("dead-code", "Roll._a"): 1,
    Finding("dead-code", "Roll._b"): 1,
}


def report(*detectors: dict[str, Any]) -> dict[str, Any]:
    return {"success": True, "error": None, "results": {"detectors": list(detectors)}}


def test_a_place_is_named_from_the_outside_in() -> None:
    contract = {"name": "Roll"}
    function = {"name": "exit", "type_specific_fields": {"parent": contract}}
    variable = {"name": "who", "type_specific_fields": {"parent": function}}
    found = read_findings(
        report({"check": "x", "elements": [variable]}, {"check": "y", "elements": [function, variable]})
    )
    assert found == {Finding("x", "Roll.exit.who"): 1, Finding("y", "Roll.exit"): 1}


def test_a_failed_run_is_no_clean_run() -> None:
    with pytest.raises(ValueError, match="no compiler"):
        read_findings({"success": False, "error": "no compiler", "results": {}})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        (
            {Finding("reentrancy", "Roll.exit"): 1},
            ["reentrancy in Roll.exit: 1 found, 0 accepted"],
        ),
        ({Finding("dead-code", "Roll._a"): 2}, ["dead-code in Roll._a: 2 found, 1 accepted"]),
        ({Finding("dead-code", "Roll._b"): 0}, ["dead-code in Roll._b: 0 found, 1 accepted"]),
        ({Finding("timestamp", "Roll.exit"): 0}, ["no timestamp is found any more"]),
    ],
)
def test_only_what_is_accepted_passes(change: dict[Finding, int], said: list[str]) -> None:
    found = Counter({finding: count for finding, count in (FOUND | change).items() if count})
    problems = judge(found, load_triage(TEXT))
    assert [problem.partition(";")[0] for problem in problems] == said


def test_every_acceptance_has_a_reason() -> None:
    triage = load_triage(TRIAGE.read_text(encoding="utf-8"))
    reasons = [*triage.kinds.values(), *(reason for _, reason in triage.findings.values())]
    assert all(len(reason.split()) > 5 for reason in reasons)


def test_the_page_gives_the_reason_beside_the_finding() -> None:
    text = page(Counter(FOUND), load_triage(TEXT))
    assert "| timestamp | 4 | time is the law |" in text
    assert "| dead-code | Roll._b | 1 | called by another |" in text
