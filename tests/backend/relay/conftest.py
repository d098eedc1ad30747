"""What the parts of a relay are tried with."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lexiarch.domain.chain import Address
from lexiarch.relay.sending.journal import Entry, Journal

ACCOUNT = Address(b"\x11" * 20)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: float = 0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(1_790_000_000)


@pytest.fixture
def open_journal(tmp_path: Path) -> Callable[[], Journal]:
    """Opens the same file each time."""
    return lambda: Journal(tmp_path / "journal.json", 31337, ACCOUNT)


def entry(nonce: int, *, secret: bool = True, gas: int = 100, max_fee: int = 10) -> Entry:
    return Entry(nonce=nonce, secret=secret, gas=gas, max_fee=max_fee, tip=1, hashes=[f"0x{nonce:064x}"])
