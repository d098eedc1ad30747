"""Our own DAO and one of somebody else, in one process: indexed, audited, served."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from eth_utils import keccak
from playwright.sync_api import Browser, expect

from lexiarch.store.database import database_beside, open_database
from tests.helpers.anvil import rpc
from tests.helpers.dao import Dao, eventually
from tests.helpers.foreign import Deployed
from tests.helpers.service import ROOT, free_port, start_lexiarch, stop_lexiarch
from tests.helpers.solidity import compile_file

pytestmark = [pytest.mark.chain, pytest.mark.slow]

FILE = ROOT / "tests" / "backend" / "governors" / "Five.sol"


class Other:
    """A governor of numbered tokens with one proposal, which was voted on."""

    def __init__(self, url: str) -> None:
        contracts = compile_file(FILE)
        self._url = url
        me = rpc(url, "eth_accounts")[0]
        self.account = me
        token = Deployed(url, contracts["Seats"])
        self.governor = Deployed(url, contracts["TimeGovernor"], token.address)
        self.start = token.block
        neighbour = rpc(url, "eth_accounts")[1]
        token.do(me, "transferFrom", me, neighbour, 1)
        for person in (me, neighbour):
            token.do(person, "delegate", person)
        self._pass_time(60)
        text = "# Paint the hall"
        self.governor.do(me, "propose", [me], [1], [b""], text)
        self._pass_time(200)
        self.proposal: int = self.governor.ask("getProposalId", [me], [1], [b""], keccak(text=text))
        self.governor.do(me, "castVote", self.proposal, 1)

    def vote_again(self) -> None:
        """Another holder's ballot."""
        self.governor.do(rpc(self._url, "eth_accounts")[1], "castVote", self.proposal, 0)

    def _pass_time(self, seconds: int) -> None:
        rpc(self._url, "evm_increaseTime", seconds)
        rpc(self._url, "anvil_mine", "0x1")


@pytest.fixture(scope="module")
def other(dao: Dao) -> Other:
    return Other(dao.node_url)


@pytest.fixture(scope="module")
def config(dao: Dao, other: Other, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of both."""
    folder = tmp_path_factory.mktemp("several")
    (folder / "ours.json").write_text(dao.deployment_path.read_text())
    path = folder / "daos.toml"
    path.write_text(
        f"""
[[dao]]
slug = "ours"
deployment = "ours.json"

[[dao]]
slug = "seats"
name = "Seats & Halls"
chain_id = {int(rpc(dao.node_url, "eth_chainId"), 16)}
start_block = {other.start}
governor = "{other.governor.address}"
"""
    )
    return path


def run(config: Path, node_url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`lexiarch …` with the file."""
    env = os.environ | {
        "LEXIARCH_CONFIG": str(config),
        "LEXIARCH_RPC_URL": node_url,
        "LEXIARCH_DATABASE_URL": database_url(config),
    }
    command = [sys.executable, "-m", "lexiarch.cli", *arguments]
    return subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )


def database_url(config: Path) -> str:
    return f"sqlite:///{config.parent / 'index.db'}"


def test_both_are_indexed_and_audited_and_a_missing_row_is_told(config: Path, dao: Dao) -> None:
    done = run(config, dao.node_url, "index", "--once")
    assert done.returncode == 0, done.stderr
    assert "seats indexed" in done.stderr
    audit = run(config, dao.node_url, "audit")
    assert audit.returncode == 0, audit.stdout + audit.stderr
    assert [line.split(":")[0] for line in audit.stdout.splitlines()] == ["ours", "seats"]
    told = run(config, dao.node_url, "status", "--json")
    assert told.returncode == 0, told.stdout
    assert {slug: each["name"] for slug, each in json.loads(told.stdout).items()}["seats"] == "Seats & Halls"

    database = open_database(database_beside(database_url(config), "seats"))
    with database.write() as writer:
        assert writer.execute("DELETE FROM vote") == 1
    database.close()
    audit = run(config, dao.node_url, "audit", "--dao", "seats")
    assert audit.returncode == 1
    assert "governor.proposalVotes(" in audit.stdout
    assert "index differs in 1" in audit.stdout
    assert run(config, dao.node_url, "index", "--once", "--rebuild", "--dao", "seats").returncode == 0
    assert run(config, dao.node_url, "audit", "--dao", "seats").returncode == 0


def test_a_dao_that_the_file_does_not_have_is_told(config: Path, dao: Dao) -> None:
    done = run(config, dao.node_url, "audit", "--dao", "none")
    assert done.returncode == 1
    assert "There is no DAO none." in done.stderr
    assert "ours, seats" in done.stderr


@pytest.fixture(scope="module")
def site(config: Path, dao: Dao) -> Iterator[str]:
    """Address of `lexiarch serve` with both."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = config.parent / "log"
    process = start_lexiarch(
        log,
        *("serve", "--config", str(config), "--port", str(port)),
        rpc_url=dao.node_url,
        database_url=database_url(config),
        poll_seconds=0.1,
    )
    try:
        eventually(lambda: process.poll() is not None or _is_up(url), 30, "lexiarch serve")
        assert process.poll() is None, log.read_text()
        yield url
    finally:
        stop_lexiarch(process)


def _is_up(url: str) -> bool:
    try:
        return all(httpx.get(f"{url}/{slug}/ready").status_code == 200 for slug in ("ours", "seats"))
    except httpx.HTTPError:
        return False


def test_each_has_its_pages_and_its_api_under_its_slug(site: str, other: Other) -> None:
    hall = httpx.get(site)
    assert "Seats &amp; Halls" in hall.text
    assert 'href="/seats/"' in hall.text
    assert [each["slug"] for each in httpx.get(f"{site}/api/v1/daos").json()["items"]] == ["ours", "seats"]
    proposals = httpx.get(f"{site}/seats/api/v1/proposals").json()["items"]
    assert [(each["title"], each["state"]) for each in proposals] == [("Paint the hall", "Active")]
    page = httpx.get(f"{site}/seats/proposals/{other.proposal}").text
    assert 'href="/seats/"' in page
    assert "19 SEAT" in page
    assert "Holder house" not in page
    assert 'href="/ours/members"' in httpx.get(f"{site}/ours/").text
    assert "/seats/members" not in page
    assert (
        httpx.get(f"{site}/seats/accounts/{other.account}")
        .headers["location"]
        .startswith("/seats/accounts/0x")
    )
    assert httpx.get(f"{site}/seats/api/v1/openapi.json").json()["servers"] == [{"url": "/seats"}]
    feed = httpx.get(f"{site}/seats/api/v1/feed.atom").text
    assert f"{site}/seats/proposals/{other.proposal}" in feed
    assert httpx.get(f"{site}/nobody/").status_code == 404


def test_a_proposal_of_the_other_dao_is_read_from_every_side_too(site: str, other: Other) -> None:
    """Its governor makes the calls itself, and has no ether to send."""
    home = httpx.get(f"{site}/seats/").text
    assert "Issuers" not in home
    assert "Paint the hall" in home
    path = f"{site}/seats/proposals/{other.proposal}"
    page = httpx.get(f"{path}?account={other.account}").text
    assert "Your receipt" in page
    assert "With tokens" in page
    assert "Connect a wallet" not in page
    assert page.count('role="img"') == 1
    tried = httpx.get(f"{path}/simulation").text
    assert "it would fail" in tried
    assert "nsufficient funds" in tried
    assert httpx.get(f"{path}/nonvoters").status_code == 200
    api = f"{site}/seats/api/v1/proposals/{other.proposal}"
    assert [each["code"] for each in httpx.get(api).json()["warnings"]] == ["VALUE_SENT"]
    found = httpx.get(f"{api}/simulation").json()
    assert found["executor"].lower() == other.governor.address.lower()


@pytest.mark.browser
def test_its_pages_work_in_a_browser_and_show_a_new_vote_by_themselves(
    site: str, other: Other, browser: Browser
) -> None:
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: problems.append(answer.url) if answer.status >= 400 else None)
    page.goto(site)
    page.get_by_role("link", name="Seats & Halls").click()
    page.get_by_role("link", name="Paint the hall").click()
    page.get_by_text("For and Abstain count towards the quorum.").wait_for()
    assert page.get_by_test_id("vote-row").count() == 1
    other.vote_again()
    expect(page.get_by_test_id("vote-row")).to_have_count(2)
    page.get_by_role("link", name="Delegates").click()
    assert page.url == f"{site}/seats/delegates"
    assert page.get_by_role("link", name="Members").count() == 0
    page.get_by_role("link", name="All DAOs").click()
    page.get_by_role("link", name="Seats & Halls").wait_for()
    assert problems == []
    if folder := os.environ.get("SCREENSHOTS"):
        page.goto(site)
        page.screenshot(path=f"{folder}/hall.png")
        page.goto(f"{site}/seats/")
        page.screenshot(path=f"{folder}/seats.png", full_page=True)
        page.goto(f"{site}/seats/proposals/{other.proposal}")
        page.screenshot(path=f"{folder}/proposal.png", full_page=True)
        page.get_by_test_id("vote-row").get_by_role("link").first.click()
        page.screenshot(path=f"{folder}/account.png", full_page=True)
    page.close()
