from lexiarch import __version__
from lexiarch.domain.chain import BlockHeader, Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.store.database import Database
from lexiarch.store.meta import save_comparison, save_head
from lexiarch.views.models import Status
from lexiarch.views.status import build_status
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import START, History, hash32


def status(database: Database, deployment: Deployment) -> Status:
    with database.read() as reader:
        return build_status(reader, deployment)


def head(number: int, seconds: int) -> BlockHeader:
    return BlockHeader(number, hash32("block", number), Hash32(bytes(32)), START + seconds, bytes(256))


def test_an_empty_index_has_a_status_too(index: Database, deployment: Deployment) -> None:
    found = status(index, deployment)
    assert (found.indexed, found.head, found.lag_blocks, found.lag_seconds) == (None, None, None, None)
    assert (found.verified_block, found.differences) == (None, [])
    assert (found.chain_id, found.name, found.version) == (31337, "Commons of the Test", __version__)
    assert found.contracts["governor"] == address_text(deployment.address(ContractName.GOVERNOR))


def test_the_lag_is_how_far_the_index_is_behind_the_head(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(7).save(index)
    with index.write() as writer:
        save_head(writer, head(12, 40))
    found = status(index, deployment)
    assert (found.lag_blocks, found.lag_seconds) == (10, 33)
    assert found.indexed is not None
    assert (found.indexed.number, found.indexed.timestamp) == (2, START + 7)
    assert found.indexed.hash == hash_text(hash32("block", 2))


def test_a_node_that_fell_behind_makes_no_negative_lag(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(7).save(index)
    with index.write() as writer:
        save_head(writer, head(1, 0))
    assert (status(index, deployment).lag_blocks, status(index, deployment).lag_seconds) == (0, 0)


def test_what_the_last_comparison_said_is_told(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(7).save(index)
    with index.write() as writer:
        save_comparison(writer, 2, [])
    assert status(index, deployment).verified_block == 2
    with index.write() as writer:
        save_comparison(writer, 3, ["votes of proposal 1"])
    found = status(index, deployment)
    assert (found.verified_block, found.differences) == (2, ["votes of proposal 1"])
