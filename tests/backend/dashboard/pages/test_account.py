from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.asgi import get
from tests.helpers.builders import DELAY, FOR, History, account

ONE = f"/accounts/{address_text(account(1))}"


def test_an_account_shows_its_tokens_power_delegate_and_standing(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 7 * TOKEN).delegate(1, 2).power(1, 3 * TOKEN).attest(1, 1).save(database)
    page = pages.open(ONE)
    assert page.test_id("account-address").text == address_text(account(1))
    assert page.test_id("account-balance").text == "7 TEST"
    assert page.test_id("account-power").text.startswith("3 TEST")
    assert address_text(account(2))[:6] in page.test_id("account-delegate").text
    assert page.test_id("account-id").text.startswith("Live person, since")


def test_tokens_that_nobody_votes_with_are_pointed_out(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 7 * TOKEN).save(database)
    assert pages.open(ONE).test_id("account-delegate").text == "nobody: these tokens do not vote"


def test_why_an_id_ended_is_not_told(pages: Pages, history: History, database: Database) -> None:
    history.at(5).attest(1, 1).attest(2, 2).at(70).end(1, 1, End.REVOKED).end(2, 2, End.EXITED).save(database)
    left = f"/accounts/{address_text(account(2))}"
    words = [pages.open(path).test_id("account-id").text for path in (ONE, left)]
    assert words == ["Not live. It ended just now."] * 2
    assert "revoked" not in pages.open(ONE).source.lower()


def test_an_account_without_any_history_has_a_page(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    page = pages.open(ONE)
    assert page.test_id("account-id").text == "None"
    assert "This account has not voted yet" in page.text


def test_the_votes_of_an_account_lead_to_the_proposals(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(10).propose(1, "Mend the mill").at(11 + DELAY).vote(
        1, 1, FOR, weight=TOKEN, reason="It leaks."
    )
    history.save(database)
    page = pages.open(ONE)
    assert page.all("a", href="/proposals/1")[0].text == "Mend the mill"
    assert "It leaks." in page.text


def test_any_spelling_leads_to_the_one_with_the_checksum(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    answer = get(pages.app, ONE.lower())
    assert (answer.status_code, answer.headers["location"]) == (307, ONE)


def test_a_wrong_checksum_is_refused_with_a_remedy(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert (
        "EIP-55"
        in pages.open(ONE[:-1] + ONE[-1].swapcase() if ONE[-1].isalpha() else "/accounts/0x12", 400).text
    )


def test_a_contract_of_the_dao_is_named(
    pages: Pages, history: History, database: Database, deployment: Deployment
) -> None:
    history.save(database)
    timelock = address_text(deployment.address(ContractName.TIMELOCK))
    assert "It holds the treasury" in pages.open(f"/accounts/{timelock}").text


def test_its_feed_can_be_seen(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    link = pages.open(ONE).test_id("account-feed").attributes["href"]
    assert link == f"/api/v1{ONE}/feed.atom"
