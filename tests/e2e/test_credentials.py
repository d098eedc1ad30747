"""A member's status in a wallet of other makers, shown to a website that verifies it and asks nobody."""

import http.server
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey
from playwright.sync_api import Browser, expect

from lexiarch.proofs.sessions import Sessions
from lexiarch.sdjwt.issue import bind, present
from lexiarch.store.database import Database, open_database
from lexiarch.store.private.database import open_private
from lexiarch.verify import (
    Flaw,
    HolderProof,
    Presentation,
    TokenRefused,
    fetch_trust,
    read_response,
    refresh_lists,
    verify,
)
from tests.helpers.dao import Dao, address_of, eventually
from tests.helpers.openid4vc import ask_wallet
from tests.helpers.service import Service, serving

pytestmark = [pytest.mark.chain, pytest.mark.slow]
MEMBER, OTHER, LEAVER, BROWSING = 3, 4, 5, 6
API = "/api/v1/credentials"


@pytest.fixture(scope="module")
def private_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('private') / 'private.db'}"


@pytest.fixture(scope="module")
def service(
    dao: Dao, database_url: str, private_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("service")
    with serving(
        dao.deployment_path,
        dao.node_url,
        database_url,
        folder / "log",
        origin="http://127.0.0.1",
        private_database_url=private_url,
        credential_keys=folder / "keys.json",
        rate_per_second=0,
    ) as service:
        service.wait_for_block(int(dao.web3.eth.block_number))
        yield service


@pytest.fixture(scope="module")
def index(service: Service, database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    yield database
    database.close()


def ask(service: Service, index: Database, private_url: str, member: int, path: str, body: object) -> Any:
    """What a signed-in member asks of the API."""
    private = open_private(private_url)
    token = Sessions(index, private).begin(address_of(member))
    private.close()
    headers = {"Content-Type": "application/json", "Cookie": f"__Host-lexiarch={token}"}
    request = urllib.request.Request(f"{service.url}{API}{path}", json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@pytest.fixture
def offer(service: Service, index: Database, private_url: str) -> Any:
    """Makes an offer for a member."""

    def make(member: int, **wanted: object) -> Any:
        return ask(service, index, private_url, member, "/offers", wanted)

    return make


def take(offered: Any, number: int = 2, configuration: str = "holder", tx_code: str | None = None) -> Any:
    code = tx_code or offered["code"]
    found = ask_wallet(
        "fetch", offer=offered["link"], txCode=code, number=number, configuration=configuration
    )
    assert "error" not in found, found
    return found


def issuer_keys(service: Service) -> Any:
    return service.get("/credentials/keys")["keys"]


class Website:
    """A website with a verifier of its own: the kit, and twenty lines around it."""

    def __init__(self, issuer: str) -> None:
        self.trust = fetch_trust(issuer)
        self.asked: dict[str, Presentation] = {}
        self.proofs: list[HolderProof] = []
        self.refusals: list[Flaw] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                status = site.answer(body)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def question(self, *claims: str) -> str:
        uri = f"http://127.0.0.1:{self.server.server_address[1]}/answer"
        asked = Presentation.begin(self.trust.issuer, uri, claims)
        self.asked[asked.state] = asked
        return asked.link()

    def answer(self, body: str) -> int:
        try:
            state, credential = read_response(body)
            asked = self.asked.pop(state)
            self.proofs.append(verify(credential, self.trust, audience=asked.client_id, nonce=asked.nonce))
        except TokenRefused as refused:
            self.refusals.append(refused.flaw)
            return 400
        return 200


@pytest.fixture
def website(service: Service) -> Iterator[Website]:
    site = Website(service.url)
    yield site
    site.server.shutdown()
    site.server.server_close()


def show(website: Website, service: Service, got: Any, which: int, *claims: str) -> Any:
    return ask_wallet(
        "present",
        link=website.question(*claims),
        credential=got["credentials"][which],
        key=got["keys"][which],
        issuerKeys=issuer_keys(service),
    )


def test_a_wallet_takes_an_offer_and_a_website_believes_what_it_shows(
    service: Service, offer: Any, website: Website
) -> None:
    got = take(offer(MEMBER), number=3)
    assert got["offered"] == ["holder"]
    read = ask_wallet("read", credential=got["credentials"][0], issuerKeys=issuer_keys(service))
    assert read["payload"]["kind"] == "person"
    assert sorted(read["keys"]) == ["kind", "since"]

    answered = show(website, service, got, 0, "kind")
    assert answered == {
        "status": 200,
        "prefix": "redirect_uri",
        "vct": [f"{service.url}{API}/types/holder"],
    }
    (proof,) = website.proofs
    assert (proof.kind, proof.since) == ("person", None)
    assert proof.list_age < 120

    show(website, service, got, 1)
    assert (website.proofs[1].kind, website.proofs[1].since) == (None, None)


def test_a_wallet_without_the_code_gets_nothing(offer: Any) -> None:
    offered = offer(MEMBER)
    wrong = "000000" if offered["code"] != "000000" else "111111"
    found = ask_wallet("fetch", offer=offered["link"], txCode=wrong, number=1, configuration="holder")
    assert "error" in found
    assert found["response"]["error"] == "invalid_grant"
    assert len(take(offered, 1)["credentials"]) == 1
    again = ask_wallet(
        "fetch", offer=offered["link"], txCode=offered["code"], number=1, configuration="holder"
    )
    assert again["response"]["error"] == "invalid_grant"


def test_the_w3c_credential_comes_the_same_way(service: Service, offer: Any) -> None:
    got = take(offer(MEMBER, w3c=True, with_code=False), 1, "holder_w3c")
    assert got["offered"] == ["holder_w3c"]
    assert got["credentials"][0].count(".") == 2


def test_an_end_on_chain_is_a_bit_within_two_seconds(
    service: Service, dao: Dao, offer: Any, website: Website
) -> None:
    left, stays = take(offer(LEAVER), 1), take(offer(OTHER), 1)
    assert show(website, service, left, 0)["status"] == 200
    left, stays = take(offer(LEAVER), 2), take(offer(OTHER), 2)
    dao.send(dao.roll.functions.exit(), LEAVER)
    began = time.monotonic()

    def has_ended() -> bool:
        website.trust = refresh_lists(website.trust)
        return show_now(website, left, 0) is Flaw.ENDED

    eventually(has_ended, 10, "the bit")
    assert time.monotonic() - began < 2
    assert show(website, service, left, 1)["status"] == 400
    assert website.refusals[-1] is Flaw.ENDED
    assert show(website, service, stays, 0)["status"] == 200


def show_now(website: Website, got: Any, which: int) -> Flaw | None:
    """As {show}, by our own wallet: Node takes half a second to start."""
    text = shown_to(got, which, "shop", "n")
    try:
        verify(text, website.trust, audience="shop", nonce="n")
    except TokenRefused as refused:
        return refused.flaw
    return None


@pytest.mark.browser
def test_a_member_makes_an_offer_on_the_page_and_takes_all_back(
    service: Service, index: Database, private_url: str, browser: Browser
) -> None:
    private = open_private(private_url)
    token = Sessions(index, private).begin(address_of(BROWSING))
    private.close()
    page = browser.new_page()
    page.goto(f"{service.url}/credentials")
    expect(page.get_by_test_id("credentials-standing")).to_have_text("Sign in with your wallet first.")
    expect(page.get_by_test_id("credential-offer")).to_be_hidden()
    secure = service.url.replace("http:", "https:")  # a browser keeps such a cookie for this machine, too
    page.context.add_cookies([{"name": "__Host-lexiarch", "value": token, "url": secure, "secure": True}])
    page.reload()
    expect(page.get_by_test_id("credentials-standing")).to_contain_text("0 credentials in your wallets")
    page.get_by_test_id("make-offer").click()
    expect(page.get_by_test_id("credential-result")).to_be_visible()
    link = page.get_by_test_id("offer-link").get_attribute("href")
    code = page.get_by_test_id("offer-code").inner_text().rpartition(" ")[2]
    expect(page.locator("#credential-result svg.qr")).to_be_visible()
    assert len(take({"link": link, "code": code}, 2)["credentials"]) == 2
    page.reload()
    expect(page.get_by_test_id("credentials-standing")).to_contain_text("2 credentials in your wallets")
    page.get_by_test_id("end-all").click()
    expect(page.get_by_test_id("credential-status")).to_have_text("2 credentials have ended.")
    expect(page.get_by_test_id("credentials-standing")).to_contain_text("0 credentials in your wallets")
    page.close()


def test_a_list_is_answered_304_until_it_changes(service: Service) -> None:
    url = service.get("/credentials/status-lists")["status_lists"][0]
    with urllib.request.urlopen(url, timeout=10) as answer:
        tag = answer.headers["ETag"]
        assert answer.headers["Content-Type"] == "application/statuslist+jwt"
        assert answer.headers["Cache-Control"] == "public, max-age=5"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    request = urllib.request.Request(url, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as found:
        urllib.request.urlopen(request, timeout=10)
    assert found.value.code == 304
    found.value.close()


def test_a_member_takes_all_of_it_back(
    service: Service, index: Database, private_url: str, offer: Any, website: Website
) -> None:
    got = take(offer(OTHER), 2)
    assert show(website, service, got, 0)["status"] == 200
    assert ask(service, index, private_url, OTHER, "/end", {})["ended"] >= 2
    website.trust = refresh_lists(website.trust)
    assert show(website, service, got, 1)["status"] == 400


def test_the_recipe_of_the_page_works_as_it_stands(
    service: Service, offer: Any, website: Website, tmp_path: Path
) -> None:
    """docs/credentials.md: curl, and any JOSE library."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "credentials.md").read_text()
    shell = page.partition("```sh\n")[2].partition("```")[0].replace("https://dao.example", service.url)
    subprocess.run(["bash", "-euc", shell], cwd=tmp_path, check=True, timeout=30, capture_output=True)
    program = page.partition("```python\n# recipe")[2].partition("```")[0]
    (tmp_path / "recipe.py").write_text("# recipe" + program.replace("https://dao.example", service.url))
    got = take(offer(MEMBER), 2)

    def run(credential: str) -> int:
        command = [sys.executable, "recipe.py", credential]
        return subprocess.run(command, cwd=tmp_path, timeout=30, check=False, capture_output=True).returncode

    shown = shown_to(got, 0, "https://shop.example", "n-1")
    assert run(shown) == 0
    assert run(shown_to(got, 0, "https://other.example", "n-1")) != 0
    assert run(shown[:-3] + "AAA") != 0


def shown_to(got: Any, which: int, audience: str, nonce: str) -> str:
    key = ECKey.import_key({name: got["keys"][which][name] for name in ("kty", "crv", "x", "y", "d")})
    return bind(present(got["credentials"][which], ["kind"]), key, audience, nonce, int(time.time()))
