"""What a relay spends and takes, and what it says of itself meanwhile."""

import time
from pathlib import Path

import pytest

from tests.e2e.relay.conftest import ONE_EACH, Assembly
from tests.helpers.dao import FOR, eventually
from tests.helpers.relay import ETHER, Relay, cheap, dear, final, relaying

pytestmark = pytest.mark.chain

GWEI = 10**9
NEWCOMERS = range(30, 38)


def test_a_day_has_its_limit_a_part_is_for_secret_ballots_and_a_restart_changes_nothing(
    assembly: Assembly, tmp_path: Path
) -> None:
    """A secret ballot can cost a million gwei at first, an acceptance too; they cost two and one thirds."""
    limit = 2_200_000 * GWEI
    with relaying(assembly.dao, tmp_path, wei_per_day=limit, secret_percent=45) as relay:
        taken = hand_in(relay, [assembly.acceptance(who) for who in NEWCOMERS])
        assert 1 <= taken < len(NEWCOMERS)
        assert relay.spent <= limit * 55 // 100
        waits = relay.get("/api/v1/info")
        assert waits["minimum_wait"] == 0
        assert 0 < waits["minimum_wait_of_others"] <= 86_400

        taken = hand_in(relay, [assembly.secret_ballot(*each) for each in ONE_EACH])
        assert 1 <= taken < len(ONE_EACH)
        assert relay.spent <= limit
        assert relay.get("/api/v1/info")["minimum_wait"] > 0

        relay.kill()
        relay.start()
        assert relay.refuse(assembly.secret_ballot(4, FOR), 503) == "DaySpent"
        assert relay.refuse(assembly.acceptance(37), 503) == "DaySpent"
        assert relay.spent <= limit


def hand_in(relay: Relay, bodies: list[dict[str, object]]) -> int:
    """One after the other until the day is spent; how many were taken."""
    for count, body in enumerate(bodies):
        cheap(relay.dao)
        eventually(lambda: relay.post(bodies[0] | {"chain_id": 1}).status_code == 400)
        time.sleep(0.3)  # it sees what gas costs now
        answer = relay.post(body)
        if answer.status_code == 503:
            assert answer.json()["error"]["code"] == "DaySpent"
            return count
        assert answer.status_code == 202, answer.text
        final(relay, answer.json()["id"])
    return len(bodies)


def test_fees_over_the_cap_are_waited_for(assembly: Assembly, tmp_path: Path) -> None:
    with relaying(assembly.dao, tmp_path, max_fee=20 * GWEI) as relay:
        dear(assembly.dao)
        name = relay.take(assembly.secret_ballot(0, FOR))
        eventually(lambda: relay.get("/api/v1/info")["held_up"] == "fees", what="being held up")
        assert relay.get("/api/v1/info")["minimum_wait"] is None
        assert relay.status(name)["status"] == "waiting"
        cheap(assembly.dao)
        mined = relay.wait_for(name, "mined")
        sent = assembly.dao.web3.eth.get_transaction(mined["tx_hash"])
        assert sent["maxFeePerGas"] <= 20 * GWEI
        assert relay.get("/api/v1/info")["held_up"] == ""


def test_an_account_that_runs_dry_is_said_before_and_nothing_is_lost(
    assembly: Assembly, tmp_path: Path
) -> None:
    dao = assembly.dao
    with relaying(dao, tmp_path, wei_per_day=ETHER) as relay:
        assert relay.get("/api/v1/info")["balance"] == "ample"
        dao.rpc("anvil_setBalance", relay.account.address, hex(ETHER // 2))
        relay.take(assembly.secret_ballot(0, FOR))
        eventually(lambda: relay.get("/api/v1/info")["balance"] == "low", what="low")
        dao.rpc("anvil_setBalance", relay.account.address, hex(1000))
        eventually(lambda: relay.get("/api/v1/info")["balance"] == "empty", what="empty")
        assert relay.refuse(assembly.secret_ballot(1, FOR), 503) == "FundsLow"
        assert relay.code_of("/ready") == "FundsLow"
        dao.rpc("anvil_setBalance", relay.account.address, hex(2 * ETHER))
        eventually(lambda: relay.get("/api/v1/info")["balance"] == "ample", what="ample")
        relay.wait_for(relay.take(assembly.secret_ballot(1, FOR)), "mined")
    said = [line for line in relay.log.read_text().splitlines() if "balance is" in line]
    assert [line.partition("balance is ")[2].partition(":")[0] for line in said] == ["low", "empty", "ample"]


def test_a_network_that_asks_too_often_is_told_to_wait_and_others_are_not(
    assembly: Assembly, tmp_path: Path
) -> None:
    with relaying(assembly.dao, tmp_path, source_per_minute=2) as relay:
        unknown = assembly.secret_ballot(0, FOR, proposal_id="7")
        for _ in range(8):
            assert relay.refuse(unknown, 409) == "BallotBoxNotFrozen"
        answer = relay.post(unknown, source="192.0.2.99")
        assert answer.json()["error"]["code"] == "SourceBusy"
        assert (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 30) == (429, True)
        relay.wait_for(relay.take(assembly.secret_ballot(0, FOR), source="2001:db8::1"), "mined")


def test_there_is_room_for_so_many(assembly: Assembly, tmp_path: Path) -> None:
    settings = {"queue": 3, "source_waiting": 2, "source_per_day": 3, "proposal_per_day": 3}
    with relaying(assembly.dao, tmp_path, **settings) as relay:
        dear(assembly.dao)
        names = [relay.take(assembly.secret_ballot(member, FOR)) for member in (0, 1)]
        assert relay.refuse(assembly.secret_ballot(3, FOR), 429) == "SourceBusy"  # two wait
        names.append(relay.take(assembly.secret_ballot(3, FOR), source="198.51.100.1"))
        assert relay.refuse(assembly.signed_ballot(3, FOR), 503, source="203.0.113.1") == "QueueFull"
        cheap(assembly.dao)
        for name in names:
            relay.wait_for(name, "mined")
        assert relay.refuse(assembly.secret_ballot(4, FOR), 429) == "ProposalBusy"
        relay.take(assembly.signed_ballot(3, FOR))
        assert relay.refuse(assembly.signed_ballot(4, FOR), 429) == "SourceBusy"  # three today
