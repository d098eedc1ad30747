"""The example website, run as its README says: members get in, and are out when their session has ended."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.e2e.openid.conftest import Provider
from tests.helpers.dao import eventually
from tests.helpers.openid import SECRET
from tests.helpers.service import ROOT

pytestmark = pytest.mark.chain


@pytest.fixture(scope="module")
def website(provider: Provider) -> Iterator[str]:
    env = os.environ | {"ISSUER": provider.url, "CLIENT_ID": "website", "CLIENT_SECRET": SECRET}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(provider.website_port)]
    with subprocess.Popen(command, env=env, cwd=ROOT / "examples/website") as process:
        site = f"http://127.0.0.1:{provider.website_port}"
        try:
            eventually(lambda: _answers(site), 20, "the website")
            yield site
        finally:
            process.terminate()


def _answers(site: str) -> bool:
    try:
        return httpx.get(site, trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def test_members_get_in_and_are_out_once_they_have_signed_out_at_the_dao(
    provider: Provider, website: str
) -> None:
    token = provider.sign_in(8)
    with httpx.Client(base_url=website, trust_env=False) as browser:
        assert "Members only" in browser.get("/").text
        there = browser.get("/login").headers["location"]
        back = provider.member(token).agree(there)
        assert browser.get(back).headers["location"] == "/"
        inside = browser.get("/").text
        assert "You are a member (person)" in inside
        assert re.search(r"<code>[\w-]{43}</code>", inside)
        with provider.sessions() as sessions:
            sessions.end(token)
        eventually(lambda: "Members only" in browser.get("/").text, 5, "the logout at the website")


def test_who_refuses_does_not_get_in(provider: Provider, website: str) -> None:
    member = provider.member(provider.sign_in(8))
    with httpx.Client(base_url=website, trust_env=False) as browser:
        there = browser.get("/login").headers["location"]
        back = member.decide(member.open(there + "&prompt=consent"), "deny")
        answer = browser.get(back)
        assert answer.status_code == 403
        assert "access_denied" in answer.text


def test_a_forged_logout_puts_nobody_out(website: str) -> None:
    for token in ("", "x.y.z", "eyJhbGciOiJub25lIn0.e30."):
        assert httpx.post(f"{website}/logged-out", data={"logout_token": token}).status_code == 400
