"""The verifier kit: a real credential is believed offline, with the age of what it rests on; no other is."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey

from lexiarch.sdjwt.encoding import encode
from lexiarch.sdjwt.issue import issue
from lexiarch.sdjwt.jwt import bare_jwk, public_key, sign_jwt
from lexiarch.verify import Flaw, StatusListToken, TokenRefused, Trust, verify
from lexiarch.verify.status_list import MAX_LIST, deflate, read_status_list
from tests.helpers.holder_wallet import show

NOW = 1_790_000_000
URL = "https://dao.example"
LIST = f"{URL}/api/v1/credentials/status-lists/0"
SHOP, NONCE = "redirect_uri:https://shop.example/answer", "n-1"
ISSUER, HOLDER, STRANGER = (ECKey.generate_key("P-256", {"kid": kid}) for kid in ("i", "h", "i"))
BITS = bytes([0b0000_0010]) + bytes(99)
OPEN: dict[str, Any] = {
    "iss": URL,
    "vct": f"{URL}/api/v1/credentials/types/holder",
    "iat": NOW - 100,
    "exp": NOW + 1000,
    "cnf": {"jwk": bare_jwk(HOLDER)},
    "status": {"status_list": {"idx": 0, "uri": LIST}},
}
LISTED: dict[str, Any] = {
    "sub": LIST,
    "iat": NOW - 30,
    "exp": NOW + 1000,
    "ttl": 300,
    "status_list": {"bits": 1, "lst": deflate(BITS)},
}


def changed(claims: dict[str, Any], **changes: object) -> dict[str, Any]:
    return {name: value for name, value in {**claims, **changes}.items() if value is not None}


def a_list(key: ECKey = ISSUER, typ: str = "statuslist+jwt", **changes: object) -> str:
    return sign_jwt({"typ": typ, "kid": key.kid}, changed(LISTED, **changes), key)


def trust(token: str | None = None, fetched: int = NOW - 10) -> Trust:
    key = public_key(ISSUER.as_dict(private=False))
    return Trust(URL, (key,), fetched, {LIST: StatusListToken(token or a_list(), NOW)})


def shown(hidden: dict[str, Any] | None = None, typ: str = "dc+sd-jwt", **changes: object) -> str:
    said = {"kind": "person", "since": "2026"} if hidden is None else hidden
    text = issue({"typ": typ, "kid": "i"}, changed(OPEN, **changes), said, 4, ISSUER)
    return show(text, HOLDER, SHOP, NONCE, NOW, *said)


def check(text: str, known: Trust | None = None, **how: Any) -> Any:
    return verify(text, known or trust(), **{"audience": SHOP, "nonce": NONCE, "now": NOW, **how})


def refused(flaw: Flaw, text: str, known: Trust | None = None, **how: Any) -> None:
    with pytest.raises(TokenRefused) as error:
        check(text, known, **how)
    assert error.value.flaw is flaw, str(error.value)


def test_it_says_who_and_how_old_what_it_rests_on_is() -> None:
    assert check(shown())._asdict() == {
        "issuer": URL,
        "kind": "person",
        "since": "2026",
        "expires": NOW + 1000,
        "list_age": 30,
        "keys_age": 10,
    }


def test_the_bare_fact_can_be_shown_alone() -> None:
    text = issue({"typ": "dc+sd-jwt", "kid": "i"}, OPEN, {"kind": "person", "since": "2026"}, 4, ISSUER)
    found = check(show(text, HOLDER, SHOP, NONCE, NOW))
    assert (found.kind, found.since) == (None, None)


@pytest.mark.parametrize(
    ("flaw", "changes"),
    [
        (Flaw.CLAIMS, {"iss": "https://other.example"}),
        (Flaw.CLAIMS, {"iss": URL + "/"}),
        (Flaw.CLAIMS, {"iss": None}),
        (Flaw.CLAIMS, {"vct": "https://dao.example/other"}),
        (Flaw.CLAIMS, {"vct": None}),
        (Flaw.CLAIMS, {"exp": None}),
        (Flaw.CLAIMS, {"cnf": None}),
        (Flaw.CLAIMS, {"status": None}),
        (Flaw.CLAIMS, {"status": {}}),
        (Flaw.CLAIMS, {"status": {"status_list": {"idx": 0}}}),
        (Flaw.CLAIMS, {"status": {"status_list": {"uri": LIST}}}),
        (Flaw.CLAIMS, {"status": {"status_list": {"idx": "0", "uri": LIST}}}),
        (Flaw.CLAIMS, {"status": {"status_list": {"idx": False, "uri": LIST}}}),
        (Flaw.LIST, {"status": {"status_list": {"idx": 0, "uri": LIST + "1"}}}),
        (Flaw.LIST, {"status": {"status_list": {"idx": 0, "uri": "https://other.example/0"}}}),
        (Flaw.LIST, {"status": {"status_list": {"idx": 800, "uri": LIST}}}),
        (Flaw.LIST, {"status": {"status_list": {"idx": -1, "uri": LIST}}}),
        (Flaw.ENDED, {"status": {"status_list": {"idx": 1, "uri": LIST}}}),
        (Flaw.EXPIRED, {"exp": NOW - 60}),
        (Flaw.NOT_YET, {"nbf": NOW + 61}),
        (Flaw.CLAIMS, {"hidden": {"kind": "robot"}}),
        (Flaw.CLAIMS, {"hidden": {"kind": ["person"]}}),
        (Flaw.CLAIMS, {"hidden": {"since": 2026}}),
        (Flaw.CLAIMS, {"hidden": {"since": "20260101"}}),
        (Flaw.TYPE, {"typ": "vc+sd-jwt"}),
    ],
)
def test_what_the_issuer_would_not_say_is_refused(flaw: Flaw, changes: dict[str, Any]) -> None:
    refused(flaw, shown(**changes))


@pytest.mark.parametrize("name", ["iss", "vct", "cnf", "exp", "status"])
def test_what_must_not_be_hidden_is_refused_when_it_is(name: str) -> None:
    with pytest.raises(TokenRefused):
        check(shown({name: OPEN[name]}, **{name: None}))


@pytest.mark.parametrize(("how", "flaw"), [("audience", Flaw.KEY_BINDING), ("nonce", Flaw.KEY_BINDING)])
def test_what_was_shown_to_another_or_before_is_refused(how: str, flaw: Flaw) -> None:
    refused(flaw, shown(), **{how: "other"})


class TestTheStatusList:
    @pytest.mark.parametrize(
        "token",
        [
            a_list(STRANGER),
            a_list(typ="JWT"),
            a_list(typ="dc+sd-jwt"),
            a_list(sub=LIST + "1"),
            a_list(sub=None),
            a_list(iat=None),
            a_list(iat=NOW + 61),
            a_list(exp=NOW - 60),
            a_list(ttl="x"),
            a_list(status_list=None),
            a_list(status_list={"bits": 1}),
            a_list(status_list={"lst": deflate(BITS)}),
            a_list(status_list={"bits": 3, "lst": deflate(BITS)}),
            a_list(status_list={"bits": True, "lst": deflate(BITS)}),
            a_list(status_list={"bits": "1", "lst": deflate(BITS)}),
            a_list(status_list={"bits": 1, "lst": encode(BITS)}),
            a_list(status_list={"bits": 1, "lst": deflate(BITS)[:-4]}),
            a_list(status_list={"bits": 1, "lst": encode(zlib.compress(BITS) + b"x")}),
            a_list(status_list={"bits": 1, "lst": deflate(bytes(MAX_LIST + 1))}),
            a_list()[:-2],
            "",
        ],
        ids=range(21),  # the lists are others in each process
    )
    def test_any_that_is_not_the_issuers_list_is_refused(self, token: str) -> None:
        known = Trust(URL, trust().keys, NOW, {LIST: StatusListToken(token, NOW)})
        refused(Flaw.LIST, shown(), known)

    def test_no_field_of_it_can_be_changed_without_the_issuer(self) -> None:
        token = a_list()
        for place in range(0, len(token), 5):
            other = "B" if token[place] == "A" else "A"
            refused(Flaw.LIST, shown(), trust(token[:place] + other + token[place + 1 :]))

    def test_it_grows_too_old(self) -> None:
        old = trust(a_list(iat=NOW - 901))
        refused(Flaw.LIST, shown(), old)
        assert check(shown(), old, max_list_age=1000).list_age == 901

    def test_the_examples_of_the_standard_are_read_as_it_reads_them(self) -> None:
        def read(width: int, lst: str) -> Iterator[int]:
            token = a_list(status_list={"bits": width, "lst": lst})
            found = read_status_list(token, LIST, [ISSUER], NOW)
            return (found.status(index) for index in range(len(found.data) * 8 // width))

        assert list(read(1, "eNrbuRgAAhcBXQ")) == [1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]
        assert list(read(2, "eNo76fITAAPfAgc")) == [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]


class TestKeys:
    def test_they_grow_too_old(self) -> None:
        refused(Flaw.KEY, shown(), trust(fetched=NOW - 86_401))
        assert check(shown(), trust(fetched=NOW - 86_401), max_keys_age=90_000).keys_age == 86_401

    def test_a_strangers_credential_is_refused(self) -> None:
        text = issue({"typ": "dc+sd-jwt", "kid": "i"}, OPEN, {}, 4, STRANGER)
        refused(Flaw.SIGNATURE, show(text, HOLDER, SHOP, NONCE, NOW))

    def test_a_key_that_was_taken_back_is_believed_no_more(self) -> None:
        other = public_key({**bare_jwk(STRANGER), "kid": "new"})
        refused(Flaw.KEY, shown(), Trust(URL, (other,), NOW, trust().lists))


def test_what_was_saved_is_used_without_a_network(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    trust().save(path)
    assert check(shown(), Trust.load(path)) == check(shown())
    assert '"d"' not in path.read_text()
