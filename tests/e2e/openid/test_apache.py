"""Debian's libapache2-mod-auth-openidc, as its package is, lets members see a page and nobody else."""

import httpx
import pytest

from tests.e2e.openid.conftest import Provider
from tests.helpers.apache import running_apache
from tests.helpers.openid import SECRET

pytestmark = pytest.mark.chain


def test_apache_shows_a_page_to_members_only(provider: Provider) -> None:
    site = f"http://127.0.0.1:{provider.apache_port}"
    with (
        running_apache(
            provider.apache_port,
            issuer=provider.url,
            id="apache",
            secret=SECRET,
            site=site,
            passphrase="of-the-tests",
        ) as errors,
        httpx.Client(trust_env=False, timeout=20) as browser,
    ):
        assert browser.get(f"{site}/").text == "for everybody"
        asked = browser.get(f"{site}/members/index.html", headers={"accept": "text/html"})
        assert asked.status_code == 302, errors.read_text()
        stranger = provider.member(provider.sign_in(20))
        assert 'data-testid="no-id"' in stranger.open(asked.headers["location"]).text
        back = provider.member(provider.sign_in(7)).agree(asked.headers["location"])
        assert back.startswith(f"{site}/members/signed-in?")
        signed_in = browser.get(back, headers={"accept": "text/html"})
        assert signed_in.status_code == 302, errors.read_text()
        page = browser.get(signed_in.headers["location"])
        assert page.status_code == 200
        assert page.text.split()[:2] == ["1", "person"] or page.text.split()[:2] == ["true", "person"], (
            page.text
        )
        injected = browser.get(back.replace("code=", "code=x"), headers={"accept": "text/html"})
        assert injected.status_code != 200
