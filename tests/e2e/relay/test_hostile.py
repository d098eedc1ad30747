"""A thousand hostile requests: what is spent stays under the cap, and honest ballots land at once."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import OUTSIDER
from tests.e2e.relay.conftest import Assembly
from tests.helpers.dao import AGAINST, FOR, eventually
from tests.helpers.relay import ETHER, Relay, final, relaying

pytestmark = [pytest.mark.chain, pytest.mark.slow, pytest.mark.timeout(240)]

HOSTILE = 1000
BLOCK_SECONDS = 2


def hostile_bodies(assembly: Assembly, chance: random.Random) -> Iterator[Any]:
    """Wrong in every way that is known, over and over."""
    secret, signed = assembly.secret_ballot(0, FOR), assembly.signed_ballot(3, FOR)
    acceptance = assembly.acceptance(30)
    number = 0
    while True:
        number += 1
        noise = str(chance.randrange(2**250))
        yield from (
            secret | {"nullifier": noise},
            secret | {"proof": [noise] * 8},
            secret | {"support": AGAINST},
            secret | {"proposal_id": noise},
            secret | {"target": assembly.dao.token.address},
            secret | {"max_delay": 10**9, "nullifier": noise},
            secret,  # a replay
            signed | {"signature": "0x" + chance.randbytes(65).hex()},
            signed | {"signature": "0x" + chance.randbytes(2000).hex()},
            signed | {"voter": "0x" + chance.randbytes(20).hex()},
            assembly.signed_ballot(OUTSIDER, number % 3),
            acceptance | {"issuer_signature": "0x" + chance.randbytes(65).hex()},
            acceptance | {"act": "recovery"},
            {"act": "appeal", "chain_id": 1, "person_tag": "0x" + "00" * 32, "signature": "0x00"},
            {"act": noise},
            {"padding": "x" * 50_000},
            "no object",
        )


def test_a_thousand_hostile_requests_cost_nothing_and_hold_up_nobody(
    assembly: Assembly, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    dao, chance = assembly.dao, random.Random(1)
    with relaying(dao, tmp_path, source_per_minute=12, wei_per_day=ETHER // 20) as relay:
        final(relay, relay.take(assembly.secret_ballot(0, FOR)))  # what is replayed
        dao.rpc("evm_setAutomine", False)
        dao.rpc("evm_setIntervalMining", BLOCK_SECONDS)
        before = relay.spent
        bodies = hostile_bodies(assembly, chance)
        honest = [assembly.secret_ballot(member, FOR) for member in (1, 3, 4)]
        honest += [assembly.signed_ballot(voter, FOR) for voter in (4, 27)]
        with ThreadPoolExecutor(8) as crowd, httpx.Client(timeout=60) as client:
            attack = [
                crowd.submit(ask, client, relay, next(bodies), chance.randrange(15)) for _ in range(HOSTILE)
            ]
            landed = []
            for number, ballot in enumerate(honest):
                done = HOSTILE * (number + 1) // (len(honest) + 2)
                eventually(lambda done=done: sum(one.done() for one in attack) >= done, 120, "the attack")
                landed.append(blocks_until_mined(relay, ballot, f"198.51.100.{number}"))
            statuses = [one.result() for one in attack]
        assert 202 not in statuses
        assert 500 not in statuses
        assert {400, 409, 413, 429} <= set(statuses)
        assert max(landed) <= 2, landed
        assert assembly.secret_votes == [0, 4, 0]
        assert assembly.open_votes == [0, 1, 0]
        assert relay.nonce <= 1 + len(honest)
        cost = relay.spent - before
        assert 0 < cost <= ETHER // 20
        assert relay.nonce_with_pending == relay.nonce
        record_property("requests", HOSTILE)
        record_property("answers", ", ".join(f"{each}: {n}" for each, n in sorted(Counter(statuses).items())))
        record_property("cap", f"{ETHER // 20:,}")
        record_property("spent", f"{cost:,}")
        record_property("blocks", ", ".join(map(str, landed)))
        record_property("nonces", relay.nonce)


def ask(client: httpx.Client, relay: Relay, body: Any, network: int) -> int:
    headers = {"X-Forwarded-For": f"203.0.{network}.9"}
    return client.post(f"{relay.url}/api/v1/requests", json=body, headers=headers).status_code


def blocks_until_mined(relay: Relay, ballot: Any, source: str) -> int:
    """From the answer that it is taken to the block that counts it."""
    name = relay.take(ballot, source)
    block = relay.dao.web3.eth.block_number
    mined = relay.wait_for(name, "mined", seconds=60)
    return int(mined["block"]) - block


def test_valid_requests_without_end_spend_no_more_than_the_day_has(
    assembly: Assembly, tmp_path: Path
) -> None:
    """All that a crowd of holders can ask for, from many networks at once, at a limit for a part of it.

    It needs 2.6 million gas, at a gwei or more for each.
    """
    limit = 1_200_000 * 10**9
    with relaying(assembly.dao, tmp_path, wei_per_day=limit, secret_percent=0) as relay:
        bodies = [assembly.acceptance(who) for who in range(30, 38)]
        bodies += [assembly.signed_ballot(voter, FOR) for voter in (3, 4, 5, 27, 28)]
        bodies += [assembly.secret_ballot(member, FOR) for member in (0, 1, 3, 4)]
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(relay.post, bodies, [f"203.0.{n}.1" for n in range(len(bodies))]))
        assert {answer.status_code for answer in answers} <= {202, 503}
        until = time.monotonic() + 10
        while time.monotonic() < until and relay.figures()["lexiarch_relay_transactions_under_way"]:
            assembly.dao.rpc("evm_mine")
            time.sleep(0.1)
        assert 0 < relay.spent <= limit
