"""The tree for secret ballots, and what a secret proposal tells of itself."""

import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.store.tree import load_waiting_leaves
from lexiarch.views import build_proposal, build_tree
from lexiarch.views.models import Tree
from lexiarch.views.moment import load_present
from tests.helpers.builders import AGAINST, DELAY, FOR, START, History
from tests.helpers.model.governor import Terms

SECRET = Terms(True, True, 0, 0, secret=True)


def read(index: Database) -> Tree:
    """The tree, whose waiting leaves must be as many as the store lists one by one."""
    with index.read() as reader:
        tree = build_tree(reader)
        leaves = load_waiting_leaves(reader, load_present(reader).timestamp // DAY)
    assert tree.ended + tree.due == len(leaves)
    assert tree.ended == sum(leaf.ended for leaf in leaves)
    return tree


@pytest.fixture
def grown(history: History) -> History:
    """Three persons, each with a commitment; that of the third is due after one day."""
    history.at(5).attest(1, 1).attest(2, 2).attest(3, 3)
    return history.at(10).leaf(1, 0).leaf(2, 1).leaf(3, 2, due=DAY)


def test_without_blocks_there_is_no_tree(index: Database) -> None:
    with index.read() as reader, pytest.raises(IndexEmpty):
        build_tree(reader)


def test_an_empty_tree_has_no_root(index: Database, history: History) -> None:
    history.save(index)
    assert read(index) == Tree(root="0x" + "00" * 32, size=0, members=0, ended=0, due=0)


def test_the_root_is_that_of_the_last_change(index: Database, grown: History) -> None:
    grown.save(index)
    assert read(index) == Tree(root=f"0x{10**9 + 3:064x}", size=3, members=3, ended=0, due=0)


def test_ended_ids_wait_until_they_are_pruned(index: Database, grown: History) -> None:
    grown.at(20).end(1, 1, End.REVOKED).end(2, 2, End.EXITED).save(index)
    assert (read(index).members, read(index).ended) == (3, 2)
    grown.at(30).prune(1, 0).save(index)
    assert (read(index).size, read(index).members, read(index).ended) == (3, 2, 1)


def test_a_moved_id_keeps_its_commitment(index: Database, grown: History) -> None:
    grown.at(20).end(1, 1, End.MOVED).attest(1, 4).save(index)
    assert (read(index).members, read(index).ended) == (3, 0)


def test_a_commitment_is_due_on_its_day_and_counted_once(index: Database, grown: History) -> None:
    midnight = (START + DAY) // DAY * DAY - START
    grown.at(midnight - 1).save(index)
    assert read(index).due == 0
    grown.at(midnight).save(index)
    assert (read(index).ended, read(index).due) == (0, 1)
    grown.at(midnight + 1).end(3, 3, End.EXITED).save(index)
    assert (read(index).ended, read(index).due) == (1, 0)


def test_a_secret_proposal_counts_persons_whom_nobody_knows(
    index: Database, deployment: Deployment, grown: History
) -> None:
    grown.at(20).propose(1, terms=SECRET).save(index)
    with index.read() as reader:
        before = build_proposal(reader, deployment, 1)
    assert (before.secret, before.secret_root, before.secret_electorate) == (True, None, None)

    grown.at(30).freeze(1, members=3).at(20 + DELAY + 1)
    grown.secret_vote(1, 71, FOR).secret_vote(1, 72, AGAINST).vote(1, 1, FOR, weight=5).save(index)
    with index.read() as reader:
        after = build_proposal(reader, deployment, 1)
    assert (after.secret_root, after.secret_electorate) == (f"0x{10**9 + 1:064x}", 3)
    assert (after.secret_ballots, after.ballots) == (2, 1)
    assert (after.holder_house.for_, after.holder_house.against) == (1, 1)
    assert (after.token_house.for_, after.token_house.against) == (5, 0)
