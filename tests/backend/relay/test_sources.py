"""Who asks is known as a network of today, and no longer."""

import pytest

from lexiarch.relay.errors import ProposalBusy, SourceBusy
from lexiarch.relay.intake.sources import DAY, Sources
from tests.backend.relay.conftest import Clock


def make(clock: Clock, per_minute: float = 10, per_day: int = 100, per_proposal: int = 100) -> Sources:
    return Sources(per_minute, per_day, per_proposal, clock)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.250", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
        ("::ffff:192.0.2.9", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("unknown", "", True),
        ("unknown", "192.0.2.1", False),
    ],
)
def test_addresses_of_one_network_are_one_source(clock: Clock, one: str, other: str, same: bool) -> None:
    sources = make(clock)
    assert (sources.knock(one) == sources.knock(other)) is same


def test_a_source_has_another_hash_each_day_and_in_each_process(clock: Clock) -> None:
    sources = make(clock)
    today = sources.knock("192.0.2.1")
    assert make(clock).knock("192.0.2.1") != today
    clock.now += DAY
    assert sources.knock("192.0.2.1") != today
    assert b"\xc0\x00\x02" not in today


def test_who_asks_too_often_waits_and_nobody_else(clock: Clock) -> None:
    sources = make(clock, per_minute=5)
    for _ in range(20):
        sources.knock("192.0.2.1")
    with pytest.raises(SourceBusy) as refused:
        sources.knock("192.0.2.7")
    assert 1 <= refused.value.retry_after <= 12
    sources.knock("192.0.3.1")


def test_a_day_has_so_many_requests_of_a_network_and_ballots_on_a_proposal(clock: Clock) -> None:
    sources = make(clock, per_day=2, per_proposal=3)
    one, other = sources.knock("192.0.2.1"), sources.knock("192.0.3.1")
    sources.count(one, 7)
    sources.count(one, None)
    with pytest.raises(SourceBusy) as refused:
        sources.count(one, None)
    assert refused.value.retry_after == DAY - clock.now % DAY
    sources.count(other, 7)
    third = sources.knock("192.0.4.1")
    sources.count(third, 7)
    with pytest.raises(ProposalBusy):
        sources.count(third, 7)
    sources.count(third, 8)
    clock.now += DAY
    sources.count(sources.knock("192.0.2.1"), 7)
