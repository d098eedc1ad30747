from lexiarch.domain.deployment import ContractName
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.store.meta import EtherAt, save_comparison, save_ether
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import DELAY, FOR, PERIOD, History, account
from tests.helpers.html import Html

OPEN = 10 + DELAY + 1
CLOSED = 10 + DELAY + PERIOD + 1
ONE = address_text(account(1))


def numbers(page: Html) -> list[str]:
    return [row.attributes["data-proposal-id"] for row in page.all(data_testid="proposal-row")]


def test_the_glance_counts_and_explains(pages: Pages, history: History, database: Database) -> None:
    history.at(5).power(1, TOKEN).at(10).propose(1).at(OPEN).save(database)
    page = pages.open("/")
    assert "Persons counted 10" in page.test_id("overview").text
    assert "Open votes 1 of 1 proposal" in page.test_id("overview").text
    assert "20% of all persons" in page.test_id("rules").text
    assert "Vote opens after 1 minute 40 seconds" in page.test_id("rules-brief").text
    assert "Quorum 10% of all tokens, 20% of all persons" in page.test_id("rules-brief").text


def test_the_treasury_is_told_and_its_ether_with_the_block_at_which_it_was_read(
    pages: Pages, history: History, database: Database
) -> None:
    timelock = 1000 + list(ContractName).index(ContractName.TIMELOCK)
    history.at(5).balance(timelock, 7 * TOKEN).save(database)
    assert "7 TEST ETH not read yet" in pages.open("/").test_id("treasury").text
    with database.write() as writer:
        save_ether(writer, EtherAt(5 * TOKEN // 2, 2))
    assert "ETH 2.5 ETH at block 2" in pages.open("/").test_id("treasury").text


def test_it_says_at_which_block_it_was_verified(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    with database.write() as writer:
        save_comparison(writer, history.block, [])
    history.at(9).save(database)
    words = pages.open("/").test_id("home-freshness").text
    assert words.startswith(f"As of block {history.block}, ")
    assert words.endswith(f": verified at block {history.block - 1}.")


def test_what_is_open_comes_first_then_what_waits_for_an_act_then_what_was_decided(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1).propose(2).propose(3).step(3, Step.CANCELED)
    history.at(OPEN).vote(2, 1, FOR, 400 * TOKEN, person=1).vote(2, 2, FOR, person=2)
    history.at(CLOSED - 50).propose(4).at(CLOSED - 20).propose(5).at(CLOSED + 60).save(database)
    page = pages.open("/")
    assert numbers(page) == ["4", "5", "2", "3", "1"]
    assert "hidden" not in page.one(id="todo").attributes
    assert page.test_id("all-proposals").attributes["href"] == "/proposals"


def test_a_quiet_dao_says_so(pages: Pages, history: History, database: Database) -> None:
    history.at(10).propose(1).step(1, Step.CANCELED).save(database)
    page = pages.open("/")
    assert "Nothing is voted on at the moment" in page.text
    assert "hidden" in page.one(id="todo").attributes


def test_whoever_gives_an_account_sees_what_waits_for_its_ballot(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).power(1, TOKEN).at(10).propose(1, "# Mill").at(11).propose(2, "# Bridge")
    history.at(OPEN + 1).vote(1, 1, FOR, TOKEN).save(database)
    page = pages.open(f"/?account={ONE.lower()}")
    waiting = page.test_id("waiting")
    assert waiting.text.startswith("Bridge closes in 8 minutes")
    assert page.all("a", href=f"/proposals/2?account={ONE}#ballot")
    assert page.one(id="mine-account").attributes["value"] == ONE
    other = address_text(account(2))
    assert pages.open(f"/open-votes?account={other}").test_id("nothing-waiting").text.startswith("Nothing")
    assert "Connect a wallet" in pages.open("/").test_id("mine").text


def test_what_is_no_account_is_answered_with_a_remedy(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert "40 hexadecimal digits" in pages.open("/?account=me", 400).test_id("error").text


def test_feed_and_calendar_can_be_seen(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    page = pages.open("/")
    follow = page.test_id("follow").text
    assert "Feed of proposals" in follow
    assert "Calendar of votes" in follow
    for address in ("/api/v1/feed.atom", "/api/v1/calendar.ics"):
        assert page.all("a", href=address)
