import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.words import End, Step
from lexiarch.store.database import Database
from lexiarch.views.feeds import LENGTH, build_account_feed, build_feed
from lexiarch.views.models import Feed
from lexiarch.views.text import address_text
from tests.helpers.builders import AGAINST, DELAY, FOR, START, History, account

ONE, TWO, THREE = (address_text(account(number)) for number in (1, 2, 3))


def feed(database: Database, deployment: Deployment, of: int | None = None) -> Feed:
    with database.read() as reader:
        if of is None:
            return build_feed(reader, deployment)
        return build_account_feed(reader, deployment, account(of))


def titles(feed: Feed) -> list[str]:
    return [entry.title for entry in feed.entries]


def test_a_dao_tells_what_became_of_its_proposals(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).propose(1, "# Mill").propose(2, "# Bridge").at(20).step(2, Step.CANCELED)
    history.at(300).step(1, Step.EXTENDED, 700).at(800).step(1, Step.QUEUED, 900).at(950).step(
        1, Step.EXECUTED
    )
    history.save(index)
    found = feed(index, deployment)
    assert titles(found) == [
        "Executed: Mill",
        "Queued: Mill",
        "Vote extended: Mill",
        "Canceled: Bridge",
        "Proposed: Bridge",
        "Proposed: Mill",
    ]
    assert [entry.updated - START for entry in found.entries] == [950, 800, 300, 20, 1, 1]
    assert found.updated == START + 950
    assert found.entries[1].path == "/proposals/1"
    assert "from 2026-09-21T14:28:20Z" in found.entries[1].text


def test_ids_come_from_the_place_in_the_chain_and_differ(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).propose(1).at(20).step(1, Step.CANCELED).save(index)
    found = feed(index, deployment)
    governor = deployment.contracts["governor"].address
    assert [entry.id for entry in found.entries] == [
        f"urn:lexiarch:31337:{governor}:3:1:canceled",
        f"urn:lexiarch:31337:{governor}:2:1:proposed",
    ]
    assert found.id == f"urn:lexiarch:31337:{governor}"


def test_an_account_tells_what_it_did_and_what_became_of_its_id(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).attest(1, 1, until=400).at(2).propose(1, "# Mill", by=1).propose(2, "# Other", by=2)
    history.at(3).delegate(1, 2).at(4).delegate(3, 1).at(5).delegate(3, 2, was=1).at(6).delegate(
        1, None, was=2
    )
    history.at(7).attest(1, 1, until=900, since=1)
    history.at(DELAY + 3).vote(1, 1, FOR, 5, person=1, reason="water").vote(1, 2, AGAINST, 5)
    history.at(DELAY + 9).end(1, 1, End.EXITED).save(index)
    found = feed(index, deployment, 1)
    assert titles(found) == [
        "iD left",
        "Voted For: Mill",
        "iD renewed",
        "Delegation ended",
        f"Delegation from {THREE} ended",
        f"Delegation from {THREE}",
        f"Delegated to {TWO}",
        "Proposed: Mill",
        "iD given",
    ]
    assert found.entries[1].text == "water"
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert found.path == f"/accounts/{ONE}"


@pytest.mark.parametrize(
    ("how", "title"),
    [
        (End.REVOKED, "iD ended"),
        (End.SWEPT, "iD taken off the roll"),
        (End.MOVED, "iD moved to another account"),
    ],
)
def test_every_end_has_its_words(
    index: Database, deployment: Deployment, history: History, how: End, title: str
) -> None:
    history.at(1).attest(1, 1, until=5).at(10).end(1, 1, how).save(index)
    assert titles(feed(index, deployment, 1)) == [title, "iD given"]


def test_an_id_that_moved_says_so_where_it_came_to(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).attest(1, 1).at(10).end(1, 1, End.MOVED).save(index)
    with index.write() as writer:  # both are of one event
        writer.execute(
            "INSERT INTO attestation SELECT e.block_number, e.log_index, e.tx_hash, e.block_time,"
            " e.person_tag, ?, a.issuer, a.uid, a.schema, a.kind, e.block_time, a.expiration_time"
            " FROM attestation_end e JOIN attestation a ON a.person_tag = e.person_tag",
            (account(2),),
        )
    assert titles(feed(index, deployment, 2)) == ["iD moved here"]
    assert titles(feed(index, deployment, 1)) == ["iD moved to another account", "iD given"]


def test_a_feed_has_the_newest_entries_of_all_kinds(
    index: Database, deployment: Deployment, history: History
) -> None:
    for number in range(1, LENGTH + 11):
        history.at(number).propose(number, f"# {number}").delegate(1, 1 + number % 2)
    history.save(index)
    assert titles(feed(index, deployment)) == [f"Proposed: {n}" for n in range(LENGTH + 10, 10, -1)]
    assert len(feed(index, deployment, 1).entries) == LENGTH
    assert sum("Delegat" in title for title in titles(feed(index, deployment, 1))) == LENGTH // 2


def test_a_feed_without_entries_is_of_now(index: Database, deployment: Deployment, history: History) -> None:
    history.at(30).save(index)
    found = feed(index, deployment)
    assert (found.entries, found.updated, found.title) == ([], START + 30, "Commons of the Test")


def test_an_empty_index_says_so(index: Database, deployment: Deployment) -> None:
    with pytest.raises(IndexEmpty):
        feed(index, deployment)
    with pytest.raises(IndexEmpty):
        feed(index, deployment, 1)
