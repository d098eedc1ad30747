"""Stuck, dropped, reorged, killed: no nonce stays unused, none is used twice, and ballots count."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.relay.conftest import ONE_EACH, Assembly
from tests.helpers.dao import FOR, Dao, eventually
from tests.helpers.relay import ETHER, Relay, cheap, final, relaying

pytestmark = pytest.mark.chain

GWEI = 10**9


@pytest.fixture
def relay(assembly: Assembly, tmp_path: Path) -> Iterator[Relay]:
    """Blocks come only when a test makes them."""
    with relaying(assembly.dao, tmp_path, replace_seconds=0.5) as relay:
        assembly.dao.rpc("evm_setAutomine", False)
        yield relay


def pool(dao: Dao) -> list[dict[str, Any]]:
    """Transactions that wait at the node."""
    content = dao.rpc("txpool_content")
    return [each for kind in content.values() for by_nonce in kind.values() for each in by_nonce.values()]


def max_fee(dao: Dao) -> int:
    """What the first of them offers; 0 without one."""
    return next((int(each["maxFeePerGas"], 16) for each in pool(dao)), 0)


def test_a_stuck_transaction_is_sent_again_with_a_higher_fee_within_the_cap(
    assembly: Assembly, relay: Relay
) -> None:
    name = relay.take(assembly.secret_ballot(0, FOR))
    relay.wait_for(name, "sent")
    (first,) = pool(assembly.dao)
    eventually(lambda: max_fee(assembly.dao) > 2 * int(first["maxFeePerGas"], 16), 30, "another version")
    (last,) = pool(assembly.dao)
    assert (last["nonce"], last["input"], last["to"]) == (first["nonce"], first["input"], first["to"])
    eventually(lambda: max_fee(assembly.dao) > 40 * GWEI, 30, "the cap")
    for _ in range(10):
        time.sleep(0.2)
        assert max_fee(assembly.dao) <= 50 * GWEI
    cheap(assembly.dao)
    mined = final(relay, name)
    assert (mined["status"], relay.nonce, assembly.secret_votes) == ("mined", 1, [0, 1, 0])


def test_after_a_kill_what_the_node_knows_goes_on_and_its_sender_finds_out(
    assembly: Assembly, relay: Relay
) -> None:
    ballot = assembly.secret_ballot(0, FOR)
    name = relay.take(ballot)
    relay.wait_for(name, "sent")
    before = max_fee(assembly.dao)
    relay.kill()
    relay.start()
    eventually(lambda: max_fee(assembly.dao) > 2 * before, 30, "another version")
    assert relay.code_of(f"/api/v1/requests/{name}") == "RequestUnknown"
    cheap(assembly.dao)
    assert assembly.secret_votes == [0, 1, 0]
    assert relay.refuse(ballot, 409) == "BallotBoxNullifierSpent"
    assert relay.nonce == 1


def test_after_a_kill_what_the_node_has_lost_holds_up_nothing(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    for member in (0, 1):
        relay.wait_for(relay.take(assembly.secret_ballot(member, FOR)), "sent")
    relay.kill()
    for lost in pool(dao):
        dao.rpc("anvil_dropTransaction", lost["hash"])
    relay.start()
    name = relay.take(assembly.secret_ballot(3, FOR))
    relay.wait_for(name, "sent")
    eventually(lambda: len(pool(dao)) == 3, what="the nonces before it")
    cheap(dao)
    assert final(relay, name)["status"] == "mined"
    assert (relay.nonce, assembly.secret_votes) == (3, [0, 1, 0])
    again = relay.take(assembly.secret_ballot(0, FOR))
    eventually(lambda: relay.status(again)["status"] == "sent", what="being sent")
    assert final(relay, again)["status"] == "mined"


def test_what_the_node_drops_is_given_to_it_again(assembly: Assembly, relay: Relay) -> None:
    name = relay.take(assembly.secret_ballot(0, FOR))
    relay.wait_for(name, "sent")
    assembly.dao.rpc("anvil_dropAllTransactions")
    assert pool(assembly.dao) == []
    eventually(lambda: pool(assembly.dao), what="the transaction's return")
    cheap(assembly.dao)
    assert final(relay, name)["status"] == "mined"
    assert relay.nonce == 1


def test_a_ballot_that_a_reorg_takes_back_is_sent_again(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    name = relay.take(assembly.secret_ballot(0, FOR))
    relay.wait_for(name, "sent")
    cheap(dao)
    first = relay.wait_for(name, "mined")
    assert not first["final"]
    dao.rpc("anvil_reorg", 1, [])
    assert assembly.secret_votes == [0, 0, 0]
    relay.wait_for(name, "sent")
    cheap(dao)
    assert final(relay, name)["status"] == "mined"
    assert (relay.nonce, assembly.secret_votes) == (1, [0, 1, 0])
    assert relay.figures()["lexiarch_relay_reorged_total"] == 1


def test_a_nonce_that_somebody_else_took_costs_nobody_a_ballot(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    name = relay.take(assembly.secret_ballot(0, FOR))
    relay.wait_for(name, "sent")
    theft = relay.account.sign_transaction(
        {
            "nonce": 0,
            "to": relay.account.address,
            "gas": 21_000,
            "maxFeePerGas": 10**12,
            "maxPriorityFeePerGas": 10**12,
            "chainId": dao.deployment.chain_id,
        }
    )
    dao.web3.eth.send_raw_transaction(theft.raw_transaction)
    cheap(dao)
    assert final(relay, name)["status"] == "mined"
    assert (relay.nonce, assembly.secret_votes) == (2, [0, 1, 0])


def test_a_ballot_that_another_handed_in_meanwhile_is_known_to_be_counted(
    assembly: Assembly, relay: Relay
) -> None:
    dao = assembly.dao
    ballot = assembly.secret_ballot(0, FOR)
    name = relay.take(ballot)
    relay.wait_for(name, "sent")
    (waiting,) = pool(dao)
    fees = {"maxFeePerGas": hex(10**12), "maxPriorityFeePerGas": hex(10**12), "gas": hex(500_000)}
    rich = dao.rpc("eth_accounts")[0]
    dao.rpc("eth_sendTransaction", {"from": rich, "to": waiting["to"], "data": waiting["input"], **fees})
    cheap(dao)
    refused = final(relay, name)
    assert (refused["status"], refused["error"]["code"]) == ("refused", "BallotBoxNullifierSpent")
    assert refused["tx_hash"]
    assert assembly.secret_votes == [0, 1, 0]


def test_two_relays_side_by_side_count_a_ballot_once_and_both_say_so(
    assembly: Assembly, relay: Relay, tmp_path: Path
) -> None:
    dao = assembly.dao
    with relaying(dao, tmp_path / "other") as other:
        ballots = [assembly.secret_ballot(member, FOR) for member in (0, 1, 3)]
        names = {}
        for number, ballot in enumerate(ballots):
            for one in (relay, other) if number % 2 else (other, relay):
                answer = one.post(ballot)
                assert answer.status_code in (202, 409), answer.text
                if answer.status_code == 202:
                    names[one.url, number] = (one, answer.json()["id"])
                else:
                    assert answer.json()["error"]["code"] == "BallotBoxNullifierSpent"
        eventually(lambda: len(pool(dao)) >= len(ballots), what="the ballots")
        cheap(dao)
        ends = [final(one, name) for one, name in names.values()]
        assert sum(end["status"] == "mined" for end in ends) == len(ballots)
        codes = {end["error"]["code"] for end in ends if end["status"] == "refused"}
        assert codes <= {"BallotBoxNullifierSpent"}
    assert assembly.secret_votes == [0, 3, 0]


@pytest.mark.slow
def test_killed_again_and_again_it_leaves_no_nonce_behind_and_spends_no_more_than_it_may(
    assembly: Assembly, tmp_path: Path
) -> None:
    """Whoever is not told that a ballot is counted sends it again, as the page does."""
    dao, chance = assembly.dao, random.Random(7)
    limit = 12_000_000 * GWEI
    bodies = [assembly.secret_ballot(*each) for each in ONE_EACH]
    bodies += [assembly.signed_ballot(voter, FOR) for voter in (3, 4, 5, 27, 28)]
    bodies += [assembly.acceptance(who) for who in range(30, 34)]
    with relaying(dao, tmp_path, wei_per_day=limit, replace_seconds=1) as relay:
        dao.rpc("evm_setAutomine", False)
        dao.rpc("evm_setIntervalMining", 1)
        for _ in range(6):
            chance.shuffle(bodies)
            until = time.monotonic() + chance.uniform(0.05, 1.5)
            for body in bodies:
                relay.post(body)
                if time.monotonic() > until:
                    break
            relay.kill()
            relay.start()
        dao.rpc("evm_setIntervalMining", 0)

        def all_counted() -> bool:
            cheap(dao)
            for body in bodies:
                relay.post(body)
            return (assembly.secret_votes, assembly.open_votes, members(dao)) == (counted, [0, 3, 0], 10)

        counted = [1, 4, 0]
        eventually(all_counted, 60, "every act's counting")
        eventually(lambda: cheap(dao) or relay.figures()["lexiarch_relay_transactions_under_way"] == 0, 30)
        assert pool(dao) == []
        assert relay.nonce == dao.web3.eth.get_transaction_count(relay.account.address, "pending")
        assert relay.spent <= limit <= ETHER
        assert json.loads(relay.journal.read_text())["entries"] == []  # none is left behind there either


def members(dao: Dao) -> int:
    return int(dao.roll.functions.holderCount().call())
