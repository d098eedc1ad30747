"""Figures are read from forge's notes as they are, and a limit that is broken is named."""

import json
from pathlib import Path

import pytest

from scripts.audit.gas.acts import ACTS, CODE_LIMIT, OTHERS, Act
from scripts.audit.gas.figures import Figure, read_notes, read_sizes, to_json
from scripts.audit.gas.page import find_broken, render

SIZES = {"HolderRegistry": CODE_LIMIT}


def at_the_limits() -> dict[str, Figure]:
    figures = {key: Figure(1, 1) for act in (*ACTS, *OTHERS) for key, _ in act.peers}
    return figures | {act.key: Figure(act.limit or 1, act.limit or 1) for act in (*ACTS, *OTHERS)}


def write(folder: Path, name: str, notes: dict[str, str]) -> None:
    (folder / f"{name}.json").write_text(json.dumps(notes))


def test_a_figure_is_the_mean_of_its_notes_beside_the_dearest(tmp_path: Path) -> None:
    write(tmp_path, "ours", {"exit #0": "40", "exit #1": "40", "exit #2": "61", "queue": "7"})
    write(tmp_path, "EAS", {"revoke": "66"})
    assert read_notes(tmp_path) == {
        "ours.exit": Figure(47, 61),
        "ours.queue": Figure(7, 7),
        "EAS.revoke": Figure(66, 66),
    }


def test_a_batch_is_shared_by_all_that_are_in_it(tmp_path: Path) -> None:
    write(tmp_path, "ours", {"batch_of_50": "5000"})
    write(tmp_path, "EAS", {"multi_attest_10": "990"})
    assert read_notes(tmp_path) == {
        "ours.batch_ballot_50": Figure(100, 100),
        "EAS.multi_attest": Figure(99, 99),
    }


def test_json_has_our_acts_only_and_the_dearest_where_it_differs() -> None:
    figures = {"ours.exit": Figure(47, 61), "ours.queue": Figure(7, 7), "EAS.revoke": Figure(66, 66)}
    assert to_json(figures, {"A": 3, "B": 9}) == {
        "exit": 47,
        "exit_dearest": 61,
        "queue": 7,
        "code_size_max": 9,
    }


def test_sizes_are_those_of_deployed_code_and_leave_out_mocks_and_abstract_contracts(tmp_path: Path) -> None:
    code = {
        "identity/Roll": "0x6001",
        "identity/Part": "0x",
        "mocks/Mock": "0x60",
        "identity/NotCompiled": None,
    }
    for path, deployed in code.items():
        source = tmp_path / "contracts" / f"{path}.sol"
        source.parent.mkdir(parents=True, exist_ok=True)
        source.touch()
        if deployed is not None:
            artifact = tmp_path / "out" / source.name / f"{source.stem}.json"
            artifact.parent.mkdir(parents=True)
            artifact.write_text(json.dumps({"deployedBytecode": {"object": deployed}}))
    assert read_sizes(tmp_path / "contracts", tmp_path / "out") == {"Roll": 2}


def test_figures_at_their_limits_break_none() -> None:
    assert find_broken(at_the_limits(), SIZES) == []


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.key)
def test_one_unit_above_a_limit_is_named_with_both_numbers(act: Act) -> None:
    assert act.limit is not None
    figures = at_the_limits() | {act.key: Figure(act.limit + 1, act.limit + 1)}
    assert find_broken(figures, SIZES) == [
        f"{act.name}: {act.limit + 1:,} gas; at most {act.limit:,} is wanted"
    ]


def test_code_above_the_limit_is_named() -> None:
    assert find_broken(at_the_limits(), {"HolderRegistry": CODE_LIMIT + 1}) == [
        "HolderRegistry: 24,577 bytes of code; the limit is 24,576"
    ]


def test_the_page_shows_every_act_with_its_peers_and_the_largest_code_first() -> None:
    measured = {"ours.queue": Figure(135_226, 135_226), "ours.exit": Figure(47_899, 62_890)}
    page = render(at_the_limits() | measured, {"Small": 1_000, "Large": 20_000})
    assert "| queue through the timelock | 135,226 |  | 150,000 | OpenZeppelin | 1 |" in page
    assert "| leave the roll | 47,899 | 62,890 | EAS revoke | 1 |" in page
    assert page.index("| Large | 20,000 |") < page.index("| Small | 1,000 |")
    assert all(act.name in page for act in (*ACTS, *OTHERS))
