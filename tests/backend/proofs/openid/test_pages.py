"""No text of the provider's pages is without a translation, and no answer lacks what keeps browsers safe."""

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from lexiarch.dashboard.language import speaking
from lexiarch.proofs.openid.errors import ClientUnknown, FormStale, OpenIdOff, RedirectUnregistered
from tests.backend.proofs.openid.conftest import SITE, World
from tests.helpers.languages import bracketed, find_bare
from tests.helpers.openid import authorization_query, new_pkce

KNOWN = {"Commons of the Test", "The forum", "forum.example", "Members may write in a room of their own."}
"""What an operator has written."""


class InBrackets:
    """Makes the pages in the language of brackets."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(bracketed()):
            await self._app(scope, receive, send)


def bare(html: str) -> list[str]:
    for text in KNOWN:
        html = html.replace(text, "")
    return find_bare(html)


@pytest.mark.parametrize("who", [None, 1, 7])
def test_no_text_of_a_page_is_bare(world: World, who: int | None) -> None:
    world.app.add_middleware(InBrackets)
    member = world.sign_in(who) if who else world.visitor()
    scope = "openid holder_kind holder_since_year holder_account offline_access"
    question = member.question(authorization_query(new_pkce(), scope=scope)).text
    leaving = member.get(f"{SITE}/openid/leave").text
    assert "⟦" in question
    assert bare(question) == []
    assert bare(leaving) == []


@pytest.mark.parametrize("error", [OpenIdOff(), ClientUnknown(), FormStale(), RedirectUnregistered("Ω")])
def test_what_members_are_told_of_errors_is_marked(error: Exception) -> None:
    texts = frozenset(bracketed().texts._texts)  # type: ignore[attr-defined]
    assert all((None, str(text)) in texts for text in error.texts)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "/.well-known/openid-configuration",
        "/openid/jwks",
        "/openid/authorize",
        "/openid/userinfo",
        "/openid/consent",
        "/openid/leave",
        "/openid/logout",
    ],
)
def test_every_answer_keeps_browsers_safe(world: World, path: str) -> None:
    answer = world.ask("GET", path)
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_clients_there_is_nothing(world: World) -> None:
    world.app.state.openid = None
    for path in ("/.well-known/openid-configuration", "/openid/jwks", "/openid/authorize"):
        answer = world.ask("GET", path)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "OpenIdOff")


def test_the_metadata_say_what_there_is(world: World) -> None:
    metadata = world.ask("GET", "/.well-known/openid-configuration").json()
    assert metadata["issuer"] == SITE
    assert metadata["subject_types_supported"] == ["pairwise"]
    assert metadata["code_challenge_methods_supported"] == ["S256"]
    assert metadata["authorization_response_iss_parameter_supported"] is True
    for name in ("jwks_uri", "userinfo_endpoint", "end_session_endpoint"):
        path = metadata[name].removeprefix(SITE)
        assert world.ask("GET", path).status_code in (200, 303, 401), name
    for name in ("token_endpoint", "revocation_endpoint"):
        assert world.ask("POST", metadata[name].removeprefix(SITE)).status_code == 401, name


def test_scripts_of_any_website_may_ask_where_no_cookie_counts(world: World) -> None:
    for path in ("/openid/token", "/openid/userinfo"):
        assert world.ask("OPTIONS", path).headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in world.ask("GET", "/openid/authorize").headers
