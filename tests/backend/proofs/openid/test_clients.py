"""The file of clients: what is wrong in it is said, and nothing half-right is taken."""

from pathlib import Path

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.openid.clients import load_clients
from tests.helpers.openid import SECRET, SECRET_SHA256, client_table


def load(tmp_path: Path, text: str) -> object:
    path = tmp_path / "clients.toml"
    path.write_text(text)
    return load_clients(str(path))


def test_no_file_is_no_client() -> None:
    assert load_clients("") == {}


def test_a_client_is_known_by_any_of_its_secrets_and_by_no_other(tmp_path: Path) -> None:
    path = tmp_path / "clients.toml"
    other = "0" * 64
    path.write_text(client_table().replace(f'"{SECRET_SHA256}"', f'["{other}", "{SECRET_SHA256}"]'))
    client = load_clients(str(path))["forum"]
    assert client.knows(SECRET)
    assert not client.knows(other)
    assert client.sector_identifier == "forum.example"
    assert SECRET_SHA256 not in repr(client)


WRONG = {
    'x = "y"': "x stands outside a table",
    "[forum": "it cannot be read",
    "[forum]": "[forum] name: Field required",
    client_table(colour='"red"'): "[forum] colour: Extra inputs are not permitted",
    client_table(claims='["score"]'): "there is no claim score",
    client_table().replace("secret_sha256", "public = true\nsecret_sha256"): "and not both",
    client_table().replace(SECRET_SHA256, SECRET): "secret_sha256 is 64 hexadecimal digits",
    client_table(redirect_uri="http://forum.example/in"): "must begin with https://",
    client_table(redirect_uri="https://forum.example/in#x"): "may hold no fragment",
    client_table(redirect_uri="https://*.example/in"): "may hold visible ASCII only",
    client_table(redirect_uri="javascript:alert"): "must begin with https://",
    client_table(redirect_uri="com.example.app:/in"): "must begin with https://",
    client_table(redirect_uri="https://me@forum.example/in"): "must begin with https://",
    client_table(redirect_uri='https://forum.example/", "https://other.example/'): "need a sector",
    client_table(post_logout_redirect_uris='["http://forum.example/"]'): "must begin with https://",
    client_table(backchannel_logout_uri='"http://10.0.0.1/"'): "url must begin with https://",
    client_table(id_token_signed_response_alg='"none"'): "[forum] id_token_signed_response_alg",
    client_table(means="[]"): "[forum] means",
    client_table(means='["passport"]'): "[forum] means",
    client_table(means='["anonymous"]'): "leave claims out",
    client_table("a/b").replace("[a/b]", '["a/b"]'): "an id is 1 to 64 letters",
}


@pytest.mark.parametrize("text", WRONG, ids=list(WRONG.values()))
def test_what_is_wrong_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsInvalid) as caught:
        load(tmp_path, text)
    assert WRONG[text] in str(caught.value)
    assert SECRET_SHA256 not in str(caught.value)


def test_an_app_may_have_a_scheme_of_its_own(tmp_path: Path) -> None:
    assert load(tmp_path, client_table(redirect_uri="com.example.app:/in", public=True))
