"""The chain changes its mind, and the index follows."""

from typing import Any

import pytest

from lexiarch.domain.proposals import ProposalState
from tests.helpers.cast import person
from tests.helpers.dao import FOR, Dao, eventually
from tests.helpers.postgres import PostgresServer
from tests.helpers.service import Service

pytestmark = pytest.mark.chain


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        return server.create_database()
    return f"sqlite:///{tmp_path_factory.mktemp('index') / 'index.db'}"


def votes_of(service: Service, proposal_id: int) -> list[dict[str, Any]]:
    return list(service.get(f"/proposals/{proposal_id}/votes")["items"])


def test_a_vote_that_the_chain_forgets_leaves_the_index_and_can_be_cast_again(
    dao: Dao, service: Service
) -> None:
    flow = dao.propose(3, f"A vote is lost in a reorg, {service.url}").wait_for_snapshot()
    flow.vote(FOR, 3, 4)
    service.wait_for_block(dao.web3.eth.block_number)
    assert len(votes_of(service, flow.id)) == 2

    dao.rpc("anvil_reorg", 1, [])  # the block of 4's vote comes again, empty

    eventually(lambda: len(votes_of(service, flow.id)) == 1, what="the lost vote leaving the index")
    tally = service.get(f"/proposals/{flow.id}")
    assert tally["holder_house"]["for"] == "1"
    assert tally["token_house"]["for"] == str(dao.governor.functions.proposalVotes(flow.id).call()[1])

    flow.vote(FOR, 4)
    eventually(lambda: len(votes_of(service, flow.id)) == 2, what="the second vote counting again")
    assert service.get(f"/proposals/{flow.id}")["holder_house"]["for"] == "2"


def test_a_vote_that_moves_to_another_block_is_counted_once(dao: Dao, service: Service) -> None:
    flow = dao.propose(3, f"A vote moves to another block, {service.url}").wait_for_snapshot()
    flow.vote(FOR, 5)
    service.wait_for_block(dao.web3.eth.block_number)
    before = votes_of(service, flow.id)[0]
    raw = dao.rpc("eth_getRawTransactionByHash", before["tx_hash"])

    dao.rpc("evm_mine")
    dao.rpc("anvil_reorg", 2, [[raw, 1]])  # the same signed vote, one block later

    moved = eventually(
        lambda: next((vote for vote in votes_of(service, flow.id) if vote["block"] != before["block"]), None),
        what="the vote moving",
    )
    assert moved["tx_hash"] == before["tx_hash"]
    assert len(votes_of(service, flow.id)) == 1
    assert service.get(f"/proposals/{flow.id}")["holder_house"]["for"] == "1"


def test_a_proposal_that_the_chain_forgets_is_gone_with_its_votes(dao: Dao, service: Service) -> None:
    text = f"A proposal is lost in a reorg, {service.url}"
    flow = dao.propose(3, text)
    proposed_in = dao.web3.eth.block_number
    flow.wait_for_snapshot().vote(FOR, 3, 4, 5)
    service.wait_for_block(dao.web3.eth.block_number)
    assert len(votes_of(service, flow.id)) == 3

    dao.rpc("anvil_reorg", dao.web3.eth.block_number - proposed_in + 1, [])

    def gone() -> bool:
        listed = [proposal["id"] for proposal in service.get("/proposals?limit=100")["items"]]
        return str(flow.id) not in listed

    eventually(gone, what="the lost proposal leaving the list")
    again = dao.propose(3, text)
    assert again.id == flow.id
    found = eventually(
        lambda: next(
            (item for item in service.get("/proposals")["items"] if item["id"] == str(again.id)), None
        ),
        what="the proposal coming back",
    )
    assert found["holder_house"]["for"] == "0"
    assert found["state"] == ProposalState.PENDING
    assert found["proposer"] == person(3).address
