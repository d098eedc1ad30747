import json

from lexiarch.domain.tree import DAY
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.text import address_text, hash_text
from tests.backend.dashboard.conftest import Pages
from tests.helpers.asgi import get
from tests.helpers.builders import PERSON_SCHEMA, History, account, hash32, tag

ISSUER = address_text(account(900))


def test_the_desk_names_accreditations_and_the_grounds_that_can_be_used(
    pages: Pages, history: History, database: Database
) -> None:
    history.at(5).schema().accredit(1).accredit(2, 901, signer=account(7)).ground(1, "Two \u202eiDs.")
    history.at(6).ground(2, "Old.").at(7).ground(2, retired=True).save(database)
    data = json.loads(pages.open("/desk").one("script", id="lexiarch-desk").text)
    assert data["accreditations"][0] == {
        "number": 1,
        "issuer": ISSUER,
        "schema": hash_text(PERSON_SCHEMA),
        "definition": "A living human being.",
        "kind": "person",
        "signer": None,
    }
    assert data["accreditations"][1]["signer"] == hash_text(account(7))
    assert data["grounds"] == [{"uid": hash_text(hash32("ground", 1)), "definition": "Two iDs."}]


def test_the_desk_says_what_it_does_and_how_to_do_without_it(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    page = pages.open("/desk")
    for words in (
        "has 14 days to appeal",
        "not decided within 60 more days",
        "No server is told who anybody is",
    ):
        assert words in page.text
    assert "openCase" in page.one("noscript").text
    for hidden in ("offer-form", "notice-form", "offered"):
        assert "hidden" in page.test_id(hidden).attributes


def test_live_ids_on_an_issuers_word_that_run_out_soon_are_listed(
    pages: Pages, history: History, database: Database
) -> None:
    soon, late = 20 * DAY, 31 * DAY
    history.at(5).schema().accredit(1).accredit(2, 901)
    history.attest(1, 1, until=soon).attest(2, 2, until=soon - DAY).attest(3, 3, until=late)
    history.attest(4, 4, until=soon, issuer=901).attest(5, 5, until=soon).attest(6, 6, until=soon)
    history.attest(7, 7, until=soon).attest(8, 8, until=50)
    history.at(60).end(5, 5, End.EXITED).open_case(6, 6, suspended_until=DAY).attest(
        7, 7, since=5, until=late
    )
    history.save(database)
    rows = pages.open(f"/desk?account={ISSUER}").all(data_testid="renew")
    assert [row.attributes["data-renew"] for row in rows] == [
        address_text(account(2)),
        address_text(account(1)),
    ]
    assert pages.open(f"/desk?account={address_text(account(5))}").test_id("nothing-runs-out").text == "None."


def test_no_case_is_listed_by_the_server(pages: Pages, history: History, database: Database) -> None:
    history.at(5).schema().accredit(1).attest(1, 1, until=60 * DAY).open_case(1, 1).save(database)
    source = pages.open(f"/desk?account={ISSUER}").source.lower()
    for told in (account(1), tag(1), hash32("reason", 1)):
        assert told.hex() not in source


def test_whose_renewals_are_asked_for_has_to_be_an_account(
    pages: Pages, history: History, database: Database
) -> None:
    history.save(database)
    assert "is not an account address" in pages.open("/desk?account=me", status=400).text
    assert get(pages.app, "/desk/renewals?account=0x12").status_code == 400
