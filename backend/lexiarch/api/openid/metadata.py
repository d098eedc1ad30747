"""What the provider says about itself, and the keys that its signatures are verified with."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from lexiarch.api.openid.parts import SHARED, ProviderDep
from lexiarch.proofs.openid.discovery import describe_provider

router = APIRouter()

_KEPT = {**SHARED, "Cache-Control": "public, max-age=300"}


@router.get("/.well-known/openid-configuration")
def show_metadata(provider: ProviderDep) -> Response:
    return JSONResponse(describe_provider(provider.parts.issuer), headers=_KEPT)


@router.get("/openid/jwks")
def show_keys(provider: ProviderDep) -> Response:
    return JSONResponse(provider.parts.keys.published.as_dict(private=False), headers=_KEPT)
