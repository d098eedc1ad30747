"""All events and their decoders. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable, Mapping
from typing import Final

from lexiarch.decode.events import governor, holder_registry, issuer_registry, timelock, token
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName

Event = governor.Event | holder_registry.Event | issuer_registry.Event | timelock.Event | token.Event
"""Any event of any contract."""

DECODERS: Final[Mapping[ContractName, Mapping[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]]] = {
    ContractName.TOKEN: token.DECODERS,
    ContractName.TIMELOCK: timelock.DECODERS,
    ContractName.ISSUER_REGISTRY: issuer_registry.DECODERS,
    ContractName.HOLDER_REGISTRY: holder_registry.DECODERS,
    ContractName.GOVERNOR: governor.DECODERS,
}
"""By contract and topic0."""
