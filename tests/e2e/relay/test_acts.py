"""Each act of the closed list, from a request to the chain, on the real contracts."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from eth_abi import encode

from lexiarch.domain.deployment import ContractName
from lexiarch.signing.typed_data import merkle_tree, sign_batch
from tests.e2e.conftest import CHAIN_ID
from tests.e2e.relay.conftest import Assembly
from tests.helpers.cast import person
from tests.helpers.contracts import creation_code, send
from tests.helpers.dao import AGAINST, DAY, FOR, Dao, person_tag
from tests.helpers.relay import Relay, cheap, dear, final, relaying

pytestmark = pytest.mark.chain

NEWCOMER, OTHER_NEWCOMER = 30, 31


@pytest.fixture
def relay(assembly: Assembly, tmp_path: Path) -> Iterator[Relay]:
    with relaying(assembly.dao, tmp_path) as relay:
        yield relay


def test_a_secret_ballot_is_counted_and_its_sender_learns_of_it(assembly: Assembly, relay: Relay) -> None:
    name = relay.take(assembly.secret_ballot(0, FOR))
    mined = relay.wait_for(name, "mined")
    assert assembly.secret_votes == [0, 1, 0]
    receipt = assembly.dao.web3.eth.get_transaction_receipt(mined["tx_hash"])
    assert receipt["from"] == relay.account.address
    assert (receipt["blockNumber"], mined["error"]) == (mined["block"], None)


def test_a_signed_ballot_counts_in_both_houses(assembly: Assembly, relay: Relay) -> None:
    relay.wait_for(relay.take(assembly.signed_ballot(3, AGAINST)), "mined")
    assert assembly.open_votes == [1, 0, 0]
    assert assembly.dao.governor.functions.proposalVotes(assembly.open.id).call()[AGAINST] > 0


def test_signed_ballots_that_wait_together_go_in_one_transaction(assembly: Assembly, relay: Relay) -> None:
    dear(assembly.dao)
    names = [relay.take(assembly.signed_ballot(voter, FOR)) for voter in (3, 4, 5, 27)]
    assert relay.get("/api/v1/info")["held_up"] in ("", "fees")  # whether the sender has looked yet
    cheap(assembly.dao)
    hashes = {relay.wait_for(name, "mined")["tx_hash"] for name in names}
    assert len(hashes) == 1
    assert relay.nonce == 1
    assert assembly.open_votes == [0, 3, 0]


def test_a_ballot_that_a_batch_cannot_count_spoils_none_and_its_sender_learns_why(
    assembly: Assembly, relay: Relay
) -> None:
    dao = assembly.dao
    dear(dao)
    names = {voter: relay.take(assembly.signed_ballot(voter, FOR)) for voter in (3, 4, 5)}
    dao.rpc("evm_setAutomine", False)
    dao.rpc("anvil_setNextBlockBaseFeePerGas", hex(10**9))
    dao.rpc("evm_mine")
    for name in names.values():
        relay.wait_for(name, "sent")
    call = dao.governor.functions.castVote(assembly.open.id, AGAINST)
    fees = {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**11, "gas": 500_000}
    dao.rpc("anvil_impersonateAccount", person(4).address)
    call.transact({"from": person(4).address, **fees})
    dao.rpc("evm_mine")
    assert {relay.wait_for(names[voter], "mined")["status"] for voter in (3, 5)} == {"mined"}
    refused = relay.wait_for(names[4], "refused")
    assert refused["error"]["code"] == "GovernorAlreadyCastVote"
    assert refused["tx_hash"]
    assert assembly.open_votes == [1, 2, 0]


def test_a_contract_wallets_ballot_goes_alone(assembly: Assembly, relay: Relay) -> None:
    turn_into_wallet(assembly.dao, 28, owner=29)
    dear(assembly.dao)
    names = [relay.take(assembly.signed_ballot(voter, FOR)) for voter in (3, 4)]
    names.append(relay.take(assembly.signed_ballot(28, FOR, signer=29)))
    cheap(assembly.dao)
    hashes = [relay.wait_for(name, "mined")["tx_hash"] for name in names]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_ballot_counts_once_whoever_repeats_it(assembly: Assembly, relay: Relay) -> None:
    ballot, changed = assembly.secret_ballot(0, FOR), assembly.secret_ballot(0, AGAINST)
    dear(assembly.dao)
    first = relay.take(ballot)
    again = relay.take(ballot, source="198.51.100.7")
    assert first != again  # a name for each who asks
    assert relay.refuse(changed, 409) == "OnItsWay"
    cheap(assembly.dao)
    assert relay.wait_for(first, "mined")["tx_hash"] == relay.wait_for(again, "mined")["tx_hash"]
    assert final(relay, first)["status"] == relay.status(again)["status"] == "mined"
    assert relay.nonce == 1
    assert relay.refuse(ballot, 409) == "BallotBoxNullifierSpent"
    assert relay.refuse(changed, 409) == "BallotBoxNullifierSpent"
    assert assembly.secret_votes == [0, 1, 0]


def test_an_offer_is_accepted(assembly: Assembly, relay: Relay) -> None:
    relay.wait_for(relay.take(assembly.acceptance(NEWCOMER)), "mined")
    assert assembly.dao.roll.functions.isHolder(person(NEWCOMER).address).call()


def test_an_offer_of_a_batch_is_claimed(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    offers = [dao.offer(NEWCOMER), dao.offer(OTHER_NEWCOMER)]
    root, proofs = merkle_tree(offers)
    roll = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    signature = "0x" + sign_batch(bytes(person(1).key), CHAIN_ID, roll, root).hex()
    claim = assembly.acceptance(OTHER_NEWCOMER, offers[1]) | {
        "issuer_signature": signature,
        "proof": [f"0x{sibling.hex()}" for sibling in proofs[1]],
    }
    assert relay.refuse(claim | {"proof": []}, 409) == "HolderRegistryIssuerSignatureInvalid"
    relay.wait_for(relay.take(claim), "mined")
    assert dao.roll.functions.isHolder(person(OTHER_NEWCOMER).address).call()


def test_an_id_is_asked_for_with_another_account(assembly: Assembly, relay: Relay) -> None:
    offer = replace(assembly.dao.offer(NEWCOMER), person_tag=person_tag(5))
    relay.wait_for(relay.take(assembly.acceptance(NEWCOMER, offer, "recovery")), "mined")
    asked = assembly.dao.roll.functions.recoveryOf(person_tag(5)).call()
    assert asked[0] == person(NEWCOMER).address


def test_a_holder_appeals_and_another_leaves(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    dao.send(dao.roll.functions.openCase(person_tag(6), b"\1" * 32, True), 1)
    tag = "0x" + person_tag(6).hex()
    fields = {"personTag": ("bytes32", person_tag(6)), "number": ("uint32", 1)}
    appeal = {"act": "appeal", "chain_id": CHAIN_ID, "person_tag": tag}
    forged = assembly.sign_for_roll(7, "Appeal", fields)
    assert relay.refuse(appeal | {"signature": forged}, 409) == "HolderRegistrySignatureInvalid"
    name = relay.take(appeal | {"signature": assembly.sign_for_roll(6, "Appeal", fields)})
    relay.wait_for(name, "mined")
    assert dao.roll.functions.caseOf(person_tag(6)).call()[1] == 2  # appealed

    deadline, since = dao.now + DAY, dao.roll.functions.attestationOf(person_tag(8)).call()[4]
    leaving = {
        "personTag": ("bytes32", person_tag(8)),
        "since": ("uint48", since),
        "deadline": ("uint48", deadline),
    }
    name = relay.take(
        {
            "act": "exit",
            "chain_id": CHAIN_ID,
            "person_tag": "0x" + person_tag(8).hex(),
            "deadline": deadline,
            "signature": assembly.sign_for_roll(8, "Exit", leaving),
        }
    )
    relay.wait_for(name, "mined")
    assert not dao.roll.functions.isHolder(person(8).address).call()


def turn_into_wallet(dao: Dao, account: int, owner: int) -> None:
    """Puts the code of a contract wallet at an account that has voting power."""
    argument = encode(["address"], [person(owner).address])
    made = send(dao.node_url, None, creation_code("ERC1271WalletMock") + argument)["contractAddress"]
    dao.rpc("anvil_setCode", person(account).address, dao.rpc("eth_getCode", made, "latest"))
    key = dao.rpc("eth_getStorageAt", made, "0x0", "latest")
    dao.rpc("anvil_setStorageAt", person(account).address, "0x0", key)
