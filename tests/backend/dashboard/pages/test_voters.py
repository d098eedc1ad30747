from lexiarch.store.database import Database
from lexiarch.views.text import address_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import DELAY, FOR, History, account
from tests.helpers.model.governor import Terms

OPEN = 10 + DELAY + 1


def test_who_has_not_voted_is_listed_by_house(pages: Pages, history: History, database: Database) -> None:
    history.at(5).power(1, 9 * TOKEN).power(2, TOKEN).attest(3, 3).at(10).propose(1)
    history.at(OPEN).vote(1, 1, FOR, weight=9 * TOKEN).save(database)
    page = pages.open("/proposals/1/nonvoters")
    assert page.test_id("nonvoter-row").text.endswith("1 TEST")
    assert address_text(account(2)) in page.source
    persons = pages.open("/proposals/1/nonvoters?house=holder")
    assert persons.test_id("nonvoter-row").text.endswith("1 person")
    assert address_text(account(3)) in persons.source
    assert pages.open("/proposals/1").test_id("nonvoters-link").attributes["href"] == "/proposals/1/nonvoters"


def test_of_secret_voters_it_says_that_nobody_knows(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).attest(3, 3).power(2, TOKEN).at(10)
    history.propose(1, terms=Terms(False, True, 0, 0, secret=True))
    history.propose(2, terms=Terms(True, True, 0, 0, secret=True)).at(OPEN).save(database)
    for number, rows in ((1, 0), (2, 1)):
        page = pages.open(f"/proposals/{number}/nonvoters")
        assert "nobody knows who of them has" in page.text
        assert len(page.all(data_testid="nonvoter-row")) == rows


def test_when_all_have_voted_it_says_so(pages: Pages, history: History, database: Database) -> None:
    history.at(5).power(1, TOKEN).at(10).propose(1).at(OPEN).vote(1, 1, FOR, weight=TOKEN).save(database)
    assert "everybody who could vote has" in pages.open("/proposals/1/nonvoters").text


def test_more_of_them_are_a_page_away(pages: Pages, history: History, database: Database) -> None:
    for number in range(1, 61):
        history.at(5).power(number, number * TOKEN)
    history.at(10).propose(1).save(database)
    page = pages.open("/proposals/1/nonvoters")
    older = page.test_id("older").attributes["href"].partition("#")[0]
    rows = page.all(data_testid="nonvoter-row") + pages.open(older).all(data_testid="nonvoter-row")
    assert len({row.text for row in rows}) == 60
