"""What schemathesis is told of this API, in the process of `st`: SCHEMATHESIS_HOOKS=tests.fuzz.hooks.

Reads LEXIARCH_FUZZ_KNOWN, the file of values that exist (world.py), and writes LEXIARCH_FUZZ_COUNTS: answers
by operation and status.
"""

import atexit
import json
import os
from collections import Counter, defaultdict
from itertools import count
from pathlib import Path
from secrets import token_urlsafe
from time import time
from typing import Any

import httpx
import schemathesis
from hypothesis import strategies as st
from schemathesis.core.failures import Failure

from lexiarch.domain.chain import Address, Hash32
from lexiarch.proofs.consents import give_consent
from lexiarch.proofs.sessions import digest_of
from lexiarch.store.private.database import open_private
from lexiarch.store.private.sessions import SessionRow, save_session
from tests.helpers.cast import person
from tests.helpers.sign_in import message, sign

_KNOWN: dict[str, Any] = json.loads(Path(os.environ["LEXIARCH_FUZZ_KNOWN"]).read_text())

_WITHOUT_INDEX = (
    "GET /health",
    "GET /metrics",
    "GET /api/v1/session",  # of who is not signed in
    "DELETE /api/v1/session",
    "POST /api/v1/sign-in/nonce",
)
"""Answered without the index: that the process is up, that the index is not, and what sessions alone need."""

_BROKEN_RULES = {
    "AddressInvalid": "",  # mixed case without its checksum
    "IdInvalid": "",  # decimal, and above 2^256 - 1
    "CursorInvalid": "",  # of another list, or made up
    "SignInMessageInvalid": "",  # of EIP-4361's form
    "VotersSecret": "",  # who has not voted in a secret vote, nobody knows
    "ParameterInvalid": ("is not a past time", "does not ask the", "is not of one proposal"),
}
"""Rules that JSON Schema cannot say: their breach is answered 400 to a request that fits the schema."""


def _hex(digits: int) -> st.SearchStrategy[str]:
    return st.integers(0, 16**digits - 1).map(lambda number: f"0x{number:0{digits}x}")


def _mostly(known: list[str], others: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    exists = st.sampled_from(known)
    return st.one_of(exists, exists, exists, others)


schemathesis.openapi.format("address", _mostly(_KNOWN["address"], _hex(40)))
schemathesis.openapi.format("bytes32", _mostly(_KNOWN["person_tag"], _hex(64)))
_CURSORS = sorted({cursor for cursors in _KNOWN["cursors"].values() for cursor in cursors})
schemathesis.openapi.format("cursor", st.sampled_from(_CURSORS))
schemathesis.openapi.format(
    "uint256",
    st.one_of(
        _mostly(_KNOWN["id"], st.integers(0, 2**256 - 1).map(str)),
        st.sampled_from(_KNOWN["id"]).map(lambda decimal: hex(int(decimal))),
    ),
)


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any]) -> dict[str, Any]:
    """Things that exist in place of the document's examples, which do not."""
    if isinstance(path_parameters, dict):
        for name, value in path_parameters.items():
            if value in _EXAMPLES:
                known = _KNOWN["frozen" if context.operation.path.endswith("/{id}/tree") else name]
                path_parameters[name] = known[next(_turns) % len(known)]
    return path_parameters


@schemathesis.hook
def map_query(context: Any, query: dict[str, Any]) -> dict[str, Any]:
    """Moments at which something was, and mostly the list's own cursors, in place of those of any."""
    if not isinstance(query, dict):
        return query
    at, cursor = query.get("at"), query.get("cursor")
    if type(at) is int and at > 0:
        moments = _KNOWN["time"]
        query["at"] = moments[at % len(moments)] - at % 3
    path = context.operation.path.partition("/api/v1")[2]
    own = _KNOWN["cursors"].get(path)
    if own and cursor in _CURSORS and (place := _CURSORS.index(cursor)) % 4:
        query["cursor"] = own[place % len(own)]
    return query


_EXAMPLES = (
    "57896044618658097711785492504343953926634992332820282019728792003956564819967",
    "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
    "0x" + "5e" * 32,
)
_PRIVATE = open_private(_KNOWN["private"])
_URL, _COOKIE = os.environ["LEXIARCH_FUZZ_URL"], os.environ["LEXIARCH_FUZZ_COOKIE"]
_turns = count()
_counts: dict[str, Counter[int]] = defaultdict(Counter)


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Three times of four, who asks for what is only for members is one who gave a consent, and who signs in
    does so with a signed message."""
    turn, label = next(_turns), case.operation.label
    if turn % 4 == 0 or not {"sign-in", "credentials"} & set(case.operation.tags or ()):
        return
    token, consent = _new_session(turn)
    case.cookies = {**(case.cookies or {}), _COOKIE: token}
    if not case.meta.generation.mode.is_positive:
        return
    if label == "DELETE /api/v1/session/consents/{id}":
        case.path_parameters["id"] = consent
    if label == "POST /api/v1/sign-in":
        fields = httpx.post(f"{_URL}/api/v1/sign-in/nonce").json()
        text = message({**fields, "address": person(0).address})
        case.body = {"message": text, "signature": sign(person(0), text)}


def _new_session(turn: int) -> tuple[str, int]:
    """Of some member with a live iD. Returns the cookie's token, and the number of a consent."""
    holders = _KNOWN["holders"]
    holder, person_tag = (bytes.fromhex(each[2:]) for each in holders[turn % len(holders)])
    token, now = token_urlsafe(), int(time())
    account, tag = Address(holder), Hash32(person_tag)
    with _PRIVATE.write() as writer:
        save_session(writer, SessionRow(digest_of(token), account, tag, now, now + 60))
        consent = give_consent(writer, account, tag, "shop", "A shop", "To sign in", ["kind"], now)
    return token, consent


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Counts."""
    _counts[case.operation.label][response.status_code] += 1


@atexit.register
def _save_counts() -> None:
    if path := os.environ.get("LEXIARCH_FUZZ_COUNTS"):
        Path(path).write_text(json.dumps(_counts))


@schemathesis.hook
def filter_failure(context: Any, failure: Failure, case: Any, response: Any) -> bool:
    """Leaves out what is refused, rightly: by a rule that the schema cannot say, or for want of a node."""
    if type(failure).__name__ == "ServerError" and case.operation.path.endswith("/simulation"):
        return bool(response.status_code != 503 or response.json()["error"]["code"] != "NodeUnreachable")
    if type(failure).__name__ != "RejectedPositiveData" or response.status_code != 400:
        return True
    error = response.json()["error"]
    texts = _BROKEN_RULES.get(error["code"])
    return texts is None or not any(text in error["message"] for text in texts or ("",))


@schemathesis.check
def only_503(ctx: Any, response: Any, case: Any) -> None:
    """Without a database nothing is answered that would need one, and nothing that is missing is said."""
    if os.environ.get("LEXIARCH_FUZZ_GONE") != "1":
        return
    if response.status_code in (200, 204) and case.operation.label in _WITHOUT_INDEX:
        return
    error = response.json()["error"]
    refused = response.status_code in (400, 401, 405) or error["code"] == "RouteNotFound"
    assert response.status_code == 503 or refused, f"{response.status_code} {error} without a database"
