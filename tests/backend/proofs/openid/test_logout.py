"""When the status, the consent or the session ends, a website is told so, once, and told by nobody else."""

import json
import time
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest
from joserfc import jwt

from lexiarch.domain.words import Change, End
from lexiarch.proofs.consents import erase, find_consent, revoke_consent
from lexiarch.proofs.openid.notices import ATTEMPTS, Notices
from lexiarch.proofs.openid.watch import Watch
from lexiarch.proofs.sessions import SESSION_SECONDS
from tests.backend.proofs.openid.conftest import SITE, World
from tests.helpers.builders import account, tag, tell
from tests.helpers.dao import eventually
from tests.helpers.openid import Member, authorization_query, new_pkce, query_of, read_form
from tests.helpers.receiver import Message, Receiver, receiving

LEFT = "https://forum.example/left"


@pytest.fixture
def forum() -> Iterator[Receiver]:
    with receiving() as receiver:
        receiver.answer = lambda message: 200
        yield receiver


@pytest.fixture
def hearing(world: World, forum: Receiver) -> World:
    """The forum hears of logouts."""
    there = f'"{forum.url}/logout"\nallow_private = true'
    world.clients = world.clients.replace('"https://forum.example/logout"', there)
    return world


@pytest.fixture
def step(hearing: World) -> Iterator[Callable[[], None]]:
    """One look of the watch, and the time for what it sends."""
    notices = Notices(hearing.openid.parts)
    watch = Watch(hearing.openid.parts, notices)
    watch.step()
    yield watch.step
    notices.close()


def token_of(message: Message) -> str:
    assert message.headers["content-type"] == "application/x-www-form-urlencoded"
    (token,) = parse_qs(message.body.decode())["logout_token"]
    return token


def sign_in(world: World, number: int = 1) -> tuple[str, Member]:
    token = world.openid.proofs.sessions.begin(account(number))
    return token, Member(world.ask, SITE, token)


def claims_of(token: str) -> dict[str, Any]:
    claims: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[1] + "==="))
    return claims


@pytest.mark.parametrize("how", [End.EXITED, End.REVOKED, End.MOVED])
def test_a_website_is_told_once_when_an_id_ends(
    hearing: World, forum: Receiver, step: Callable[[], None], how: End
) -> None:
    tokens = hearing.tokens(sign_in(hearing)[1])
    hearing.tokens(sign_in(hearing, 2)[1])
    step()
    assert forum.messages == []
    hearing.roll.at(100).end(1, 1, how).save(hearing.index)
    tell(hearing.index, Change.HOLDER, "0x" + account(1).hex())
    step()
    eventually(lambda: forum.messages, 5)
    step()
    time.sleep(0.2)
    (message,) = forum.messages
    assert message.path == "/logout"
    read = jwt.decode(token_of(message), hearing.openid.parts.keys.published, algorithms=["RS256"])
    assert read.header["typ"] == "logout+jwt"
    mine = claims_of(tokens["id_token"])
    assert {key: read.claims[key] for key in ("iss", "aud", "sub", "sid")} == {
        key: mine[key] for key in ("iss", "aud", "sub", "sid")
    }
    assert read.claims["events"] == {"http://schemas.openid.net/event/backchannel-logout": {}}
    assert read.claims["jti"]
    assert "nonce" not in read.claims
    assert hearing.userinfo(tokens["access_token"]).status_code == 401


def test_a_website_is_told_when_an_id_runs_out(
    hearing: World, forum: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing.tokens(sign_in(hearing)[1])
    hearing.roll.at(10_000).save(hearing.index)
    Watch(hearing.openid.parts, Notices(hearing.openid.parts)).step()
    eventually(lambda: forum.messages, 5)


def test_a_website_is_told_when_its_visitor_signs_out_and_when_the_consent_is_taken_back(
    hearing: World, forum: Receiver, step: Callable[[], None]
) -> None:
    token, member = sign_in(hearing)
    hearing.tokens(member)
    other = hearing.tokens(sign_in(hearing, 2)[1])
    hearing.openid.proofs.sessions.end(token)
    step()
    eventually(lambda: len(forum.messages) == 1, 5)
    with hearing.private.write() as writer:
        consent = find_consent(writer, tag(2), "forum")
        assert consent is not None
        revoke_consent(writer, tag(2), consent.id, int(hearing.now))
    Watch(hearing.openid.parts, Notices(hearing.openid.parts)).step()
    eventually(lambda: len(forum.messages) == 2, 5)
    assert claims_of(token_of(forum.messages[1]))["sid"] == claims_of(other["id_token"])["sid"]


@pytest.mark.parametrize("how", ["revoked", "erased"])
def test_what_hangs_on_a_consent_ends_with_it_and_the_website_is_told(
    hearing: World, forum: Receiver, step: Callable[[], None], how: str
) -> None:
    mine = hearing.tokens(sign_in(hearing)[1])
    hearing.tokens(sign_in(hearing, 2)[1])
    step()
    proofs = hearing.openid.proofs
    with hearing.private.write() as writer:
        if how == "revoked":
            consent = find_consent(writer, tag(1), "forum")
            assert consent is not None
            revoke_consent(writer, tag(1), consent.id, int(hearing.now), proofs.on_revoked)
        else:
            erase(writer, account(1), [tag(1)], proofs.on_erased)
    with hearing.private.read() as reader:
        assert reader.all("SELECT seed FROM openid_grant") == [(tag(2),)]
        assert len(reader.all("SELECT * FROM openid_code")) == 1
    step()
    eventually(lambda: forum.messages, 5)
    assert claims_of(token_of(forum.messages[0]))["sid"] == claims_of(mine["id_token"])["sid"]


def test_who_may_ask_while_the_visitor_is_away_hears_of_a_sign_out_and_of_the_end(
    hearing: World, forum: Receiver, step: Callable[[], None]
) -> None:
    token, member = sign_in(hearing)
    tokens = hearing.tokens(member, scope="openid offline_access")
    hearing.openid.proofs.sessions.end(token)
    step()
    step()
    eventually(lambda: len(forum.messages) == 1, 5)
    assert hearing.refresh(tokens["refresh_token"]).status_code == 200
    hearing.roll.at(100).end(1, 1, End.REVOKED).save(hearing.index)
    tell(hearing.index, Change.HOLDER, "0x" + account(1).hex())
    step()
    eventually(lambda: len(forum.messages) == 2, 5)


def test_nobody_is_told_of_a_session_that_ran_out_or_a_code_that_was_never_used(
    hearing: World, forum: Receiver, step: Callable[[], None]
) -> None:
    hearing.tokens(sign_in(hearing)[1])
    token, member = sign_in(hearing)
    hearing.code(new_pkce(), member)
    hearing.openid.proofs.sessions.end(token)
    hearing.now += SESSION_SECONDS
    step()
    time.sleep(0.3)
    assert forum.messages == []


def test_a_website_that_does_not_answer_is_told_again_and_given_up_in_the_end(
    hearing: World, forum: Receiver, step: Callable[[], None]
) -> None:
    forum.answer = lambda message: 503
    token, member = sign_in(hearing)
    hearing.tokens(member)
    hearing.openid.proofs.sessions.end(token)
    for attempt in range(1, ATTEMPTS + 1):
        step()
        eventually(lambda attempt=attempt: len(forum.messages) == attempt, 5)
        eventually(lambda attempt=attempt: is_settled(hearing, attempt), 5)
        step()
        hearing.now += 2**attempt
    step()
    time.sleep(0.2)
    assert len(forum.messages) == ATTEMPTS
    assert len({claims_of(token_of(message))["jti"] for message in forum.messages}) == ATTEMPTS


def is_settled(world: World, attempt: int) -> bool:
    """Whether what came of an attempt is noted."""
    with world.private.read() as reader:
        rows = reader.all("SELECT attempts, due FROM openid_notice")
    return not rows or rows == [(attempt, int(world.now) + 2 ** (attempt - 1))]


def test_a_website_inside_the_operators_network_is_not_connected_to(
    world: World, forum: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    address = forum.url.replace("http://", "https://")
    world.clients = world.clients.replace("https://forum.example/logout", f"{address}/logout")
    token, member = sign_in(world)
    world.tokens(member)
    world.openid.proofs.sessions.end(token)
    Watch(world.openid.parts, Notices(world.openid.parts)).step()
    eventually(lambda: "which is no public address" in caplog.text, 5)
    assert forum.connections == 0


def test_two_processes_that_watch_tell_a_website_once(hearing: World, forum: Receiver) -> None:
    first, second = hearing.provider().parts, hearing.provider().parts
    watches = [Watch(parts, Notices(parts)) for parts in (first, second)]
    for number in (1, 2):
        token, member = sign_in(hearing, number)
        hearing.tokens(member)
        hearing.openid.proofs.sessions.end(token)
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(watch.step) for watch in watches * 8]:
            done.result()
    eventually(lambda: len(forum.messages) >= 2, 5)
    time.sleep(0.3)
    assert len({claims_of(token_of(message))["sid"] for message in forum.messages}) == 2
    assert len(forum.messages) == 2


# ---- at the website's wish


def test_a_website_signs_its_visitor_out_here_and_gets_the_browser_back(world: World) -> None:
    token, member = sign_in(world)
    hint = world.tokens(member)["id_token"]
    there = f"/openid/logout?id_token_hint={hint}&post_logout_redirect_uri={LEFT}&state=s1"
    answer = member.get(SITE + there)
    assert answer.headers["location"] == f"{LEFT}?state=s1"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert world.openid.proofs.sessions.find(token) is None


@pytest.mark.parametrize(
    "query",
    [
        "",
        "post_logout_redirect_uri=https://forum.example/left",
        "id_token_hint=x.y.z&post_logout_redirect_uri=https://forum.example/left",
    ],
)
def test_who_cannot_show_that_the_session_is_its_own_has_the_visitor_asked(world: World, query: str) -> None:
    token, member = sign_in(world)
    page = member.open(f"{SITE}/openid/logout?{query}")
    assert page.status_code == 200
    assert world.openid.proofs.sessions.find(token) is not None
    form = read_form(page.text, "leave-form")
    answer = member.post(SITE + form.action, form.hidden)
    assert answer.headers["location"] == f"{SITE}/"
    assert world.openid.proofs.sessions.find(token) is None


def test_a_hint_of_another_session_has_the_visitor_asked(world: World) -> None:
    hint = world.tokens(sign_in(world)[1])["id_token"]
    token, member = sign_in(world, 2)
    page = member.open(f"{SITE}/openid/logout?id_token_hint={hint}&post_logout_redirect_uri={LEFT}")
    assert world.openid.proofs.sessions.find(token) is not None
    form = read_form(page.text, "leave-form")
    assert member.post(SITE + form.action, form.hidden).headers["location"] == LEFT


@pytest.mark.parametrize("uri", ["https://evil.example/", f"{LEFT}/", f"{LEFT}?x=1", "//evil.example"])
def test_nobody_is_sent_to_an_address_that_is_not_registered(world: World, uri: str) -> None:
    _, member = sign_in(world)
    hint = world.tokens(member)["id_token"]
    answer = member.get(f"{SITE}/openid/logout?id_token_hint={hint}&post_logout_redirect_uri={uri}")
    assert answer.headers["location"] == f"{SITE}/"


def test_another_website_cannot_send_the_form(world: World) -> None:
    token, member = sign_in(world)
    for form in ("", "x"):
        assert member.post(f"{SITE}/openid/logout", [("form", form)]).status_code == 400
    assert world.openid.proofs.sessions.find(token) is not None


def test_after_a_sign_out_a_website_may_not_ask_quietly(world: World) -> None:
    token, member = sign_in(world)
    query = authorization_query(new_pkce())
    member.agree_to(query)
    world.openid.proofs.sessions.end(token)
    assert query_of(member.agree_to({**query, "prompt": "none"}))["error"] == "login_required"
