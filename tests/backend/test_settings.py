"""Settings come from the environment."""

from pathlib import Path

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"LEXIARCH_{name.upper()}", raising=False)


def test_every_setting_has_a_default_and_a_description() -> None:
    load_settings()
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_DEPLOYMENT", "deployments/1.json")
    monkeypatch.setenv("LEXIARCH_REORG_WINDOW", "64")
    settings = load_settings()
    assert settings.deployment == Path("deployments/1.json")
    assert settings.reorg_window == 64


def test_several_nodes_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_RPC_URL", "http://one , http://two,")
    assert load_settings().rpc_urls == ["http://one", "http://two"]


@pytest.mark.parametrize(
    ("rpc_url", "public", "told"),
    [
        ("http://127.0.0.1:8545,http://two", "", "http://127.0.0.1:8545"),
        ("https://node.example/with-a-key", "", ""),
        ("https://node.example/with-a-key", "https://public.example", "https://public.example"),
    ],
)
def test_wallets_are_told_of_a_local_node_or_of_the_public_one_only(
    monkeypatch: pytest.MonkeyPatch, rpc_url: str, public: str, told: str
) -> None:
    monkeypatch.setenv("LEXIARCH_RPC_URL", rpc_url)
    monkeypatch.setenv("LEXIARCH_PUBLIC_RPC_URL", public)
    assert load_settings().wallet_rpc_url == told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LEXIARCH_PORT", "70000"),
        ("LEXIARCH_PORT", "http"),
        ("LEXIARCH_POLL_SECONDS", "0"),
        ("LEXIARCH_BLOCK_RANGE", "0"),
        ("LEXIARCH_RATE_PER_SECOND", "-1"),
        ("LEXIARCH_RATE_PER_SECOND", "inf"),
        ("LEXIARCH_TRUSTED_PROXIES", "*"),
        ("LEXIARCH_TRUSTED_PROXIES", "127.0.0.1,proxy.example"),
        ("LEXIARCH_TRUSTED_PROXIES", "10.0.0.1/8"),
        ("LEXIARCH_RPC_URL", ""),
        ("LEXIARCH_RPC_URL", " , "),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsInvalid, match=name):
        load_settings()


def test_a_wrong_setting_does_not_show_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_DATABASE_URL", "postgresql://me:secret@host/x")
    monkeypatch.setenv("LEXIARCH_PORT", "no")
    with pytest.raises(SettingsInvalid) as caught:
        load_settings()
    assert "secret" not in str(caught.value)


def test_relays_are_origins_on_secure_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "LEXIARCH_RELAYS", "https://one.example, https://two.example:8443/,http://127.0.0.1:8010"
    )
    expected = ["https://one.example", "https://two.example:8443", "http://127.0.0.1:8010"]
    assert load_settings().relay_urls == expected
    for wrong in ("http://one.example", "one.example", "https://one.example/path", "https://a.example; *"):
        monkeypatch.setenv("LEXIARCH_RELAYS", wrong)
        with pytest.raises(SettingsInvalid, match="LEXIARCH_RELAYS"):
            load_settings()


def test_trusted_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXIARCH_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,fd00::/8, ")
    assert load_settings().trusted_proxies == "127.0.0.1, 10.0.0.0/8,fd00::/8, "


@pytest.mark.parametrize(
    "origin", ["https://dao.example", "https://dao.example:8443", "http://127.0.0.1:8000"]
)
def test_the_site_is_at_its_origin_and_path(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("LEXIARCH_ORIGIN", origin)
    monkeypatch.setenv("LEXIARCH_BASE_PATH", "/dao")
    assert load_settings().site_url == f"{origin}/dao"


def test_without_an_origin_the_site_has_no_address() -> None:
    assert load_settings().site_url == ""


@pytest.mark.parametrize("origin", ["http://dao.example", "dao.example", "https://dao.example/path"])
def test_an_origin_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("LEXIARCH_ORIGIN", origin)
    with pytest.raises(SettingsInvalid, match="LEXIARCH_ORIGIN"):
        load_settings()
