"""A house's count as bars and sentences."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from lexiarch.dashboard.words.amounts import counted, exact_units, percent, short_units
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import QuorumOf
from lexiarch.domain.proposals import ProposalState, Support
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
            amount=lambda value: f"{short_units(value)} {symbol}",
            more=lambda value: f"{short_units(value, round_up=True)} {symbol} more",
            exact=lambda value: f"{exact_units(value)} {symbol}",
        )
    return Unit(
        amount=lambda value: counted(value, "person"),
        more=lambda value: counted(value, "more person"),
        exact=lambda value: counted(value, "person"),
    )


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
        words = "never opened" if state is ProposalState.CANCELED else "not open yet"
        return Standing("open", *([words if house.asked else "not asked"] * 2))
    if house.passed:
        word = "passing" if is_open else "passed"
        return Standing("passing", word, word)
    if not house.quorum_reached:
        unit, missing = _unit(house, symbol), _missing(house)
        if is_open:
            return Standing("open", "no quorum yet", f"{unit.more(missing)} needed for quorum")
        return Standing("failing", "no quorum", f"{unit.amount(missing)} short of quorum")
    if house.for_ == house.against:
        return Standing("open" if is_open else "failing", "level", "For and Against are level")
    return Standing("failing", "more Against", "more Against than For")


def _bars(house: House, unit: Unit) -> list[Bar]:
    counts = {Support.FOR: house.for_, Support.AGAINST: house.against, Support.ABSTAIN: house.abstain}
    total = sum(counts.values())
    return [
        Bar(
            word=support.value,
            slug=support.value.lower(),
            amount=unit.amount(count),
            exact=unit.exact(count),
            share=percent(count, total),
            width=width(count, total),
        )
        for support, count in counts.items()
    ]


def _quorum(house: House, state: ProposalState, unit: Unit, symbol: str) -> str:
    if not house.asked:
        return "What this proposal calls is not this house's matter"
    about = "" if house.quorum_final else "about "
    if house.house is HouseName.TOKEN:
        needed = f"Quorum {about}{short_units(house.quorum)} of {short_units(house.electorate)} {symbol}"
    else:
        needed = f"Quorum {about}{house.quorum:,} of {counted(house.electorate, 'person')}"
    if not house.quorum_final:
        return f"{needed}; fixed when the vote opens"
    if state in _WITHOUT_VOTE:
        return needed
    if house.quorum_reached:
        return f"{needed}: reached"
    if state is ProposalState.ACTIVE:
        return f"{needed}: needs {unit.more(_missing(house))}"
    return f"{needed}: not reached"


def _quorum_at(house: House) -> int:
    if not house.asked:
        return 0
    return min(FULL, house.quorum * FULL // house.electorate) if house.electorate else FULL


_QUORUM_HELP = {
    QuorumOf.FOR: "Only For counts towards the quorum.",
    QuorumOf.FOR_ABSTAIN: "For and Abstain count towards the quorum.",
    QuorumOf.ALL: "All votes count towards the quorum.",
}


def house_panels(proposal: ProposalSummary, deployment: Deployment) -> list[HousePanel]:
    """Both houses; of a governor that has but one, that."""
    symbol = deployment.token_symbol
    if not deployment.governor.has_roll:
        return [replace(house_panel(proposal.token_house, proposal.state, symbol), title="Votes")]
    houses = (proposal.token_house, proposal.holder_house)
    return [house_panel(house, proposal.state, symbol) for house in houses]


def house_panel(house: House, state: ProposalState, symbol: str) -> HousePanel:
    """Everything that the result panel shows of a house."""
    unit = _unit(house, symbol)
    stands = standing(house, state, symbol)
    is_token = house.house is HouseName.TOKEN
    return HousePanel(
        slug=house.house.value,
        title="Token house" if is_token else "Holder house",
        members="one vote per token" if is_token else "one vote per person",
        bars=_bars(house, unit),
        standing=stands.words,
        brief=stands.brief,
        tone=stands.tone,
        quorum=_quorum(house, state, unit, symbol),
        quorum_help=_QUORUM_HELP[house.quorum_of] if house.asked else "",
        for_width=width(house.for_, house.electorate),
        abstain_width=width(house.abstain, house.electorate),
        quorum_at=_quorum_at(house),
        turnout=percent(house.for_ + house.against + house.abstain, house.electorate),
    )
