"""What is asked of a node, and what is made of its answer; chain/test_trial.py asks a real one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest
from eth_abi import encode
from eth_utils.crypto import keccak

from lexiarch.decode.calls import encode_call
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import NodeUnreachable, ProposalNotFound, SimulationsBusy
from lexiarch.domain.execution import ETHER, Call, Outcome, Trial, TrialLog, Where
from lexiarch.domain.warnings import WarningCode
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.views.simulation import Execution, Simulator, build_execution
from lexiarch.views.simulation_models import SimulatedEvent
from lexiarch.views.text import address_text
from tests.helpers.builders import DELAY, PERIOD, START, History, account, hash32

WELL = Outcome(True, b"", "", 21_000, ())
TRANSFER = Hash32(keccak(text="Transfer(address,address,uint256)"))


@dataclass
class Trier:
    """A node that answers what a test wants, and keeps what it was asked."""

    outcomes: Sequence[Outcome] = (WELL,)
    together: bool = True
    code: Callable[[Address, int | bytes], bytes | None] = lambda account, block: b"\x60"
    slot: Callable[[int | bytes], bytes | None] = lambda block: bytes(32)
    asked: list[tuple[Address, Sequence[Call], Where]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def try_calls(self, sender: Address, calls: Sequence[Call], where: Where) -> Trial:
        self.asked.append((sender, calls, where))
        self.before()
        return Trial(self.together, self.outcomes)

    def fetch_codes(self, accounts: Sequence[Address], block: int | bytes) -> list[bytes] | None:
        codes = [self.code(account, block) for account in accounts]
        return None if None in codes else [code for code in codes if code is not None]

    def fetch_slots(self, accounts: Sequence[Address], slot: bytes, block: int | bytes) -> list[bytes] | None:
        words = [self.slot(block) for _ in accounts]
        return None if None in words else [word for word in words if word is not None]


@pytest.fixture
def proposed(history: History, deployment: Deployment) -> History:
    token = deployment.address(ContractName.TOKEN)
    return history.at(10).propose(
        1, actions=((token, 3, encode_call(ContractName.TOKEN, "transfer", account(5), 7)),)
    )


def execution(index: Database, deployment: Deployment, number: int = 1) -> Execution:
    with index.read() as reader:
        return build_execution(reader, deployment, number)


def test_the_timelock_makes_the_calls_after_the_last_indexed_block(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)
    node = Trier()
    found = Simulator(node, deployment).simulate(execution(index, deployment))
    ((sender, calls, where),) = node.asked
    assert sender == deployment.address(ContractName.TIMELOCK)
    assert [(call.to, call.value) for call in calls] == [(deployment.address(ContractName.TOKEN), 3)]
    assert where == Where(proposed.block, hash32("block", proposed.block), START + 11)
    assert (found.success, found.together, found.block) == (True, True, proposed.block)
    assert found.actions[0].gas == 21_000


def test_what_is_queued_is_tried_when_its_time_has_come(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    late = 10 + DELAY + PERIOD + 1
    proposed.at(late).step(1, Step.QUEUED, late + 90).save(index)
    assert execution(index, deployment).time == START + late + 90


def test_a_proposal_without_calls_needs_no_node(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(10).propose(1).save(index)
    node = Trier()
    found = Simulator(node, deployment).simulate(execution(index, deployment))
    assert (found.success, found.actions, node.asked) == (True, [], [])


def test_it_is_tried_once_a_block(index: Database, deployment: Deployment, proposed: History) -> None:
    proposed.save(index)
    node = Trier()
    simulator = Simulator(node, deployment)
    assert simulator.simulate(execution(index, deployment)) == simulator.simulate(
        execution(index, deployment)
    )
    assert len(node.asked) == 1
    proposed.at(11).save(index)
    simulator.simulate(execution(index, deployment))
    assert len(node.asked) == 2


def test_a_failure_of_the_node_is_not_kept(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)

    def fail() -> None:
        if len(node.asked) == 1:
            raise NodeUnreachable("http://node", "the connection failed")

    node = Trier(before=fail)
    simulator = Simulator(node, deployment)
    with pytest.raises(NodeUnreachable):
        simulator.simulate(execution(index, deployment))
    assert simulator.simulate(execution(index, deployment)).success


def test_who_comes_while_others_are_tried_is_asked_to_come_again(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    for number in (2, 3):
        proposed.propose(number, actions=((account(5), 1, b""),))
    proposed.save(index)
    go_on = Event()
    node = Trier(before=lambda: go_on.wait(10) and None)
    simulator = Simulator(node, deployment)
    others = [
        Thread(target=simulator.simulate, args=(execution(index, deployment, number),)) for number in (1, 2)
    ]
    for other in others:
        other.start()
    with pytest.raises(SimulationsBusy):
        simulator.simulate(execution(index, deployment, 3))
    go_on.set()
    for other in others:
        other.join(10)
    assert simulator.simulate(execution(index, deployment, 3)).success


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (
            Outcome(
                False, keccak(text="TracksUnknown(uint8)")[:4] + encode(["uint8"], [9]), "reverted", 1, ()
            ),
            "TracksUnknown(track=9)",
        ),
        (Outcome(False, b"", "insufficient funds", None, ()), "insufficient funds"),
        (Outcome(False, b"\x01\x02\x03\x04", "reverted", 1, ()), "an error that is not known: 0x01020304"),
        (Outcome(False, b"", "", 1, ()), "no reason given"),
        (Outcome(False, b"", "turned\u202e round", 1, ()), "turned round"),
    ],
)
def test_a_failure_is_told_in_the_contracts_word_or_the_nodes(
    index: Database, deployment: Deployment, proposed: History, outcome: Outcome, words: str
) -> None:
    proposed.save(index)
    found = Simulator(Trier([outcome]), deployment).simulate(execution(index, deployment))
    assert (found.success, found.actions[0].success, found.actions[0].error) == (False, False, words)


def word(account: Address) -> Hash32:
    return Hash32(bytes(12) + account)


def events(index: Database, deployment: Deployment, *logs: TrialLog) -> list[SimulatedEvent]:
    simulator = Simulator(Trier([WELL._replace(logs=logs)]), deployment)
    return simulator.simulate(execution(index, deployment)).actions[0].events


def test_events_are_told_in_words_of_their_contracts(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)
    token, governor = (deployment.address(name) for name in (ContractName.TOKEN, ContractName.GOVERNOR))
    moved = (TRANSFER, word(account(1)), word(account(2)))
    amount = (7).to_bytes(32, "big")
    period = Hash32(keccak(text="VotingPeriodSet(uint256,uint256)"))
    found = events(
        index,
        deployment,
        TrialLog(token, moved, amount),
        TrialLog(ETHER, moved, amount),
        TrialLog(account(9), moved, amount),
        TrialLog(governor, (period,), encode(["uint256", "uint256"], [5, 6])),
        TrialLog(account(9), (period,), b""),
        TrialLog(token, moved, b"\x01"),
        TrialLog(account(9), (), b""),
    )
    names = ["token", None, None, "governor", None, "token", None]
    assert [each.contract_name for each in found] == names
    kinds = ["Transfer", "Transfer", "Transfer", "VotingPeriodSet", None, None, None]
    assert [each.event for each in found] == kinds
    told = {argument.name: argument.value for argument in found[0].arguments}
    assert told == {"from": address_text(account(1)), "to": address_text(account(2)), "value": "7"}
    assert [argument.name for argument in found[3].arguments] == ["oldVotingPeriod", "newVotingPeriod"]
    assert found[4].arguments == []


def test_what_the_code_at_the_targets_tells(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    token = deployment.address(ContractName.TOKEN)
    actions = (
        (account(5), 0, b"\x01\x02\x03\x04"),
        (account(6), 1, b""),
        (token, 0, b"\x01"),
        (token, 0, b"\x02"),
    )
    proposed.at(20).propose(2, actions=actions).at(30).save(index)
    then = proposed.block - 1

    def code(target: Address, block: int | bytes) -> bytes | None:
        if target != token:
            return b""
        return b"\x60" if block == then else b"\x61"

    node = Trier([WELL] * 4, code=code, slot=lambda block: bytes(32))
    found = Simulator(node, deployment).simulate(execution(index, deployment, 2))
    assert [(each.has_code, each.code_changed) for each in found.targets] == [
        (False, False),
        (False, False),
        (True, True),
    ]
    assert [(each.action, each.code) for each in found.warnings] == [
        (0, WarningCode.TARGET_WITHOUT_CODE),
        (2, WarningCode.CODE_CHANGED),
        (3, WarningCode.CODE_CHANGED),
    ]


def test_a_proxy_is_told_and_whether_it_leads_elsewhere_by_now(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)
    node = Trier(slot=lambda block: word(account(1 if block == proposed.block else 2)))
    found = Simulator(node, deployment).simulate(execution(index, deployment))
    assert found.targets[0].implementation == address_text(account(2))
    assert found.targets[0].implementation_changed is True
    codes = [each.code for each in found.warnings]
    assert codes == [WarningCode.TARGET_IS_PROXY, WarningCode.IMPLEMENTATION_CHANGED]


def test_a_node_that_forgets_old_states_leaves_it_open(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)
    node = Trier(code=lambda target, block: None if isinstance(block, int) else b"\x60")
    found = Simulator(node, deployment).simulate(execution(index, deployment))
    assert (found.targets[0].has_code, found.targets[0].code_changed) == (True, None)
    assert found.warnings == []


def test_a_node_that_does_not_tell_the_code_is_no_reason_for_a_warning(
    index: Database, deployment: Deployment, proposed: History
) -> None:
    proposed.save(index)
    node = Trier(code=lambda target, block: None, slot=lambda block: None)
    found = Simulator(node, deployment).simulate(execution(index, deployment))
    assert (found.targets[0].has_code, found.targets[0].implementation) == (None, None)
    assert found.warnings == []


def test_an_unknown_proposal_is_not_found(index: Database, deployment: Deployment, history: History) -> None:
    history.save(index)
    with pytest.raises(ProposalNotFound):
        execution(index, deployment)
