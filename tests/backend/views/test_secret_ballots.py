"""The frozen tree leaf by leaf, and the ballots of persons whom nobody knows."""

import pytest

from lexiarch.domain.errors import IndexEmpty, ProposalNotFound, TreeNotFrozen
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Database
from lexiarch.views import build_frozen_tree, build_frozen_version, build_secret_ballots
from lexiarch.views.secret_ballot_models import FrozenTree
from tests.helpers.builders import ABSTAIN, AGAINST, DELAY, FOR, History
from tests.helpers.model.governor import Terms

SECRET = Terms(True, True, 0, 0, secret=True)
ZERO = f"0x{0:064x}"


def tree_of(index: Database, number: int) -> FrozenTree:
    with index.read() as reader:
        return build_frozen_tree(reader, number)


def version_of(index: Database, number: int) -> str:
    with index.read() as reader:
        return build_frozen_version(reader, number)


def numbers(tree: FrozenTree) -> list[int]:
    return [int(leaf, 16) for leaf in tree.leaves]


@pytest.fixture
def grown(history: History) -> History:
    """Three commitments, of which the second is pruned; a secret proposal."""
    history.at(1).leaf(11, 0).leaf(12, 1).at(2).leaf(13, 2).prune(12, 1)
    return history.at(3).propose(7, terms=SECRET)


def test_without_blocks_there_is_nothing(index: Database) -> None:
    with index.read() as reader, pytest.raises(IndexEmpty):
        build_frozen_tree(reader, 7)
    with index.read() as reader, pytest.raises(IndexEmpty):
        build_secret_ballots(reader, 7, 10, None)


def test_a_tree_that_nobody_froze_is_not_there(index: Database, grown: History) -> None:
    grown.save(index)
    for ask in (tree_of, version_of):
        with pytest.raises(TreeNotFrozen):
            ask(index, 7)
        with pytest.raises(ProposalNotFound):
            ask(index, 8)


def test_the_leaves_are_those_of_the_freeze_whatever_comes_later(index: Database, grown: History) -> None:
    grown.freeze(7, members=2).leaf(14, 3).at(4).prune(11, 0).leaf(23, 2).save(index)
    tree = tree_of(index, 7)
    assert numbers(tree) == [11, 0, 13]
    assert (tree.root, tree.members, tree.block) == (f"0x{10**9 + 7:064x}", 2, 4)
    assert tree.leaves[1] == ZERO


def test_a_replaced_leaf_stands_in_its_place(index: Database, grown: History) -> None:
    grown.leaf(21, 0).freeze(7, members=2).save(index)
    assert numbers(tree_of(index, 7)) == [21, 0, 13]


def test_the_last_freeze_counts_and_has_another_name(index: Database, grown: History) -> None:
    grown.freeze(7, members=2).save(index)
    first = version_of(index, 7)
    grown.at(5).propose(8, terms=SECRET).save(index)
    assert version_of(index, 7) == first
    grown.at(6).leaf(14, 3).freeze(7, members=3).save(index)
    assert numbers(tree_of(index, 7)) == [11, 0, 13, 14]
    assert version_of(index, 7) != first


def test_secret_ballots_are_listed_by_proposal_newest_first(index: Database, grown: History) -> None:
    grown.freeze(7, members=2).propose(8, terms=SECRET).freeze(8, members=2).at(4 + DELAY)
    grown.secret_vote(7, 71, FOR).secret_vote(8, 81, ABSTAIN).secret_vote(7, 72, AGAINST).save(index)
    with index.read() as reader:
        first = build_secret_ballots(reader, 7, 1, None)
        second = build_secret_ballots(reader, 7, 1, first.next_cursor)
    (newest,), (oldest,) = first.items, second.items
    assert (int(newest.nullifier, 16), newest.support) == (72, Support.AGAINST)
    assert (int(oldest.nullifier, 16), oldest.support) == (71, Support.FOR)
    assert second.next_cursor is None
    assert newest.proposal_id == 7
