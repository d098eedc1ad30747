"""The file of DAOs: what it may say, and what is said when it is wrong."""

from pathlib import Path

import pytest

from lexiarch.domain.config import load_config
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.governor import Clock, GovernorKind

GOVERNOR = "0x" + "ab" * 20
WHOLE = f"""
[[dao]]
slug = "theirs"
name = "Theirs"
chain_id = 1
start_block = 7
governor = "{GOVERNOR}"
"""


def _load(folder: Path, text: str) -> object:
    path = folder / "daos.toml"
    path.write_text(text)
    return load_config(path)


def test_a_file_is_read_whole_and_its_paths_are_relative_to_it(tmp_path: Path) -> None:
    path = tmp_path / "daos.toml"
    ours_text = '[[dao]]\nslug = "ours"\ndeployment = "a/b.json"\n'
    path.write_text(ours_text + WHOLE + 'kind = "bravo"\nclock = "timestamp"\n')
    ours, theirs = load_config(path).dao
    assert ours.deployment == tmp_path / "a/b.json"
    assert (theirs.kind, theirs.clock) == (GovernorKind.BRAVO, Clock.TIMESTAMP)
    assert (theirs.governor, theirs.start_block, theirs.token) == (GOVERNOR, 7, None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "dao Field required"),
        ("dao = []", "at least 1 item"),
        ("[[dao]]", "slug Field required"),
        ('[[dao]]\nslug = "Mine"', "String should match"),
        ('[[dao]]\nslug = "a"', "a lacks name, chain_id, start_block, governor"),
        (WHOLE.replace(GOVERNOR, "0x1"), "must be 0x and 40 hexadecimal digits"),
        (WHOLE + 'colour = "red"', "colour Extra inputs are not permitted"),
        (WHOLE + 'kind = "alpha"', "Input should be 'lexiarch', 'openzeppelin' or 'bravo'"),
        (WHOLE + 'kind = "lexiarch"', "name its deployment file"),
        (WHOLE + 'deployment = "x.json"', "leave out name, chain_id, start_block, governor"),
        (WHOLE + WHOLE, "the slug theirs is there twice"),
        ("[[dao", "cannot be read"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        _load(tmp_path, text)
    assert what in caught.value.message
    assert "docs/indexing.md" in caught.value.remedy


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="There is no file"):
        load_config(tmp_path / "none.toml")
