"""What both houses say of a proposal, and what decides its state."""

import pytest

from lexiarch.domain.governor import Clock, GovernorModel
from lexiarch.domain.proposals import Present, ProposalFacts, ProposalState, Tally, proposal_state
from lexiarch.domain.words import Step
from lexiarch.store.database import Database
from lexiarch.store.proposal_records import ProposalRecord, load_proposal_records
from lexiarch.store.proposals import HouseCount, HouseTallies, house_counts, load_tally, state_facts
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import (
    ABSTAIN,
    AGAINST,
    DELAY,
    FOR,
    GRACE,
    PERIOD,
    START,
    History,
    make_deployment,
)
from tests.helpers.model.governor import Terms

DEPLOYMENT = make_deployment()


def _at(time: int) -> Present:
    return Present(time, time)


def _record(database: Database, history: History) -> ProposalRecord:
    prepare_schema(database, DEPLOYMENT)
    history.save(database)
    with database.read() as rows:
        [record] = load_proposal_records(rows, Clock.TIMESTAMP, "1 = 1", ())
    return record


def _story() -> History:
    """Supply 1000, ten persons, quorums of 10 and 20 percent; one proposal."""
    return History().founded().at(1).propose(7).at(200)


def test_a_proposal_without_ballots_has_zeros(database: Database) -> None:
    counts = house_counts(_record(database, _story()), GovernorModel())
    assert counts.tokens == HouseCount(Tally(), quorum=100, electorate=1000, asked=True)
    assert counts.persons == HouseCount(Tally(), quorum=2, electorate=10, asked=True)
    assert not counts.tokens.passed
    with database.read() as rows:
        assert load_tally(rows, 7) == HouseTallies(Tally(), Tally())


def test_the_last_ballot_carries_both_counts(database: Database) -> None:
    history = _story().vote(7, 1, FOR, weight=90, person=1).vote(7, 2, ABSTAIN, weight=20)
    record = _record(database, history.at(201).vote(7, 3, AGAINST, weight=5, person=3))
    counts = house_counts(record, GovernorModel())
    assert counts.tokens.tally == Tally(5, 90, 20)
    assert counts.persons.tally == Tally(1, 1, 0)
    assert counts.tokens.passed
    assert not counts.persons.passed
    with database.read() as rows:
        assert load_tally(rows, 7) == HouseTallies(counts.tokens.tally, counts.persons.tally)


def test_an_electorate_is_that_of_the_snapshot(database: Database) -> None:
    history = History().founded().at(1).propose(7)
    history.at(DELAY).supply(2000).at(1 + DELAY).count(30).at(2 + DELAY).supply(9000).count(90)
    counts = house_counts(_record(database, history), GovernorModel())
    assert (counts.tokens.electorate, counts.tokens.quorum) == (2000, 200)
    assert (counts.persons.electorate, counts.persons.quorum) == (30, 6)


def test_facts_hold_what_decides_the_state(database: Database) -> None:
    history = _story().pass_(7).at(700).step(7, Step.QUEUED, eta=750).at(760).step(7, Step.EXECUTED)
    facts = state_facts(_record(database, history), DEPLOYMENT)
    assert facts == ProposalFacts(
        snapshot=START + 1 + DELAY,
        deadline=START + 1 + DELAY + PERIOD,
        passed=True,
        grace_period=GRACE,
        eta=START + 750,
        executed=True,
    )
    assert proposal_state(facts, _at(START + 760)) is ProposalState.EXECUTED


def test_a_proposal_that_one_house_refuses_is_defeated(database: Database) -> None:
    history = _story().vote(7, 1, FOR, weight=400, person=1)  # one person of the two that are needed
    facts = state_facts(_record(database, history), DEPLOYMENT)
    assert not facts.passed
    assert proposal_state(facts, _at(START + 5000)) is ProposalState.DEFEATED


def test_a_canceled_proposal_says_so(database: Database) -> None:
    facts = state_facts(
        _record(database, History().founded().at(1).propose(7).at(2).step(7, Step.CANCELED)), DEPLOYMENT
    )
    assert facts.canceled
    assert facts.eta is None


@pytest.mark.parametrize(
    ("tally", "passes"),
    [
        (Tally(against=0, for_=10, abstain=0), True),
        (Tally(against=0, for_=9, abstain=0), False),
        (Tally(against=0, for_=1, abstain=9), True),
        (Tally(against=10, for_=10, abstain=0), False),
        (Tally(against=10, for_=11, abstain=0), True),
        (Tally(against=50, for_=0, abstain=0), False),
    ],
)
def test_a_house_passes_with_quorum_of_for_and_abstain_and_more_for_than_against(
    tally: Tally, passes: bool
) -> None:
    assert HouseCount(tally, quorum=10, electorate=100, asked=True).passed is passes


def test_a_house_that_is_not_asked_stands_in_nobodys_way(database: Database) -> None:
    history = History().founded().at(1).propose(7, terms=Terms(token_house=False)).at(200)
    record = _record(
        database, history.vote(7, 1, FOR, weight=0, person=1).vote(7, 2, FOR, weight=0, person=2)
    )
    counts = house_counts(record, GovernorModel())
    assert (counts.tokens.asked, counts.tokens.quorum, counts.tokens.passed) == (False, 0, True)
    assert counts.persons.asked
    assert state_facts(record, DEPLOYMENT).passed


def test_a_track_raises_a_quorum_and_never_lowers_it(database: Database) -> None:
    raised = Terms(token_floor=5, holder_floor=50)  # the governor's own are 10 and 20 percent
    record = _record(database, History().founded().at(1).propose(7, terms=raised).at(200))
    counts = house_counts(record, GovernorModel())
    assert (counts.tokens.quorum, counts.persons.quorum) == (100, 5)


def test_a_late_quorum_moves_the_deadline(database: Database) -> None:
    end = START + 1 + DELAY + PERIOD
    record = _record(database, _story().step(7, Step.EXTENDED, eta=end + 50 - START))
    assert record.deadline == end + 50
    assert record.eta is None
    assert proposal_state(state_facts(record, DEPLOYMENT), _at(end + 50)) is ProposalState.ACTIVE
