"""For how long a secret ballot is held: chance draws it from all that sender, relay and deadline allow."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from lexiarch.domain.execution import Outcome
from lexiarch.domain.transactions import Fees
from lexiarch.relay.front.examples import REQUESTS
from lexiarch.relay.intake.desk import Desk
from lexiarch.relay.intake.requests import AnyRequest
from lexiarch.relay.sending.outgoing import Look
from lexiarch.relay.settings import RelaySettings
from tests.helpers.builders import make_deployment

NOW, HOUR, DRAWS = 1_790_000_000, 3600, 2000
READ: TypeAdapter[AnyRequest] = TypeAdapter(AnyRequest)


def holds(max_delay: int, deadline: int = NOW + 100 * HOUR, act: str = "secret_ballot") -> list[float]:
    """Seconds for which so many requests are held, by a relay that holds for six hours at most."""
    deployment, given = make_deployment(), list[float]()
    settings = RelaySettings(source_per_minute=10**9, source_per_day=10**9, proposal_per_day=10**9)
    outcome = Outcome(True, deadline.to_bytes(32, "big"), "", 1, ())
    parts = SimpleNamespace(
        settings=settings,
        deployment=deployment,
        key=SimpleNamespace(address=bytes(20)),
        budget=SimpleNamespace(is_gone=lambda *_: False),
    )
    node = SimpleNamespace(try_transaction=lambda *_: outcome)
    queue = SimpleNamespace(
        again=lambda _: None,
        check=lambda *_: None,
        add=lambda order, source, hold: given.append(hold) or "name",
    )
    look = Look(1, NOW, Fees(1, 1), 10**18)
    runner = SimpleNamespace(fresh_look=lambda: look, wake=lambda: None)
    desk = Desk(*cast(Any, (parts, node, queue, runner)))
    body = REQUESTS[act]["value"] | {"chain_id": deployment.chain_id}
    request = READ.validate_python(body | ({"max_delay": max_delay} if act == "secret_ballot" else {}))
    for _ in range(DRAWS):
        desk.take(request, "192.0.2.1")
    return given


def test_every_moment_within_the_time_is_as_likely_as_any_other() -> None:
    tenths = [int(hold // 360) for hold in holds(HOUR)]
    counts = [tenths.count(tenth) for tenth in range(10)]
    assert sum(counts) == DRAWS
    assert sum((count - DRAWS / 10) ** 2 / (DRAWS / 10) for count in counts) < 50  # chi²(9): 1 in 10 million


@pytest.mark.parametrize(
    ("max_delay", "deadline", "longest"),
    [
        (24 * HOUR, NOW + 100 * HOUR, 6 * HOUR),  # the relay's own limit
        (6 * HOUR, NOW + 3 * HOUR, 2 * HOUR),  # an hour before the end
        (6 * HOUR, NOW + HOUR // 2, 0),
        (0, NOW + 100 * HOUR, 0),
    ],
)
def test_no_ballot_is_held_longer_than_all_three_allow(max_delay: int, deadline: int, longest: int) -> None:
    drawn = holds(max_delay, deadline)
    assert 0.98 * longest <= max(drawn) <= longest
    assert min(drawn) <= 0.02 * longest


def test_nothing_but_a_secret_ballot_is_held() -> None:
    assert set(holds(0, act="exit")) == {0.0}
