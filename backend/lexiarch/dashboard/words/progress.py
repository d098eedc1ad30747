"""How the counts of a proposal grew: a chart of each house."""

from collections.abc import Callable, Sequence

from lexiarch.dashboard.language import gettext, ngettext, number
from lexiarch.dashboard.words.amounts import short_units, tokens_text
from lexiarch.dashboard.words.ballots import choice_words
from lexiarch.dashboard.words.chart import Chart, Plot, Series
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.views.models import House, HouseName, Progress, Proposal, VoteProgress

_CHOICES: dict[Support, Callable[[VoteProgress], int]] = {
    Support.FOR: lambda point: point.for_,
    Support.AGAINST: lambda point: point.against,
    Support.ABSTAIN: lambda point: point.abstain,
}


def progress_charts(proposal: Proposal, progress: Progress, deployment: Deployment) -> list[Chart]:
    """Of each house that is asked and has counted something; none before the vote opens."""
    if proposal.state in (ProposalState.PENDING, ProposalState.CANCELED):
        return []
    houses = ((proposal.token_house, progress.token_house), (proposal.holder_house, progress.holder_house))
    return [_chart(house, points, progress, deployment) for house, points in houses if house.asked and points]


def _chart(house: House, points: Sequence[VoteProgress], progress: Progress, deployment: Deployment) -> Chart:
    title, is_token = _title(house, deployment), house.house is HouseName.TOKEN

    def amount(value: int) -> str:
        if is_token:
            return tokens_text(value, deployment.token_symbol)
        return ngettext("%(num)s person", "%(num)s persons", value)

    series = [
        Series(choice_words(support), support.value.lower(), [count(point) for point in points])
        for support, count in _CHOICES.items()
    ]
    quorum = (house.quorum, gettext("Quorum %(amount)s", amount=amount(house.quorum)))
    span = (progress.opens, min(progress.now, progress.closes))
    figure = short_units if is_token else number
    plot = Plot([point.time for point in points], series, span, amount, figure, quorum)
    return plot.draw(
        house.house.value,
        gettext("Votes over time"),
        title,
        gettext(
            "%(house)s over time. By now: %(counts)s.",
            house=title,
            counts=", ".join(f"{each.word} {amount(each.values[-1])}" for each in series),
        ),
    )


def _title(house: House, deployment: Deployment) -> str:
    if not deployment.governor.has_roll:
        return gettext("Votes")
    return gettext("Token house") if house.house is HouseName.TOKEN else gettext("Holder house")
