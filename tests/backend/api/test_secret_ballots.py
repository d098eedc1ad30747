"""The frozen tree as an answer of any length with an entity tag of its own."""

import httpx
import pytest

from lexiarch.store.database import Database
from lexiarch.views import build_frozen_tree
from tests.helpers.builders import DELAY, FOR, History
from tests.helpers.client import Client
from tests.helpers.model.governor import Terms

SECRET = Terms(True, True, 0, 0, secret=True)
TREE = "/api/v1/proposals/7/tree"


def ask(client: Client, known: str = "") -> httpx.Response:
    return client.get(TREE, headers={"If-None-Match": known} if known else {})


@pytest.mark.parametrize("leaves", [1, 2000, 4001])
def test_the_tree_comes_whole_however_many_leaves_it_has(
    client: Client, index: Database, history: History, leaves: int
) -> None:
    history.at(1)
    for place in range(leaves):
        history.leaf(place + 1, place)
    history.at(2).propose(7, terms=SECRET).freeze(7, members=leaves).save(index)
    with index.read() as reader:
        expected = build_frozen_tree(reader, 7).model_dump(mode="json")
    answer = ask(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == expected
    assert len(answer.json()["leaves"]) == leaves


def test_its_tag_stays_while_the_index_goes_on_and_changes_when_it_is_frozen_anew(
    client: Client, index: Database, history: History
) -> None:
    history.at(1).leaf(1, 0).propose(7, terms=SECRET).freeze(7, members=1).save(index)
    tag = ask(client).headers["etag"]
    history.at(2).leaf(2, 1).propose(8).save(index)
    again = ask(client, tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    history.at(3).freeze(7, members=2).save(index)
    later = ask(client, tag)
    assert (later.status_code, len(later.json()["leaves"])) == (200, 2)


def test_where_none_is_frozen_the_answer_says_what_to_do(
    client: Client, index: Database, history: History
) -> None:
    history.at(1).propose(7, terms=SECRET).save(index)
    refused = ask(client)
    assert refused.status_code == 404
    assert refused.json()["error"]["code"] == "TreeNotFrozen"
    assert "anybody may have it frozen" in refused.json()["error"]["remedy"]


def test_secret_ballots_are_paged(client: Client, index: Database, history: History) -> None:
    history.at(1).leaf(1, 0).leaf(2, 1).propose(7, terms=SECRET).freeze(7, members=2)
    history.at(2 + DELAY).secret_vote(7, 71, FOR).secret_vote(7, 72, FOR).save(index)
    path = "/api/v1/proposals/7/secret-ballots?limit=1"
    first = client.get(path).json()
    second = client.get(f"{path}&cursor={first['next_cursor']}").json()
    assert [int(each["items"][0]["nullifier"], 16) for each in (first, second)] == [72, 71]
    assert first["items"][0]["support"] == "For"
