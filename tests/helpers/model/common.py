"""What the models of the contracts share."""

from collections.abc import Callable
from dataclasses import dataclass, field

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName

Emit = Callable[..., None]
"""Takes a contract, the name of its event, and the event's values."""


class Refused(Exception):
    """The contract reverts."""


def require(condition: bool) -> None:
    """Refuses unless."""
    if not condition:
        raise Refused


def account(number: int) -> Address:
    """An account by number, 1 and up."""
    return Address(keccak(text=f"account {number}")[:20])


def contract_address(contract: ContractName) -> Address:
    """Where a contract is."""
    return account(1000 + list(ContractName).index(contract))


DAO = contract_address(ContractName.TIMELOCK)
"""Owner of everything."""


@dataclass
class Trace:
    """A value and its past: OpenZeppelin's Checkpoints."""

    points: list[tuple[int, int]] = field(default_factory=list)

    def push(self, now: int, value: int) -> None:
        self.points.append((now, value))

    def at(self, time: int) -> int:
        return next((value for when, value in reversed(self.points) if when <= time), 0)

    @property
    def latest(self) -> int:
        return self.points[-1][1] if self.points else 0
