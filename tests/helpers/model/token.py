"""A model of LexiarchToken."""

from dataclasses import dataclass, field

from lexiarch.domain.chain import ZERO_ADDRESS, Address
from lexiarch.domain.deployment import ContractName
from tests.helpers.model.common import Emit, Trace, require


@dataclass
class Token:
    balances: dict[Address, int] = field(default_factory=dict)
    delegates: dict[Address, Address] = field(default_factory=dict)
    votes: dict[Address, Trace] = field(default_factory=dict)
    supply: Trace = field(default_factory=Trace)

    def mint(self, emit: Emit, now: int, to: Address, amount: int) -> None:
        self.supply.push(now, self.supply.latest + amount)
        self._move(emit, now, ZERO_ADDRESS, to, amount)

    def burn(self, emit: Emit, now: int, account: Address, amount: int) -> None:
        require(self.balances.get(account, 0) >= amount)
        self.supply.push(now, self.supply.latest - amount)
        self._move(emit, now, account, ZERO_ADDRESS, amount)

    def transfer(self, emit: Emit, now: int, sender: Address, to: Address, amount: int) -> None:
        require(self.balances.get(sender, 0) >= amount)
        self._move(emit, now, sender, to, amount)

    def delegate(self, emit: Emit, now: int, account: Address, to: Address) -> None:
        before = self.delegates.get(account, ZERO_ADDRESS)
        self.delegates[account] = to
        emit(ContractName.TOKEN, "DelegateChanged", account, before, to)
        self._move_votes(emit, now, before, to, self.balances.get(account, 0))

    def _move(self, emit: Emit, now: int, sender: Address, to: Address, amount: int) -> None:
        for account, value in ((sender, -amount), (to, amount)):
            if account != ZERO_ADDRESS:
                self.balances[account] = self.balances.get(account, 0) + value
        emit(ContractName.TOKEN, "Transfer", sender, to, amount)
        none = ZERO_ADDRESS
        self._move_votes(emit, now, self.delegates.get(sender, none), self.delegates.get(to, none), amount)

    def _move_votes(self, emit: Emit, now: int, sender: Address, to: Address, amount: int) -> None:
        if sender == to or amount == 0:
            return
        for account, value in ((sender, -amount), (to, amount)):
            if account != ZERO_ADDRESS:
                trace = self.votes.setdefault(account, Trace())
                before = trace.latest
                trace.push(now, before + value)
                emit(ContractName.TOKEN, "DelegateVotesChanged", account, before, before + value)
