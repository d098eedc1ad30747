"""Mutants are small, differ from the line they come from, and a survivor needs a reason."""

import pytest

from scripts.audit.mutation import (
    SURVIVORS,
    Mutant,
    Outcome,
    find_problems,
    load_reasons,
    mutate,
    page,
    sample,
)
from scripts.node_tools import ROOT


def mutants_of(line: str) -> list[str]:
    return [mutant.becomes.strip() for mutant in mutate("a/B.sol", line)]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("        if (a < b) revert Late(a);", "if (a <= b) revert Late(a);"),
        ("        if (a < b) revert Late(a);", "if (true) revert Late(a);"),
        ("        if (a < b) revert Late(a);", ""),
        ("        return a && !b;", "return a || !b;"),
        ("        return a && !b;", "return a && b;"),
        ("    uint48 public constant MAX = 14 days;", "uint48 public constant MAX = 15 days;"),
        ("        ++count; // one more", "--count;"),
        ("        emit Done(id);", ""),
        ("        return true;", "return false;"),
    ],
)
def test_what_can_be_made_of_a_line(line: str, becomes: str) -> None:
    assert becomes in mutants_of(line)


@pytest.mark.parametrize(
    "line",
    [
        "        // if (a < b) revert",
        "    /// @dev a < b",
        'import {A} from "a/2.sol";',
        "    event Done(uint256 id);",
        "        uint256 value;",
        "        Record memory record;",
    ],
)
def test_what_says_nothing_is_left_alone(line: str) -> None:
    assert mutants_of(line) == []


def test_no_mutant_of_ours_is_the_contract_itself() -> None:
    for path in (ROOT / "contracts").glob("*/*.sol"):
        for mutant in mutate(path.name, path.read_text(encoding="utf-8")):
            assert mutant.becomes.rstrip() != mutant.was.partition(" //")[0].rstrip()


def test_the_sample_is_the_seeds() -> None:
    mutants = [Mutant("a/B.sol", number, "x", "y") for number in range(50)]
    assert sample(mutants, 3) == sample(mutants, 3)
    assert sample(mutants, 3) != sample(mutants, 4)
    assert sorted(sample(mutants, 3)) == mutants


def outcomes(killed: int, survived: int = 0, invalid: int = 0) -> list[Outcome]:
    mutant = Mutant("identity/B.sol", 7, "    a < b;", "    a <= b;")
    verdicts = ["killed"] * killed + ["survived"] * survived + ["invalid"] * invalid
    return [Outcome(mutant, verdict) for verdict in verdicts]


def test_a_survivor_without_a_reason_fails_and_one_with_a_reason_is_shown() -> None:
    text = (
        '[[survivor]]\nfile = "identity/B.sol"\nwas = "a < b;"\nbecomes = "a <= b;"\nreason = "never equal"\n'
    )
    assert len(find_problems(outcomes(99, 1, 5), {})) == 1
    assert find_problems(outcomes(99, 1, 5), load_reasons(text)) == []
    shown = page(outcomes(99, 1, 5), 1000, 1, load_reasons(text))
    assert "**99 were noticed: 99.0%**" in shown
    assert "| identity/B.sol:7 | `a < b;` | `a <= b;` | never equal |" in shown


def test_too_few_noticed_fails_whatever_the_reasons() -> None:
    reasons = {("identity/B.sol", "a < b;", "a <= b;"): "never equal"}
    assert find_problems(outcomes(95, 5), reasons) == []
    assert "94 of 100" in find_problems(outcomes(94, 6), reasons)[0]
    assert "0 of 0" in find_problems([], reasons)[0]


def test_every_reason_is_one() -> None:
    reasons = load_reasons(SURVIVORS.read_text(encoding="utf-8"))
    assert all(len(reason.split()) > 4 for reason in reasons.values())
