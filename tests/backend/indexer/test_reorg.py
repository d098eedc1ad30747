"""The chain changes its mind."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from lexiarch.domain.errors import CheckpointMoved, NodeAnswerInvalid, ReorgTooDeep, WrongChain
from lexiarch.indexer.outcome import Advanced, NothingNew, Rewound
from lexiarch.store.database import open_database
from lexiarch.store.meta import load_verified_block, save_comparison
from lexiarch.store.outbox import load_changes
from lexiarch.store.tables import encode_amount
from tests.helpers.fake_dao import START_BLOCK, FakeDao, account, proposal_id
from tests.helpers.index import WINDOW, Index

BuildIndex = Callable[[FakeDao], Index]
TEXT = "# Plant trees"


def _propose_and_vote(dao: FakeDao) -> None:
    """A proposal, two blocks later its first ballot."""
    dao.do("token", "delegate", account(1), account(1))
    dao.do("governor", "propose", account(1), 1, TEXT)
    dao.mine()
    dao.mine()
    dao.do("governor", "vote", account(1), proposal_id(TEXT), 1, "shade")
    dao.mine()


@pytest.mark.parametrize("depth", [1, 2, WINDOW])
def test_a_reorg_is_taken_back_to_the_common_ancestor(index: Index, dao: FakeDao, depth: int) -> None:
    dao.mine_empty(2 * WINDOW)
    index.follow()
    head = dao.chain.head.header.number
    dao.fork(depth)
    dao.mine_empty(depth + 1)
    assert index.step() == Rewound(head - depth, depth)
    assert index.checkpoint == head - depth
    assert index.step() == Advanced(head - depth + 1, head + 1, 0)
    assert index.step() == NothingNew()


@pytest.mark.parametrize("growth", [-2, -1, 0, 1])
def test_another_fork_is_noticed_whether_it_is_shorter_as_long_or_longer(
    index: Index, dao: FakeDao, index_from_zero: BuildIndex, growth: int
) -> None:
    _propose_and_vote(dao)
    index.follow()
    dao.fork(3)
    dao.mine_empty(3 + growth)
    assert [type(outcome) for outcome in index.follow()] == [Rewound, Advanced]
    assert index.rows("SELECT * FROM proposal") == []
    assert index.rows("SELECT * FROM vote") == []
    assert index.tables() == index_from_zero(dao).tables()


def test_a_ballot_that_moves_to_another_block_is_there_once(index: Index, dao: FakeDao) -> None:
    _propose_and_vote(dao)
    index.follow()
    before = index.rows("SELECT tx_hash FROM vote")
    [ballot] = dao.fork(1)
    dao.mine()
    dao.play(ballot)
    header = dao.mine()
    index.follow()
    assert index.rows("SELECT tx_hash FROM vote") == before
    assert index.rows("SELECT block_number, block_time FROM vote") == [(header.number, header.timestamp)]


def test_a_tally_after_a_reorg_does_not_count_the_ballots_that_are_gone(index: Index, dao: FakeDao) -> None:
    _propose_and_vote(dao)
    index.follow()
    dao.fork(1)
    dao.do("governor", "vote", account(1), proposal_id(TEXT), 0, "roots")
    dao.mine()
    index.follow()
    weight = encode_amount(10**20)
    assert index.rows("SELECT tokens_against, tokens_for FROM vote") == [(weight, encode_amount(0))]


def test_a_reorg_on_top_of_a_reorg_ends_at_the_last_fork(
    index: Index, dao: FakeDao, index_from_zero: BuildIndex
) -> None:
    dao.mine_empty(5)
    _propose_and_vote(dao)
    index.follow()
    for depth in (2, 6, 9):  # each goes below where the one before left the index
        dao.fork(depth)
        dao.do("token", "transfer", account(2), account(9), depth)
        dao.mine_empty(depth + 1)
        assert isinstance(index.step(), Rewound)
    index.follow()
    assert index.tables() == index_from_zero(dao).tables()


def test_a_reorg_while_blocks_are_read_is_settled_by_the_next_steps(
    index: Index, dao: FakeDao, index_from_zero: BuildIndex
) -> None:
    index.follow()
    for method in ("fetch_header", "fetch_headers", "fetch_block_logs"):
        _propose_and_vote(dao)

        def change(called: str, method: str = method) -> None:
            if called == method:
                dao.chain.before = lambda _: None
                dao.fork(3)
                dao.do("token", "transfer", account(2), account(9), 5)
                dao.mine_empty(4)

        dao.chain.before = change
        for _ in range(5):
            with suppress(NodeAnswerInvalid):
                index.step()
        index.follow()
        assert index.tables() == index_from_zero(dao).tables()


def test_listeners_are_told_of_a_reorg_and_keep_what_they_were_told(index: Index, dao: FakeDao) -> None:
    _propose_and_vote(dao)
    index.follow()
    with index.database.read() as rows:
        told = load_changes(rows, 0, 1000)
    dao.fork(2)
    dao.mine_empty(3)
    index.step()
    with index.database.read() as rows:
        changes = load_changes(rows, 0, 1000)
    assert changes[:-1] == told
    assert (changes[-1].kind, changes[-1].subject) == ("reorg", "")
    ancestor = dao.chain.head.header.number - 3
    assert json.loads(changes[-1].data) == {"ancestor": ancestor, "depth": 2}


def test_what_was_verified_above_the_ancestor_is_no_longer(index: Index, dao: FakeDao) -> None:
    dao.mine_empty(5)
    index.follow()
    with index.database.write() as writer:
        save_comparison(writer, dao.chain.head.header.number, [])
    dao.fork(1)
    dao.mine_empty(2)
    index.step()
    with index.database.read() as rows:
        assert load_verified_block(rows) is None


def test_a_reorg_deeper_than_the_window_stops_with_everything_in_place(index: Index, dao: FakeDao) -> None:
    dao.mine_empty(3 * WINDOW)
    index.follow()
    before = index.tables()
    dao.fork(WINDOW + 1)
    dao.mine_empty(WINDOW + 2)
    with pytest.raises(ReorgTooDeep, match="lexiarch index --rebuild"):
        index.step()
    assert index.tables() == before


def test_a_reorg_that_takes_the_deployment_is_another_chain(index: Index, dao: FakeDao) -> None:
    index.follow()
    dao.chain.drop(1)
    dao.chain.add_block()
    with pytest.raises(WrongChain, match="first block"):
        index.step()


@pytest.mark.parametrize("blocks", [0, 1, 2 * WINDOW, 4 * WINDOW])
def test_a_chain_begun_anew_is_refused_however_long_it_is(index: Index, dao: FakeDao, blocks: int) -> None:
    dao.mine_empty(3 * WINDOW)
    index.follow()
    before = index.tables()
    other = FakeDao()
    other.chain.drop(START_BLOCK + 1)
    other.chain.add_block(timestamp=1_800_000_000)
    for _ in range(blocks):
        other.chain.add_block()
    index.dao.chain.blocks = other.chain.blocks
    with pytest.raises(WrongChain, match="genesis"):
        index.step()
    assert index.tables() == before


def test_two_indexers_never_take_back_the_same_fork(index: Index, dao: FakeDao, database_url: str) -> None:
    other = replace(index, database=open_database(database_url))
    dao.mine_empty(4)
    index.follow()
    dao.fork(2)
    dao.mine_empty(3)

    def overtake(method: str) -> None:
        if method == "fetch_chain_id":
            dao.chain.before = lambda _: None
            other.follow()

    dao.chain.before = overtake
    with pytest.raises(CheckpointMoved):
        index.step()
    assert index.step() == NothingNew()
    other.database.close()
