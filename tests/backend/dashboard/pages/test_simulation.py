"""What the page makes of what a node finds, or of a node that is not there."""

from collections.abc import Callable, Sequence

import pytest
from fastapi import FastAPI

from lexiarch.chain.trial import TrialNode
from lexiarch.dashboard.routes import create_router
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import SimulationsBusy
from lexiarch.domain.execution import ETHER, Call, Outcome, Trial, TrialLog, Where
from lexiarch.settings import Settings
from lexiarch.store.database import Database
from lexiarch.views.effects import TRANSFER
from lexiarch.views.simulation import Simulator, Trier
from tests.backend.dashboard.conftest import TOKEN, Pages
from tests.helpers.builders import History, account
from tests.helpers.html import Html

Open = Callable[[Trier], Html]


class Fixed:
    """A node that always answers the same."""

    def __init__(self, *outcomes: Outcome, together: bool = True) -> None:
        self._trial = Trial(together, outcomes)

    def try_calls(self, sender: Address, calls: Sequence[Call], where: Where) -> Trial:
        return self._trial

    def fetch_codes(self, accounts: Sequence[Address], block: int | bytes) -> list[bytes] | None:
        return [b"" for _ in accounts]

    def fetch_slots(self, accounts: Sequence[Address], slot: bytes, block: int | bytes) -> list[bytes] | None:
        return [bytes(32) for _ in accounts]


class Busy(Fixed):
    def try_calls(self, sender: Address, calls: Sequence[Call], where: Where) -> Trial:
        raise SimulationsBusy


@pytest.fixture
def open_with(database: Database, deployment: Deployment, history: History) -> Open:
    """The page of a proposal with two actions, where proposals are tried on a node."""
    actions = ((account(5), 1, b""), (account(6), 0, b"\x01\x02\x03\x04"))
    history.at(10).propose(1, "# Mill", actions=actions).save(database)

    def open_page(node: Trier) -> Html:
        app = FastAPI()
        simulator = Simulator(node, deployment)
        app.include_router(create_router(database, deployment, Settings(), simulator=simulator))
        return Pages(app).open("/proposals/1/simulation")

    return open_page


def test_effects_and_warnings_are_told_in_words(open_with: Open) -> None:
    topics = (TRANSFER, Hash32(bytes(12) + account(1)), Hash32(bytes(12) + account(5)))
    sent = TrialLog(ETHER, tuple(map(Hash32, topics)), TOKEN.to_bytes(32, "big"))
    page = open_with(Fixed(Outcome(True, b"", "", 21_000, [sent]), Outcome(True, b"", "", 21_064, ())))
    assert "every action would succeed" in page.test_id("simulation-verdict").text
    first, second = page.all(data_testid="tried")
    assert "Succeeds with 21,000 gas 1 ETH goes from" in first.text
    assert "It leaves no event." in second.text
    assert page.test_id("warning").attributes["data-code"] == "TARGET_WITHOUT_CODE"


def test_a_failure_and_calls_tried_alone_are_told_as_such(open_with: Open) -> None:
    well, failed = Outcome(True, b"", "", None, ()), Outcome(False, b"", "out of <gas>", None, ())
    page = open_with(Fixed(well, failed, together=False))
    assert "it would fail, and nothing would change" in page.test_id("simulation-verdict").text
    assert "each was tried alone" in page.text
    assert "out of <gas>" in page.all(data_testid="tried")[1].text
    assert "It leaves no event." not in page.text


def test_a_node_that_is_gone_leaves_the_page_whole(open_with: Open) -> None:
    with TrialNode(["http://127.0.0.1:9"], timeout=1) as node:
        page = open_with(node)
    assert "The node does not answer" in page.test_id("simulation-trouble").text
    assert page.one("h1").text == "Mill"
    assert page.all("a", href="/proposals/1/simulation")


def test_a_node_that_tries_others_is_asked_again_later(open_with: Open) -> None:
    assert "Ask again in a few seconds" in open_with(Busy()).test_id("simulation-trouble").text
