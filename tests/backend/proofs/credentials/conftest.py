"""An issuer over an index in which accounts 1 and 2 hold iDs."""

from pathlib import Path

import pytest

from lexiarch.proofs.credentials.issuer import Issuer, create_issuer
from lexiarch.store.database import Database
from tests.helpers.builders import START, History
from tests.helpers.holder_wallet import sign_of_life

URL = "https://dao.example"


class Clock:
    """The server's clock, which a test moves."""

    def __init__(self) -> None:
        self.now = START + 1000

    def __call__(self) -> float:
        return float(self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def look_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The half second between two looks at the index is not waited for."""
    monkeypatch.setattr("lexiarch.proofs.credentials.lists.publish._LOOK_SECONDS", -1.0)


@pytest.fixture
def issuer(index: Database, private: Database, roll: History, clock: Clock, tmp_path: Path) -> Issuer:
    sign_of_life(index, clock())
    return create_issuer(URL, index, private, tmp_path / "keys.json", clock)
