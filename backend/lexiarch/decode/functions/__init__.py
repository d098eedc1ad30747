"""The functions of all contracts. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Mapping
from typing import Final

from lexiarch.decode.functions import (
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
from lexiarch.decode.signature import Declaration
from lexiarch.domain.deployment import ContractName

FUNCTIONS: Final[Mapping[ContractName, tuple[Declaration, ...]]] = {
    ContractName.TOKEN: token.FUNCTIONS,
    ContractName.TIMELOCK: timelock.FUNCTIONS,
    ContractName.ISSUER_REGISTRY: issuer_registry.FUNCTIONS,
    ContractName.HOLDER_REGISTRY: holder_registry.FUNCTIONS,
    ContractName.GOVERNOR: governor.FUNCTIONS,
    ContractName.TRACKS: tracks.FUNCTIONS,
    ContractName.BALLOT_BATCH: ballot_batch.FUNCTIONS,
    ContractName.HOLDER_TREE: holder_tree.FUNCTIONS,
    ContractName.BALLOT_BOX: ballot_box.FUNCTIONS,
}
