"""A house's count as bars and sentences."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lexiarch.dashboard.language import gettext, ngettext, number
from lexiarch.dashboard.words.amounts import exact_units, percent, short_units, tokens_text
from lexiarch.dashboard.words.ballots import choice_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import QuorumOf
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.texts import mark
from lexiarch.views.models import House, HouseName, ProposalSummary

FULL = 1000
"""Width of a drawn bar; widths are given in thousandths."""

_WITHOUT_VOTE = (ProposalState.PENDING, ProposalState.CANCELED)


@dataclass(frozen=True, slots=True)
class Bar:
    word: str
    slug: str
    amount: str
    exact: str
    share: str
    width: int


@dataclass(frozen=True, slots=True)
class HousePanel:
    slug: str
    title: str
    members: str
    """Who votes here."""
    asked: bool
    bars: list[Bar]
    standing: str
    brief: str
    """The standing in two words."""
    tone: str
    """passing, failing or open."""
    quorum: str
    quorum_help: str
    for_width: int
    abstain_width: int
    quorum_at: int
    turnout: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What a house counts, and how to say it."""

    amount: Callable[[int], str]
    more: Callable[[int], str]
    exact: Callable[[int], str]


def _unit(house: House, symbol: str) -> Unit:
    if house.house is HouseName.TOKEN:
        return Unit(
            amount=lambda value: tokens_text(value, symbol),
            more=lambda value: gettext("%(amount)s more", amount=tokens_text(value, symbol, round_up=True)),
            exact=lambda value: f"{exact_units(value)} {symbol}",
        )
    return Unit(
        amount=_persons,
        more=lambda value: ngettext("%(num)s more person", "%(num)s more persons", value),
        exact=_persons,
    )


def _persons(value: int) -> str:
    return ngettext("%(num)s person", "%(num)s persons", value)


def width(part: int, whole: int) -> int:
    """Thousandths of a bar; anything above zero can be seen."""
    if part == 0 or whole == 0:
        return 0
    return max(4, min(FULL, part * FULL // whole))


def _missing(house: House) -> int:
    counted = {
        QuorumOf.FOR: house.for_,
        QuorumOf.FOR_ABSTAIN: house.for_ + house.abstain,
        QuorumOf.ALL: house.for_ + house.abstain + house.against,
    }
    return max(0, house.quorum - counted[house.quorum_of])


@dataclass(frozen=True, slots=True)
class Standing:
    """What a house says of a proposal, so far or in the end."""

    tone: str
    brief: str
    words: str


def standing(house: House, state: ProposalState, symbol: str) -> Standing:
    """Names the quorum first: without it the majority decides nothing."""
    is_open = state is ProposalState.ACTIVE
    if not house.asked or state in _WITHOUT_VOTE:
        never = state is ProposalState.CANCELED
        words = gettext("never opened") if never else gettext("not open yet")
        return Standing("open", *([words if house.asked else gettext("not asked")] * 2))
    if house.passed:
        word = gettext("passing") if is_open else gettext("passed")
        return Standing("passing", word, word)
    if not house.quorum_reached:
        return _without_quorum(house, symbol, is_open=is_open)
    if house.for_ == house.against:
        tone = "open" if is_open else "failing"
        return Standing(tone, gettext("level"), gettext("For and Against are level"))
    return Standing("failing", gettext("more Against"), gettext("more Against than For"))


def _without_quorum(house: House, symbol: str, *, is_open: bool) -> Standing:
    unit, missing = _unit(house, symbol), _missing(house)
    if is_open:
        words = gettext("%(more)s needed for quorum", more=unit.more(missing))
        return Standing("open", gettext("no quorum yet"), words)
    words = gettext("%(amount)s short of quorum", amount=unit.amount(missing))
    return Standing("failing", gettext("no quorum"), words)


def _bars(house: House, unit: Unit) -> list[Bar]:
    counts = {Support.FOR: house.for_, Support.AGAINST: house.against, Support.ABSTAIN: house.abstain}
    total = sum(counts.values())
    return [
        Bar(
            word=choice_words(support),
            slug=support.value.lower(),
            amount=unit.amount(count),
            exact=unit.exact(count),
            share=percent(count, total),
            width=width(count, total),
        )
        for support, count in counts.items()
    ]


def _quorum(house: House, state: ProposalState, unit: Unit) -> str:
    if not house.asked:
        return gettext("What this proposal calls is not this house’s matter")
    is_token = house.house is HouseName.TOKEN
    figures = {
        "quorum": short_units(house.quorum) if is_token else number(house.quorum),
        "all": unit.amount(house.electorate),
    }
    if not house.quorum_final:
        return gettext("Quorum about %(quorum)s of %(all)s; fixed when the vote opens", **figures)
    if state in _WITHOUT_VOTE:
        return gettext("Quorum %(quorum)s of %(all)s", **figures)
    if house.quorum_reached:
        return gettext("Quorum %(quorum)s of %(all)s: reached", **figures)
    if state is ProposalState.ACTIVE:
        more = unit.more(_missing(house))
        return gettext("Quorum %(quorum)s of %(all)s: needs %(more)s", more=more, **figures)
    return gettext("Quorum %(quorum)s of %(all)s: not reached", **figures)


def _quorum_at(house: House) -> int:
    if not house.asked:
        return 0
    return min(FULL, house.quorum * FULL // house.electorate) if house.electorate else FULL


_QUORUM_HELP = {
    QuorumOf.FOR: mark("Only For counts towards the quorum."),
    QuorumOf.FOR_ABSTAIN: mark("For and Abstain count towards the quorum."),
    QuorumOf.ALL: mark("All votes count towards the quorum."),
}


def house_panels(proposal: ProposalSummary, deployment: Deployment) -> list[HousePanel]:
    """Both houses; of a governor that has but one, that."""
    symbol = deployment.token_symbol
    if not deployment.governor.has_roll:
        return [replace(house_panel(proposal.token_house, proposal.state, symbol), title=gettext("Votes"))]
    houses = (proposal.token_house, proposal.holder_house)
    return [house_panel(house, proposal.state, symbol) for house in houses]


def house_panel(house: House, state: ProposalState, symbol: str) -> HousePanel:
    """Everything that the result panel shows of a house."""
    unit = _unit(house, symbol)
    stands = standing(house, state, symbol)
    is_token = house.house is HouseName.TOKEN
    return HousePanel(
        slug=house.house.value,
        title=gettext("Token house") if is_token else gettext("Holder house"),
        members=gettext("one vote per token") if is_token else gettext("one vote per person"),
        asked=house.asked,
        bars=_bars(house, unit),
        standing=stands.words,
        brief=stands.brief,
        tone=stands.tone,
        quorum=_quorum(house, state, unit),
        quorum_help=gettext(_QUORUM_HELP[house.quorum_of]) if house.asked else "",
        for_width=width(house.for_, house.electorate),
        abstain_width=width(house.abstain, house.electorate),
        quorum_at=_quorum_at(house),
        turnout=percent(house.for_ + house.against + house.abstain, house.electorate),
    )
