"""The question to a member: whether it has to be asked, and what becomes of the answer."""

import hmac
from collections.abc import Collection
from enum import Enum
from typing import NamedTuple
from urllib.parse import urlencode

from lexiarch.proofs.consents import find_consent
from lexiarch.proofs.openid.authentication import ANONYMOUS, WALLET, Authenticated
from lexiarch.proofs.openid.claims import CLAIMS, OPENID
from lexiarch.proofs.openid.codes import QUESTION_SECONDS, Codes
from lexiarch.proofs.openid.errors import FormStale, RequestRefused
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.requests import (
    Asked,
    AuthorizationRequest,
    Parameters,
    find_asked,
    read_request,
)
from lexiarch.proofs.openid.seals import Seals
from lexiarch.proofs.openid.tokens import read_hint
from lexiarch.proofs.openid.visitors import Visitor


class Need(Enum):
    """What is missing for an answer; the error for who may not be asked."""

    SIGN_IN = "login_required"
    ID = "access_denied"
    CONSENT = "consent_required"
    PROOF = "interaction_required"


class _Pending(NamedTuple):
    """A request on its way through sign-in and consent."""

    request: AuthorizationRequest
    sealed: str
    at: int
    """When it was made, in seconds since 1970."""
    session: str
    """Digest of the session in which it was made."""


class Question(NamedTuple):
    """What a page has to ask before the website is answered."""

    need: Need
    request: AuthorizationRequest
    sealed: str
    """The request, for the page's own address and form."""
    way_out: str
    """Where to send who does not want to be asked."""


class Authorization:
    """The authorization endpoint without HTTP."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._codes = Codes(parts)
        self._seals = Seals(parts.keys.secret, "request")
        self._forms = Seals(parts.keys.secret, "form")

    def begin(self, parameters: Parameters, visitor: Visitor | None) -> str | Question:
        """Answers a website's request.

        Returns:
            Where to send the browser, or what to ask first.

        Raises:
            ClientUnknown, RedirectUnregistered: the browser may be sent nowhere.
        """
        asked = find_asked(parameters, self._parts.clients)
        try:
            request = read_request(parameters, asked)
        except RequestRefused as refused:
            return self._refuse(asked, refused.error, refused.why)
        at, session = self._parts.now, visitor.digest.hex() if visitor else ""
        sealed = self._seals.seal([list(map(list, parameters)), at, session])
        return self._go_on(_Pending(request, sealed, at, session), visitor)

    def resume(self, sealed: str, visitor: Visitor | None) -> str | Question:
        """Goes on with a question, when its page is loaded.

        Raises:
            FormStale: it is too old, or is none of ours.
        """
        return self._go_on(self._open(sealed), visitor)

    def resume_unnamed(self, sealed: str) -> Question:
        """Goes on with a question that is to be answered by an anonymous proof.

        Raises:
            FormStale: it is too old, none of ours, or not to be answered so.
        """
        pending = self._open(sealed)
        if ANONYMOUS not in pending.request.asked.client.means:
            raise FormStale
        return self._ask(pending, Need.PROOF)

    def answer_proven(self, sealed: str, visitor: Visitor) -> str:
        """Takes an anonymous proof that was verified. Returns where to send the browser.

        Raises:
            FormStale: as {resume_unnamed}, or the proof was used before.
        """
        request, who = self.resume_unnamed(sealed).request, visitor.authenticated
        assert who is not None
        if request.hint and not self._is_expected(request, who):
            return self._refuse(request.asked, Need.SIGN_IN.value, "the visitor is not whom the hint names")
        code = self._codes.give_proven(request, visitor, who)
        if code is None:
            raise FormStale
        return self._back(request.asked, code=code)

    def form_token(self, sealed: str, visitor: Visitor) -> str:
        """What the form for a question has to bring along, so that no other website can send it."""
        return self._forms.tag(f"{visitor.digest.hex()}.{sealed}")

    def answer(
        self, sealed: str, token: str, allowed: Collection[str] | None, visitor: Visitor | None
    ) -> str:
        """Takes the member's answer. Returns where to send the browser.

        Args:
            allowed: the scopes that were ticked; None for a refusal.

        Raises:
            FormStale: the form is another's, or too old.
        """
        if visitor is None or not hmac.compare_digest(
            token.encode(), self.form_token(sealed, visitor).encode()
        ):
            raise FormStale
        pending = self._open(sealed)
        request, need, who = pending.request, self._need(pending, visitor), visitor.authenticated
        if allowed is None or who is None:
            return self._refuse(request.asked, Need.ID.value, "the visitor did not agree, or holds no iD")
        if need in (Need.SIGN_IN, Need.PROOF):
            raise FormStale
        scopes = [scope for scope in request.scopes if scope == OPENID or scope in allowed]
        return self._back(request.asked, code=self._codes.give_agreed(request, visitor, who, scopes))

    def _open(self, sealed: str) -> _Pending:
        parameters, at, session = self._seals.open(sealed)
        if self._parts.now >= at + QUESTION_SECONDS:
            raise FormStale
        pairs = [(name, value) for name, value in parameters]
        request = read_request(pairs, find_asked(pairs, self._parts.clients))
        return _Pending(request, sealed, at, session)

    def _go_on(self, pending: _Pending, visitor: Visitor | None) -> str | Question:
        request = pending.request
        need = self._need(pending, visitor)
        if need is None and visitor and visitor.authenticated:
            if code := self._codes.give_known(request, visitor, visitor.authenticated):
                return self._back(request.asked, code=code)
            need = Need.CONSENT
        assert need is not None
        if "none" in request.prompts:
            return self._refuse(request.asked, need.value, "the visitor would have to be asked")
        return self._ask(pending, need)

    def _ask(self, pending: _Pending, need: Need) -> Question:
        asked = pending.request.asked
        way_out = self._refuse(asked, Need.ID.value, "the visitor did not agree, or holds no iD")
        return Question(need, pending.request, pending.sealed, way_out)

    def _need(self, pending: _Pending, visitor: Visitor | None) -> Need | None:
        request = pending.request
        if WALLET not in request.asked.client.means:
            return Need.PROOF
        if visitor is None or not _is_fresh(pending, visitor):
            return Need.SIGN_IN
        who = visitor.authenticated
        if who is None:
            return Need.ID
        if request.hint and not self._is_expected(request, who):
            return Need.SIGN_IN
        if "consent" in request.prompts or not self._has_agreed(request, who):
            return Need.CONSENT
        return None

    def _is_expected(self, request: AuthorizationRequest, who: Authenticated) -> bool:
        hint = read_hint(self._parts, request.hint)
        subject = self._parts.subject(request.asked.client, who.means, who.subject_seed)
        return hint is not None and hint.get("sub") == subject

    def _has_agreed(self, request: AuthorizationRequest, who: Authenticated) -> bool:
        """To all that has a tick unless it is taken away: an address is asked for once, not each time."""
        with self._parts.private.read() as reader:
            consent = find_consent(reader, who.subject_seed, request.asked.client.id)
        wanted = {scope for scope in request.scopes if scope in CLAIMS and CLAIMS[scope].ticked}
        return consent is not None and wanted <= set(consent.claims)

    def _refuse(self, asked: Asked, error: str, why: str) -> str:
        return self._back(asked, error=error, error_description=why)

    def _back(self, asked: Asked, **answer: str) -> str:
        """With `iss`, so that no website takes it for another provider's (RFC 9207)."""
        state = {} if asked.state is None else {"state": asked.state}
        query = urlencode({**answer, **state, "iss": self._parts.issuer})
        return f"{asked.redirect_uri}{'&' if '?' in asked.redirect_uri else '?'}{query}"


def _is_fresh(pending: _Pending, visitor: Visitor) -> bool:
    """Whether the sign-in is as young as the website wants it."""
    request = pending.request
    if "login" in request.prompts and (visitor.begun < pending.at or visitor.digest.hex() == pending.session):
        return False
    return request.max_age is None or pending.at <= visitor.begun + request.max_age
