"""What the routes of the provider share."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Final
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from fastapi.responses import JSONResponse

from lexiarch.api.sessions import session_token
from lexiarch.proofs.openid.errors import OpenIdOff, TokenRefused
from lexiarch.proofs.openid.provider import Provider
from lexiarch.proofs.openid.visitors import Visitor

Pairs = Sequence[tuple[str, str]]

NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}
SHARED: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, DPoP",
    "Access-Control-Max-Age": "86400",
}
"""For scripts of any website: none of these answers depends on a cookie."""
_FORM: Final = "application/x-www-form-urlencoded"
_MOST: Final = 100
"""Fields of a form."""


def get_provider(request: Request) -> Provider:
    """What `create_app` put into the application's state.

    Raises:
        OpenIdOff: no website may ask.
    """
    provider: Provider | None = request.app.state.openid
    if provider is None:
        raise OpenIdOff
    return provider


ProviderDep = Annotated[Provider, Depends(get_provider)]


def get_visitor(request: Request, provider: ProviderDep) -> Visitor | None:
    """Who is signed in, if anybody."""
    return provider.visitor(session_token(request, provider.proofs))


VisitorDep = Annotated[Visitor | None, Depends(get_visitor)]


async def read_form(request: Request) -> Pairs:
    """The fields of a form, in order; of another body none."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return []
    text = (await request.body()).decode(errors="replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST)
    except ValueError:
        return []


FormDep = Annotated[Pairs, Depends(read_form)]


def single(pairs: Pairs) -> Mapping[str, str]:
    """The fields by name.

    Raises:
        TokenRefused: one is given twice (RFC 6749, 3.2).
    """
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise TokenRefused("invalid_request", "a parameter is given twice")
    return fields


def refusal(refused: TokenRefused, challenge: str = "Basic") -> JSONResponse:
    """The answer to a request that gets nothing (RFC 6749, 5.2; RFC 6750, 3)."""
    headers = {**NO_STORE, **SHARED}
    if refused.status_code == 401:
        headers["WWW-Authenticate"] = f'{challenge} realm="lexiarch"'
        if challenge == "Bearer":
            headers["WWW-Authenticate"] += f', error="{refused.error}", error_description="{refused.why}"'
    content = {"error": refused.error, "error_description": refused.why}
    return JSONResponse(content, refused.status_code, headers)
