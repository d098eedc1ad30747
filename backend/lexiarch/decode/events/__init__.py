"""All events and their decoders. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable, Mapping
from typing import Final

from lexiarch.decode.events import (
    ballot_batch,
    ballot_box,
    governor,
    holder_registry,
    holder_tree,
    issuer_registry,
    timelock,
    token,
    tracks,
)
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName

Event = (
    ballot_batch.Event
    | ballot_box.Event
    | governor.Event
    | holder_registry.Event
    | holder_tree.Event
    | issuer_registry.Event
    | timelock.Event
    | token.Event
    | tracks.Event
)
"""Any event of any contract."""

DECODERS: Final[Mapping[ContractName, Mapping[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]]] = {
    ContractName.TOKEN: token.DECODERS,
    ContractName.TIMELOCK: timelock.DECODERS,
    ContractName.ISSUER_REGISTRY: issuer_registry.DECODERS,
    ContractName.HOLDER_REGISTRY: holder_registry.DECODERS,
    ContractName.GOVERNOR: governor.DECODERS,
    ContractName.TRACKS: tracks.DECODERS,
    ContractName.BALLOT_BATCH: ballot_batch.DECODERS,
    ContractName.HOLDER_TREE: holder_tree.DECODERS,
    ContractName.BALLOT_BOX: ballot_box.DECODERS,
}
"""By contract and topic0."""
