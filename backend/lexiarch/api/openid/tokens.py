"""Where a website's server gets and gives back tokens, and asks again."""

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import JSONResponse, Response

from lexiarch.api.openid.parts import NO_STORE, SHARED, FormDep, ProviderDep, refusal, single
from lexiarch.proofs.openid.client_authentication import authenticate_client
from lexiarch.proofs.openid.errors import TokenRefused

router = APIRouter()

Authorization = Annotated[str | None, Header()]


@router.post("/openid/token")
def give_tokens(form: FormDep, provider: ProviderDep, authorization: Authorization = None) -> Response:
    try:
        given = single(form)
        client = authenticate_client(provider.parts.clients, authorization, given)
        return JSONResponse(provider.tokens.answer(client, given), headers={**NO_STORE, **SHARED})
    except TokenRefused as refused:
        return refusal(refused)


@router.post("/openid/revoke")
def revoke_token(form: FormDep, provider: ProviderDep, authorization: Authorization = None) -> Response:
    try:
        given = single(form)
        client = authenticate_client(provider.parts.clients, authorization, given)
        if not given.get("token"):
            raise TokenRefused("invalid_request", "token is missing")
    except TokenRefused as refused:
        return refusal(refused)
    provider.grants.revoke(client, given["token"])
    return Response(headers={**NO_STORE, **SHARED})


@router.get("/openid/userinfo")
@router.post("/openid/userinfo")
def tell_claims(provider: ProviderDep, authorization: Authorization = None) -> Response:
    scheme, _, token = (authorization or "").partition(" ")
    try:
        if scheme.lower() != "bearer" or not token:
            raise TokenRefused("invalid_token", "the Authorization header is no Bearer token", 401)
        return JSONResponse(provider.grants.read_userinfo(token.strip()), headers={**NO_STORE, **SHARED})
    except TokenRefused as refused:
        return refusal(refused, "Bearer")


@router.options("/openid/token")
@router.options("/openid/revoke")
@router.options("/openid/userinfo")
def allow_scripts() -> Response:
    return Response(status_code=204, headers=SHARED)
