"""Keys of the issuer: nobody else reads them, all processes sign with the same, old ones stay published."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.credentials.keys import IssuerKeys
from lexiarch.sdjwt.errors import TokenRefused
from lexiarch.sdjwt.jwt import public_key, read_jwt, sign_jwt


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_the_file_is_made_once_and_only_its_owner_reads_it(path: Path) -> None:
    first = IssuerKeys(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert IssuerKeys(path).current.as_dict() == first.current.as_dict()
    assert [each.name for each in path.parent.iterdir()] == ["keys.json"]


def test_of_many_that_begin_at_once_all_have_the_same_key(path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: IssuerKeys(path).current.kid, range(32)))
    assert len(set(found)) == 1


def test_a_rotated_key_verifies_what_it_signed_and_signs_no_more(path: Path) -> None:
    keys = IssuerKeys(path)
    old = sign_jwt({"typ": "x", "kid": keys.current.kid}, {"a": 1}, keys.current)
    new_id = IssuerKeys(path).rotate()  # another process
    assert keys.current.kid == new_id
    published = [public_key(jwk) for jwk in keys.published()["keys"]]
    assert len(published) == 2
    assert read_jwt(old, "x", published).claims == {"a": 1}
    with pytest.raises(TokenRefused):
        read_jwt(old, "x", published[:1])
    private = [jwk for jwk in json.loads(path.read_text())["keys"] if "d" in jwk]
    assert [jwk["kid"] for jwk in private] == [new_id], "the old private key is still there"


def test_a_key_in_wrong_hands_is_published_no_more(path: Path) -> None:
    keys = IssuerKeys(path)
    stolen = keys.current.kid
    keys.rotate()
    new_id = keys.rotate(forget_others=True)
    assert [jwk["kid"] for jwk in keys.published()["keys"]] == [new_id]
    assert new_id != stolen


def test_nothing_private_is_published(path: Path) -> None:
    keys = IssuerKeys(path)
    keys.rotate()
    for jwk in keys.published()["keys"]:
        assert set(jwk) == {"kty", "crv", "x", "y", "kid", "use", "alg"}


def test_a_file_that_others_can_read_is_refused(path: Path) -> None:
    IssuerKeys(path)
    path.chmod(0o640)
    with pytest.raises(SettingsInvalid, match=r"Others than its owner can read keys\.json"):
        IssuerKeys(path)


@pytest.mark.parametrize(
    "text", ["", "{}", '{"keys": []}', '{"keys": [{}]}', '{"keys": [{"kty": "oct", "k": "eA"}]}']
)
def test_a_file_without_a_key_is_refused_and_left_alone(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(SettingsInvalid, match=r"keys.json cannot be read"):
        IssuerKeys(path)
    assert path.read_text() == text


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="cannot be written"):
        IssuerKeys(tmp_path / "missing" / "keys.json")
