"""The file of webhooks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.words import Change
from lexiarch.webhooks.hooks import Hook, Target, load_hooks
from tests.backend.webhooks.conftest import SECRET

Load = Callable[[str], list[Hook]]


def test_hooks_are_tables_by_name(load: Load) -> None:
    forum, bot = load(
        f"""
        [forum]
        url = "https://forum.example/hooks?of=dao"
        secret = "{SECRET}"
        kinds = ["proposal", "vote"]
        subject = "0xAB"

        [bot]
        url = "http://[::1]:8080"
        secret = ["{SECRET}", "{SECRET}"]
        allow_private = true
        """
    )
    assert forum.name == "forum"
    assert forum.target == Target(True, "forum.example", 443, "/hooks?of=dao")
    assert forum.target.authority == "forum.example"
    assert forum.kinds == {Change.PROPOSAL, Change.VOTE}
    assert forum.secret == [b"lexiarch test secret of 32 bytes"]
    assert not forum.allow_private
    assert bot.target == Target(False, "::1", 8080, "/")
    assert bot.target.authority == "[::1]:8080"
    assert len(bot.secret) == 2


def test_no_file_means_no_hooks_and_an_empty_file_too(load: Load) -> None:
    assert load_hooks("") == []
    assert load("") == []


def test_a_hook_wants_its_kinds_of_its_subject(load: Load) -> None:
    (all_, some) = load(
        f"""
        [all]
        url = "https://a.example"
        secret = "{SECRET}"
        [some]
        url = "https://a.example"
        secret = "{SECRET}"
        kinds = ["vote"]
        subject = "0xABcd"
        """
    )
    assert all_.wants("block", "")
    assert some.wants("vote", "0xabCD")
    assert not some.wants("vote", "7")
    assert not some.wants("proposal", "0xABcd")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('url = "https://a.example"', "url stands outside a table"),
        ("[a", "cannot be read"),
        ("[a]\nurl = 'https://a.example'", r"\[a\] secret: Field required"),
        ("[a]\nsecret = '{secret}'", r"\[a\] url: Field required"),
        ("[a]\nurl = 'https://a.example'\nsecret = 'whsec_YWJj'", "24 to 64 bytes"),
        ("[a]\nurl = 'https://a.example'\nsecret = 'whsec_§'", "whsec_ and base64"),
        ("[a]\nurl = 'https://a.example'\nsecret = 'swordfish'", "begins with whsec_"),
        ("[a]\nurl = 'https://a.example'\nsecret = []", "at least 1 item"),
        ("[a]\nurl = 'http://a.example'\nsecret = '{secret}'", "must begin with https://"),
        ("[a]\nurl = 'https://a.example'\nsecret = '{secret}'\nkinds = ['votes']", r"\[a\] kinds"),
        ("[a]\nurl = 'https://a.example'\nsecret = '{secret}'\nsecrets = 1", r"secrets: Extra inputs"),
        ("['a b']\nurl = 'https://a.example'\nsecret = '{secret}'", "name: String should match"),
    ],
)
def test_a_mistake_is_named_with_its_hook(load: Load, text: str, said: str) -> None:
    with pytest.raises(SettingsInvalid, match=said) as caught:
        load(text.replace("{secret}", SECRET))
    assert "swordfish" not in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match=r"nowhere\.toml"):
        load_hooks(str(tmp_path / "nowhere.toml"))


def test_a_hook_does_not_show_its_secret(load: Load) -> None:
    (hook,) = load(f"[a]\nurl = 'https://a.example'\nsecret = '{SECRET}'")
    assert "lexiarch test secret" not in repr(hook)
