"""Governors of other DAOs: indexed from a few addresses, and the contracts agree after every transaction."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from eth_utils import keccak

from lexiarch.chain.node import Node
from lexiarch.domain.config import DaoEntry
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexForeign, SettingsInvalid, WrongChain
from lexiarch.domain.governor import Clock, GovernorKind, QuorumOf
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.indexer.audit import Auditor
from lexiarch.indexer.converge import Indexer
from lexiarch.indexer.daos import _load_dao
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import NothingNew, Rewound
from lexiarch.indexer.survey import survey
from lexiarch.settings import Settings
from lexiarch.store.database import Database, open_database
from lexiarch.store.schema import prepare_schema
from lexiarch.store.tables import TABLES
from lexiarch.views import build_account, build_overview, build_proposal, build_proposals, build_votes
from lexiarch.views.models import Proposal
from lexiarch.views.votes import VotesAsked
from tests.helpers.anvil import rpc, running_anvil
from tests.helpers.foreign import Deployed
from tests.helpers.solidity import compile_file

pytestmark = [pytest.mark.chain, pytest.mark.slow]

HERE = Path(__file__).parent
ETHER = 10**18
AGAINST, FOR, ABSTAIN = 0, 1, 2
States = list(ProposalState)


@pytest.fixture
def url() -> Iterator[str]:
    with running_anvil(timestamp=1_700_000_000) as url:
        yield url


class Played:
    """A DAO of somebody else, an index of it, and what each step does to both."""

    def __init__(self, url: str, database_url: str, kind: GovernorKind, governor: Deployed) -> None:
        self.url = url
        self.governor = governor
        self.node = Node([url], 10)
        self.people: list[str] = rpc(url, "eth_accounts")
        chain_id = int(rpc(url, "eth_chainId"), 16)
        self.entry = DaoEntry(
            slug="other", name="Other", chain_id=chain_id, start_block=1, kind=kind, governor=governor.address
        )
        self.database_url = database_url
        self.checks = 0

    def begin(self, **more: Any) -> Deployment:
        """Surveys the contracts and makes an empty index."""
        self.entry = self.entry.model_copy(update=more)
        self.deployment = survey(self.node, self.entry)
        self.database = self.open(self.database_url)
        return self.deployment

    def open(self, url: str) -> Database:
        database = open_database(url)
        prepare_schema(database, self.deployment)
        return database

    def follow(self, database: Database | None = None) -> None:
        """Indexes to the head, and compares everything with the contracts."""
        database = database or self.database
        indexer = Indexer(self.node, database, self.deployment, Limits(5, 3))
        while not isinstance(indexer.converge(), NothingNew):
            pass
        comparison = Auditor(self.node, database, self.deployment).audit_all()
        assert comparison is not None
        assert comparison.differences == []
        self.checks += comparison.checks

    def mine(self, blocks: int, seconds: int = 12) -> None:
        rpc(self.url, "anvil_mine", hex(blocks), hex(seconds))
        self.follow()

    def proposal(self, number: int) -> Proposal:
        with self.database.read() as reader:
            return build_proposal(reader, self.deployment, number)

    def state(self, number: int) -> ProposalState:
        """As the index and the contract have it."""
        indexed = self.proposal(number).state
        assert States[self.governor.ask("state", number)] is indexed
        return indexed

    def tables(self, database: Database) -> dict[str, Any]:
        with database.read() as reader:
            return {
                name: reader.all(f"SELECT * FROM {name} ORDER BY 1, 2, 3")
                for name in ("checkpoint", "block", "log", *TABLES.values())
            }


def _action(governor: Deployed, text: str) -> tuple[list[str], list[int], list[bytes], str]:
    return [governor.address], [0], [bytes.fromhex("deadbeef") + bytes(32)], text


def _hashed(action: tuple[list[str], list[int], list[bytes], str]) -> tuple[Any, ...]:
    *calls, text = action
    return (*calls, keccak(text=text))


def _propose(played: Played, action: tuple[Any, ...]) -> int:
    played.mine(2)  # who proposes has had the votes for a moment
    played.governor.do(played.people[0], "propose", *action)
    played.follow()
    with played.database.read() as reader:
        return build_proposals(reader, played.deployment, None, 1, None).items[0].id


def _spread(played: Played, token: Deployed, amounts: list[int]) -> None:
    """Gives tokens to others; everybody delegates to themselves."""
    for person, amount in zip(played.people[1:], amounts, strict=False):
        token.do(played.people[0], "transfer", person, amount)
    for person in played.people[: len(amounts) + 1]:
        token.do(person, "delegate", person)
    played.follow()


def _pass(played: Played, number: int) -> None:
    played.mine(3)
    assert played.state(number) is ProposalState.ACTIVE
    played.governor.do(played.people[0], "castVoteWithReason", number, FOR, "good")
    played.follow()
    played.governor.do(played.people[1], "castVoteWithReason", number, AGAINST, "")
    played.governor.do(played.people[2], "castVoteWithReason", number, ABSTAIN, "unsure")
    played.follow()
    played.mine(12)
    assert played.state(number) is ProposalState.SUCCEEDED


def _timelock_dao(
    url: str, database_url: str, file: str, names: tuple[str, str]
) -> tuple[Played, Deployed, Deployed]:
    """A governor with a timelock that it alone may use, except that person 9 may cancel there."""
    contracts = compile_file(HERE / file)
    people: list[str] = rpc(url, "eth_accounts")
    token = Deployed(url, contracts[names[0]])
    timelock = Deployed(url, contracts["TimelockController"], 100, [], ["0x" + "00" * 20], people[0])
    governor = Deployed(url, contracts[names[1]], token.address, timelock.address)
    for role, account in (("PROPOSER_ROLE", governor.address), ("CANCELLER_ROLE", governor.address)):
        timelock.do(people[0], "grantRole", keccak(text=role), account)
    timelock.do(people[0], "grantRole", keccak(text="CANCELLER_ROLE"), people[9])
    return Played(url, database_url, GovernorKind.OPENZEPPELIN, governor), token, timelock


@pytest.mark.parametrize(
    ("file", "names"), [("Five.sol", ("Token", "BlockGovernor")), ("Four.sol", ("OldToken", "OldGovernor"))]
)
def test_openzeppelin_with_blocks_and_a_timelock(
    url: str, create_database: Callable[[], str], file: str, names: tuple[str, str]
) -> None:
    played, token, timelock = _timelock_dao(url, create_database(), file, names)
    model = played.begin().governor
    assert (model.clock, model.quorum_of) == (Clock.BLOCK_NUMBER, QuorumOf.FOR_ABSTAIN)
    assert (model.nft, model.fractional, model.decimals) == (False, False, 18)
    _spread(played, token, [100 * ETHER, 50 * ETHER])

    executed = _propose(played, _action(played.governor, "# Executed"))
    assert played.state(executed) is ProposalState.PENDING
    _pass(played, executed)
    house = played.proposal(executed).token_house
    assert (house.for_, house.against, house.abstain) == (850 * ETHER, 100 * ETHER, 50 * ETHER)
    assert (house.quorum, house.electorate, house.passed) == (100 * ETHER, 1000 * ETHER, True)
    calls = _hashed(_action(played.governor, "# Executed"))
    played.governor.do(played.people[3], "queue", *calls)
    played.follow()
    assert played.state(executed) is ProposalState.QUEUED

    canceled = _propose(played, _action(played.governor, "# Canceled in the timelock"))
    _pass(played, canceled)
    queued = played.governor.do(
        played.people[3], "queue", *_hashed(_action(played.governor, "# Canceled in the timelock"))
    )
    scheduled = keccak(text="CallScheduled(bytes32,uint256,address,uint256,bytes,bytes32,uint256)").hex()
    operation = next(log["topics"][1] for log in queued["logs"] if log["topics"][0][2:] == scheduled)
    played.follow()
    timelock.do(played.people[9], "cancel", bytes.fromhex(operation[2:]))
    played.follow()
    assert played.state(canceled) is ProposalState.CANCELED
    assert [entry.event for entry in played.proposal(canceled).timeline].count("canceled") == 1

    _past_power_is_that_of_the_block_at_the_time(played, token)

    defeated = _propose(played, _action(played.governor, "# Nobody cares"))
    played.mine(12)
    assert played.state(defeated) is ProposalState.DEFEATED
    with played.database.read() as reader:
        assert build_overview(reader, played.deployment).rules.clock is Clock.BLOCK_NUMBER
    _index_from_zero_is_the_same(played, create_database())


def _past_power_is_that_of_the_block_at_the_time(played: Played, token: Deployed) -> None:
    me, other = played.people[:2]
    token.do(me, "transfer", other, 7 * ETHER)
    played.mine(2)
    powers = set()
    head = int(rpc(played.url, "eth_blockNumber"), 16)
    blocks = [
        rpc(played.url, "eth_getBlockByNumber", hex(number), False)
        for number in range(played.deployment.start_block, head)
    ]
    last = {int(block["timestamp"], 16): int(block["number"], 16) for block in blocks}
    for time, number in last.items():  # several blocks may have one time
        for person in (me, other):
            with played.database.read() as reader:
                account = build_account(reader, played.deployment, bytes.fromhex(person[2:]), time)
            past = token.ask("getPastVotes", person, number) if number > token.block else 0
            assert account.power == past, (number, person)
            powers.add(past)
    assert len(powers) >= 4


def test_a_timelock_that_was_left_for_another_is_told_as_a_difference(
    url: str, create_database: Callable[[], str]
) -> None:
    played, token, timelock = _timelock_dao(url, create_database(), "Five.sol", ("Token", "BlockGovernor"))
    played.begin()
    _spread(played, token, [100 * ETHER])
    governor = played.governor
    calls = [governor.address], [0], [governor.encode("updateTimelock", played.people[4])], "# Leave"
    number = _propose(played, calls)
    _pass_with_one(played, number)
    for act in ("queue", "execute"):
        rpc(url, "evm_increaseTime", 200)
        governor.do(played.people[3], act, *_hashed(calls))
    indexer = Indexer(played.node, played.database, played.deployment, Limits(5, 3))
    while not isinstance(indexer.converge(), NothingNew):
        pass
    comparison = Auditor(played.node, played.database, played.deployment).audit_all()
    assert comparison is not None
    [difference] = comparison.differences
    assert difference.startswith(f"governor.timelock() is {played.people[4].lower()}, the index says ")
    assert difference.endswith(timelock.address.lower())
    entry = played.entry.model_copy(update={"rpc_url": url, "database_url": played.database_url})
    again = _load_dao(entry, Settings())
    assert again.deployment == played.deployment
    other = _load_dao(entry.model_copy(update={"timelock": played.people[4]}), Settings())
    with pytest.raises(IndexForeign, match="timelock is"):
        prepare_schema(played.database, other.deployment)
    played.database.close()
    played.node.close()


def _pass_with_one(played: Played, number: int) -> None:
    played.mine(3)
    played.governor.do(played.people[0], "castVote", number, FOR)
    played.mine(12)


def test_openzeppelin_with_seconds_fractions_and_tokens_that_are_numbered(
    url: str, create_database: Callable[[], str]
) -> None:
    contracts = compile_file(HERE / "Five.sol")
    token = Deployed(url, contracts["Seats"])
    governor = Deployed(url, contracts["TimeGovernor"], token.address)
    played = Played(url, create_database(), GovernorKind.OPENZEPPELIN, governor)
    deployment = played.begin()
    model = deployment.governor
    assert (model.clock, model.nft, model.fractional) == (Clock.TIMESTAMP, True, True)
    assert deployment.token_symbol == "SEAT"
    me, other = played.people[:2]
    for number in range(1, 8):
        token.do(me, "transferFrom", me, other, number)
    for person in (me, other):
        token.do(person, "delegate", person)
    played.follow()

    number = _propose(played, _action(governor, "# Seats"))
    played.mine(2, 100)
    parts = b"".join(votes.to_bytes(16, "big") for votes in (2, 5, 6))  # of 13
    governor.do(me, "castVoteWithReasonAndParams", number, 255, "some of each", parts)
    governor.do(other, "castVoteWithReason", number, FOR, "all of it")
    played.follow()
    house = played.proposal(number).token_house
    assert (house.against, house.for_, house.abstain, house.quorum) == (2, 12, 6, 5)
    with played.database.read() as reader:
        whole, split = build_votes(reader, number, VotesAsked(), 10, None).items
        assert build_votes(reader, number, VotesAsked(support=Support.SPLIT), 10, None).items == [split]
    assert (split.support, split.weight, split.weight_against) == (Support.SPLIT, 13, 2)
    assert (split.weight_for, split.weight_abstain) == (5, 6)
    assert (whole.support, whole.weight, whole.weight_for) == (Support.FOR, 7, 7)
    played.mine(8, 100)
    assert played.state(number) is ProposalState.SUCCEEDED
    with played.database.read() as reader:
        assert build_overview(reader, deployment).token_supply == 20
    _index_from_zero_is_the_same(played, create_database())


def test_bravo(url: str, create_database: Callable[[], str]) -> None:
    contracts = compile_file(HERE / "Bravo.sol")
    token = Deployed(url, contracts["BravoToken"])
    timelock = Deployed(url, contracts["BravoTimelock"])
    governor = Deployed(url, contracts["Bravo"], token.address, timelock.address)
    played = Played(url, create_database(), GovernorKind.BRAVO, governor)
    model = played.begin(token=token.address).governor
    assert (model.clock, model.quorum_of) == (Clock.BLOCK_NUMBER, QuorumOf.FOR)
    assert played.deployment.grace_period == 499
    _spread(played, token, [60 * ETHER, 90 * ETHER])
    target = [played.people[5]]

    def propose(text: str) -> int:
        arguments = bytes(31) + b"\x07"
        return _propose(played, (target, [1], ["setFee(uint256)"], [arguments], text))

    number = propose("# Pass")
    (action,) = played.proposal(number).actions
    assert action.calldata == "0x" + keccak(text="setFee(uint256)")[:4].hex() + (bytes(31) + b"\x07").hex()
    assert action.decoded is not None
    assert (action.decoded.contract, action.decoded.function) == (None, "setFee(uint256)")
    assert [each.value for each in action.decoded.arguments] == ["7"]
    _pass(played, number)
    assert played.proposal(number).token_house.quorum == 100 * ETHER
    governor.do(played.people[7], "queue", number)
    played.follow()
    assert played.state(number) is ProposalState.QUEUED
    lapsed = propose("# Lapse")
    _pass(played, lapsed)
    governor.do(played.people[7], "queue", lapsed)
    governor.do(played.people[7], "execute", number)
    played.follow()
    assert played.state(number) is ProposalState.EXECUTED
    played.mine(2, 700)
    assert played.state(lapsed) is ProposalState.EXPIRED

    short = propose("# Abstain makes no quorum here")
    played.mine(3)
    governor.do(played.people[1], "castVoteWithReason", short, FOR, "")
    governor.do(played.people[2], "castVoteWithReason", short, ABSTAIN, "")
    played.mine(12)
    assert played.state(short) is ProposalState.DEFEATED
    withdrawn = propose("# Withdrawn")
    governor.do(played.people[0], "cancel", withdrawn)
    played.follow()
    assert played.state(withdrawn) is ProposalState.CANCELED
    _index_from_zero_is_the_same(played, create_database())


def _index_from_zero_is_the_same(played: Played, database_url: str) -> None:
    """Row for row; and a row that is missing is found by the audit."""
    fresh = played.open(database_url)
    played.follow(fresh)
    assert played.tables(fresh) == played.tables(played.database)
    assert played.checks > 50
    with fresh.write() as writer:
        assert writer.execute("DELETE FROM power") > 0
    comparison = Auditor(played.node, fresh, played.deployment).audit_all()
    assert comparison is not None
    assert comparison.differences
    for database in (fresh, played.database):
        database.close()
    played.node.close()


def test_a_reorg_takes_back_the_quorum_of_a_snapshot_that_is_gone_and_reads_it_again(
    url: str, create_database: Callable[[], str]
) -> None:
    played, token, _ = _timelock_dao(url, create_database(), "Five.sol", ("Token", "BlockGovernor"))
    played.begin()
    _spread(played, token, [100 * ETHER])
    number = _propose(played, _action(played.governor, "# Reorg"))
    played.mine(3)
    assert played.proposal(number).token_house.quorum == 100 * ETHER
    rpc(url, "anvil_reorg", 2, [])
    rpc(url, "anvil_mine", "0x1")
    indexer = Indexer(played.node, played.database, played.deployment, Limits(5, 3))
    assert isinstance(indexer.converge(), Rewound)
    with played.database.read() as reader:
        assert reader.all("SELECT * FROM quorum") == []
    played.follow()
    assert played.proposal(number).token_house.quorum == 100 * ETHER
    _index_from_zero_is_the_same(played, create_database())


def test_what_is_no_such_governor_is_refused_with_what_to_do(url: str) -> None:
    contracts = compile_file(HERE / "Bravo.sol")
    token = Deployed(url, contracts["BravoToken"])
    governor = Deployed(url, contracts["Bravo"], token.address, token.address)
    played = Played(url, "", GovernorKind.BRAVO, governor)
    with pytest.raises(SettingsInvalid, match="names no token: add token"):
        played.begin()
    with pytest.raises(SettingsInvalid, match=r"answers no getCurrentVotes\(address\)"):
        played.begin(token=governor.address)
    with pytest.raises(SettingsInvalid, match=r"answers no quorumVotes\(\)"):
        played.begin(token=token.address, governor=token.address)
    with pytest.raises(WrongChain):
        played.begin(governor=governor.address, chain_id=1)
    votes = Deployed(url, compile_file(HERE / "Five.sol")["Token"])
    played.entry = played.entry.model_copy(update={"chain_id": int(rpc(url, "eth_chainId"), 16)})
    with pytest.raises(SettingsInvalid, match=r"answers no COUNTING_MODE\(\)"):
        played.begin(kind=GovernorKind.OPENZEPPELIN, token=votes.address)
    played.node.close()


def test_governors_whose_votes_cannot_be_told_are_refused_with_the_reason(url: str) -> None:
    contracts = compile_file(HERE / "Refused.sol")
    token = Deployed(url, compile_file(HERE / "Bravo.sol")["BravoToken"])
    alpha = Deployed(url, contracts["Alpha"])
    played = Played(url, "", GovernorKind.BRAVO, alpha)
    with pytest.raises(SettingsInvalid, match="GovernorAlpha, whose votes are other events"):
        played.begin(token=token.address)
    votes = Deployed(url, compile_file(HERE / "Five.sol")["Token"])
    overridable = Deployed(url, contracts["Overridable"], votes.address)
    with pytest.raises(SettingsInvalid, match="votes that override a delegate"):
        played.begin(kind=GovernorKind.OPENZEPPELIN, governor=overridable.address, token=votes.address)
    played.node.close()
