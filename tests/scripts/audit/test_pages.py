"""Faults of the pages can be planted, each has its test, and what shows nothing counts for nothing."""

import ast
from pathlib import Path

import pytest

from scripts.audit.pages import SOURCES, TESTS, Fault, Finding, load_faults, page, read_report, short
from scripts.node_tools import ROOT

FAULT = Fault("A vote", "every choice is For", "a/b.ts", "x", "y", "e2e/test_a.py::test_b[light]")


def find_tests(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_fault_can_be_planted_and_has_a_test() -> None:
    faults = load_faults()
    assert faults
    for fault in faults:
        assert (ROOT / SOURCES / fault.file).read_text(encoding="utf-8").count(fault.was) == 1, fault
        file, _, name = fault.test.partition("::")
        assert name.partition("[")[0] in find_tests(ROOT / TESTS / file), fault
    assert len({fault.words for fault in faults}) == len({fault.key for fault in faults}) == len(faults)


def report(*inner: str) -> str:
    cases = "".join(f'<testcase name="test_b">{each}</testcase>' for each in inner)
    return f"<testsuites><testsuite>{cases}</testsuite></testsuites>"


def test_a_failure_is_told_in_the_tests_own_words() -> None:
    said = "AssertionError: Locator expected to be hidden\nActual value: visible Call log:\n - waiting"
    failed = report("", f'<failure message="{said}">…</failure>')
    found = read_report(failed)
    assert found.failed
    assert short(found.words) == "Locator expected to be hidden Actual value: visible"
    assert read_report(report("", "")) == Finding(False, "")


@pytest.mark.parametrize("shows_nothing", [report('<error message="no node">…</error>'), report()])
def test_a_test_that_could_not_begin_has_found_nothing(shows_nothing: str) -> None:
    with pytest.raises(ValueError, match="could not begin"):
        read_report(shows_nothing)


def test_the_page_has_each_fault_under_its_promise() -> None:
    other = FAULT._replace(words="the reason is lost")
    written = page([FAULT, other], {FAULT.key: "AssertionError: seen"})
    assert "**1 faults of 2 were found**, by 1 tests." in written
    assert "## A vote\n" in written
    assert "| every choice is For | `test_b` | `seen` |" in written
    assert "| the reason is lost | `test_b` | **not found** |" in written
