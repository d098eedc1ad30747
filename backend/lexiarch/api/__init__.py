"""The JSON API: the views over HTTP, with one error envelope, described by /api/v1/openapi.json."""

from fastapi import APIRouter

from lexiarch.api import (
    account_exports,
    accounts,
    ballots,
    dao,
    exports,
    feeds,
    health,
    metrics,
    participation,
    proposals,
    roll,
    secret_ballots,
    sign_in,
    stream,
)
from lexiarch.api.credentials import member as credentials
from lexiarch.api.credentials import published, wallet

PREFIX = "/api/v1"


def create_router() -> APIRouter:
    """All routes. The application's state must hold a `context` (api/context.py)."""
    router = APIRouter()
    router.include_router(health.router)
    router.include_router(metrics.router)
    for noun in (
        dao,
        proposals,
        ballots,
        secret_ballots,
        participation,
        accounts,
        roll,
        feeds,
        exports,
        stream,
        sign_in,
        credentials,
        wallet,
        published,
    ):
        router.include_router(noun.router, prefix=PREFIX)
    router.include_router(published.well_known)
    router.include_router(account_exports.router, prefix=PREFIX)
    router.include_router(proposals.drafts, prefix=PREFIX)
    router.include_router(secret_ballots.trees, prefix=PREFIX)
    return router
