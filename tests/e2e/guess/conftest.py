"""Members who vote twice in secret, with ballots of Semaphore's prover, and what an operator has of it."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from lexiarch.domain.deployment import ContractName
from tests.e2e.conftest import CHAIN_ID, PERSONS, found
from tests.e2e.test_eligibility import order
from tests.helpers.anvil import running_anvil
from tests.helpers.cast import person
from tests.helpers.dao import DAY, Dao, Flow, person_tag
from tests.helpers.relay import Relay, relaying
from tests.helpers.semaphore import Ballot, Vote, commitments_of, prove
from tests.helpers.service import start_lexiarch

VOTERS = int(os.environ.get("VOTERS", "20"))
"""How many vote; fifty in the edition that CONTRIBUTING.md names, which takes minutes."""
MEMBERS = range(3, 3 + VOTERS)
COURIERS = range(60, 60 + 2 * VOTERS)
RELAY = COURIERS.start - 1
"""In place of a courier."""
NAMES = {who: f"member {who}" for who in MEMBERS}


class Record(NamedTuple):
    """What an operator has of a ballot beside the ballot: the chain's, the log's, the journal's."""

    block: int
    gas: int
    wei: int
    log: str
    """What the relay has written since the ballot before."""
    journal: str
    """What it was when the ballot was counted."""


class Cast(NamedTuple):
    """A ballot as it was handed in, with what only the voter knows."""

    voter: int
    courier: int
    support: int
    ballot: Ballot
    record: Record


class Poll(NamedTuple):
    flow: Flow
    cast: list[Cast]
    """In the order of the chain."""


@pytest.fixture(scope="package")
def node_url() -> Iterator[str]:
    with running_anvil(chain_id=CHAIN_ID, accounts=COURIERS.stop) as url:
        yield url


@pytest.fixture(scope="package")
def electorate(node_url: str, tmp_path_factory: pytest.TempPathFactory) -> Dao:
    """The members in the tree; payments are decided in secret."""
    dao = found(node_url, tmp_path_factory.mktemp("deployments"))
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    for number, who in enumerate(who for who in MEMBERS if who > PERSONS[-1]):
        if number % 30 == 0:
            dao.travel(DAY)  # an issuer admits so many a day
        dao.attest(who)
    join = dao.contract(ContractName.HOLDER_TREE).functions.join
    for who, commitment in zip(MEMBERS, commitments_of(list(NAMES.values())), strict=True):
        dao.send(join(commitment), who)
    return dao


def leaves_of(dao: Dao) -> list[int]:
    commitment_of = dao.contract(ContractName.HOLDER_TREE).functions.commitmentOf
    return [int(commitment_of(person_tag(who)).call()) for who in MEMBERS]


def propose(dao: Dao, title: str) -> Flow:
    return dao.propose(3, title, [dao.token.functions.transfer(person(37).address, 7)])


def make(dao: Dao, flow: Flow, choices: Mapping[int, int]) -> dict[int, Ballot]:
    box = dao.contract(ContractName.BALLOT_BOX).functions
    scope = box.scopeOf(dao.governor.address, flow.id).call()
    votes = [Vote(NAMES[who], support, scope) for who, support in choices.items()]
    return dict(zip(choices, prove(leaves_of(dao), votes), strict=True))


def hand_in(dao: Dao, flow: Flow, courier: int, support: int, ballot: Ballot) -> str:
    """As a transaction; gives its hash."""
    box = dao.contract(ContractName.BALLOT_BOX).functions
    said = (dao.governor.address, flow.id, support, ballot.nullifier, ballot.points)
    return dao.send(box.castSecretBallot(*said), courier)["transactionHash"].to_0x_hex()


def give(relay: Relay, flow: Flow, support: int, ballot: Ballot, source: str) -> str:
    """To a relay; gives the hash of the transaction that counts it."""
    name = relay.take(
        {
            "act": "secret_ballot",
            "chain_id": CHAIN_ID,
            "proposal_id": str(flow.id),
            "support": support,
            "nullifier": str(ballot.nullifier),
            "proof": [str(point) for point in ballot.points],
        },
        source,
    )
    return str(relay.wait_for(name, "mined")["tx_hash"])


def vote_all(relay: Relay, chance: Random, title: str) -> Poll:
    """Everybody votes, in an order and through a relay or couriers that chance picks."""
    dao = relay.dao
    flow = propose(dao, title)
    choices = {who: chance.choice([0, 1, 1, 2]) for who in MEMBERS}
    ballots = make(dao, flow, choices)
    flow.wait_for_snapshot()
    voters = list(MEMBERS)
    carriers = [*chance.sample(COURIERS, k=VOTERS - VOTERS // 2), *[RELAY] * (VOTERS // 2)]
    chance.shuffle(voters)
    chance.shuffle(carriers)
    cast = []
    for who, by in zip(voters, carriers, strict=True):
        support, ballot, read = choices[who], ballots[who], len(relay.log.read_text())
        source = f"198.51.{chance.randrange(256)}.7"
        sent = (
            give(relay, flow, support, ballot, source)
            if by == RELAY
            else hand_in(dao, flow, by, support, ballot)
        )
        receipt = dao.web3.eth.get_transaction_receipt(sent)
        gas = receipt["gasUsed"]
        record = Record(
            receipt["blockNumber"],
            gas,
            gas * receipt["effectiveGasPrice"],
            relay.log.read_text()[read:],
            relay.journal.read_text(),
        )
        cast.append(Cast(who, by, support, ballot, record))
    return Poll(flow, cast)


@pytest.fixture(scope="package")
def polls(electorate: Dao, tmp_path_factory: pytest.TempPathFactory) -> tuple[Poll, Poll]:
    chance = Random(20261127)
    with relaying(electorate, tmp_path_factory.mktemp("relay"), source_waiting=VOTERS) as relay:
        first = vote_all(relay, chance, "Pay the miller in secret")
        second = vote_all(relay, chance, "Pay the baker in secret")
    return first, second


def index(dao: Dao, folder: Path, *arguments: str) -> tuple[int, str, Path]:
    """Runs `lexiarch index --once`, or what else is named, over an index in a folder."""
    log, database = folder / "log", folder / "index.db"
    settings = {"deployment": dao.deployment_path, "rpc_url": dao.node_url}
    command: Sequence[str] = arguments or ("index", "--once")
    process = start_lexiarch(log, *command, database_url=f"sqlite:///{database}", **settings)
    return process.wait(120), log.read_text(), database
