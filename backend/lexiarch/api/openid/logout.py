"""Where a website sends its visitor to be signed out here, too."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from lexiarch.api.openid.parts import NO_STORE, FormDep, Pairs, ProviderDep, VisitorDep
from lexiarch.api.sessions import delete_cookie, session_token
from lexiarch.proofs.openid.provider import Provider
from lexiarch.proofs.openid.visitors import Visitor

router = APIRouter()


@router.get("/openid/logout")
def log_out(request: Request, provider: ProviderDep, visitor: VisitorDep) -> Response:
    """Signs out at once whom the website knows by this session, and asks everybody else."""
    pairs = request.query_params.multi_items()
    wanted = provider.logout.read(pairs, visitor.digest if visitor else b"")
    if visitor and not wanted.is_own:
        there = f"{provider.parts.issuer}/openid/leave?{urlencode(pairs)}"
        return RedirectResponse(there, HTTPStatus.SEE_OTHER, NO_STORE)
    return _signed_out(request, provider, wanted.back)


@router.post("/openid/logout")
def log_out_posted(request: Request, form: FormDep, provider: ProviderDep, visitor: VisitorDep) -> Response:
    """From our own page, with its token; or from a website, which is sent on as with GET."""
    if "form" not in dict(form):
        there = f"{provider.parts.issuer}/openid/logout?{urlencode(form)}"
        return RedirectResponse(there, HTTPStatus.SEE_OTHER, NO_STORE)
    return _answered(request, form, provider, visitor)


def _answered(request: Request, form: Pairs, provider: Provider, visitor: Visitor | None) -> Response:
    digest = visitor.digest if visitor else b""
    provider.logout.check_form(dict(form)["form"], digest)
    return _signed_out(request, provider, provider.logout.read(form, digest).back)


def _signed_out(request: Request, provider: Provider, back: str) -> Response:
    token = session_token(request, provider.proofs)
    if token:
        provider.proofs.sessions.end(token)
    answer = RedirectResponse(back or f"{provider.parts.issuer}/", HTTPStatus.SEE_OTHER, NO_STORE)
    delete_cookie(answer, provider.proofs)
    return answer
