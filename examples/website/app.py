"""A website that admits iD holders: Starlette, and Authlib as its login library. See README.md."""

import os
import secrets
from contextlib import suppress
from html import escape
from typing import Any

from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

ISSUER = os.environ["ISSUER"]
SESSION_KEY = os.environ.get("SESSION_KEY") or secrets.token_hex()
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"

oauth: Any = OAuth()
oauth.register(
    "lexiarch",
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    client_kwargs={"scope": "openid holder_kind", "code_challenge_method": "S256"},
)
members: dict[str, dict[str, Any]] = {}
"""Who is in, by `sid`: a real website has a table for it."""


async def home(request: Request) -> Response:
    member = members.get(request.session.get("sid", ""))
    if member is None:
        return HTMLResponse(
            '<h1>Members only</h1><p><a href="/login">Prove that you are an iD holder</a></p>'
        )
    words = f"You are a member ({escape(member.get('holder_kind', 'you did not say of which kind'))})."
    return HTMLResponse(f"<h1>Welcome</h1><p>{words} <code>{escape(member['sub'])}</code></p>")


async def login(request: Request) -> Response:
    answer: Response = await oauth.lexiarch.authorize_redirect(request, str(request.url_for("signed_in")))
    return answer


async def signed_in(request: Request) -> Response:
    try:
        token = await oauth.lexiarch.authorize_access_token(request)
    except OAuthError as error:
        return HTMLResponse(f"<p>No proof came: {escape(str(error.error))}</p>", status_code=403)
    claims = token["userinfo"]
    if claims.get("holder") is not True:
        return HTMLResponse("<p>No proof came.</p>", status_code=403)
    members[claims["sid"]] = dict(claims)
    request.session["sid"] = claims["sid"]
    return RedirectResponse("/", status_code=303)


async def logged_out(request: Request) -> Response:
    """The provider says that somebody's iD or session has ended."""
    form = dict(pair.partition("=")[::2] for pair in (await request.body()).decode().split("&"))
    keys = KeySet.import_key_set(await oauth.lexiarch.fetch_jwk_set())
    with suppress(JoseError, ValueError, KeyError):
        token = jwt.decode(form["logout_token"], keys, algorithms=["RS256"])
        rules = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": ISSUER},
            aud={"essential": True, "value": os.environ["CLIENT_ID"]},
            exp={"essential": True},
        )
        rules.validate(token.claims)
        if token.header["typ"] == "logout+jwt" and LOGOUT in token.claims["events"]:
            members.pop(token.claims["sid"], None)
            return Response(status_code=200)
    return Response(status_code=400)


app = Starlette(
    routes=[
        Route("/", home),
        Route("/login", login),
        Route("/signed-in", signed_in),
        Route("/logged-out", logged_out, methods=["POST"]),
    ],
    middleware=[
        Middleware(SessionMiddleware, secret_key=os.environ.get("SESSION_KEY") or secrets.token_hex())
    ],
)
