"""The index is compared with the contracts."""

import pytest

from lexiarch.domain.chain import ZERO_ADDRESS
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import NodeUnreachable
from lexiarch.indexer.audit import Auditor, Comparison
from lexiarch.store.meta import EtherAt, load_differences, load_ether, load_verified_block
from lexiarch.store.tables import encode_amount
from tests.helpers.fake_dao import FakeDao, account, proposal_id, tag
from tests.helpers.index import Index

TEXT = "# Plant trees"
_ONE = encode_amount(1)


@pytest.fixture
def voted(index: Index, dao: FakeDao) -> Index:
    """An index of a DAO in the middle of a vote."""
    for number in (1, 2, 3):
        dao.do("roll", "attest", account(number), tag(number), 1, 5000)
        dao.do("token", "delegate", account(number), account(number))
    dao.mine()
    dao.do("governor", "propose", account(1), 1, TEXT)
    dao.mine_empty(4)
    for number in (1, 2):
        dao.do("governor", "vote", account(number), proposal_id(TEXT), 1, "shade")
    dao.mine()
    index.follow()
    return index


def _auditor(index: Index) -> Auditor:
    return Auditor(index.dao.chain, index.database, index.dao.deployment)


def _verified(index: Index) -> tuple[int | None, list[str]]:
    with index.database.read() as rows:
        return load_verified_block(rows), load_differences(rows)


def test_an_empty_index_has_nothing_to_compare(index: Index) -> None:
    assert _auditor(index).audit() is None
    assert _verified(index) == (None, [])


def test_the_treasurys_ether_is_read_at_the_block_of_the_comparison_and_forgotten_with_it(
    voted: Index,
) -> None:
    chain, deployment = voted.dao.chain, voted.dao.deployment
    chain.balances[deployment.address(ContractName.TIMELOCK)] = 2**70
    _auditor(voted).audit()
    with voted.database.read() as rows:
        assert load_ether(rows) == EtherAt(2**70, voted.checkpoint or 0)
    voted.dao.fork(1)
    voted.dao.mine()
    voted.follow()
    with voted.database.read() as rows:
        assert load_ether(rows) is None


def test_an_index_that_agrees_is_verified_at_its_block(voted: Index) -> None:
    comparison = _auditor(voted).audit()
    assert comparison is not None
    assert comparison.checks > 25
    assert comparison.differences == []
    assert _verified(voted) == (voted.checkpoint, [])


@pytest.mark.parametrize(
    ("sql", "param", "difference"),
    [
        ("UPDATE vote SET tokens_for = ?", encode_amount(5), "governor.proposalVotes"),
        ("UPDATE vote SET persons_for = ?", 3, "governor.holderVotes"),
        ("UPDATE proposal SET deadline = ?", 5, "governor.state"),
        ("UPDATE proposal SET deadline = deadline + ?", 1, "governor.proposalDeadline"),
        ("UPDATE proposal SET snapshot = snapshot - ?", 1, "governor.proposalSnapshot"),
        ("DELETE FROM proposal_action WHERE ordinal >= ?", 0, None),
        ("UPDATE holder_count SET persons = ?", 9, "holder_registry.holderCount"),
        ("UPDATE supply SET amount = ?", _ONE, "token.totalSupply"),
        ("UPDATE power SET votes = ?", _ONE, "token.getVotes"),
        ("UPDATE balance SET amount = ?", _ONE, "token.balanceOf"),
        ("UPDATE delegation SET to_delegate = ?", ZERO_ADDRESS, "token.delegates"),
        ("UPDATE proposal_terms SET token_floor = ?", 50, "governor.proposalQuorums("),
        ("UPDATE proposal_terms SET token_house = ?", 0, "governor.proposalQuorums("),
        ("UPDATE track SET holder_floor = ?", 50, "tracks.track("),
        ("UPDATE track_assignment SET number = ?", 7, "tracks.trackOf("),
        ("UPDATE attestation SET expiration_time = ?", 5, "holder_registry.isHolder"),
        ("UPDATE setting SET value = ? WHERE name = 'timelock_delay'", _ONE, "timelock.getMinDelay"),
        (
            "UPDATE setting SET value = ? WHERE name = 'token_quorum_numerator'",
            _ONE,
            "governor.proposalQuorums(",
        ),
    ],
)
def test_a_wrong_row_is_found(voted: Index, sql: str, param: object, difference: str | None) -> None:
    with voted.database.write() as writer:
        assert writer.execute(sql, (param,)) > 0
    comparison = _auditor(voted).audit()
    assert comparison is not None
    if difference is None:  # what no view of the contracts tells; re-indexing the raw logs finds it
        assert comparison.differences == []
        return
    assert any(item.startswith(difference) for item in comparison.differences), comparison.differences
    assert _verified(voted) == (None, comparison.differences)


def test_a_proposal_that_the_contract_does_not_know_is_a_difference(voted: Index) -> None:
    with voted.database.write() as writer:
        writer.execute("UPDATE proposal SET proposal_id = ?", (encode_amount(7),))
    comparison = _auditor(voted).audit()
    assert comparison is not None
    assert any("governor.state(7) reverts" in item for item in comparison.differences)


def test_differences_go_away_when_the_index_is_right_again(voted: Index) -> None:
    with voted.database.write() as writer:
        writer.execute("UPDATE holder_count SET persons = persons + 1")
    auditor = _auditor(voted)
    auditor.audit()
    assert _verified(voted)[1] != []
    with voted.database.write() as writer:
        writer.execute("UPDATE holder_count SET persons = persons - 1")
    auditor.audit()
    assert _verified(voted) == (voted.checkpoint, [])


def test_every_account_has_its_turn(index: Index, dao: FakeDao) -> None:
    for number in range(10, 70):
        dao.do("token", "mint", account(number), number)
    dao.mine()
    index.follow()
    with index.database.write() as writer:
        writer.execute("UPDATE balance SET amount = ? WHERE account = ?", (encode_amount(1), account(66)))
    auditor = _auditor(index)
    found = [auditor.audit() for _ in range(8)]
    differing = [comparison for comparison in found if comparison and comparison.differences]
    assert len(differing) == 2  # twice round in eight turns
    assert f"token.balanceOf(0x{account(66).hex()}) is 66" in differing[0].differences[0]


def test_a_node_that_does_not_answer_leaves_what_was_known(voted: Index, dao: FakeDao) -> None:
    _auditor(voted).audit()
    known = _verified(voted)

    def fail(method: str) -> None:
        if method == "call":
            raise NodeUnreachable("http://node", "cut")

    dao.chain.before = fail
    with pytest.raises(NodeUnreachable):
        _auditor(voted).audit()
    assert _verified(voted) == known


def test_a_result_for_blocks_that_a_reorg_took_meanwhile_is_thrown_away(voted: Index, dao: FakeDao) -> None:
    def reorganise(method: str) -> None:
        if method == "call":
            dao.chain.before = lambda _: None
            old = list(dao.chain.blocks)
            dao.fork(1)
            dao.mine_empty(2)
            voted.step()
            dao.chain.blocks += old  # so that the old block still answers

    dao.chain.before = reorganise
    _auditor(voted).audit()
    assert _verified(voted)[0] is None


SECRETLY = "# Plant trees in secret"


@pytest.fixture
def secret(voted: Index, dao: FakeDao) -> Index:
    """Two of three persons have voted in secret."""
    for number in (4, 5, 6):
        dao.do("roll", "attest", account(number), tag(number), 1, 5_000_000)
        dao.do("tree", "join", account(number), 100 + number)
    dao.do("governor", "propose", account(1), 1, SECRETLY, 2)
    dao.mine_empty(4)
    dao.do("governor", "secret_vote", proposal_id(SECRETLY), 71, 1)
    dao.do("governor", "secret_vote", proposal_id(SECRETLY), 72, 0)
    dao.mine()
    voted.follow()
    return voted


def _audited(index: Index, all_: bool) -> Comparison:
    auditor = _auditor(index)
    comparison = auditor.audit_all() if all_ else auditor.audit()
    assert comparison is not None
    return comparison


@pytest.mark.parametrize("all_", [False, True])
def test_the_proof_of_each_secret_ballot_is_verified_again(secret: Index, all_: bool) -> None:
    comparison = _audited(secret, all_)
    assert (comparison.differences, comparison.unproved) == ([], 0)
    assert secret.dao.chain.calls.count("fetch_input") == 2


@pytest.mark.parametrize(
    ("sql", "param"),
    [
        ("UPDATE frozen_ballots SET root = ?", _ONE),
        ("UPDATE secret_vote SET proposal_id = ? WHERE support = 0", encode_amount(proposal_id(TEXT))),
    ],
)
def test_a_proof_for_another_tree_or_proposal_is_a_difference_or_not_found(
    secret: Index, sql: str, param: object
) -> None:
    with secret.database.write() as writer:
        assert writer.execute(sql, (param,)) > 0
    comparison = _audited(secret, True)
    refused = [each for each in comparison.differences if "membership_verifier.verifyProof(secret" in each]
    assert len(refused) == 2 if "root" in sql else comparison.unproved == 1


def test_a_forged_proof_is_a_difference(secret: Index) -> None:
    inputs = secret.dao.chain.inputs
    forged, data = next(iter(inputs.items()))
    inputs[forged] = data[:-1] + bytes([data[-1] ^ 1])
    (difference,) = _audited(secret, True).differences
    assert "membership_verifier.verifyProof(secret ballot 0x47" in difference
    assert "is False, the index says True" in difference


@pytest.mark.parametrize("all_", [False, True])
def test_ballots_whose_transactions_hold_no_proof_are_counted_apart(secret: Index, all_: bool) -> None:
    inputs = secret.dao.chain.inputs
    first, second = inputs
    inputs[first] = b"wrapped" + inputs[first] + bytes(5)
    del inputs[second]
    comparison = _audited(secret, all_)
    assert (comparison.differences, comparison.unproved) == ([], 1)


def test_every_secret_ballot_has_its_turn(secret: Index, dao: FakeDao) -> None:
    for number in range(10, 60):
        dao.do("roll", "attest", account(number), tag(number), 1, 5_000_000)
        dao.do("tree", "join", account(number), 100 + number)
    dao.do("governor", "propose", account(1), 1, "# Another", 2)
    dao.mine_empty(4)
    for nullifier in range(200, 250):
        dao.do("governor", "secret_vote", proposal_id("# Another"), nullifier, 2)
    dao.mine()
    secret.follow()
    *_, last = dao.chain.inputs
    dao.chain.inputs[last] = dao.chain.inputs[last][:-1]
    auditor = _auditor(secret)
    found = [auditor.audit() for _ in range(6)]
    assert [each.unproved for each in found if each] == [0, 0, 1, 0, 0, 1]
