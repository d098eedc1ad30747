"""What an execution would leave behind, in words."""

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.actions import Piece, contract_words, fill
from lexiarch.domain.execution import ETHER
from lexiarch.views.simulation_models import SimulatedEvent
from lexiarch.views.text import address_text

_ETHER = address_text(ETHER)


def effect_pieces(event: SimulatedEvent) -> list[Piece]:
    """One event as a sentence."""
    values = [argument.value for argument in event.arguments]
    if event.event == "Transfer" and len(values) == 3:
        return fill(_transfer(event), [*values, event.contract], {})
    where = Piece("text", contract_words(event.contract_name)) if event.contract_name else None
    where = where or Piece("address", event.contract)
    if event.event is None:
        return [Piece("text", gettext("An event that is not known, of") + " "), where]
    named = [
        piece
        for argument in event.arguments
        for piece in (Piece("text", f" {argument.name} "), Piece("value", argument.value))
    ]
    return [Piece("code", event.event), Piece("text", " " + gettext("of") + " "), where, *named]


def _transfer(event: SimulatedEvent) -> str:
    if event.contract == _ETHER:
        return gettext("{2:ether} goes from {0:address} to {1:address}")
    if event.contract_name == "token":
        return gettext("{2:tokens} goes from {0:address} to {1:address}")
    return gettext("{2:text} units of the token {3:address} go from {0:address} to {1:address}")
