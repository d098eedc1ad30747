"""Is it the right chain?"""

import pytest

from lexiarch.chain.identity import check_chain
from lexiarch.domain.errors import NodeAnswerInvalid, WrongChain
from tests.helpers.fake_dao import FakeDao


@pytest.fixture
def dao() -> FakeDao:
    return FakeDao()


def test_the_chain_of_the_deployment_is_accepted(dao: FakeDao) -> None:
    dao.mine_empty(3)
    check_chain(dao.chain, dao.deployment)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"chain_id": 1}, "the chain id is 31337, expected 1"),
        ({"genesis_hash": "0x" + "ab" * 32}, "the genesis block is 0x"),
        ({"start_block_hash": "0x" + "ab" * 32}, "the deployment's first block is 0x"),
    ],
)
def test_another_chain_is_refused_and_named(dao: FakeDao, change: dict[str, object], message: str) -> None:
    with pytest.raises(WrongChain, match=message):
        check_chain(dao.chain, dao.deployment.model_copy(update=change))


def test_hashes_are_compared_whatever_their_case(dao: FakeDao) -> None:
    upper = "0x" + dao.deployment.genesis_hash[2:].upper()
    check_chain(dao.chain, dao.deployment.model_copy(update={"genesis_hash": upper}))


def test_a_node_that_has_not_reached_the_deployment_must_be_waited_for(dao: FakeDao) -> None:
    dao.chain.drop(1)
    with pytest.raises(NodeAnswerInvalid, match="does not have block 3"):
        check_chain(dao.chain, dao.deployment)
