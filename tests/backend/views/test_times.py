from lexiarch.views.times import iso


def test_a_time_is_in_utc_and_none_is_beyond_all_calendars() -> None:
    assert iso(1_790_000_000) == "2026-09-21T14:13:20Z"
    assert iso(2**48 - 1) == "9999-12-31T23:59:59Z"
