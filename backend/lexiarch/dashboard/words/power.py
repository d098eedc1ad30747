"""An account's voting power over time as a chart."""

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.amounts import short_units, tokens_text
from lexiarch.dashboard.words.chart import Chart, Plot, Series
from lexiarch.domain.deployment import Deployment
from lexiarch.views.models import PowerHistory


def power_chart(history: PowerHistory, deployment: Deployment) -> Chart | None:
    """From the first change until now; None of an account that never had any."""
    if not history.points:
        return None

    def amount(value: int) -> str:
        return tokens_text(value, deployment.token_symbol)

    powers = [point.power for point in history.points]
    title = gettext("Voting power")
    plot = Plot(
        [point.time for point in history.points],
        [Series(title, "power", powers)],
        (history.points[0].time, history.now),
        amount,
        short_units,
    )
    words = gettext(
        "Voting power over time. Now %(now)s, at most %(most)s.",
        now=amount(powers[-1]),
        most=amount(max(powers)),
    )
    return plot.draw("power", gettext("Voting power over time"), title, words)
