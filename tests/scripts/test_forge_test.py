"""Forge's tables are read as they are, and an act that hardly ever succeeds is named."""

import pytest

from scripts import forge_test
from scripts.forge_test import FLOOR, Act, judge

CAMPAIGN = """\
[PASS] invariant_22_tally_is_the_sum_of_ballots() (runs: 16, calls: 1024, reverts: 129)

╭-----------------+----------+-------+---------+----------╮
| Contract        | Selector | Calls | Reverts | Discards |
+=========================================================+
| AssemblyHandler | execute  | 60    | {reverts:<7} | 0        |
|-----------------+----------+-------+---------+----------|
| AssemblyHandler | vote     | 64    | 2       | 0        |
╰-----------------+----------+-------+---------+----------╯

Suite result: ok. 1 passed; 0 failed; 0 skipped; finished in 5.03s (5.03s CPU time)
"""


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def test_a_campaign_in_which_every_act_succeeded_often_enough_passes() -> None:
    problems, summary = judge(lines(CAMPAIGN.format(reverts=60 - FLOOR)))
    assert problems == []
    assert "1 campaigns, 67 acts" in summary
    assert f"AssemblyHandler.execute with {FLOOR}" in summary


def test_an_act_below_the_floor_is_named_with_its_numbers() -> None:
    problems, _ = judge(lines(CAMPAIGN.format(reverts=61 - FLOOR)))
    assert len(problems) == 1
    assert f"AssemblyHandler.execute succeeded {FLOOR - 1} times in 60 calls" in problems[0]


def test_an_act_is_judged_in_each_campaign_by_itself() -> None:
    problems, summary = judge(lines(CAMPAIGN.format(reverts=0) + CAMPAIGN.format(reverts=60)))
    assert len(problems) == 1
    assert "2 campaigns" in summary


def test_a_campaign_without_a_table_is_a_problem() -> None:
    problems, _ = judge(lines(CAMPAIGN.format(reverts=0))[:1])
    assert "no table of acts" in problems[0]


def test_a_run_without_campaigns_has_no_problem_and_no_summary() -> None:
    assert judge(["[PASS] test_a_sentence() (gas: 1)\n"]) == ([], "")


def test_a_row_tells_calls_and_successes() -> None:
    assert forge_test.parse_row("| RollHandler | attest | 386 | 97 | 0 |") == Act(
        "RollHandler.attest", 386, 289
    )


def test_the_tables_are_not_printed_and_the_rest_is(capsys: pytest.CaptureFixture[str]) -> None:
    text = lines(CAMPAIGN.format(reverts=7))
    assert list(forge_test.show(text)) == text
    printed = capsys.readouterr().out
    assert "|" not in printed
    assert "[PASS] invariant_22" in printed
    assert "Suite result: ok" in printed
