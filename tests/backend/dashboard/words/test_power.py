from lexiarch.dashboard.words.power import power_chart
from lexiarch.views.models import PowerChange, PowerHistory
from tests.helpers.builders import make_deployment

TOKEN = 10**18


def history(*points: tuple[int, int], now: int = 100) -> PowerHistory:
    made = [
        PowerChange(power=tokens * TOKEN, time=time, block=time, tx_hash="0x00") for time, tokens in points
    ]
    return PowerHistory(address="0x00", now=now, points=made)


def test_the_curve_goes_from_the_first_change_until_now() -> None:
    chart = power_chart(history((20, 5), (60, 9), (80, 2)), make_deployment())
    assert chart is not None
    assert chart.span == (20, 100)
    assert chart.words == "Voting power over time. Now 2 TEST, at most 9 TEST."
    assert chart.rows == [(20, ["5"]), (60, ["9"]), (80, ["2"])]
    assert [line.slug for line in chart.lines] == ["power"]


def test_who_never_had_any_has_no_curve() -> None:
    assert power_chart(history(), make_deployment()) is None
