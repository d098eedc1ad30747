import pytest

from lexiarch.dashboard.words.effects import effect_pieces
from lexiarch.domain.execution import ETHER
from lexiarch.views.simulation_models import EventArgument, SimulatedEvent
from lexiarch.views.text import address_text

ONE, TWO, THREE = (address_text(bytes([number]) * 20) for number in (1, 2, 3))


def told(contract: str, name: str | None, event: str | None, **values: str) -> str:
    arguments = [EventArgument(name=each.strip("_"), value=value) for each, value in values.items()]
    found = SimulatedEvent(contract=contract, contract_name=name, event=event, arguments=arguments)
    return "".join(
        piece.value if piece.kind == "text" else f"[{piece.kind} {piece.value}]"
        for piece in effect_pieces(found)
    )


@pytest.mark.parametrize(
    ("contract", "name", "expected"),
    [
        (address_text(ETHER), None, f"[ether 5] goes from [address {ONE}] to [address {TWO}]"),
        (THREE, "token", f"[tokens 5] goes from [address {ONE}] to [address {TWO}]"),
        (THREE, None, f"5 units of the token [address {THREE}] go from [address {ONE}] to [address {TWO}]"),
    ],
)
def test_a_transfer_says_what_goes_where(contract: str, name: str | None, expected: str) -> None:
    assert told(contract, name, "Transfer", from_=ONE, to=TWO, value="5") == expected


def test_another_event_is_named_with_its_values() -> None:
    words = told(THREE, "governor", "VotingPeriodSet", oldVotingPeriod="5", newVotingPeriod="6")
    values = "[name oldVotingPeriod][value 5] [name newVotingPeriod][value 6]"
    assert words == f"[code VotingPeriodSet] of the governor {values}"


def test_an_event_that_is_not_known_is_said_to_be_so() -> None:
    assert told(THREE, None, None) == f"An event that is not known, of [address {THREE}]"
