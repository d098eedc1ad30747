"""Signing in with an account's wallet (EIP-4361), the session, and what is kept about who is signed in.

No answer of these is kept by anybody in between, and none is readable by other websites' pages with the
session's cookie.
"""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request, Response

from lexiarch.api import session_examples as examples
from lexiarch.api.attempts import Counted
from lexiarch.api.docs import answers
from lexiarch.api.same_origin import SameOrigin
from lexiarch.api.session_models import (
    DataRead,
    GivenConsent,
    KeptData,
    SessionState,
    SignedMessage,
    SignInFields,
)
from lexiarch.api.sessions import MaybeSession, ProofsDep, SignedIn, cookie_name, delete_cookie, set_cookie
from lexiarch.domain.chain import Hash32
from lexiarch.domain.errors import SignInNeeded, SignInOff
from lexiarch.proofs import consents
from lexiarch.proofs.consents import erase, list_consents, list_reads
from lexiarch.proofs.errors import ConsentNotFound, OriginForeign
from lexiarch.proofs.parts import Proofs
from lexiarch.store.private.sessions import count_sessions_of
from lexiarch.web.errors import TooManyRequests


def _keep_nowhere(response: Response) -> None:
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Cookie"


router = APIRouter(tags=["sign-in"], dependencies=[Depends(_keep_nowhere)])

_OFF, _FOREIGN, _OFTEN = SignInOff(), OriginForeign(), TooManyRequests(1)


@router.post(
    "/sign-in/nonce",
    summary="What to sign to sign in",
    responses=answers(examples.FIELDS, "The fields of the message", (_OFF, _FOREIGN, _OFTEN)),
    dependencies=[SameOrigin, Counted],
)
def make_nonce(proofs: ProofsDep) -> SignInFields:
    """The fields of an EIP-4361 message; add the account, and sign it within ten minutes."""
    return SignInFields.of(proofs.sign_in.invite())


@router.post(
    "/sign-in",
    summary="Sign in with a signed message",
    responses=answers(
        examples.STATE, "The session, and its cookie", (*examples.REFUSALS, _OFF, _FOREIGN, _OFTEN)
    ),
    dependencies=[SameOrigin, Counted],
)
def sign_in(
    request: Request,
    response: Response,
    proofs: ProofsDep,
    signed: Annotated[SignedMessage, Body(examples=[examples.SIGNED_JSON])],
) -> SessionState:
    """Begins a session of the account that signed. It lasts twelve hours, and no longer than the iD.

    Every field must be as `POST /sign-in/nonce` gave it, without a request id or resources; the nonce is
    spent whatever comes of it. When only a contract can say whose the signature is and no node can be asked,
    the answer is 503.
    """
    token = proofs.sign_in.enter(signed.message, bytes.fromhex(signed.signature[2:]))
    if before := request.cookies.get(cookie_name(proofs)):
        proofs.sessions.end(before)
    set_cookie(response, proofs, token)
    return SessionState.of(proofs.sessions.find(token))


@router.get(
    "/session",
    summary="Who is signed in",
    responses=answers(examples.STATE, "The session, or null", (_OFF,)),
)
def get_session_state(session: MaybeSession) -> SessionState:
    """The session that the request's cookie names."""
    return SessionState.of(session)


@router.delete(
    "/session",
    summary="Sign out of this session",
    status_code=204,
    responses=examples.done(_OFF, _FOREIGN),
    dependencies=[SameOrigin],
)
def sign_out(request: Request, response: Response, proofs: ProofsDep) -> None:
    """Ends the session, if there is one."""
    if token := request.cookies.get(cookie_name(proofs)):
        proofs.sessions.end(token)
    delete_cookie(response, proofs)


@router.get(
    "/session/data",
    summary="What is kept about me",
    responses=answers(examples.DATA, "All of it", (SignInNeeded(), _OFF)),
)
def get_kept_data(proofs: ProofsDep, session: SignedIn) -> KeptData:
    """Consents given to websites and wallets, and every time that one of them was told something.

    They belong to the person: after a move to another account, they are shown there.
    """
    tags = proofs.person_tags(session.account)
    with proofs.private.read() as reader:
        return KeptData(
            sessions=count_sessions_of(reader, session.account, int(proofs.clock())),
            consents=[GivenConsent.of(consent) for consent in list_consents(reader, tags)],
            reads=[DataRead.of(read) for read in list_reads(reader, tags)],
        )


@router.delete(
    "/session/consents/{id}",
    summary="Revoke a consent",
    status_code=204,
    responses=examples.done(examples.BAD_ID, SignInNeeded(), ConsentNotFound(7), _OFF, _FOREIGN),
    dependencies=[SameOrigin],
)
def revoke_consent(proofs: ProofsDep, session: SignedIn, consent_id: examples.ConsentId) -> None:
    """From now on the website or wallet is told nothing more, and what it was given to ask with is void."""
    _revoke(proofs, proofs.person_tags(session.account), consent_id)


def _revoke(proofs: Proofs, tags: Sequence[Hash32], consent_id: int) -> None:
    now = int(proofs.clock())
    with proofs.private.write() as writer:
        if not any(consents.revoke_consent(writer, tag, consent_id, now, proofs.on_revoked) for tag in tags):
            raise ConsentNotFound(consent_id)


@router.delete(
    "/session/data",
    summary="Erase what is kept about me",
    status_code=204,
    responses=examples.done(SignInNeeded(), _OFF, _FOREIGN),
    dependencies=[SameOrigin],
)
def erase_kept_data(response: Response, proofs: ProofsDep, session: SignedIn) -> None:
    """Sessions, consents, and the log of reads: at once, all of it, everywhere. This session ends with it."""
    tags = proofs.person_tags(session.account)
    with proofs.private.write() as writer:
        erase(writer, session.account, tags, proofs.on_erased)
    delete_cookie(response, proofs)
