"""A secret ballot is held for a time that chance decides, if its sender wants it."""

from pathlib import Path

import pytest

from tests.e2e.relay.conftest import Assembly
from tests.helpers.dao import FOR
from tests.helpers.relay import relaying

pytestmark = pytest.mark.chain


def test_a_held_ballot_is_sent_later_and_nobody_sees_it_wait(assembly: Assembly, tmp_path: Path) -> None:
    with relaying(assembly.dao, tmp_path) as relay:
        names = [relay.take(assembly.secret_ballot(member, FOR, max_delay=3600)) for member in (0, 1, 3, 4)]
        at_once = relay.take(assembly.secret_ballot(0, FOR) | {"max_delay": 0})  # it is the same ballot
        assert [relay.status(name)["status"] for name in (*names, at_once)].count("waiting") >= 4
        assert relay.figures()["lexiarch_relay_ready_requests"] == 0
        relay.stop()  # whatever is still held is sent before the end
        assert assembly.secret_votes == [0, 4, 0]


def test_it_is_held_no_longer_than_its_sender_wants(assembly: Assembly, tmp_path: Path) -> None:
    with relaying(assembly.dao, tmp_path) as relay:
        name = relay.take(assembly.secret_ballot(0, FOR, max_delay=2))
        relay.wait_for(name, "mined", seconds=12)


@pytest.mark.parametrize("settings", [{"max_delay": 0}, {"deadline_margin": 10**9}])
def test_near_the_deadline_or_where_a_relay_does_not_hold_it_is_sent_at_once(
    assembly: Assembly, tmp_path: Path, settings: dict[str, object]
) -> None:
    with relaying(assembly.dao, tmp_path, **settings) as relay:
        name = relay.take(assembly.secret_ballot(0, FOR, max_delay=2**31))
        relay.wait_for(name, "mined", seconds=10)
