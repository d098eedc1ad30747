import pytest

from lexiarch.dashboard.words.houses import FULL, house_panel, standing, width
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import House, HouseName

UNIT = 10**18
ACTIVE, PENDING, DEFEATED = ProposalState.ACTIVE, ProposalState.PENDING, ProposalState.DEFEATED


def make_house(
    name: HouseName,
    against: int,
    for_: int,
    abstain: int,
    quorum: int,
    electorate: int,
    *,
    final: bool = True,
) -> House:
    unit = UNIT if name is HouseName.TOKEN else 1
    reached = for_ + abstain >= quorum
    return House(
        house=name,
        against=against * unit,
        **{"for": for_ * unit},
        abstain=abstain * unit,
        asked=True,
        quorum=quorum * unit,
        quorum_final=final,
        electorate=electorate * unit,
        quorum_reached=reached,
        majority=for_ > against,
        passed=reached and for_ > against,
    )


def persons(against: int, for_: int, abstain: int, **more: bool) -> House:
    return make_house(HouseName.HOLDER, against, for_, abstain, 4, 20, **more)


@pytest.mark.parametrize(
    ("house", "state", "words"),
    [
        (persons(0, 0, 0), PENDING, "not open yet"),
        (persons(0, 0, 0), ProposalState.CANCELED, "never opened"),
        (persons(9, 1, 2), ACTIVE, "1 more person needed for quorum"),
        (persons(0, 1, 1), ACTIVE, "2 more persons needed for quorum"),
        (persons(1, 3, 1), ACTIVE, "passing"),
        (persons(3, 3, 1), ACTIVE, "For and Against are level"),
        (persons(5, 3, 1), ACTIVE, "more Against than For"),
        (persons(1, 3, 1), DEFEATED, "passed"),
        (persons(0, 1, 1), DEFEATED, "2 persons short of quorum"),
    ],
)
def test_a_house_says_how_it_stands(house: House, state: ProposalState, words: str) -> None:
    assert standing(house, state, "VALE").words == words


def test_against_does_not_count_towards_the_quorum() -> None:
    panel = house_panel(persons(19, 1, 0), ACTIVE, "VALE")
    assert panel.quorum == "Quorum 4 of 20 persons: needs 3 more persons"
    assert panel.for_width + panel.abstain_width == FULL // 20


def test_the_quorum_line_stands_where_the_turnout_bar_must_reach() -> None:
    panel = house_panel(persons(0, 3, 1), ACTIVE, "VALE")
    assert panel.quorum_at == FULL * 4 // 20 == panel.for_width + panel.abstain_width
    assert panel.quorum == "Quorum 4 of 20 persons: reached"


@pytest.mark.parametrize(
    ("house", "state", "words"),
    [
        (persons(0, 2, 0), ACTIVE, "Quorum 4 of 20 persons: needs 2 more persons"),
        (persons(0, 2, 0), DEFEATED, "Quorum 4 of 20 persons: not reached"),
        (persons(0, 0, 0), ProposalState.CANCELED, "Quorum 4 of 20 persons"),
    ],
)
def test_what_is_missing_is_told_only_while_it_can_still_come(
    house: House, state: ProposalState, words: str
) -> None:
    assert house_panel(house, state, "VALE").quorum == words


def test_before_the_snapshot_the_quorum_is_an_estimate() -> None:
    panel = house_panel(persons(0, 0, 0, final=False), PENDING, "VALE")
    assert panel.quorum == "Quorum about 4 of 20 persons; fixed when the vote opens"


def test_tokens_are_told_with_their_symbol_and_the_missing_ones_rounded_up() -> None:
    house = make_house(HouseName.TOKEN, 0, 10, 0, 100, 1000)
    short_by_a_bit = house.model_copy(update={"for_": 10 * UNIT + 1})
    panel = house_panel(short_by_a_bit, ACTIVE, "VALE")
    assert panel.quorum == "Quorum 100 of 1,000 VALE: needs 90 VALE more"
    assert panel.bars[0].amount == "10 VALE"
    assert panel.bars[0].exact == "10.000000000000000001 VALE"


def test_bars_are_ordered_and_share_the_votes_cast() -> None:
    panel = house_panel(persons(1, 2, 1), ACTIVE, "VALE")
    assert [(bar.word, bar.share) for bar in panel.bars] == [
        ("For", "50%"),
        ("Against", "25%"),
        ("Abstain", "25%"),
    ]


def test_the_smallest_vote_can_be_seen_and_the_largest_fits() -> None:
    assert width(1, 10**30) > 0
    assert width(0, 10) == width(3, 0) == 0
    assert width(11, 10) == FULL


def test_an_empty_electorate_breaks_nothing() -> None:
    panel = house_panel(make_house(HouseName.HOLDER, 0, 0, 0, 1, 0), ACTIVE, "VALE")
    assert (panel.turnout, panel.quorum_at) == ("0%", FULL)
