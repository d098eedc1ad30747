"""What the API says of a ballot, the governor on a real chain does with it."""

from typing import Any

import pytest
from web3 import Web3
from web3.exceptions import ContractLogicError

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import OUTSIDER
from tests.helpers.cast import person
from tests.helpers.dao import FOR, Dao, Flow, person_tag
from tests.helpers.service import Service

pytestmark = pytest.mark.chain

EVERYBODY = range(40)
SECRET_TRACK = 2


def say(service: Service, flow: Flow, who: int) -> Any:
    return service.get(f"/proposals/{flow.id}/eligibility/{person(who).address}")


def codes(said: Any, house: str) -> list[str]:
    return [reason["code"] for reason in said[house]["reasons"]]


def accepts(dao: Dao, flow: Flow, who: int) -> bool:
    """Whether the governor takes a ballot at the present block."""
    try:
        dao.governor.functions.castVote(flow.id, FOR).call({"from": person(who).address})
    except ContractLogicError:
        return False
    return True


def counts(dao: Dao, flow: Flow) -> tuple[int, int]:
    governor = dao.governor.functions
    return governor.proposalVotes(flow.id).call()[FOR], governor.holderVotes(flow.id).call()[FOR]


def test_open_ballots_are_taken_from_whom_the_api_says(dao: Dao, service: Service) -> None:
    dao.delegate(6, 28)
    flow = dao.propose(3, "Who may vote on this?")
    dao.send(dao.roll.functions.exit(), 8)
    flow.wait_for_snapshot()
    dao.send(dao.roll.functions.exit(), 7)
    dao.attest(9)
    dao.delegate(29, 29)
    flow.vote(FOR, 4)
    service.wait_for_block(dao.web3.eth.block_number)

    said = {who: say(service, flow, who) for who in EVERYBODY}
    assert {who for who in EVERYBODY if said[who]["can_vote"]} == {3, 5, 6, 27, 28}
    assert {who for who in EVERYBODY if accepts(dao, flow, who)} == {3, 5, 6, 27, 28}
    assert codes(said[4], "token_house") == codes(said[4], "holder_house") == ["ALREADY_VOTED"]
    assert codes(said[6], "token_house") == ["NO_POWER_AT_SNAPSHOT", "DELEGATED_TO_OTHER"]
    assert codes(said[7], "holder_house") == codes(said[8], "holder_house") == ["ID_ENDED"]
    assert codes(said[9], "holder_house") == ["NOT_A_HOLDER_AT_SNAPSHOT"]
    assert codes(said[29], "token_house") == ["NO_POWER_AT_SNAPSHOT", "NOT_DELEGATED"]
    assert codes(said[OUTSIDER], "holder_house") == ["NO_ID"]

    for who in (3, 5, 6, 27, 28):
        before = counts(dao, flow)
        flow.vote(FOR, who)
        added = [after - was for after, was in zip(counts(dao, flow), before, strict=True)]
        houses = [said[who][house] for house in ("token_house", "holder_house")]
        assert added == [int(house["weight"]) if house["can_vote"] else 0 for house in houses], who

    flow.wait_for_deadline()
    service.wait_for_block(dao.web3.eth.block_number)
    for who in (3, 12):
        assert "VOTE_OVER" in codes(say(service, flow, who), "token_house")
        assert not accepts(dao, flow, who)


def test_secret_ballots_are_for_those_in_the_frozen_tree(dao: Dao, service: Service) -> None:
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    tracks = dao.contract(ContractName.TRACKS)
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.functions.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.functions.assign(dao.token.address, selector, SECRET_TRACK))
    for who in (3, 4):
        dao.send(tree.join(1000 + who), who)
    flow = dao.propose(3, "In secret", [payment])
    frozen_at = dao.web3.eth.block_number
    dao.send(tree.join(1005), 5)
    flow.wait_for_snapshot()
    dao.send(dao.roll.functions.exit(), 4)
    service.wait_for_block(dao.web3.eth.block_number)

    box = dao.contract(ContractName.BALLOT_BOX).functions
    root = box.frozenRoot(dao.governor.address, flow.id).call()
    assert root == tree.root().call(block_identifier=frozen_at) != 0
    for who in EVERYBODY:
        said = say(service, flow, who)
        in_tree = tree.commitmentOf(person_tag(who)).call(block_identifier=frozen_at) != 0
        assert said["holder_house"]["secret"]
        assert said["holder_house"]["can_vote"] == in_tree, who
        assert said["can_vote"] == said["token_house"]["can_vote"] == accepts(dao, flow, who), who
    assert codes(say(service, flow, 5), "holder_house") == ["SECRET_BALLOT_NEEDS_COMMITMENT"]
    assert say(service, flow, 4)["holder_house"]["can_vote"]  # left since, and was in the tree


def order(dao: Dao, call: Any) -> None:
    """What a proposal would have the timelock do."""
    timelock = Web3.to_checksum_address(dao.deployment.contracts[ContractName.TIMELOCK].address)
    dao.rpc("anvil_impersonateAccount", timelock)
    dao.rpc("anvil_setBalance", timelock, hex(10**18))
    sent = call.transact({"from": timelock, "gas": 500_000})
    assert dao.web3.eth.wait_for_transaction_receipt(sent, poll_latency=0.02)["status"] == 1
