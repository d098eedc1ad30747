import pytest

from lexiarch.dashboard.words.times import absolute, day, duration, relative

NOW = 1_790_000_000


def test_absolute_times_name_their_zone() -> None:
    assert absolute(NOW) == "21 Sep 2026, 14:13 UTC"
    assert day(NOW) == "21 Sep 2026"


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (3 * 86_400, "in 3 days"),
        (86_400, "in 1 day"),
        (-2 * 3600 - 5, "2 hours ago"),
        (-59, "just now"),
        (0, "just now"),
        (59, "in a moment"),
        (400 * 86_400, "in 1 year"),
    ],
)
def test_relative_times_use_the_largest_unit(distance: int, words: str) -> None:
    assert relative(NOW + distance, NOW) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(432_000, "5 days"), (129_600, "1 day 12 hours"), (90, "1 minute 30 seconds"), (0, "no time")],
)
def test_durations_have_two_units_at_most(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_a_time_beyond_all_calendars_is_shown_as_the_last_day() -> None:
    assert absolute(2**48 - 1) == "31 Dec 9999, 23:59 UTC"
