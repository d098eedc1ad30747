"""A key in an encrypted file, which nobody else may read and which is never shown."""

import json
import stat
from pathlib import Path

import pytest
from eth_account import Account

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.execution import Call
from lexiarch.domain.transactions import Transaction
from lexiarch.signing.keystore import load_key, make_key, read_secret

KEY = "0x" + "4c" * 32


@pytest.fixture
def keystore(tmp_path: Path) -> Path:
    path = tmp_path / "key.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(Account.encrypt(KEY, "right", kdf="pbkdf2", iterations=1)))
    return path


def test_a_keystore_opens_with_its_password(keystore: Path) -> None:
    key = load_key(keystore, "right")
    assert key.checksum_address == Account.from_key(KEY).address
    assert key.address.hex() == key.checksum_address[2:].lower()


def test_another_password_or_form_is_told_without_either(keystore: Path) -> None:
    with pytest.raises(SettingsInvalid, match="does not open") as refused:
        load_key(keystore, "wr0ng-password")
    assert "wr0ng-password" not in str(refused.value)
    for text in ("", "{}", "[]", '{"version": 3}', '{"version": 1, "crypto": {}}', "4c" * 32):
        keystore.write_text(text)
        with pytest.raises(SettingsInvalid, match="does not open"):
            load_key(keystore, "right")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620, 0o601])
def test_a_file_that_others_may_use_is_not(keystore: Path, mode: int) -> None:
    keystore.chmod(mode)
    with pytest.raises(SettingsInvalid, match="Others than its owner may use") as refused:
        load_key(keystore, "right")
    assert refused.value.remedy == f"Forbid it: chmod 600 {keystore}"


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="No such file"):
        read_secret(tmp_path / "nowhere", "password file")
    (tmp_path / "binary").touch(mode=0o600)
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsInvalid, match="is no text"):
        read_secret(tmp_path / "binary", "password file")


def test_the_end_of_the_line_is_no_part_of_a_password(tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.touch(mode=0o600)
    for text in ("two words ", "two words \n", "two words \r\n"):
        path.write_text(text)
        assert read_secret(path, "password file") == "two words "


def test_a_new_key_is_only_its_owners_and_takes_no_other_files_place(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    made = make_key(path, "right")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_key(path, "right").address == made.address
    with pytest.raises(SettingsInvalid, match="File exists"):
        make_key(path, "right")
    assert load_key(path, "right").address == made.address


def test_a_key_shows_its_account_only(keystore: Path) -> None:
    key = load_key(keystore, "right")
    assert repr(key) == f"HotKey({key.checksum_address})"
    shown = f"{key} {key!r} {vars(key)}"
    assert "4c" * 8 not in shown
    assert "L" * 8 not in shown, "as Python shows bytes"


def test_a_transaction_is_signed_for_its_chain(keystore: Path) -> None:
    key = load_key(keystore, "right")
    call = Call(Address(b"\x12" * 20), 0, b"\xab\xcd")
    signed = key.sign(Transaction(31337, 7, call, 21_000, 100, 2))
    assert Account.recover_transaction(signed.raw) == key.checksum_address
    assert signed.raw[0] == 2
    assert b"\x82\x7a\x69" in signed.raw[:8]  # chain id 31337
    assert signed == key.sign(Transaction(31337, 7, call, 21_000, 100, 2))
    assert signed.hash != key.sign(Transaction(1, 7, call, 21_000, 100, 2)).hash
