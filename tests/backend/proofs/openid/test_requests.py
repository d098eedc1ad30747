"""Every single change of a good authorization request is refused, or makes no difference, as the RFCs say."""

from typing import NamedTuple

import pytest

from tests.backend.proofs.openid.conftest import SITE, World
from tests.helpers.openid import CALLBACK, authorization_query, new_pkce, query_of


class Change(NamedTuple):
    """One parameter, what it is changed to, and what the website hears; '' when nobody hears anything."""

    name: str
    value: str | None
    error: str

    def __str__(self) -> str:
        return f"{self.name}={(self.value or 'missing')[:40]}"


NOBODY = ""
OTHER_URIS = [
    "https://evil.example/",
    "https://forum.example/signed-in/",
    "https://forum.example/signed-in?x=1",
    "https://forum.example/signed-in#x",
    "https://forum.example/Signed-in",
    "https://forum.example:443/signed-in",
    "https://forum.example/other/../signed-in",
    "https://forum.example/signed%2Din",
    "https://FORUM.example/signed-in",
    "https://forum.example.evil.example/signed-in",
    "https://forum.example@evil.example/signed-in",
    "https://forum.example\\@evil.example/signed-in",
    "http://forum.example/signed-in",
    "//forum.example/signed-in",
    "https://shop.example/in",
    "javascript:alert(1)",
    "data:text/html,x",
]
CHANGES = [
    *(Change("redirect_uri", uri, NOBODY) for uri in [*OTHER_URIS, "", None]),
    *(Change("client_id", name, NOBODY) for name in ["shop", "Forum", "nobody", "forum ", "", None]),
    Change("response_type", None, "invalid_request"),
    Change("response_type", "", "invalid_request"),
    Change("response_type", "token", "unsupported_response_type"),
    Change("response_type", "id_token", "unsupported_response_type"),
    Change("response_type", "code id_token", "unsupported_response_type"),
    Change("response_type", "none", "unsupported_response_type"),
    Change("response_mode", "fragment", "invalid_request"),
    Change("response_mode", "form_post", "invalid_request"),
    Change("scope", None, "invalid_scope"),
    Change("scope", "holder_kind", "invalid_scope"),
    Change("scope", "OPENID", "invalid_scope"),
    Change("scope", "openid holder_since_month", "invalid_scope"),
    Change("code_challenge", None, "invalid_request"),
    Change("code_challenge", "", "invalid_request"),
    Change("code_challenge", "A" * 42, "invalid_request"),
    Change("code_challenge", "A" * 44, "invalid_request"),
    Change("code_challenge", "A" * 42 + "=", "invalid_request"),
    Change("code_challenge", "A" * 42 + "+", "invalid_request"),
    Change("code_challenge_method", None, "invalid_request"),
    Change("code_challenge_method", "plain", "invalid_request"),
    Change("code_challenge_method", "s256", "invalid_request"),
    Change("prompt", "none login", "invalid_request"),
    Change("prompt", "create", "invalid_request"),
    Change("max_age", "-1", "invalid_request"),
    Change("max_age", "soon", "invalid_request"),
    Change("max_age", "1e3", "invalid_request"),
    Change("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported"),
    Change("request_uri", "https://forum.example/request", "request_uri_not_supported"),
    Change("registration", "{}", "registration_not_supported"),
    Change("nonce", "n" * 2001, "invalid_request"),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_request_with_one_thing_changed_gives_no_code(world: World, change: Change) -> None:
    member = world.sign_in()
    member.agree_to(authorization_query(new_pkce()))
    query = authorization_query(new_pkce(), **{change.name: change.value})
    answer = world.ask("GET", "/openid/authorize", params=query, headers=member._headers)
    if change.error == NOBODY:
        assert answer.status_code == 400
        assert "location" not in answer.headers
        assert "evil.example" not in answer.text
        return
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(CALLBACK + "?")
    told = query_of(answer.headers["location"])
    assert (told["error"], told["state"], told["iss"]) == (change.error, "state-1", SITE)
    assert "code" not in told


@pytest.mark.parametrize("name", list(authorization_query(new_pkce())))
def test_a_parameter_that_is_given_twice_gives_no_code(world: World, name: str) -> None:
    member, query = world.sign_in(), authorization_query(new_pkce())
    member.agree_to(query)
    pairs = [*query.items(), (name, query[name])]
    answer = world.ask("GET", "/openid/authorize", params=pairs, headers=member._headers)
    if name in ("client_id", "redirect_uri"):
        assert answer.status_code == 400
    else:
        assert query_of(answer.headers["location"])["error"] == "invalid_request"


@pytest.mark.parametrize(
    "extra", ["ui_locales", "display", "login_hint", "acr_values", "claims_locales", "x"]
)
def test_what_the_provider_does_not_know_changes_nothing(world: World, extra: str) -> None:
    assert world.code(new_pkce(), **{extra: "de"})


def test_scopes_that_nobody_knows_are_passed_over(world: World) -> None:
    tokens = world.tokens(scope="openid profile email holder_kind")
    assert tokens["scope"] == "openid holder_kind"


@pytest.mark.parametrize("leave", ["state", "nonce"])
def test_what_may_be_left_out_may_be_left_out(world: World, leave: str) -> None:
    there = query_of(world.sign_in().agree_to(authorization_query(new_pkce(), **{leave: None})))
    assert "code" in there
    assert ("state" in there) == (leave != "state")


# ---- the form


def test_a_form_of_another_session_is_not_taken(world: World) -> None:
    """CSRF: another website, or another member, cannot answer for the visitor."""
    page = world.sign_in(2).question(authorization_query(new_pkce()))
    with pytest.raises(AssertionError, match="too old, or was not asked of you"):
        world.sign_in(1).decide(page)
    with pytest.raises(AssertionError, match="too old, or was not asked of you"):
        world.visitor().decide(page)


@pytest.mark.parametrize("field", ["request", "form"])
def test_a_form_with_one_field_changed_is_not_taken(world: World, field: str) -> None:
    member = world.sign_in()
    page = member.question(authorization_query(new_pkce()))
    other = member.question(authorization_query(new_pkce(), state="state-2"))
    from tests.helpers.openid import read_form

    mine, theirs = dict(read_form(page.text).hidden), dict(read_form(other.text).hidden)
    for value in (theirs[field], "", mine[field][:-1], mine[field] + "A", "é"):
        pairs = list({**mine, field: value, "answer": "allow"}.items())
        answer = member.post(f"{SITE}/openid/consent", pairs)
        assert answer.status_code == 400, value
        assert "location" not in answer.headers


def test_a_question_is_over_after_ten_minutes(world: World) -> None:
    member = world.sign_in()
    page = member.question(authorization_query(new_pkce()))
    world.now += 600
    with pytest.raises(AssertionError, match="too old, or was not asked of you"):
        member.decide(page)
