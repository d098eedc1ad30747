"""SD-JWTs: the standard's examples are believed, and nothing that differs from them in anything."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from joserfc.jwk import ECKey
from joserfc.jws import serialize_compact

from lexiarch.sdjwt.disclosures import hash_of, make_disclosure
from lexiarch.sdjwt.encoding import decode, encode, read_object, write_json
from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.issue import bind, issue, present
from lexiarch.sdjwt.jwt import bare_jwk, public_key, sign_jwt
from lexiarch.sdjwt.verify import KeyBinding, Verified, verify
from tests.backend.sdjwt import rfc9901

NOW = 1_790_000_000
TYPE = "dc+sd-jwt"
ASKED = KeyBinding("https://shop.example", "n-1")
ISSUER, HOLDER, STRANGER = (ECKey.generate_key("P-256") for _ in range(3))
OPEN = {
    "iss": "https://dao.example",
    "exp": NOW + 1000,
    "nbf": NOW - 1000,
    "cnf": {"jwk": bare_jwk(HOLDER)},
}
HIDDEN = {"kind": "person", "since": "2026"}


def credential(**changes: object) -> str:
    claims = {name: value for name, value in {**OPEN, **changes}.items() if value is not None}
    return issue({"typ": TYPE}, claims, HIDDEN, 4, ISSUER)


def shown(text: str | None = None, key: ECKey = HOLDER, at: int = NOW) -> str:
    return bind(present(text or credential(), HIDDEN), key, ASKED.audience, ASKED.nonce, at)


def check(text: str, asked: KeyBinding | None = ASKED, now: int = NOW, typ: str = TYPE) -> Verified:
    return verify(text, typ, [public_key(ISSUER.as_dict(private=False))], now, asked)


def signed(claims: dict[str, Any], *disclosures: str) -> str:
    """Whatever the issuer may have signed, shown."""
    token = sign_jwt({"typ": TYPE}, {"cnf": OPEN["cnf"], **claims}, ISSUER)
    return bind("~".join([token, *disclosures, ""]), HOLDER, ASKED.audience, ASKED.nonce, NOW)


def disclosure(*parts: object) -> str:
    return encode(write_json(parts))


def digest(text: str) -> str:
    return hash_of({})(text)


def refused(flaw: Flaw, text: str, **how: Any) -> None:
    with pytest.raises(TokenRefused) as error:
        check(text, **how)
    assert error.value.flaw is flaw, str(error.value)


class TestExamplesOfTheStandard:
    keys = (public_key(rfc9901.ISSUER),)
    asked = KeyBinding(rfc9901.AUDIENCE, rfc9901.NONCE)

    def test_its_digests_are_ours(self) -> None:
        assert {text: digest(text) for text in rfc9901.DIGESTS} == rfc9901.DIGESTS

    def test_its_presentation_says_what_the_standard_says_it_does(self) -> None:
        found = verify(rfc9901.PRESENTED, rfc9901.TYPE, self.keys, rfc9901.SHOWN_AT, self.asked)
        assert found.claims == rfc9901.CLAIMS

    def test_its_credential_is_believed_as_issued(self) -> None:
        found = verify(rfc9901.ISSUED, rfc9901.TYPE, self.keys, rfc9901.SHOWN_AT, None)
        assert found.claims["nationalities"] == ["US", "DE"]
        assert found.claims["email"] == "johndoe@example.com"

    def test_nothing_is_believed_after_its_end(self) -> None:
        with pytest.raises(TokenRefused, match="it has expired"):
            verify(rfc9901.PRESENTED, rfc9901.TYPE, self.keys, 1_883_000_060, self.asked)

    @pytest.mark.parametrize("place", range(0, len(rfc9901.PRESENTED), 7))
    def test_no_character_can_be_changed(self, place: int) -> None:
        text = rfc9901.PRESENTED
        other = "B" if text[place] == "A" else "A"
        changed = text[:place] + other + text[place + 1 :]
        with pytest.raises(TokenRefused):
            verify(changed, rfc9901.TYPE, self.keys, rfc9901.SHOWN_AT, self.asked)


def test_what_was_issued_is_shown_and_believed() -> None:
    assert check(shown()).claims == {**OPEN, **HIDDEN}


def test_what_is_not_shown_is_not_told() -> None:
    text = bind(present(credential(), ["kind"]), HOLDER, ASKED.audience, ASKED.nonce, NOW)
    assert check(text).claims == {**OPEN, "kind": "person"}
    assert "2026" not in str([decode(part, "") for part in text.split("~")[1:-1]])


def test_the_number_of_digests_does_not_tell_the_number_of_claims() -> None:
    def digests(hidden: dict[str, object]) -> list[str]:
        token = issue({"typ": TYPE}, OPEN, hidden, 4, ISSUER).split("~")[0]
        return list(read_object(decode(token.split(".")[1], ""), "")["_sd"])

    assert len(digests(HIDDEN)) == len(digests({})) == 4
    found = digests(HIDDEN)
    assert found == sorted(found), "their order tells which are decoys"


def test_two_credentials_of_the_same_share_no_digest_and_no_salt() -> None:
    one, other = (set(credential().split("~")[1:-1]) for _ in range(2))
    assert not one & other


def every_change_of_the_token() -> Iterator[tuple[str, Callable[[], str]]]:
    """Each claim and each field of the header, removed or changed without the issuer's signature."""
    token = credential().split("~")[0]
    header, claims, _ = token.split(".")
    for part, place in ((header, 0), (claims, 1)):
        members = read_object(decode(part, ""), "")
        for name in members:
            for how in ("removed", "changed"):
                yield (
                    f"{name} {how}",
                    lambda part=part, place=place, name=name, how=how: _with(part, place, name, how),
                )


def _with(part: str, place: int, name: str, how: str) -> str:
    text = credential()
    token, _, rest = text.partition("~")
    parts = token.split(".")
    members = read_object(decode(parts[place], ""), "")
    if how == "removed":
        del members[name]
    else:
        members[name] = "x" if isinstance(members[name], str) else [members[name]]
    parts[place] = encode(write_json(members))
    return shown(".".join(parts) + "~" + rest)


@pytest.mark.parametrize(("what", "make"), every_change_of_the_token())
def test_no_field_that_the_issuer_signed_can_be_changed(what: str, make: Callable[[], str]) -> None:
    with pytest.raises(TokenRefused):
        check(make())


class TestTheIssuersToken:
    @pytest.mark.parametrize("algorithm", ["none", "HS256", "RS256", "ES384", "ES256K", "", None])
    def test_other_algorithms_are_refused(self, algorithm: str | None) -> None:
        _, claims, signature = credential().split("~")[0].split(".")
        header = encode(write_json({"alg": algorithm, "typ": TYPE}))
        for end in (signature, ""):
            refused(Flaw.ALGORITHM, shown(f"{header}.{claims}.{end}~"))

    def test_a_mac_with_the_public_key_is_no_signature(self) -> None:
        secret = write_json(ISSUER.as_dict(private=False))
        header, claims = (encode(write_json(part)) for part in ({"alg": "HS256", "typ": TYPE}, OPEN))
        mac = encode(hashlib.sha256(secret + f"{header}.{claims}".encode()).digest())
        refused(Flaw.ALGORITHM, shown(f"{header}.{claims}.{mac}~"))

    def test_a_key_in_the_header_is_not_looked_at(self) -> None:
        header = {"alg": "ES256", "typ": TYPE, "jwk": STRANGER.as_dict(private=False)}
        token = serialize_compact(header, write_json(OPEN), STRANGER)
        refused(Flaw.SIGNATURE, shown(f"{token}~"))

    def test_a_key_that_is_not_the_issuers_is_refused(self) -> None:
        text = issue({"typ": TYPE, "kid": "other"}, OPEN, HIDDEN, 4, ISSUER)
        keys = [public_key({**ISSUER.as_dict(private=False), "kid": "known"})]
        with pytest.raises(TokenRefused) as error:
            verify(shown(text), TYPE, keys, NOW, ASKED)
        assert error.value.flaw is Flaw.KEY

    @pytest.mark.parametrize("typ", ["vc+sd-jwt", "JWT", "kb+jwt", "DC+SD-JWT"])
    def test_another_type_is_refused(self, typ: str) -> None:
        refused(Flaw.TYPE, shown(), typ=typ)

    def test_extensions_are_refused(self) -> None:
        for extra in ({"crit": ["x"], "x": 1}, {"b64": False}):
            header = encode(write_json({"alg": "ES256", "typ": TYPE, **extra}))
            rest = credential().partition(".")[2]
            refused(Flaw.MALFORMED, shown(f"{header}.{rest}"))

    @pytest.mark.parametrize(
        ("claims", "flaw"),
        [
            ({"exp": NOW - 60}, Flaw.EXPIRED),
            ({"nbf": NOW + 61}, Flaw.NOT_YET),
            ({"iat": NOW + 61}, Flaw.NOT_YET),
            ({"exp": str(NOW + 10)}, Flaw.CLAIMS),
            ({"exp": NOW + 10.5}, Flaw.CLAIMS),
            ({"exp": True}, Flaw.CLAIMS),
            ({"nbf": -1}, Flaw.CLAIMS),
            ({"_sd_alg": "sha-1"}, Flaw.ALGORITHM),
            ({"_sd_alg": "md5"}, Flaw.ALGORITHM),
            ({"_sd_alg": 1}, Flaw.ALGORITHM),
            ({"_sd": "x"}, Flaw.DISCLOSURE),
            ({"_sd": [1]}, Flaw.DISCLOSURE),
            ({"_sd": ["a", "a"]}, Flaw.DISCLOSURE),
            ({"_sd": ["a"], "deep": {"_sd": ["a"]}}, Flaw.DISCLOSURE),
            ({"_sd": ["a"], "list": [{"...": "a"}]}, Flaw.DISCLOSURE),
            ({"list": [{"...": "a", "x": 1}]}, Flaw.DISCLOSURE),
            ({"...": "a"}, Flaw.DISCLOSURE),
            ({"deep": {"...": "a"}}, Flaw.DISCLOSURE),
        ],
    )
    def test_what_it_must_not_say_is_refused(self, claims: dict[str, Any], flaw: Flaw) -> None:
        refused(flaw, signed(claims))

    def test_clocks_may_differ_by_a_minute(self) -> None:
        check(signed({"exp": NOW - 59}))
        check(signed({"nbf": NOW + 60}))

    def test_nested_beyond_reason_is_refused(self) -> None:
        deep: dict[str, Any] = {}
        for _ in range(40):
            deep = {"in": deep}
        refused(Flaw.MALFORMED, signed({"deep": deep}))
        bomb = encode(b'{"a":' * 9000 + b"1" + b"}" * 9000)
        refused(Flaw.MALFORMED, f"{bomb}.{bomb}.{bomb}~")

    @pytest.mark.parametrize(
        "text", ["", "~", "a", "a.b.c", "a.b.c~", "~~~", "é~", "." * 3 + "~", "a" * 70_000]
    )
    def test_what_is_no_token_is_refused(self, text: str) -> None:
        refused(Flaw.MALFORMED, text)

    def test_a_member_that_is_said_twice_is_refused(self) -> None:
        header = encode(b'{"alg":"none","typ":"dc+sd-jwt","alg":"ES256"}')
        refused(Flaw.MALFORMED, f"{header}.e30.{encode(bytes(64))}~")

    def test_a_signature_has_one_form(self) -> None:
        text = credential()
        token, _, rest = text.partition("~")
        last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        other = last[last.index(token[-1]) ^ 1]  # the two lowest bits of the last character mean nothing
        refused(Flaw.MALFORMED, shown(f"{token[:-1]}{other}~{rest}"))
        refused(Flaw.MALFORMED, shown(f"{token}=~{rest}"))
        refused(Flaw.MALFORMED, shown(f"{token}\n~{rest}"))


class TestDisclosures:
    def test_one_that_was_not_signed_is_refused(self) -> None:
        extra = make_disclosure("admin", True).text
        refused(Flaw.DISCLOSURE, kb(credential() + extra + "~"))

    def test_one_that_is_given_twice_is_refused(self) -> None:
        text = credential()
        refused(Flaw.DISCLOSURE, kb(text + text.split("~")[1] + "~"))

    @pytest.mark.parametrize(
        "parts",
        [
            ("salt", "_sd", ["a"]),
            ("salt", "...", "a"),
            ("salt", 7, "a"),
            (7, "kind", "a"),
            ("salt",),
            ("salt", "kind", "a", "b"),
            ("salt", "element"),
            ("salt", "iss", "https://other.example"),
            ("salt", "cnf", {}),
        ],
    )
    def test_one_that_is_none_or_takes_anothers_place_is_refused(self, parts: tuple[object, ...]) -> None:
        text = disclosure(*parts)
        refused(Flaw.DISCLOSURE, signed({"_sd": [digest(text)], "iss": "https://dao.example"}, text))

    def test_two_that_say_the_same_claim_are_refused(self) -> None:
        texts = [disclosure(salt, "kind", "person") for salt in ("a", "b")]
        refused(Flaw.DISCLOSURE, signed({"_sd": [digest(text) for text in texts]}, *texts))

    def test_a_claim_in_the_place_of_an_element_is_refused(self) -> None:
        text = disclosure("salt", "kind", "person")
        refused(Flaw.DISCLOSURE, signed({"list": [{"...": digest(text)}]}, text))

    def test_one_within_another_is_found(self) -> None:
        inner = disclosure("a", "city", "Athens")
        outer = disclosure("b", "address", {"_sd": [digest(inner)], "country": "GR"})
        found = check(signed({"_sd": [digest(outer)]}, outer, inner))
        assert found.claims["address"] == {"city": "Athens", "country": "GR"}
        refused(Flaw.DISCLOSURE, signed({"_sd": [digest(outer)]}, inner))

    def test_elements_are_found_or_left_out(self) -> None:
        text = disclosure("a", "GR")
        found = check(signed({"list": [{"...": digest(text)}, {"...": "other"}, "IT", ["x"]]}, text))
        assert found.claims["list"] == ["GR", "IT", ["x"]]

    def test_what_is_not_base64url_or_json_is_refused(self) -> None:
        for text in ("*", "WyJ", encode(b"[1"), encode(b'["a","b",NaN]'), encode(b"\xff")):
            refused(Flaw.MALFORMED, signed({}, text))


def kb(text: str, header: dict[str, Any] | None = None, key: ECKey = HOLDER, **changes: object) -> str:
    """A key binding that says something else."""
    claims = {"iat": NOW, "aud": ASKED.audience, "nonce": ASKED.nonce, "sd_hash": digest(text), **changes}
    kept = {name: value for name, value in claims.items() if value is not None}
    return text + sign_jwt(header or {"typ": "kb+jwt"}, kept, key)


class TestKeyBinding:
    def test_as_it_must_be_it_is_believed(self) -> None:
        assert check(kb(credential())).claims["kind"] == "person"
        assert check(kb(credential(), {"typ": "kb+jwt", "kid": "wallets may name it"}))

    @pytest.mark.parametrize(
        "changes",
        [
            {name: value}
            for name in ("aud", "nonce", "sd_hash", "iat")
            for value in (None, "other", 7, ["https://shop.example"], {}, NOW - 361, NOW + 61, float(NOW))
        ]
        + [{"exp": NOW - 60}, {"nbf": NOW + 61}],
    )
    def test_anything_else_in_it_is_refused(self, changes: dict[str, object]) -> None:
        refused(Flaw.KEY_BINDING, kb(credential(), **changes))

    @pytest.mark.parametrize("header", [{"typ": "JWT"}, {"typ": "dc+sd-jwt"}, {"x": 1}])
    def test_another_type_is_refused(self, header: dict[str, Any]) -> None:
        refused(Flaw.KEY_BINDING, kb(credential(), header))

    def test_another_key_is_refused(self) -> None:
        refused(Flaw.KEY_BINDING, shown(key=STRANGER))
        refused(Flaw.KEY_BINDING, shown(key=ISSUER))

    def test_none_is_refused(self) -> None:
        refused(Flaw.KEY_BINDING, credential())

    def test_one_that_was_not_asked_for_is_refused(self) -> None:
        assert check(credential(), None)
        refused(Flaw.KEY_BINDING, shown(), asked=None)

    def test_one_of_another_credential_is_refused(self) -> None:
        binding = shown().rpartition("~")[2]
        refused(Flaw.KEY_BINDING, credential() + binding)

    def test_a_disclosure_cannot_be_added_or_taken_away_afterwards(self) -> None:
        token, first, second, binding = shown().split("~")
        refused(Flaw.KEY_BINDING, "~".join([token, first, binding]))
        refused(Flaw.KEY_BINDING, "~".join([token, second, first, binding]))

    def test_it_grows_old(self) -> None:
        text = shown()
        check(text, now=NOW + 360)
        refused(Flaw.KEY_BINDING, text, now=NOW + 361)
        refused(Flaw.KEY_BINDING, shown(at=NOW + 61))

    @pytest.mark.parametrize(
        "cnf",
        [
            None,
            "x",
            {},
            {"jwk": {}},
            {"jwk": HOLDER.as_dict(private=True)},
            {"jwk": {**bare_jwk(HOLDER), "crv": "P-384"}},
            {"jwk": {**bare_jwk(HOLDER), "x": encode(bytes(32))}},
            {"jwk": {**bare_jwk(HOLDER), "x": encode(bytes(31))}},
            {"jwk": bare_jwk(HOLDER), "kid": "x"},
            {"kid": "x"},
        ],
    )
    def test_what_names_no_key_binds_nothing(self, cnf: object) -> None:
        with pytest.raises(TokenRefused):
            check(shown(credential(cnf=cnf)))
