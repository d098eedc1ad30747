"""Settings of a relay."""

from pathlib import Path

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.relay.key import read_password
from lexiarch.relay.settings import Act, RelaySettings, load_relay_settings


def test_every_setting_has_a_description_and_all_but_a_password_have_a_default() -> None:
    settings = load_relay_settings()
    assert all(field.description for field in RelaySettings.model_fields.values())
    assert settings.offered == frozenset(Act)
    assert settings.wei_per_day_of_others == settings.wei_per_day // 2
    with pytest.raises(SettingsInvalid, match="has no password"):
        read_password(settings)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ACTS", "secret_ballot,transfer"),
        ("ACTS", " , "),
        ("WEI_PER_DAY", "-1"),
        ("WEI_PER_DAY", "0.1"),
        ("SECRET_PERCENT", "101"),
        ("MAX_FEE", "0"),
        ("CONFIRMATIONS", "0"),
        ("SOURCE_PER_MINUTE", "inf"),
        ("PORT", "70000"),
    ],
)
def test_a_wrong_value_is_told_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LEXIARCH_RELAY_{name}", value)
    with pytest.raises(SettingsInvalid, match=f"LEXIARCH_RELAY_{name}"):
        load_relay_settings()


def test_a_password_is_read_from_its_file_first_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LEXIARCH_RELAY_PASSWORD", "of the environment")
    settings = load_relay_settings()
    assert read_password(settings) == "of the environment"
    assert "of the environment" not in f"{settings} {settings!r} {settings.model_dump()}"
    (tmp_path / "password").touch(mode=0o600)
    (tmp_path / "password").write_text("of the file\n")
    monkeypatch.setenv("LEXIARCH_RELAY_PASSWORD_FILE", str(tmp_path / "password"))
    assert read_password(load_relay_settings()) == "of the file"


def test_lists_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_RELAY_ACTS", "exit, appeal,")
    monkeypatch.setenv("LEXIARCH_RELAY_ORIGINS", "https://one.example, https://two.example")
    settings = load_relay_settings()
    assert settings.offered == {Act.EXIT, Act.APPEAL}
    assert settings.allowed_origins == ["https://one.example", "https://two.example"]
