import pytest

from lexiarch.decode.calls import encode_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.warnings import WarningCode
from lexiarch.store.database import Database
from lexiarch.views import build_proposal
from lexiarch.views.models import ProposalWarning
from tests.helpers.builders import History, account

ELSEWHERE = account(50)
UPGRADE_TO = bytes.fromhex("3659cfe6") + bytes(32)
"""upgradeTo(address)"""
Action = tuple[Address, int, bytes]


def warnings(
    index: Database, deployment: Deployment, history: History, *actions: Action, number: int = 1
) -> list[ProposalWarning]:
    history.at(number * 10).propose(number, actions=actions).save(index)
    with index.read() as reader:
        return build_proposal(reader, deployment, number).warnings


def call(deployment: Deployment, name: ContractName, function: str, *arguments: object) -> Action:
    return deployment.address(name), 0, encode_call(name, function, *arguments)


def test_a_plain_payment_of_tokens_needs_no_warning(
    index: Database, deployment: Deployment, history: History
) -> None:
    payment = call(deployment, ContractName.TOKEN, "transfer", ELSEWHERE, 5)
    assert warnings(index, deployment, history, payment) == []


@pytest.mark.parametrize(
    ("action", "codes"),
    [
        ((ELSEWHERE, 0, UPGRADE_TO), {WarningCode.CODE_UPGRADE, WarningCode.UNKNOWN_TARGET}),
        ((ELSEWHERE, 7, b""), {WarningCode.VALUE_SENT}),
        ((ELSEWHERE, 0, b""), set()),
        ((ELSEWHERE, 0, b"\x12\x34\x56\x78"), {WarningCode.UNKNOWN_TARGET}),
    ],
)
def test_calls_elsewhere_are_warned_of(
    index: Database, deployment: Deployment, history: History, action: Action, codes: set[WarningCode]
) -> None:
    assert {each.code for each in warnings(index, deployment, history, action)} == codes


def test_calls_of_the_daos_own_rules_and_powers_are_warned_of(
    index: Database, deployment: Deployment, history: History
) -> None:
    found = warnings(
        index,
        deployment,
        history,
        call(deployment, ContractName.GOVERNOR, "setVotingPeriod", 7),
        call(deployment, ContractName.TIMELOCK, "grantRole", bytes(32), ELSEWHERE),
        call(deployment, ContractName.HOLDER_REGISTRY, "transferOwnership", ELSEWHERE),
    )
    assert [(each.action, each.code) for each in found] == [
        (0, WarningCode.OWN_RULES),
        (1, WarningCode.POWER_MOVES),
        (1, WarningCode.OWN_RULES),
        (2, WarningCode.POWER_MOVES),
    ]


def test_a_function_that_is_not_there_and_one_that_is_oddly_encoded_are_told_apart(
    index: Database, deployment: Deployment, history: History
) -> None:
    token, _, transfer = call(deployment, ContractName.TOKEN, "transfer", ELSEWHERE, 5)
    found = warnings(
        index, deployment, history, (token, 0, b"\x12\x34\x56\x78"), (token, 0, transfer + b"\x00")
    )
    assert [each.code for each in found] == [WarningCode.UNKNOWN_FUNCTION, WarningCode.NOT_AS_ENCODED]


def test_only_exactly_the_same_calls_of_an_earlier_proposal_are_a_repetition(
    index: Database, deployment: Deployment, history: History
) -> None:
    one = call(deployment, ContractName.TOKEN, "transfer", ELSEWHERE, 5)
    other = call(deployment, ContractName.TOKEN, "transfer", ELSEWHERE, 6)
    assert warnings(index, deployment, history, one, number=1) == []
    assert warnings(index, deployment, history, one, other, number=2) == []
    assert warnings(index, deployment, history, other, number=3) == []
    found = warnings(index, deployment, history, one, number=4)
    assert found == [ProposalWarning(code=WarningCode.REPEATED, action=None, proposals=[1])]
    with index.read() as reader:
        assert build_proposal(reader, deployment, 1).warnings == []


def test_a_proposal_without_calls_repeats_nothing(
    index: Database, deployment: Deployment, history: History
) -> None:
    warnings(index, deployment, history, number=1)
    assert warnings(index, deployment, history, number=2) == []
