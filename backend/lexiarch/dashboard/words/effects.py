"""What an execution would leave behind, in words."""

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.actions import Piece, contract_piece, fill
from lexiarch.domain.execution import ETHER
from lexiarch.views.simulation_models import SimulatedEvent
from lexiarch.views.text import address_text

_ETHER = address_text(ETHER)


def effect_pieces(event: SimulatedEvent) -> list[Piece]:
    """One event as a sentence."""
    values = [argument.value for argument in event.arguments]
    if event.event == "Transfer" and len(values) == 3:
        return fill(_transfer(event), [*values, event.contract])
    where = contract_piece(event.contract_name, event.contract)
    if event.event is None:
        return fill(gettext("An event that is not known, of {0}"), [[where]])
    named = [
        piece
        for argument in event.arguments
        for piece in (Piece("text", " "), Piece("name", argument.name), Piece("value", argument.value))
    ]
    return [*fill(gettext("{0:code} of {1}"), [event.event, [where]]), *named]


def _transfer(event: SimulatedEvent) -> str:
    if event.contract == _ETHER:
        return gettext("{2:ether} goes from {0:address} to {1:address}")
    if event.contract_name == "token":
        return gettext("{2:tokens} goes from {0:address} to {1:address}")
    return gettext("{2:text} units of the token {3:address} go from {0:address} to {1:address}")
