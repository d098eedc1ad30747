"""Where a website sends its visitor."""

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from lexiarch.api.openid.parts import NO_STORE, FormDep, ProviderDep, VisitorDep

router = APIRouter()


@router.get("/openid/authorize")
def authorize(request: Request, provider: ProviderDep, visitor: VisitorDep) -> Response:
    """Answers at once, or lets the page ask. 303: what was posted goes no further (RFC 9700, 4.12)."""
    answer = provider.authorization.begin(request.query_params.multi_items(), visitor)
    if not isinstance(answer, str):
        answer = f"{provider.parts.issuer}/openid/consent?{urlencode({'request': answer.sealed})}"
    return RedirectResponse(answer, HTTPStatus.SEE_OTHER, NO_STORE)


@router.post("/openid/authorize")
def authorize_posted(form: FormDep, provider: ProviderDep) -> Response:
    """The same as a form, which brings no cookie along: it goes on as an address, which does."""
    there = f"{provider.parts.issuer}/openid/authorize?{urlencode(form)}"
    return RedirectResponse(there, HTTPStatus.SEE_OTHER, NO_STORE)
