"""`ape run demo`: the first thing a newcomer sees must be whole and true."""

from collections.abc import Iterator

import pytest

from lexiarch.domain.deployment import ContractName
from lexiarch.domain.proposals import ProposalState
from scripts._dao.secrecy import commitments_of, secret_of
from scripts._dao.story import COURIERS, DUPLICATE, EXIT, LAPSED, SWEPT, VISITOR
from tests.helpers.cast import person
from tests.helpers.dao import Dao, eventually
from tests.helpers.demo import CHAIN_ID, running_demo
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dao, Service]]:
    with running_demo(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


def test_the_demo_has_proposals_in_every_state(demo: tuple[Dao, Service]) -> None:
    _, service = demo
    listed = service.get("/proposals?limit=100")["items"]
    assert {proposal["state"] for proposal in listed} == set(ProposalState)
    for state in ProposalState:
        filtered = service.get(f"/proposals?state={state}&limit=100")["items"]
        assert [p["id"] for p in filtered] == [p["id"] for p in listed if p["state"] == state]


def test_every_tally_quorum_and_state_equals_the_contracts_word(demo: tuple[Dao, Service]) -> None:
    dao, service = demo
    governor = dao.governor.functions
    for proposal in service.get("/proposals?limit=100")["items"]:
        number = int(proposal["id"])
        snapshot = governor.proposalSnapshot(number).call()
        assert proposal["snapshot"] == snapshot
        assert proposal["deadline"] == governor.proposalDeadline(number).call()
        assert proposal["state"] == list(ProposalState)[governor.state(number).call()]
        for house, tally in (
            (proposal["token_house"], governor.proposalVotes(number).call()),
            (proposal["holder_house"], governor.holderVotes(number).call()),
        ):
            assert [house["against"], house["for"], house["abstain"]] == [str(votes) for votes in tally]
        if proposal["state"] != ProposalState.PENDING:
            quorums = [proposal[house]["quorum"] for house in ("token_house", "holder_house")]
            assert quorums == [str(votes) for votes in governor.proposalQuorums(number).call()]
        asked = [proposal[house]["asked"] for house in ("token_house", "holder_house")]
        assert asked == list(governor.proposalTerms(number).call()[:2])


def test_the_index_says_that_it_agrees_with_the_contracts(demo: tuple[Dao, Service]) -> None:
    _, service = demo
    status = eventually(
        lambda: (found := service.get("/status"))["verified_block"] == found["indexed"]["number"] and found,
        what="the audit of the last block",
    )
    assert status["differences"] == []
    assert status["lag_blocks"] == 0


def test_persons_vote_in_secret_on_an_appeal_and_the_visitor_could_too(demo: tuple[Dao, Service]) -> None:
    dao, service = demo
    (secret,) = (each for each in service.get("/proposals?limit=100")["items"] if each["secret"])
    assert secret["state"] == ProposalState.ACTIVE
    assert (secret["token_house"]["asked"], secret["holder_house"]["asked"]) == (False, True)
    cast = dao.governor.events.SecretVoteCast.get_logs(
        from_block=0, argument_filters={"proposalId": int(secret["id"])}
    )
    assert len(cast) == sum(int(secret["holder_house"][way]) for way in ("for", "against")) == 6
    senders = {dao.web3.eth.get_transaction(each["transactionHash"])["from"] for each in cast}
    assert senders <= {person(number).address for number in COURIERS}
    key = secret_of(bytes(person(VISITOR).key), CHAIN_ID, dao.roll.address)
    (commitment,) = commitments_of([key], 16)
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    tag = dao.roll.functions.personTagOf(person(VISITOR).address).call()
    assert tree.commitmentOf(tag).call() == commitment


def test_the_roll_has_members_and_one_each_revoked_left_and_expired(demo: tuple[Dao, Service]) -> None:
    dao, service = demo
    live = service.get("/holders?status=live&limit=100")["items"]
    assert len(live) >= 20
    assert {holder["kind"] for holder in live} == {"person", "organisation"}
    assert int(service.get("/overview")["holders"]) == dao.roll.functions.holderCount().call()
    standing = {
        number: service.get(f"/accounts/{person(number).address}")["status"]
        for number in (DUPLICATE, EXIT, LAPSED, SWEPT, VISITOR)
    }
    assert standing == {
        DUPLICATE: "ended",
        EXIT: "ended",
        LAPSED: "expired",
        SWEPT: "expired",
        VISITOR: "live",
    }
