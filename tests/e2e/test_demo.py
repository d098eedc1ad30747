"""`ape run demo`: the first thing a newcomer sees must be whole and true."""

from collections.abc import Iterator

import pytest

from lexiarch.domain.proposals import ProposalState
from tests.helpers.dao import Dao, eventually
from tests.helpers.demo import running_demo
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


def test_the_roll_has_members_and_one_each_revoked_left_and_expired(demo: tuple[Dao, Service]) -> None:
    dao, service = demo
    live = service.get("/holders?status=live&limit=100")["items"]
    assert len(live) >= 20
    assert {holder["kind"] for holder in live} == {"person", "organisation"}
    assert int(service.get("/overview")["holders"]) == dao.roll.functions.holderCount().call()
    from scripts._dao.story import DUPLICATE, EXIT, LAPSED, SWEPT, VISITOR
    from tests.helpers.cast import person

    standing = {
        number: service.get(f"/accounts/{person(number).address}")["status"]
        for number in (DUPLICATE, EXIT, LAPSED, SWEPT, VISITOR)
    }
    assert standing == {
        DUPLICATE: "revoked",
        EXIT: "exited",
        LAPSED: "expired",
        SWEPT: "expired",
        VISITOR: "live",
    }
