"""The file of keys: its owner's only, made once, and never taken for another."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lexiarch.cli import main
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.openid.keys import KeyFile, rotate_keys


def test_the_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    with ThreadPoolExecutor(4) as pool:
        secrets = {file.secret for file in pool.map(lambda _: KeyFile(path), range(4))}
    assert len(secrets) == 1
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
    rotate_keys(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert KeyFile(path).secret in secrets


def test_a_file_that_others_can_read_is_refused(key_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_bytes(key_file.read_bytes())
    path.chmod(0o640)
    with pytest.raises(SettingsInvalid, match="others than its owner can read or change it"):
        KeyFile(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"subject_secret": "AAAA", "keys": []}', "\xff"])
def test_a_file_that_holds_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "keys.json"
    path.touch(0o600)
    path.write_text(text, encoding="latin-1")
    with pytest.raises(SettingsInvalid, match="The file of keys"):
        KeyFile(path)


def test_an_operator_lists_and_changes_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys.json"
    monkeypatch.setenv("LEXIARCH_KEYS", str(path))
    for arguments, lines in ((["keys"], 2), (["keys", "--rotate"], 4), (["keys"], 4)):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        told = capsys.readouterr().out.splitlines()
        assert len(told) == lines
        assert sum(line.endswith("signs") for line in told) == 2
        assert sum(line.endswith("still published") for line in told) == lines - 2
