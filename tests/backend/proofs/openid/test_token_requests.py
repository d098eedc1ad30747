"""Every single change of a good token request is refused; a code and a refresh token are good for one use."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest

from lexiarch.domain.words import End
from lexiarch.proofs.openid.errors import TokenRefused
from tests.backend.proofs.openid.conftest import World, redemption
from tests.helpers.builders import account
from tests.helpers.openid import SECRET, authorization_query, new_pkce, query_of

PARALLEL = 100


class Change(NamedTuple):
    name: str
    value: str | None
    error: str

    def __str__(self) -> str:
        return f"{self.name}={(self.value or 'missing')[:40]}"


CHANGES = [
    Change("grant_type", None, "invalid_request"),
    Change("grant_type", "password", "unsupported_grant_type"),
    Change("grant_type", "client_credentials", "unsupported_grant_type"),
    Change("grant_type", "refresh_token", "invalid_request"),
    Change("code", None, "invalid_request"),
    Change("code", "", "invalid_request"),
    Change("code", "A" * 43, "invalid_grant"),
    Change("redirect_uri", None, "invalid_request"),
    Change("redirect_uri", "https://forum.example/other", "invalid_grant"),
    Change("redirect_uri", "https://forum.example/signed-in/", "invalid_grant"),
    Change("code_verifier", None, "invalid_request"),
    Change("code_verifier", "", "invalid_request"),
    Change("code_verifier", "A" * 43, "invalid_grant"),
    Change("code_verifier", "A" * 42, "invalid_grant"),
    Change("client_id", "shop", "invalid_request"),
    Change("client_secret", SECRET, "invalid_request"),
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_token_request_with_one_thing_changed_gives_no_token(world: World, change: Change) -> None:
    pkce = new_pkce()
    given: dict[str, str | None] = {**redemption(world.code(pkce), pkce), change.name: change.value}
    answer = world.token({name: value for name, value in given.items() if value is not None})
    assert answer.status_code == 400
    assert answer.json()["error"] == change.error
    assert "access_token" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "auth", [None, ("forum", ""), ("forum", SECRET + "x"), ("forum", SECRET.lower()), ("nobody", SECRET)]
)
def test_who_does_not_prove_which_client_it_is_gets_no_token(
    world: World, auth: tuple[str, str] | None
) -> None:
    pkce = new_pkce()
    given = redemption(world.code(pkce), pkce)
    answer = world.token(given if auth else given | {"client_id": "forum"}, auth)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["www-authenticate"].startswith("Basic")
    assert world.token(given).status_code == 200, "the code was used up by somebody else"


def test_a_public_client_with_a_secret_is_somebody_else(world: World) -> None:
    given = {"grant_type": "authorization_code", "client_id": "shop", "client_secret": "x"}
    assert world.token(given, None).json()["error"] == "invalid_client"


def test_a_code_of_another_client_is_worth_nothing(world: World) -> None:
    """Code injection: a code stolen from one website is of no use at another."""
    pkce = new_pkce()
    query = authorization_query(pkce, client_id="shop", redirect_uri="https://shop.example/in")
    code = query_of(world.sign_in().agree_to(query))["code"]
    answer = world.redeem(code, pkce, redirect_uri="https://shop.example/in")
    assert answer.json()["error"] == "invalid_grant"


def test_a_token_request_with_a_parameter_twice_gives_no_token(world: World) -> None:
    pkce = new_pkce()
    given = redemption(world.code(pkce), pkce)
    answer = world.ask(
        "POST",
        "/openid/token",
        content="&".join(f"{name}={value}" for name, value in [*given.items(), ("code", "x")]),
        headers={"content-type": "application/x-www-form-urlencoded"},
        auth=("forum", SECRET),
    )
    assert answer.json()["error"] == "invalid_request"


def test_a_code_is_over_after_a_minute(world: World) -> None:
    first, second = new_pkce(), new_pkce()
    code, late = world.code(first), world.code(second)
    world.now += 59
    assert world.redeem(code, first).status_code == 200
    world.now += 1
    assert world.redeem(late, second).json()["error"] == "invalid_grant"


def test_a_code_that_is_used_again_ends_the_tokens_of_its_first_use(world: World) -> None:
    pkce = new_pkce()
    code = world.code(pkce)
    tokens = world.redeem(code, pkce).json()
    assert world.userinfo(tokens["access_token"]).status_code == 200
    assert world.redeem(code, pkce).json()["error"] == "invalid_grant"
    assert world.userinfo(tokens["access_token"]).status_code == 401


def test_a_hundred_uses_of_one_code_at_once_give_one_set_of_tokens(world: World) -> None:
    pkce = new_pkce()
    given, parts = redemption(world.code(pkce), pkce), world.openid
    client = parts.parts.clients["forum"]

    def use(_: int) -> bool:
        try:
            return bool(parts.tokens.answer(client, given))
        except TokenRefused:
            return False

    with ThreadPoolExecutor(16) as pool:
        got = list(pool.map(use, range(PARALLEL)))
    assert got.count(True) == 1


def test_a_refresh_token_is_good_for_one_use_and_its_reuse_ends_everything(world: World) -> None:
    first = world.tokens(scope="openid offline_access")
    second = world.refresh(first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    third = world.refresh(second["refresh_token"]).json()
    assert world.refresh(first["refresh_token"]).json()["error"] == "invalid_grant"
    assert world.refresh(third["refresh_token"]).json()["error"] == "invalid_grant"
    assert world.userinfo(third["access_token"]).status_code == 401


def test_a_refresh_token_of_another_client_is_worth_nothing_and_is_not_used_up(world: World) -> None:
    token = world.tokens(scope="openid offline_access")["refresh_token"]
    given = {"grant_type": "refresh_token", "refresh_token": token, "client_id": "shop"}
    assert world.token(given, None).json()["error"] == "invalid_grant"
    assert world.refresh(token).status_code == 200


def test_a_refresh_may_ask_for_less_and_not_for_more(world: World) -> None:
    token = world.tokens(scope="openid offline_access holder_kind")["refresh_token"]
    refused = world.refresh(token, scope="openid offline_access holder_account")
    assert refused.json()["error"] == "invalid_scope"
    less = world.refresh(token, scope="openid").json()
    assert "holder_kind" not in world.userinfo(less["access_token"]).json()


def test_an_access_token_is_over_after_ten_minutes_and_a_refresh_token_after_thirty_days(
    world: World,
) -> None:
    tokens = world.tokens(scope="openid offline_access")
    world.now += 599
    assert world.userinfo(tokens["access_token"]).status_code == 200
    world.now += 1
    assert world.userinfo(tokens["access_token"]).status_code == 401
    world.now += 30 * 86_400 - 600
    assert world.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_revoked_token_is_worth_nothing_and_nobody_else_can_revoke_it(world: World) -> None:
    tokens = world.tokens(scope="openid offline_access")
    foreign = {"token": tokens["refresh_token"], "client_id": "shop"}
    assert world.ask("POST", "/openid/revoke", data=foreign).status_code == 200
    assert world.userinfo(tokens["access_token"]).status_code == 200
    auth = ("forum", SECRET)
    assert world.ask("POST", "/openid/revoke", data={"token": "unknown"}, auth=auth).status_code == 200
    mine = {"token": tokens["refresh_token"], "token_type_hint": "access_token"}
    assert world.ask("POST", "/openid/revoke", data=mine, auth=auth).status_code == 200
    assert world.userinfo(tokens["access_token"]).status_code == 401
    assert world.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer x", "Basic Zm9ydW06eA=="])
def test_userinfo_tells_nothing_without_a_token(world: World, header: str | None) -> None:
    answer = world.ask("GET", "/openid/userinfo", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer ")


def test_a_token_in_an_address_is_not_looked_at(world: World) -> None:
    token = world.tokens()["access_token"]
    assert world.ask("GET", "/openid/userinfo", params={"access_token": token}).status_code == 401


def test_what_the_database_holds_is_worth_nothing_at_the_provider(world: World) -> None:
    tokens = world.tokens(scope="openid offline_access")
    with world.private.read() as reader:
        kept = [row[0].hex() for row in reader.all("SELECT digest FROM openid_token")]
    assert len(kept) == 2
    for text in kept:
        assert world.userinfo(text).status_code == 401
        assert world.refresh(text).json()["error"] == "invalid_grant"
    assert world.userinfo(tokens["access_token"]).status_code == 200


def test_a_suspended_id_proves_nothing_until_the_suspension_has_lapsed(world: World) -> None:
    tokens = world.tokens(scope="openid offline_access")
    world.roll.at(100).open_case(1, 1, suspended_until=200).save(world.index)
    assert world.userinfo(tokens["access_token"]).status_code == 401
    world.roll.at(200).save(world.index)
    assert world.userinfo(tokens["access_token"]).status_code == 200


def test_another_person_at_the_same_account_is_nobody_whom_the_website_knows(world: World) -> None:
    tokens = world.tokens(scope="openid offline_access")
    world.roll.at(100).end(1, 1, End.EXITED).attest(9, 1).save(world.index)
    assert world.userinfo(tokens["access_token"]).status_code == 401
    assert world.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"


def test_a_consent_that_is_taken_back_ends_the_grant(world: World) -> None:
    from lexiarch.proofs.consents import find_consent, revoke_consent

    tokens = world.tokens(scope="openid offline_access")
    session = world.openid.proofs.sessions.find(world.openid.proofs.sessions.begin(account(1)))
    assert session is not None
    assert session.standing is not None
    with world.private.write() as writer:
        consent = find_consent(writer, session.standing.person_tag, "forum")
        assert consent is not None
        assert revoke_consent(writer, session.standing.person_tag, consent.id, int(world.now))
    assert world.userinfo(tokens["access_token"]).status_code == 401
    assert world.refresh(tokens["refresh_token"]).json()["error"] == "invalid_grant"
