import json

import pytest

from lexiarch.dashboard.words.terms import TERMS
from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import AccreditationStep, CaseStep, End, Step
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, save_draw
from lexiarch.views.draws import draw_lots
from lexiarch.views.text import address_text, hash_text
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.asgi import get
from tests.helpers.builders import PERSON_SCHEMA, START, History, account, hash32, tag


def test_only_live_members_are_listed(pages: Pages, history: History, database: Database) -> None:
    history.at(5).attest(1, 1).attest(2, 2).attest(3, 3, until=50).at(70).end(2, 2, End.REVOKED).save(
        database
    )
    rows = pages.open("/members").all(data_testid="member-row")
    assert len(rows) == 1
    assert address_text(account(1))[:6] in rows[0].text


def test_ids_that_ran_out_are_for_anybody_to_sweep_once(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).attest(1, 1).attest(2, 2, until=50).attest(3, 3, until=50).attest(4, 4, until=50)
    history.at(60).end(3, 3, End.SWEPT).attest(4, 4).save(database)
    chores = pages.open("/members").test_id("chores")
    assert "1 iD ran out and is still in the count" in chores.text
    sweep = pages.open("/members").test_id("chore-sweep")
    assert json.loads(sweep.attributes["data-tags"]) == [hash_text(tag(2))]


def test_leaves_that_wait_are_for_anybody_to_prune(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).attest(1, 1).leaf(1, 0).at(6).save(database)
    assert "hidden" in pages.open("/members").test_id("chores").attributes
    history.end(1, 1, End.EXITED).save(database)
    assert "1 commitment is of an iD that ended" in pages.open("/members").test_id("chores").text


def test_an_empty_roll_says_how_it_fills(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    assert "Nobody is on the roll yet" in pages.open("/members").text


def test_delegates_are_listed_with_their_share_of_the_supply(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).balance(1, 250 * TOKEN).delegate(1, 1).power(1, 250 * TOKEN).attest(1, 1).save(database)
    row = pages.open("/delegates").test_id("delegate-row").text
    for words in ("250 TEST", "25%", "Yes"):
        assert words in row


def test_delegates_are_listed_by_lot_and_the_order_can_be_chosen(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5)
    for number in range(1, 8):
        history.power(number, number * TOKEN)
    history.save(database)
    assert "The index is being filled" in pages.open("/delegates").test_id("order-words").text
    day = BlockId(history.block + 1, hash32("day", 1), START)
    with database.write() as writer:
        save_draw(writer, day)
    page = pages.open("/delegates")
    assert f"block {day.number}, the first of the day" in page.test_id("order-words").text
    by_lot = draw_lots(day.hash, [account(number) for number in range(1, 8)])
    shown = [row.text.split("…")[0][:6] for row in page.all(data_testid="delegate-row")]
    assert shown == [address_text(each)[:6] for each in by_lot]
    links = {link.text: link.attributes for link in page.all("a", hx_target="#delegates")}
    chosen = {words: "aria-current" in attributes for words, attributes in links.items()}
    assert chosen == {"By lot": True, "Most votes first": False}
    page = pages.open(links["Most votes first"]["hx-get"])
    assert page.all(data_testid="delegate-row")[0].text.startswith(address_text(account(7))[:6])
    assert "chosen more often" in page.test_id("order-words").text
    pages.open("/delegates?order=fame", 400)


@pytest.mark.parametrize("order", ["", "order=votes"])
def test_pages_of_delegates_keep_their_order(
    pages: Pages, history: History, database: Database, order: str
) -> None:
    history.at(5)
    for number in range(150):
        history.power(number, TOKEN)
    history.save(database)
    first = pages.open(f"/delegates?{order}")
    older = first.test_id("older").attributes["href"]
    second = pages.open(older.partition("#")[0])
    rows = [row.text for page in (first, second) for row in page.all(data_testid="delegate-row")]
    assert len(set(rows)) == 150
    back = second.all("a", href=f"/delegates{'?' + order if order else ''}#delegates")
    assert back[-1].text == "Back to the first delegates"


def test_no_delegates_is_explained(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    assert "none can vote" in pages.open("/delegates").text


def test_issuers_are_shown_with_what_they_attest_and_their_term(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().accredit(1).accredit(2, issuer=901, until=30).attest(1, 1).at(70).save(database)
    first, second = pages.open("/issuers").all(data_testid="issuer-row")
    assert "accredited Person A living human being." in first.text
    assert "term over" in second.text


def test_no_issuer_is_explained(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    assert "The DAO has accredited nobody yet" in pages.open("/issuers").text


def test_an_issuer_has_a_page_of_its_own_wherever_it_is_named(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().accredit(1).attest(1, 1).save(database)
    address = address_text(account(900))
    for path in ("/issuers", "/members", f"/accounts/{address_text(account(1))}"):
        links = pages.open(path).all("a", title=address)
        assert {link.attributes["href"] for link in links} == {f"/issuers/{address}"}, path
    account_page = pages.open(f"/accounts/{address}")
    assert account_page.test_id("issuer-link").attributes["href"] == f"/issuers/{address}"
    assert not pages.open(f"/accounts/{address_text(account(1))}").all(data_testid="issuer-link")
    assert get(pages.app, f"/issuers/{address.lower()}").headers["location"] == f"/issuers/{address}"
    assert "has never accredited" in pages.open(f"/issuers/{address_text(account(5))}", status=404).text


def test_an_issuer_is_shown_with_its_terms_and_its_history(
    pages: Pages, history: History, database: Database
) -> None:
    call = encode_call(
        ContractName.ISSUER_REGISTRY,
        "accredit(address,bytes32,uint48,uint32)",
        account(900),
        PERSON_SCHEMA,
        START + DAY * 900,
        12,
    )
    history.at(5).schema().propose(7, "# Trust the office", actions=((account(1), 0, call),)).at(9)
    with history.one_transaction():
        history.accredit(1, until=DAY * 900, cap=12).step(7, Step.EXECUTED)
    signed = {"until": DAY * 900, "cap": 12, "signer": account(7)}
    history.at(10).accredit(1, **signed, step=AccreditationStep.SIGNER_SET).attest(1, 1)
    history.accredit(1, **signed, suspended_until=DAY * 9, step=AccreditationStep.SUSPENDED).save(database)
    page = pages.open(f"/issuers/{address_text(account(900))}")
    card = page.test_id("accreditation")
    for words in ("Persons", "A living human being.", "1 of 12 used today", "stopped by the guardian until"):
        assert words in card.text
    assert page.one("a", href="/proposals/7").text == "Trust the office"
    acts = [element.attributes["data-act"] for element in page.all("li", class_="past")]
    assert acts == ["granted", "signer_changed", "suspended"]
    assert address_text(account(7))[:6] in page.test_id("signer").text
    assert page.one("section", id="accreditations").attributes["data-changes-at"] == str(START + DAY * 9)


def test_an_issuers_cases_are_numbers_and_nobody_is_named(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().accredit(1).attest(1, 1).attest(2, 2).at(9).open_case(1, 1).open_case(2, 2)
    history.at(10).case_step(2, CaseStep.WITHDRAWN).save(database)
    page = pages.open(f"/issuers/{address_text(account(900))}")
    found = {
        each.attributes["data-outcome"]: each.text
        for each in page.all("li")
        if "data-outcome" in each.attributes
    }
    assert set(found) == {"pending", "withdrawn"}
    assert found["withdrawn"] == "1 taken back by the issuer"
    for who in (1, 2):
        assert account(who).hex() not in page.source.lower()
        assert tag(who).hex() not in page.source


def test_the_tree_is_shown_with_what_waits(pages: Pages, history: History, database: Database) -> None:
    history.save(database)
    assert pages.open("/members").test_id("tree-root").text == "None: the tree is empty"
    history.at(5).attest(1, 1).attest(2, 2).leaf(1, 0).leaf(2, 1).at(9).end(2, 2, End.EXITED).save(database)
    page = pages.open("/members")
    assert page.test_id("tree-members").text == "2 in 2 places"
    assert page.test_id("tree-ended").text.startswith("1 commitment of ended iDs")
    assert page.test_id("tree-due").text == "0 commitments"


def test_how_long_an_appeal_can_take_is_the_contracts_own(
    pages: Pages, history: History, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.at(1).schema().ground(1, "Was lent").save(database)
    assert "the holder may appeal for 14 days, and then" in pages.open("/issuers").text
    monkeypatch.setitem(TERMS, "appeal_days", 1)
    assert "the holder may appeal for 1 day, and then" in pages.open("/issuers").text


def test_a_reason_is_checked_against_every_ground_there_ever_was(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(1).schema().ground(1, "Was lent").ground(2, "Was sold").at(9)
    history.ground(2, "Was sold", retired=True).save(database)
    page = pages.open("/reason")
    listed = json.loads(page.one("script", id="lexiarch-grounds").text)
    assert [(each["definition"], each["retired"]) for each in listed] == [
        ("Was lent", None),
        ("Was sold", START + 9),
    ]
    assert page.test_id("check").attributes["data-appeal-days"] == "14"
