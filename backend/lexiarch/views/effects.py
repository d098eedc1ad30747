"""What a call that was tried would leave behind, in words of the contracts."""

import json
import re
from typing import Final

import msgspec
from eth_utils.crypto import keccak

from lexiarch.decode.errors import decode_error
from lexiarch.decode.events import DECODERS, Event
from lexiarch.decode.reader import AbiInvalid
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.execution import Outcome, TrialLog
from lexiarch.views.simulation_models import EventArgument, SimulatedAction, SimulatedEvent
from lexiarch.views.text import address_text, hash_text, plain

TRANSFER: Final = keccak(text="Transfer(address,address,uint256)")
_SELECTOR: Final = 4
_ADDRESS: Final = 20


def build_outcome(outcome: Outcome, deployment: Deployment) -> SimulatedAction:
    """What would become of one action."""
    return SimulatedAction(
        success=outcome.success,
        error=None if outcome.success else _error(outcome),
        gas=outcome.gas,
        events=[_event(log, deployment) for log in outcome.logs],
    )


def _error(outcome: Outcome) -> str:
    """The contract's own word where it gave one, else the node's."""
    known = decode_error(outcome.returned)
    if known:
        return plain(known)
    if len(outcome.returned) >= _SELECTOR:
        return f"an error that is not known: {hash_text(outcome.returned[:_SELECTOR])}"
    return plain(outcome.said) or "no reason given"


def _event(log: TrialLog, deployment: Deployment) -> SimulatedEvent:
    contract = deployment.names.get(log.address)
    event = _decode(log, contract)
    return SimulatedEvent(
        contract=address_text(log.address),
        contract_name=contract.value if contract else None,
        event=type(event).__name__ if event else None,
        arguments=_arguments(event) if event else [],
    )


def _decode(log: TrialLog, contract: ContractName | None) -> Event | None:
    """Of our contracts every event, of others the Transfer of ERC-20, as which ether is told, too."""
    if not log.topics:
        return None
    known = DECODERS.get(contract or ContractName.TOKEN, {})
    decode = known.get(log.topics[0]) if contract or log.topics[0] == TRANSFER else None
    try:
        return decode(log.topics, log.data) if decode else None
    except AbiInvalid:
        return None


def _arguments(event: Event) -> list[EventArgument]:
    fields = type(event).__struct_fields__
    return [EventArgument(name=_solidity(name), value=_text(getattr(event, name))) for name in fields]


def _solidity(name: str) -> str:
    """`from_delegate` as the contract spells it: `fromDelegate`."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name.strip("_"))


def _text(value: object) -> str:
    plain_value = _plain(value)
    return plain_value if isinstance(plain_value, str) else json.dumps(plain_value, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, msgspec.Struct):
        return [_plain(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, bytes):
        return address_text(value) if len(value) == _ADDRESS else hash_text(value)
    return value if isinstance(value, bool | str) else str(value)
