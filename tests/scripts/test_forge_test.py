"""Forge's tables are read as they are, and an act that hardly ever succeeds is named."""

import pytest

from scripts import forge_test
from scripts.forge_test import FLOORS, Act, Campaign, Floor, judge

FLOOR = Floor(calls=1024, successes=5)

CAMPAIGN = """\
[PASS] invariant_22_tally_is_the_sum_of_ballots() (runs: 16, calls: 1024, reverts: 129)

╭-----------------+----------+-------+---------+----------╮
| Contract        | Selector | Calls | Reverts | Discards |
+=========================================================+
| AssemblyHandler | execute  | 60    | {reverts:<7} | 1        |
|-----------------+----------+-------+---------+----------|
| AssemblyHandler | vote     | 64    | 2       | 0        |
╰-----------------+----------+-------+---------+----------╯

Suite result: ok. 1 passed; 0 failed; 0 skipped; finished in 5.03s (5.03s CPU time)
"""


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_a_campaign_in_which_every_act_succeeded_often_enough_passes() -> None:
    problems, summary = judge(lines(CAMPAIGN.format(reverts=59 - FLOOR.successes)), FLOOR)
    assert problems == []
    assert "1 campaigns, 67 acts" in summary  # 5 and 62
    assert f"AssemblyHandler.execute with {FLOOR.successes}" in summary


def test_an_act_below_the_floor_is_named_with_its_numbers() -> None:
    problems, _ = judge(lines(CAMPAIGN.format(reverts=60 - FLOOR.successes)), FLOOR)
    assert len(problems) == 1
    assert f"AssemblyHandler.execute succeeded {FLOOR.successes - 1} times in 60 calls" in problems[0]


def test_an_act_is_judged_in_each_campaign_by_itself() -> None:
    problems, summary = judge(lines(CAMPAIGN.format(reverts=0) + CAMPAIGN.format(reverts=60)), FLOOR)
    assert len(problems) == 1
    assert "2 campaigns" in summary


def test_a_campaign_without_a_table_is_a_problem() -> None:
    problems, _ = judge(lines(CAMPAIGN.format(reverts=0))[:1], FLOOR)
    assert "no table of acts" in problems[0]


def test_a_run_without_campaigns_has_no_problem_and_no_summary() -> None:
    assert judge(["[PASS] test_a_sentence() (gas: 1)\n"], FLOOR) == ([], "")


def test_a_row_tells_calls_and_successes() -> None:
    assert forge_test.parse_row("| RollHandler | attest | 386 | 97 | 9 |") == Act(
        "RollHandler.attest", 386, 280
    )


def test_the_tables_are_not_printed_and_the_rest_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = lines(CAMPAIGN.format(reverts=7))
    assert list(forge_test.show(text)) == text
    printed = capsys.readouterr().out
    assert "|" not in printed
    assert "[PASS] invariant_22" in printed
    assert "Suite result: ok" in printed


def test_a_campaign_that_was_too_short_is_named() -> None:
    problems, _ = judge(lines(CAMPAIGN.format(reverts=0)), Floor(calls=1025, successes=5))
    assert len(problems) == 1
    assert "invariant_22_tally_is_the_sum_of_ballots made 1024 calls; at least 1025" in problems[0]


def test_the_deep_search_asks_for_what_a_proof_needs() -> None:
    assert FLOORS["deep"] == Floor(calls=100_000, successes=500)
    campaign = forge_test.parse_campaign("[PASS] invariant_01_x() (runs: 1, calls: 64, reverts: 0)")
    assert campaign == Campaign("invariant_01_x", 64)
