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


# ---- the tree of now, and as it was

LEAVES = "/api/v1/tree/leaves"


def root_of(number: int) -> str:
    return f"0x{10**9 + number:064x}"


def test_the_tree_of_now_comes_with_all_its_leaves(client: Client, index: Database, history: History) -> None:
    history.at(1).leaf(11, 0).leaf(12, 1).at(2).leaf(13, 2).prune(12, 1, root=10**9 + 99).save(index)
    assert client.get(LEAVES).json() == {
        "root": root_of(99),
        "members": 2,
        "block": 3,
        "leaves": [f"0x{leaf:064x}" for leaf in (11, 0, 13)],
    }


def test_the_tree_comes_as_it_was_when_it_had_a_root(
    client: Client, index: Database, history: History
) -> None:
    history.at(1).leaf(11, 0).leaf(12, 1).at(2).leaf(13, 2).prune(12, 1, root=10**9 + 99).save(index)
    then = client.get(LEAVES, params={"root": root_of(12)}).json()
    assert [int(leaf, 16) for leaf in then["leaves"]] == [11, 12]
    assert (then["root"], then["members"], then["block"]) == (root_of(12), 2, 2)


def test_an_empty_tree_has_no_leaves(client: Client, index: Database, history: History) -> None:
    history.save(index)
    assert client.get(LEAVES).json() == {"root": f"0x{0:064x}", "members": 0, "block": 0, "leaves": []}


def test_the_tag_of_the_tree_stays_until_a_leaf_changes(
    client: Client, index: Database, history: History
) -> None:
    history.at(1).leaf(11, 0).save(index)
    tag = client.get(LEAVES).headers["etag"]
    history.at(2).propose(8).save(index)
    again = client.get(LEAVES, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    history.at(3).leaf(12, 1).save(index)
    later = client.get(LEAVES, headers={"If-None-Match": tag})
    assert (later.status_code, len(later.json()["leaves"])) == (200, 2)


@pytest.mark.parametrize(
    ("root", "status", "code"),
    [("0x12", 400, "IdInvalid"), ("7", 400, "IdInvalid"), (f"0x{7:064x}", 404, "TreeRootNotFound")],
)
def test_a_root_that_the_tree_never_had_is_refused(
    client: Client, index: Database, history: History, root: str, status: int, code: str
) -> None:
    history.at(1).leaf(11, 0).save(index)
    refused = client.get(LEAVES, params={"root": root})
    assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)
