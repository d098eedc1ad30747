"""The order of delegates by lot: drawn anew each day, and by anybody who wants to; see decision 26."""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import cached_property
from threading import Lock
from typing import Final, NamedTuple

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address
from lexiarch.store.database import Reader
from lexiarch.store.delegates import load_accounts_that_changed, load_accounts_with_power
from lexiarch.store.meta import BlockId, load_draws
from lexiarch.views.models import BlockRef, Draw
from lexiarch.views.text import hash_text

_KEPT: Final = 2


class Order(NamedTuple):
    """Who took part in a draw, in the order that it came to."""

    draw: BlockId | None
    """The day's first block; None when it is not known yet: then nobody took part."""
    accounts: Sequence[Address]

    @property
    def drawn_from(self) -> bytes:
        """What makes the lots, with the accounts."""
        return self.draw.hash if self.draw else b""


class Draws:
    """Keeps the orders of the last days: one never changes, and makes some work where delegates are many.

    May be shared by any number of threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._orders: OrderedDict[bytes, Order] = OrderedDict()

    def find(self, reader: Reader, drawn_from: bytes | None = None) -> Order | None:
        """Today's order, or the one drawn from a hash; None when that is over, or never was."""
        for draw in load_draws(reader):
            if drawn_from in (None, draw.hash):
                return self._order(reader, draw)
        return None if drawn_from else Order(None, [])

    def _order(self, reader: Reader, draw: BlockId) -> Order:
        with self._lock:  # many may ask for the day's first page at once
            if draw.hash not in self._orders:
                accounts = load_accounts_with_power(reader, draw.number - 1)
                self._orders[draw.hash] = Order(draw, draw_lots(draw.hash, accounts))
                while len(self._orders) > _KEPT:
                    self._orders.popitem(last=False)
            return self._orders[draw.hash]


def draw_lots(drawn_from: bytes, accounts: Iterable[Address]) -> list[Address]:
    """The accounts in the order of their lots: keccak256 of the hash and the account, the lowest first."""
    return sorted(accounts, key=lambda account: keccak(drawn_from + account))


class Listing:
    """An order with those behind it who came after the draw, up to a block."""

    def __init__(self, reader: Reader, order: Order, until: int) -> None:
        self._reader = reader
        self._order = order
        self._until = until

    def after(self, place: int, count: int) -> Sequence[Address]:
        """So many accounts after the first `place` of them; fewer at the end."""
        drawn = self._order.accounts
        accounts = drawn[place : place + count]
        if len(accounts) == count:
            return accounts
        begin = max(0, place - len(drawn))
        return [*accounts, *self._late[begin : begin + count - len(accounts)]]

    @cached_property
    def _late(self) -> list[Address]:
        """Whose power changed since the draw, and who took no part; by their lots, too."""
        draw, accounts = self._order
        took_part = set(accounts)
        changed = load_accounts_that_changed(self._reader, draw.number if draw else 0, self._until)
        return draw_lots(self._order.drawn_from, (each for each in changed if each not in took_part))


def build_draw(reader: Reader, draws: Draws) -> Draw:
    """What today's order is drawn from."""
    order = draws.find(reader)
    if order is None or order.draw is None:
        return Draw(block=None, drawn=0)
    number, block_hash, timestamp = order.draw
    block = BlockRef(number=number, hash=hash_text(block_hash), timestamp=timestamp)
    return Draw(block=block, drawn=len(order.accounts))
