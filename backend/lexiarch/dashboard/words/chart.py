"""A house's count over time as lines, in the units of an SVG's view box."""

from collections.abc import Sequence
from dataclasses import dataclass

from lexiarch.dashboard.language import gettext, ngettext
from lexiarch.dashboard.words.amounts import tokens_text
from lexiarch.dashboard.words.ballots import choice_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.views.models import House, HouseName, Progress, Proposal, VoteProgress

WIDTH, HEIGHT = 600, 180


@dataclass(frozen=True, slots=True)
class Line:
    word: str
    slug: str
    path: str
    """For the `d` of an SVG path: steps, since a count stays until the next ballot."""


@dataclass(frozen=True, slots=True)
class Chart:
    slug: str
    title: str
    words: str
    """What the picture shows, for who does not see it."""
    lines: list[Line]
    quorum_at: int | None
    """Height of the quorum; None when it is above the picture."""
    quorum: str
    top: str
    """What the upper edge stands for."""
    points: list[VoteProgress]
    """The same as figures."""


def charts(proposal: Proposal, progress: Progress, deployment: Deployment) -> list[Chart]:
    """Of each house that is asked and has counted something; none before the vote opens."""
    if proposal.state in (ProposalState.PENDING, ProposalState.CANCELED):
        return []
    houses = ((proposal.token_house, progress.token_house), (proposal.holder_house, progress.holder_house))
    return [_chart(house, points, progress, deployment) for house, points in houses if house.asked and points]


def _chart(house: House, points: list[VoteProgress], progress: Progress, deployment: Deployment) -> Chart:
    last = points[-1]
    counts = {each: _count(last, each) for each in (Support.FOR, Support.AGAINST, Support.ABSTAIN)}
    highest = max(*counts.values(), house.quorum if house.quorum <= 2 * max(counts.values()) else 0, 1)
    top = highest + highest // 10 + 1
    until = min(progress.now, progress.closes)
    title = _title(house, deployment)
    return Chart(
        slug=house.house.value,
        title=title,
        words=gettext(
            "%(house)s over time. By now: %(counts)s.",
            house=title,
            counts=", ".join(
                f"{choice_words(support)} {_amount(house, count, deployment)}"
                for support, count in counts.items()
            ),
        ),
        lines=[
            Line(
                choice_words(support),
                support.value.lower(),
                _path(points, support, (progress.opens, until), top),
            )
            for support in counts
        ],
        quorum_at=HEIGHT - HEIGHT * house.quorum // top if house.quorum <= top else None,
        quorum=_amount(house, house.quorum, deployment),
        top=_amount(house, top, deployment),
        points=points,
    )


def _title(house: House, deployment: Deployment) -> str:
    if not deployment.governor.has_roll:
        return gettext("Votes")
    return gettext("Token house") if house.house is HouseName.TOKEN else gettext("Holder house")


def _amount(house: House, value: int, deployment: Deployment) -> str:
    if house.house is HouseName.TOKEN:
        return tokens_text(value, deployment.token_symbol)
    return ngettext("%(num)s person", "%(num)s persons", value)


def _path(points: Sequence[VoteProgress], support: Support, span: tuple[int, int], top: int) -> str:
    opens, until = span
    length = max(1, until - opens)
    steps = [f"M0 {HEIGHT}"]
    for point in points:
        across = min(WIDTH, max(0, (point.time - opens) * WIDTH // length))
        steps.append(f"H{across}V{HEIGHT - HEIGHT * _count(point, support) // top}")
    return "".join([*steps, f"H{WIDTH}"])


def _count(point: VoteProgress, support: Support) -> int:
    if support is Support.FOR:
        return point.for_
    return point.against if support is Support.AGAINST else point.abstain
