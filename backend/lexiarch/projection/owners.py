"""Who owns the contracts that have an owner."""

from lexiarch.domain.chain import Address, Position
from lexiarch.domain.deployment import ContractName
from lexiarch.projection.batch import Batch
from lexiarch.store.running import load_owner
from lexiarch.store.tables import OwnerRow


class Owners:
    """Carries each contract's owner from event to event."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._owners: dict[ContractName, Address] = {}

    def apply_transferred(self, at: Position, contract: ContractName, owner: Address) -> None:
        """A contract got its first owner or another one."""
        self._owners[contract] = owner
        self._batch.add(OwnerRow(at.block_number, at.log_index, contract.value, owner))

    def owner_of(self, contract: ContractName) -> Address:
        """Who owns a contract by now."""
        if contract not in self._owners:
            self._owners[contract] = load_owner(self._batch.reader, contract)
        return self._owners[contract]
