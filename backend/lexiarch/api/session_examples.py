"""Examples of signing in, and what its routes are described with."""

from typing import Annotated

from fastapi import Path

from lexiarch.api.docs import ALWAYS, Responses, error_answers, to_json
from lexiarch.api.session_models import (
    DataRead,
    GivenConsent,
    KeptData,
    SessionState,
    SignedInAs,
    SignedInId,
    SignedMessage,
    SignInFields,
)
from lexiarch.domain.errors import LexiarchError, ParameterInvalid, SignInMessageInvalid
from lexiarch.domain.words import HolderKind
from lexiarch.proofs.errors import NonceSpent, SignatureInvalid, SignInRefused
from lexiarch.proofs.sign_in import STATEMENT
from lexiarch.views.examples import ACCOUNT
from lexiarch.views.times import iso

_DAY = 86_400
_NOW = ACCOUNT.at
_ID = 1_234_567_890_123

FIELDS = SignInFields(
    domain="dao.example",
    uri="https://dao.example",
    version="1",
    chain_id=1,
    nonce="h3kQ9vYb27LmXw1ZtRc8PeUa",
    statement=STATEMENT,
    issued_at=iso(_NOW),
    expiration_time=iso(_NOW + 600),
)
MESSAGE = f"""dao.example wants you to sign in with your Ethereum account:
{ACCOUNT.address}

{FIELDS.statement}

URI: {FIELDS.uri}
Version: {FIELDS.version}
Chain ID: {FIELDS.chain_id}
Nonce: {FIELDS.nonce}
Issued At: {FIELDS.issued_at}
Expiration Time: {FIELDS.expiration_time}"""
SIGNED = SignedMessage(message=MESSAGE, signature="0x" + "5e" * 64 + "1b")
SIGNED_JSON = to_json(SIGNED)
STATE = SessionState(
    session=SignedInAs(
        account=ACCOUNT.address,
        holder=SignedInId(kind=HolderKind.PERSON, since=_NOW - 100 * _DAY, expires=_NOW + 265 * _DAY),
        begun=_NOW,
        expires=_NOW + _DAY // 2,
    )
)
DATA = KeptData(
    sessions=1,
    consents=[
        GivenConsent(
            id=_ID,
            client_id="forum",
            client_name="The Forum",
            purpose="Only iD holders may post.",
            claims=["holder"],
            given_at=_NOW - _DAY,
            revoked_at=None,
        )
    ],
    reads=[DataRead(client_id="forum", claims=["holder"], how="id_token", read_at=_NOW - _DAY)],
)
REFUSALS = (
    SignInMessageInvalid("it has another form than EIP-4361's"),
    SignInRefused("domain", "dao.example"),
    NonceSpent(),
    SignatureInvalid(),
)
BAD_ID = ParameterInvalid(
    "The path parameter id is wrong: input should be a valid integer.",
    "Correct id, or leave it out; /api/v1/openapi.json says what it may be.",
)


def done(*errors: LexiarchError) -> Responses:
    """What a route answers that has nothing to tell when all is well."""
    return {204: {"description": "Done"}} | error_answers(*errors, *ALWAYS)


ConsentId = Annotated[
    int, Path(alias="id", ge=0, lt=2**53, description="The consent's id, as the list has it.", examples=[_ID])
]
