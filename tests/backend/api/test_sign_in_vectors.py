"""The published vectors of EIP-4361 (test/*.json of github.com/spruceid/siwe, Apache-2.0 or MIT), over HTTP.

Those that are of one message but for one place are told by that place. Each meets an application whose terms
(domain, uri, chain, any statement, any age) are those of the vector, with its nonce in the database: whether
the message can be read and whether the signature holds is then all that decides.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.chain.signatures import SignatureNode
from lexiarch.proofs.parts import Proofs, create_proofs
from lexiarch.proofs.sign_in import Terms
from lexiarch.settings import Settings
from lexiarch.store.private.nonces import save_nonce
from tests.helpers.anvil import running_anvil
from tests.helpers.builders import History, make_deployment
from tests.helpers.cast import person
from tests.helpers.client import Client
from tests.helpers.sign_in import ORIGIN, Visitor, message

pytestmark = pytest.mark.chain

ANY_AGE = 10.0**12
SERVICE = {
    "domain": "service.org",
    "address": "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
    "statement": "I accept the ServiceOrg Terms of Service: https://service.org/tos",
    "uri": "https://service.org/login",
    "version": "1",
    "chain_id": 1,
    "nonce": "32891757",
    "issued_at": "2021-09-30T16:25:24.000Z",
}
RESOURCES = [
    "ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
    "https://example.com/my-web2-claim.json",
]
READ: dict[str, dict[str, Any]] = {
    "couple of optional fields": {"resources": RESOURCES},
    "no optional field": {},
    "timestamp without microseconds": {"issued_at": "2021-09-30T16:25:24Z"},
    "domain is RFC 3986 authority with IP": {"domain": "127.0.0.1"},
    "domain is RFC 3986 authority with userinfo": {"domain": "test@127.0.0.1"},
    "domain is RFC 3986 authority with port": {"domain": "127.0.0.1:8080"},
    "domain is RFC 3986 authority with userinfo and port": {"domain": "test@127.0.0.1:8080"},
    "no statement": {"statement": None},
}
"""parsing_positive.json."""
WHOLE = {
    **SERVICE,
    "address": "0xe5A12547fe4E872D192E3eCecb76F2Ce1aeA4946",
    "nonce": "12341234",
    "issued_at": "2022-03-17T12:45:13.610Z",
    "expiration_time": "2023-03-17T12:45:13.610Z",
    "not_before": "2022-03-17T12:45:13.610Z",
    "request_id": "some_id",
    "resources": ["https://service.org/login"],
}
URI, VERSION, CHAIN = "URI: https://service.org/login\n", "Version: 1\n", "Chain ID: 1\n"
NONCE, ISSUED = "Nonce: 12341234\n", "Issued At: 2022-03-17T12:45:13.610Z\n"
EXPIRES, BEFORE = "Expiration Time: 2023-03-17T12:45:13.610Z\n", "Not Before: 2022-03-17T12:45:13.610Z\n"
REQUEST, LINKS = "Request ID: some_id\n", "Resources:\n- https://service.org/login"
NO_DATE = "Wed Oct 05 2011 16:48:00 GMT+0200 (CEST)\n"
NO_URI = "_not_a_rfc3986_valid_uri_"
UNREAD = {
    "missing domain": ("service.org wants", " wants"),
    "missing address": (f"{WHOLE['address']}\n", "\n"),
    "missing uri": (URI, "\n"),
    "missing version": (VERSION, "\n"),
    "missing chainId": (CHAIN, "\n"),
    "missing nonce": (NONCE, "\n"),
    "missing issuedAt": (ISSUED, "\n"),
    "out of order uri": (URI + VERSION, VERSION + URI),
    "out of order version": (VERSION + CHAIN, CHAIN + VERSION),
    "out of order chainId": (CHAIN + NONCE, "Nonce: 12341234Chain ID: 1\n\n"),
    "out of order nonce": (NONCE + ISSUED, ISSUED + NONCE),
    "out of order issuedAt": (ISSUED + EXPIRES, EXPIRES + ISSUED),
    "out of order expirationTime": (EXPIRES + BEFORE, BEFORE + EXPIRES),
    "out of order notBefore": (BEFORE + REQUEST, REQUEST + BEFORE),
    "out of order requestId": (REQUEST + LINKS, f"{LINKS}\n{REQUEST}".rstrip()),
    "out of order resources": (BEFORE + REQUEST + LINKS, f"{LINKS}\n{BEFORE}{REQUEST}".rstrip()),
    "address not EIP-55": (WHOLE["address"], str(WHOLE["address"]).lower()),
    "statement has line break": ("Service: https", "Service: \nhttps"),
    "uri is non-RFC 3986": ("URI: https://service.org/login", f"URI: {NO_URI}"),
    "not a valid chainId": (CHAIN, "Chain ID: ?\n"),
    "nonce with less then 8 chars": (NONCE, "Nonce: 1234567\n"),
    "non-ISO 8601 issuedAt": (ISSUED, f"Issued At: {NO_DATE}"),
    "non-ISO 8601 expirationTime": (EXPIRES, f"Expiration Time: {NO_DATE}"),
    "non-ISO 8601 notBefore": (BEFORE, f"Not Before: {NO_DATE}"),
    "resources not separated by line break": (LINKS, f"{LINKS} - https://service.org/login/2"),
    "first resource is not-RFC3986": (LINKS, f"{LINKS}\n- {NO_URI}"),
    "second resource not-RFC 3986": (LINKS, f"Resources:\n- {NO_URI}\n- https://service.org/login"),
}
"""parsing_negative.json, of the whole message, but for two: its "version not 1" says version 1, and its
"domain not RFC4501 authority" is one of RFC 3986."""
OLD = {
    **SERVICE,
    "address": "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
    "issued_at": "2021-09-30T16:25:24Z",
}
OLD_TEXT = message({**OLD, "chain_id": None})
UNREAD_OLD = {
    "missing mandatory field": OLD_TEXT.replace(URI, ""),
    "extra line breaks": OLD_TEXT.replace("\n\nI accept", "\n\n\nI accept"),
    "non-ISO datetime": OLD_TEXT.replace("2021-09-30T16:25:24Z", NO_DATE.strip()),
    "out of order fields": OLD_TEXT.replace(URI, "").replace("Issued", f"{URI}Issued"),
    "wrong version": OLD_TEXT.replace("Version: 1", "Version: 2"),
}
"""The same file's others, which lack a chain id beside what they are named after."""

LOGIN = {
    "domain": "login.xyz",
    "statement": "Sign-In With Ethereum Example Statement",
    "uri": "https://login.xyz",
    "version": "1",
    "chain_id": 1,
}
_A = {**LOGIN, "address": "0x9D85ca56217D2bb651b00f15e694EB7E713637D4", "nonce": "bTyXgcQxn2htgkjJn"} | {
    "issued_at": "2022-01-27T17:09:38.578Z",
    "expiration_time": "2100-01-07T14:31:43.952Z",
}
_A_SIGNED = "0xdc35c7f8ba2720df052e0092556456127f00f7707eaa8e3bbff7e56774e7f2e05a093cfc9e02964c33d86e8e066e221b7d153d27e5a2e97ccd5ca7d3f2ce06cb1b"  # noqa: E501 - a signature
_LATER = {**LOGIN, "address": "0xE6D3Aa1F561A215E5eb1f02Ba8705385F03fCaFB", "nonce": "lx2nx4so"} | {
    "issued_at": "2022-01-05T14:27:30.883Z",
    "not_before": "2100-01-07T14:31:43.952Z",
}
_LATER_SIGNED = "0xc2539ace78f13c7eb8c0852d38d269a6f97bebd9f7872097d2e3137b541f8bf50176062a46eeea83086bd2721423fb5755a932ff6ccc046ed482d14e4576042f1c"  # noqa: E501 - a signature
_EXPIRED = {**LOGIN, "address": "0x2ecA0068307e706741445764A3D6A4402aC2A5a9", "nonce": "lx2nx4so"} | {
    "issued_at": "2022-01-05T14:27:30.883Z",
    "expiration_time": "2021-01-05T00:00:00Z",
}
_EXPIRED_SIGNED = "0x7337bc2826c7678cd6bc84f5b3b236efc969b0451f9feca2328b1d3401b030c113f19bdba359ba3f52762c66e9147311fa95fe598a1a4ec9bb383a7b4e3874241b"  # noqa: E501 - a signature
_TALLY = {
    "domain": "www.tally.xyz",
    "address": "0xc95EB884FE852e241D409234bfC7045CB9E31BD7",
    "statement": "Sign in with Ethereum to Tally",
    "uri": "https://tally.xyz",
    "version": "1",
    "chain_id": 1,
    "nonce": "15050747",
    "issued_at": "2022-06-30T14:08:51.382Z",
}
_TALLY_SIGNED = "0x8c46b6eb8505939892d8e9b075f89f8277321b17b993151f37810cdda38cce6f4a85909d2b53e6a14629c74c0ac38bf4becde78ee5b2529812bf6cceaf7b2a2501"  # noqa: E501 - a signature
_WRONG = {**LOGIN, "address": "0x6Da01670d8fc844e736095918bbE11fE8D564163", "nonce": "rmplqh1gf"} | {
    "issued_at": "2022-01-05T14:31:43.954Z",
    "expiration_time": "2100-01-07T14:31:43.952Z",
}
NOW = "2026-01-01T00:00:00Z"
VALID = {
    "example message": (_A, _A_SIGNED, NOW),
    "not yet valid": (_LATER, _LATER_SIGNED, "2101-01-07T14:31:43.952Z"),
    "expired message": (_EXPIRED, _EXPIRED_SIGNED, "2020-01-05T00:00:00Z"),
    "recovery byte starting at 0": (_TALLY, _TALLY_SIGNED, NOW),
}
"""verification_positive.json."""
_MALFORMED = "0xf2e8420fc1b722bf4941f5a0464f98172a758ceda5039f622e425fb69fd19b20e444bba7c9a8a8d7e2b5e453553efe7c9460be5d211abe473fc146d51bb04d0cb1b"  # noqa: E501 - a signature
_OTHERS = "0x31df81dc02344c9156e6f71da46e2db624b38f8f806290d670d46492b834b2e7575cbce9f48169356cfb577b910d8e30732fcf23c1ac0021d08b945ed7ee118e1b"  # noqa: E501 - a signature
INVALID = {
    "expired message": (_EXPIRED, _EXPIRED_SIGNED, NOW, {}, "SignInRefused"),
    "domain binding": (_A, _A_SIGNED, NOW, {"domain": "example.com"}, "SignInRefused"),
    "custom time": (_A, _A_SIGNED, "2200-01-05T00:00:00Z", {}, "SignInRefused"),
    "custom nonce": (_A, _A_SIGNED, NOW, {"nonce": "6548asdgf"}, "NonceSpent"),
    "malformed signature": (_WRONG, _MALFORMED, NOW, {}, "ParameterInvalid"),
    "wrong signature": (_WRONG, _OTHERS, NOW, {}, "SignatureInvalid"),
    "not yet valid": (_LATER, _LATER_SIGNED, NOW, {}, "SignInRefused"),
    "invalid issuedAt": ({**_A, "issued_at": "2022-02-31T17:09:38.578Z"}, _A_SIGNED, NOW, {}, None),
    "invalid notBefore": ({**_A, "not_before": "2025-02-31T17:09:38.578Z"}, _A_SIGNED, NOW, {}, None),
    "invalid expirationTime": (
        {**_A, "expiration_time": "2100-02-31T14:31:43.952Z"},
        _A_SIGNED,
        NOW,
        {},
        None,
    ),
}
"""verification_negative.json; None: it cannot even be read."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("vectors")
    path = folder / "deployment.json"
    path.write_text(make_deployment().model_dump_json())
    settings = Settings(
        deployment=path,
        database_url=f"sqlite:///{folder / 'index.db'}",
        private_database_url=f"sqlite:///{folder / 'private.db'}",
        rate_per_second=0,
        origin=ORIGIN,
        credential_keys=folder / "keys.json",
    )
    app = create_site(settings, with_indexer=False)
    History().founded().save(app.state.context.database)
    yield app
    app.state.proofs.close()
    app.state.context.database.close()


@pytest.fixture(scope="module")
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=1) as url:
        yield url


Meet = Any


@pytest.fixture
def meet(app: FastAPI, node_url: str, tmp_path: Path) -> Meet:
    """What becomes of a text and a signature where the terms are those of the vector."""
    made: Proofs = app.state.proofs
    keys = tmp_path / "keys.json"

    def meet(
        fields: dict[str, Any], text: str, signature: str, at: str = NOW, **other: str
    ) -> httpx.Response:
        now = datetime.fromisoformat(at).timestamp()
        domain = other.get("domain", fields["domain"])
        terms = Terms(domain, fields["uri"], 1, statement=None, oldest=ANY_AGE, newest=ANY_AGE)
        app.state.proofs = create_proofs(
            ORIGIN, made.deployment, made.index, made.private, SignatureNode([node_url], 5),
            keys, terms=terms, clock=lambda: now,
        )  # fmt: skip
        with made.private.write() as writer:
            writer.execute("DELETE FROM nonce")
            save_nonce(writer, other.get("nonce", fields["nonce"]), int(now) + 60)
        return Visitor(Client(app), person(1)).hand_in(text, signature)

    return meet


def code(answer: httpx.Response) -> str:
    return str(answer.json()["error"]["code"])


@pytest.mark.parametrize("name", READ)
def test_what_is_a_message_is_read(meet: Meet, name: str) -> None:
    """The vectors have no signatures, and those of zeros are nobody's."""
    fields = {**SERVICE, **READ[name]}
    answer = meet(fields, message(fields), "0x" + "00" * 65)
    assert (answer.status_code, code(answer)) == (401, "SignatureInvalid")


def test_the_message_that_the_wrong_ones_are_made_of_is_read(meet: Meet) -> None:
    answer = meet(WHOLE, message(WHOLE), "0x" + "00" * 65, "2022-06-01T00:00:00Z")
    assert code(answer) == "SignatureInvalid"


@pytest.mark.parametrize("name", [*UNREAD, *UNREAD_OLD])
def test_what_is_no_message_is_not(meet: Meet, name: str) -> None:
    if name in UNREAD:
        old, new = UNREAD[name]
        text = message(WHOLE)
        assert str(old) in text
        text = text.replace(str(old), new, 1)
    else:
        text = UNREAD_OLD[name]
        assert text != OLD_TEXT
    answer = meet(WHOLE, text, "0x" + "00" * 65, "2022-06-01T00:00:00Z")
    assert (answer.status_code, code(answer)) == (400, "SignInMessageInvalid")


@pytest.mark.parametrize("name", VALID)
def test_what_is_valid_is_let_in(meet: Meet, name: str) -> None:
    fields, signature, at = VALID[name]
    answer = meet(fields, message(fields), signature, at)
    assert answer.status_code == 200, answer.text
    assert answer.json()["session"]["account"] == fields["address"]


@pytest.mark.parametrize("name", INVALID)
def test_what_is_invalid_is_not(meet: Meet, name: str) -> None:
    fields, signature, at, other, expected = INVALID[name]
    answer = meet(fields, message(fields), signature, at, **other)
    assert (answer.status_code >= 400, code(answer)) == (True, expected or "SignInMessageInvalid")
