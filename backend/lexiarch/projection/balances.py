"""Token balances and supply."""

from lexiarch.decode.events import token
from lexiarch.domain.chain import ZERO_ADDRESS, Address, Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.running import load_last_balance, load_last_supply
from lexiarch.store.tables import BalanceRow, SupplyRow, encode_amount


class Balances:
    """Carries balances and supply from event to event."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._balances: dict[Address, int] = {}
        self._supply: int | None = None

    @property
    def size(self) -> int:
        """How many balances are carried."""
        return len(self._balances)

    def apply_transfer(self, at: Position, event: token.Transfer) -> None:
        """A transfer; from the zero address it is a mint, to it a burn."""
        sender, to, value = event.from_, event.to, event.value
        if sender == to:
            value = 0
        else:
            self._move(at, sender, -value)
        self._move(at, to, value)

    def _move(self, at: Position, account: Address, value: int) -> None:
        if account == ZERO_ADDRESS:
            self._issue(at, -value)
            return
        balance = self._balances.get(account)
        if balance is None:
            balance = load_last_balance(self._batch.reader, account)
        balance = self._balances[account] = balance + value
        number, index, _, time = at
        row = (number, index, time, account, encode_amount(balance))
        self._batch.add(tuple.__new__(BalanceRow, row))  # as the class does, without its checks
        if not self._batch.quiet:
            self._batch.tell(at, Change.ACCOUNT, hex_text(account))

    def _issue(self, at: Position, value: int) -> None:
        if self._supply is None:
            self._supply = load_last_supply(self._batch.reader)
        self._supply += value
        amount = encode_amount(self._supply)
        self._batch.add(SupplyRow(at.block_number, at.log_index, at.block_time, amount))
