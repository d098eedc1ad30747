"""The OpenID Connect provider over HTTP. Its own discovery document describes it, not the OpenAPI's."""

from fastapi import APIRouter

from lexiarch.api.openid import authorize, logout, metadata, tokens


def create_openid_router() -> APIRouter:
    """All its routes but the pages for members. The application's state must hold `openid`, or None."""
    router = APIRouter(include_in_schema=False)
    for part in (metadata, authorize, tokens, logout):
        router.include_router(part.router)
    return router
