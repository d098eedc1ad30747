"""What was searched is kept as soon as it ends, and taken again only if nothing has changed."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from scripts.audit import invariants
from scripts.audit.invariants import CAMPAIGNS, Bug, Said, find_breach, find_uncalled, load_bugs, main
from scripts.forge_test import Act, parse_row
from scripts.node_tools import ROOT

PASSED = """\
[PASS] invariant_25_31_of_the_timelock() (runs: 1600, calls: {calls}, reverts: 0)

| TimelockHandler | queue | {calls} | 0 | 9 |
"""
BREACH = "[FAIL: an act: 25: going back was done != ]\n"
BUG = Bug("a/B.sol", "x", "y", "TimelockInvariants")


class Forge:
    """In the place of forge: knows what to say of each campaign, and remembers what was asked."""

    def __init__(self, said: dict[str, Said]) -> None:
        self.said = said
        self.asked: list[str] = []

    def __call__(self, folder: Path, contract: str, **settings: str) -> Said:
        self.asked.append(contract.strip("^$"))
        return self.said[self.asked[-1]]


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Forge:
    """Two campaigns, the second of which is called TokenInvariants; no bugs are planted."""
    enough = Said(False, 60, PASSED.format(calls=100_000))
    forge = Forge({"TimelockInvariants": enough, "TokenInvariants": enough})
    monkeypatch.setattr(invariants, "CAMPAIGNS", tuple(forge.said))
    monkeypatch.setattr(invariants, "run_forge", forge)
    monkeypatch.setattr(invariants, "find_uncalled", lambda contract, acts: [])
    monkeypatch.setattr(invariants, "load_bugs", list)
    monkeypatch.setattr(invariants, "repository_copy", lambda: nullcontext(tmp_path))
    monkeypatch.setattr(invariants, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(invariants, "PAGE", tmp_path / "invariants.md")
    return forge


def test_a_search_that_was_cut_short_goes_on_where_it_was(forge: Forge) -> None:
    whole = forge.said.pop("TokenInvariants")
    with pytest.raises(KeyError):  # cut short in the second campaign
        main([])
    forge.said["TokenInvariants"] = whole
    assert main(["--resume"]) == 0
    assert forge.asked == ["TimelockInvariants", "TokenInvariants", "TokenInvariants"]
    assert "the search took 2 minutes" in invariants.PAGE.read_text()


def test_nothing_is_taken_that_was_searched_in_other_sources(
    forge: Forge, monkeypatch: pytest.MonkeyPatch
) -> None:
    main([])
    monkeypatch.setattr(invariants, "fingerprint", lambda: "other")
    main(["--resume"])
    assert forge.asked == ["TimelockInvariants", "TokenInvariants"] * 2


def test_without_resume_everything_is_searched_again(forge: Forge) -> None:
    main([])
    main([])
    assert forge.asked == ["TimelockInvariants", "TokenInvariants"] * 2


def test_a_campaign_that_failed_is_searched_again(forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    forge.said["TokenInvariants"] = Said(True, 60, BREACH)
    assert main([]) == 1
    assert "TokenInvariants failed" in capsys.readouterr().err
    assert not invariants.PAGE.exists()
    assert main(["--resume"]) == 1
    assert forge.asked == ["TimelockInvariants", "TokenInvariants", "TokenInvariants"]


def test_a_campaign_that_did_not_run_is_no_success(forge: Forge) -> None:
    forge.said["TokenInvariants"] = Said(False, 1, "No tests found\n")
    assert main([]) == 1


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (PASSED.format(calls=99_999), "invariant_25_31_of_the_timelock made 99999 calls"),
        (
            PASSED.format(calls=100_000).replace("| 9 |", "| 99501 |"),
            "TimelockHandler.queue succeeded 499 times",
        ),
    ],
)
def test_too_little_fails_and_stands_in_the_page(
    forge: Forge, output: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    forge.said["TokenInvariants"] = Said(False, 60, output)
    assert main([]) == 1
    assert said in capsys.readouterr().err
    assert said in invariants.PAGE.read_text()


def test_a_bug_that_was_noticed_is_not_planted_again(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    planted: list[Bug] = []

    def plant(bug: Bug, folder: Path) -> Said:
        planted.append(bug)
        return Said(True, 1, BREACH if len(planted) > 1 else "")

    monkeypatch.setattr(invariants, "load_bugs", lambda: [BUG])
    monkeypatch.setattr(invariants, "plant", plant)
    assert [main(["--resume"]) for _ in range(3)] == [1, 0, 0]
    assert planted == [BUG, BUG]
    assert "25: going back was done" in invariants.PAGE.read_text()


def test_a_breach_counts_only_when_forge_failed() -> None:
    assert find_breach(Said(True, 1, BREACH)) == "an act: 25: going back was done"
    assert find_breach(Said(False, 1, BREACH)) == ""
    assert find_breach(Said(True, 1, "Compiler run failed")) == ""


def test_an_act_that_was_never_called_has_no_success() -> None:
    acts = find_uncalled("TimelockInvariants", [])
    assert Act("TimelockHandler.haunt", calls=0, successes=0) in acts
    row = parse_row("| TimelockHandler | haunt | 1 | 0 | 0 |")
    assert row is not None
    assert len(find_uncalled("TimelockInvariants", [row])) == len(acts) - 1


def test_every_campaign_is_searched_and_every_bug_has_one() -> None:
    sources = "\n".join(path.read_text() for path in invariants.FOLDER.glob("*.t.sol"))
    assert {f"contract {name} is Campaign" in sources for name in CAMPAIGNS} == {True}
    assert sources.count(" is Campaign {") == len(CAMPAIGNS)
    assert {bug.campaign for bug in load_bugs()} <= set(CAMPAIGNS)


def test_every_planted_bug_can_be_planted() -> None:
    for bug in load_bugs():
        assert (ROOT / "contracts" / bug.file).read_text(encoding="utf-8").count(bug.was) == 1, bug


def test_whatever_decides_a_campaign_is_in_the_fingerprint(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: dict[str, Any] = {}
    for name in ("foundry.toml", "contracts/a/B.sol", "tests/contracts/invariants/a/B.sol"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    monkeypatch.setattr(invariants, "ROOT", tmp_path)
    seen["first"] = invariants.fingerprint()
    assert invariants.fingerprint() == seen["first"]
    for name in ("foundry.toml", "contracts/a/B.sol", "tests/contracts/invariants/a/B.sol"):
        (tmp_path / name).write_text("other")
        seen[name] = invariants.fingerprint()
    assert len(set(seen.values())) == len(seen)
