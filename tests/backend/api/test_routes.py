"""Every route passes what it is asked to its view, and what the view says to the client, as JSON."""

from typing import Any

import pytest
from eth_utils.crypto import keccak

from lexiarch.domain.words import End, Step
from lexiarch.store.database import Database
from lexiarch.store.meta import BlockId, save_draw
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import (
    AGAINST,
    DELAY,
    FOR,
    PERIOD,
    PERSON_SCHEMA,
    START,
    History,
    account,
    hash32,
    tag,
)
from tests.helpers.client import Client

LAST = 2**256 - 1
ONE = address_text(account(1))


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def filled(index: Database, history: History) -> Database:
    history.at(0).propose(7, "# Mill", by=1).propose(LAST, "# Bridge")
    history.attest(1, 1).attest(2, 2, until=50).attest(3, 3)
    history.balance(1, 2**200).power(1, 2**200).delegate(1, 1).schema().accredit(1)
    history.at(10).step(7, Step.CANCELED).end(3, 3, End.REVOKED)
    history.at(DELAY + 1).vote(LAST, 1, FOR, 2**200, person=1, reason="yes").vote(LAST, 2, AGAINST, 5)
    history.save(index)
    return index


def test_large_numbers_are_decimal_strings_and_aliases_are_used(client: Client, filled: Database) -> None:
    proposal = get(client, f"/proposals/{LAST}")
    assert proposal["id"] == str(LAST)
    assert proposal["token_house"]["for"] == str(2**200)
    assert proposal["holder_house"]["electorate"] == "10"
    assert (proposal["state"], proposal["snapshot"], proposal["ballots"]) == ("Active", START + DELAY, 2)


def test_a_proposal_is_found_by_its_id_in_hexadecimal_too(client: Client, filled: Database) -> None:
    assert get(client, "/proposals/0x7") == get(client, "/proposals/7")


def test_proposals_are_filtered_and_paged(client: Client, filled: Database) -> None:
    assert [each["title"] for each in get(client, "/proposals?state=Canceled")["items"]] == ["Mill"]
    assert [each["title"] for each in get(client, "/proposals?state=Active&limit=1")["items"]] == ["Bridge"]
    first = get(client, "/proposals?limit=1")
    second = get(client, f"/proposals?limit=1&cursor={first['next_cursor']}")
    assert [each["items"][0]["title"] for each in (first, second)] == ["Bridge", "Mill"]
    assert second["next_cursor"] is None


def test_ballots_are_filtered_by_house_and_support(client: Client, filled: Database) -> None:
    path = f"/proposals/{LAST}/votes"
    assert len(get(client, path)["items"]) == 2
    assert [each["voter"] for each in get(client, f"{path}?house=holder")["items"]] == [ONE]
    (against,) = get(client, f"{path}?support=Against&house=token")["items"]
    assert (against["weight"], against["in_holder_house"]) == ("5", False)
    assert get(client, f"{path}?support=Abstain")["items"] == []


def test_ballots_are_ordered_by_weight_and_found_by_account(client: Client, filled: Database) -> None:
    path = f"/proposals/{LAST}/votes"
    first = get(client, f"{path}?order=weight&limit=1")
    second = get(client, f"{path}?order=weight&limit=1&cursor={first['next_cursor']}")
    weights = [page["items"][0]["weight"] for page in (first, second)]
    assert weights == [str(2**200), "5"]
    (own,) = get(client, f"{path}?voter={ONE.lower()}")["items"]
    assert own["voter"] == ONE
    assert client.get(f"/api/v1{path}?voter=me").json()["error"]["code"] == "AddressInvalid"
    wrong = client.get(f"/api/v1{path}?cursor={first['next_cursor']}")
    assert wrong.json()["error"]["code"] == "CursorInvalid"


def test_the_counts_over_time_end_with_the_counts(client: Client, filled: Database) -> None:
    found = get(client, f"/proposals/{LAST}/progress")
    house = get(client, f"/proposals/{LAST}")["token_house"]
    last = found["token_house"][-1]
    assert [last[word] for word in ("against", "for", "abstain")] == [house["against"], house["for"], "0"]
    assert (found["opens"], found["closes"]) == (START + DELAY, START + DELAY + PERIOD)


def test_what_a_proposal_would_do_needs_a_node_only_when_it_calls_something(
    client: Client, filled: Database, history: History
) -> None:
    assert get(client, f"/proposals/{LAST}/simulation")["success"]
    history.propose(9, actions=((account(5), 1, b""),)).save(filled)
    answer = client.get("/api/v1/proposals/9/simulation")
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "NodeUnreachable")
    assert "127.0.0.1" not in answer.text


def test_what_waits_for_an_account(client: Client, filled: Database, history: History) -> None:
    assert get(client, f"/accounts/{ONE}/open-votes") == []
    history.at(DELAY + 2).propose(9, "# Well").at(2 * DELAY + 4).save(filled)
    (waiting,) = get(client, f"/accounts/{ONE}/open-votes")
    assert (waiting["proposal"]["title"], waiting["eligibility"]["can_vote"]) == ("Well", True)


def test_warnings_have_stable_codes(client: Client, filled: Database, history: History) -> None:
    history.propose(9, actions=((account(5), 1, b"\x01\x02\x03\x04"),)).save(filled)
    assert get(client, "/proposals/9")["warnings"] == [
        {"code": "VALUE_SENT", "action": 0, "proposals": []},
        {"code": "UNKNOWN_TARGET", "action": 0, "proposals": []},
    ]


def test_one_proposals_dates_are_a_calendar(client: Client, filled: Database) -> None:
    answer = client.get(f"/api/v1/proposals/{LAST}/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == 2
    assert f"URL:http://test/proposals/{LAST}"[:60] in answer.text.replace("\r\n ", "")
    assert client.get("/api/v1/proposals/99/calendar.ics").status_code == 404


def test_an_account_is_shown_now_and_at_a_past_time(client: Client, filled: Database) -> None:
    now = get(client, f"/accounts/{ONE}")
    assert (now["power"], now["delegate"], now["status"], now["votes_cast"]) == (str(2**200), ONE, "live", 1)
    assert "schema" in now["attestation"]
    before = get(client, f"/accounts/{ONE.lower()}?at={START - 1}")
    assert (before["address"], before["power"], before["status"], before["at"]) == (
        ONE,
        "0",
        "none",
        START - 1,
    )


def test_an_account_is_told_whether_it_can_vote_and_why_not(client: Client, filled: Database) -> None:
    found = get(client, f"/proposals/{LAST}/eligibility/{ONE}")
    assert (found["can_vote"], found["voted"], found["token_house"]["weight"]) == (False, True, str(2**200))
    assert [each["code"] for each in found["token_house"]["reasons"]] == ["ALREADY_VOTED"]
    three = get(client, f"/proposals/{LAST}/eligibility/{address_text(account(3))}")["holder_house"]
    assert [each["code"] for each in three["reasons"]] == ["ID_ENDED"]


def test_a_draft_is_previewed_and_its_proposer_checked(client: Client, filled: Database) -> None:
    draft = {"description": "# T", "actions": [{"target": ONE, "value": str(LAST)}], "proposer": ONE}
    answer = client.request("POST", "/api/v1/drafts/preview", json=draft)
    found = answer.json()
    assert (found["title"], found["actions"][0]["value"], found["warnings"]) == ("T", str(LAST), [])
    assert found["proposer"] == get(client, f"/proposals/eligibility/{ONE}")
    assert found["proposer"]["as_person"]
    assert "etag" not in answer.headers


@pytest.mark.parametrize(
    "actions",
    [
        [{"target": "0x12"}],
        [{"target": ONE, "value": "-1"}],
        [{"target": ONE, "value": "9" * 79}],
        [{"target": ONE, "value": str(LAST + 1)}],
        [{"target": ONE, "calldata": "0x123"}],
        [{"target": ONE}] * 51,
        None,
    ],
)
def test_a_body_that_is_no_draft_is_refused(client: Client, filled: Database, actions: object) -> None:
    answer = client.request("POST", "/api/v1/drafts/preview", json={"actions": actions})
    assert answer.status_code == 400
    assert answer.json()["error"]["remedy"]


def test_a_draft_longer_than_a_body_may_be_is_refused(client: Client, filled: Database) -> None:
    draft = {"description": "x" * 65_536, "actions": []}
    assert client.request("POST", "/api/v1/drafts/preview", json=draft).status_code == 413


def test_who_has_not_voted_is_listed_by_house(client: Client, filled: Database) -> None:
    assert get(client, f"/proposals/{LAST}/nonvoters")["items"] == []
    assert get(client, f"/proposals/{LAST}/nonvoters?house=holder")["items"] == []
    refused = client.get("/api/v1/proposals/7/nonvoters?house=both")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "ParameterInvalid")


def test_participation_power_and_delegations_are_listed(client: Client, filled: Database) -> None:
    (turnout,) = get(client, "/participation")["items"]
    assert (turnout["proposal_id"], turnout["holder_house"]["share"]) == (str(LAST), 1000)
    (power,) = get(client, f"/accounts/{ONE}/power")["items"]
    assert power["power"] == str(2**200)
    (delegation,) = get(client, f"/accounts/{ONE}/delegations")["items"]
    assert (delegation["from_delegate"], delegation["to_delegate"]) == (None, ONE)


def test_ballots_of_an_account_are_listed(client: Client, filled: Database) -> None:
    (vote,) = get(client, f"/accounts/{ONE}/votes")["items"]
    assert (vote["proposal_title"], vote["support"], vote["reason"]) == ("Bridge", "For", "yes")


def test_holders_are_listed_live_unless_asked_for_expired(client: Client, filled: Database) -> None:
    assert [each["holder"] for each in get(client, "/holders")["items"]] == [ONE]
    expired = get(client, "/holders?status=expired")["items"]
    assert [each["person_tag"] for each in expired] == [hash_text(tag(2))]


def test_an_id_that_ended_is_told_to_who_names_it_and_nothing_is_said_of_why(
    client: Client, filled: Database
) -> None:
    found = get(client, f"/holders/{hash_text(tag(3))}")
    assert (found["status"], found["ended"]) == ("ended", START + 10)
    assert not [name for name in found if "reason" in name]


def test_issuers_and_delegates_are_listed(client: Client, filled: Database) -> None:
    (issuer,) = get(client, "/issuers")
    assert (issuer["number"], issuer["accredited"], issuer["live_holders"], issuer["revoked"]) == (
        1,
        True,
        1,
        1,
    )
    (delegate,) = get(client, "/delegates")["items"]
    assert (delegate["address"], delegate["power"], delegate["is_holder"]) == (ONE, str(2**200), True)


def test_delegates_are_listed_by_lot_unless_asked_for_by_votes(
    client: Client, filled: Database, history: History
) -> None:
    for number in range(20, 26):
        history.power(number, number)
    history.save(filled)
    by_votes = [each["power"] for each in get(client, "/delegates?order=votes")["items"]]
    assert by_votes == [str(2**200), *(str(power) for power in range(25, 19, -1))]
    assert get(client, "/delegates/draw") == {"block": None, "drawn": 0}
    with filled.write() as writer:
        save_draw(writer, BlockId(history.block + 1, hash32("day", 1), history.time))
    history.at(DELAY + 9).save(filled)
    draw = get(client, "/delegates/draw")
    assert draw["drawn"] == len(by_votes)
    by_lot = [each["address"] for each in get(client, "/delegates")["items"]]
    drawn_from = bytes.fromhex(draw["block"]["hash"][2:])
    assert by_lot == sorted(by_lot, key=lambda address: keccak(drawn_from + bytes.fromhex(address[2:])))
    refused = client.get("/api/v1/delegates?order=fame")
    assert (refused.status_code, refused.json()["error"]["code"]) == (400, "ParameterInvalid")


def test_an_issuer_is_told_with_its_history(client: Client, filled: Database) -> None:
    found = get(client, f"/issuers/{address_text(account(900)).lower()}")
    assert (found["address"], found["may_attest"], found["live_holders"]) == (
        address_text(account(900)),
        True,
        1,
    )
    (accreditation,) = found["accreditations"]
    assert accreditation["schema"] == hash_text(PERSON_SCHEMA)
    assert [(event["act"], event["time"]) for event in accreditation["history"]] == [("granted", START)]
    missing = client.get(f"/api/v1/issuers/{ONE}")
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "IssuerNotFound")


def test_status_and_overview_are_told(client: Client, filled: Database) -> None:
    assert get(client, "/status")["indexed"]["timestamp"] == START + DELAY + 1
    overview = get(client, "/overview")
    assert (overview["proposals"], overview["active_proposals"], overview["delegates"]) == (2, 1, 1)
    assert overview["rules"]["voting_period"] == PERIOD


def test_the_tree_is_told_as_a_whole(client: Client, index: Database, history: History) -> None:
    history.at(1).attest(1, 1).leaf(1, 0).save(index)
    assert get(client, "/tree") == {
        "root": f"0x{10**9 + 1:064x}",
        "size": 1,
        "members": 1,
        "ended": 0,
        "due": 0,
    }
