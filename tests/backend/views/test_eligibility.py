"""What the API says of a ballot is what the governor does with it."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from random import Random

import pytest

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.eligibility import Reason
from lexiarch.domain.errors import IndexEmpty, ProposalNotFound
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import End, Step
from lexiarch.store.database import Database, Reader
from lexiarch.store.holders import load_holder, stands
from lexiarch.views.accounts import build_account
from lexiarch.views.eligibility import build_eligibility
from lexiarch.views.models import Eligibility, HouseEligibility, HouseName
from lexiarch.views.nonvoters import build_nonvoters
from lexiarch.views.text import address_text
from tests.helpers import fake_dao, random_life
from tests.helpers.builders import DELAY, FOR, PERIOD, START, History, account
from tests.helpers.fake_dao import FakeDao, State
from tests.helpers.index import Index, new_index
from tests.helpers.model.common import Refused
from tests.helpers.model.governor import Terms

SECRET = Terms(secret=True)
Look = Callable[..., Eligibility]


@pytest.fixture
def look(index: Database, deployment: Deployment) -> Look:
    def build(who: int, number: int = 1) -> Eligibility:
        with index.read() as reader:
            return build_eligibility(reader, deployment, number, account(who))

    return build


def codes(house: HouseEligibility) -> list[str]:
    assert house.can_vote == (not house.reasons)
    return [each.code.value for each in house.reasons]


# ---- stories


def test_power_counts_as_it_was_at_the_snapshot(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1).power(1, 7).power(2, 5).at(DELAY).power(1, 9).at(DELAY + 1)
    history.power(1, 0).power(2, 0).power(3, 8).balance(4, 1).save(index)
    assert (look(1).token_house.weight, codes(look(1).token_house)) == (9, [])
    assert (look(2).token_house.weight, look(2).can_vote) == (5, True)
    assert codes(look(3).token_house) == ["NO_POWER_AT_SNAPSHOT"]
    assert not look(3).can_vote


def test_tokens_that_cannot_be_voted_say_why(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1).balance(1, 5).balance(2, 5).delegate(2, 3).balance(3, 5).delegate(3, 2)
    history.delegate(3, None, was=2).at(DELAY + 1).delegate(1, 1).power(1, 5).save(index)
    assert codes(look(1).token_house) == ["NO_POWER_AT_SNAPSHOT", "NOT_DELEGATED"]
    assert codes(look(2).token_house) == ["NO_POWER_AT_SNAPSHOT", "DELEGATED_TO_OTHER"]
    assert codes(look(3).token_house) == ["NO_POWER_AT_SNAPSHOT", "NOT_DELEGATED"]


def test_until_the_snapshot_the_weight_is_that_of_now(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1).at(5).power(1, 7).attest(1, 1).save(index)
    found = look(1)
    assert (found.token_house.weight, found.holder_house.weight) == (7, 1)
    assert not found.token_house.weight_final
    assert codes(found.token_house) == codes(found.holder_house) == ["NOT_ACTIVE_YET"]
    history.at(DELAY + 1).save(index)
    assert look(1).token_house.weight_final
    assert codes(look(1).token_house) == codes(look(1).holder_house) == []


def test_a_person_counts_who_stood_at_the_snapshot_and_stands_now(
    index: Database, history: History, look: Look
) -> None:
    history.at(0).propose(1)
    for person in range(1, 8):
        history.attest(person, person, until=DELAY + 2 if person == 3 else 10**6)
    history.end(2, 2, End.EXITED).attest(8, 8, kind=2)
    history.at(DELAY + 1).attest(2, 2).attest(9, 9).end(4, 4, End.REVOKED).suspend(5, 10**5)
    history.end(7, 7, End.EXITED).at(DELAY + 3).attest(7, 7).save(index)
    assert {who: codes(look(who).holder_house) for who in range(1, 11)} == {
        1: [],
        2: ["NOT_A_HOLDER_AT_SNAPSHOT"],  # left before, came back after
        3: ["ID_EXPIRED"],
        4: ["ID_ENDED"],
        5: [],  # a suspension takes no vote
        6: [],
        7: [],  # left after and came back
        8: ["NOT_A_PERSON"],
        9: ["NOT_A_HOLDER_AT_SNAPSHOT"],
        10: ["NO_ID"],
    }


def test_a_moved_id_votes_once_with_the_account_that_has_it(
    index: Database, history: History, look: Look
) -> None:
    history.at(0).propose(1).propose(2).attest(1, 1).at(DELAY + 1).vote(1, 1, FOR, person=1)
    history.at(DELAY + 2).end(1, 1, End.MOVED).attest(1, 2).save(index)
    assert codes(look(1).holder_house) == ["ALREADY_VOTED", "ID_MOVED"]
    assert codes(look(2).holder_house) == ["PERSON_ALREADY_VOTED"]
    assert codes(look(1, 2).holder_house) == ["ID_MOVED"]
    assert codes(look(2, 2).holder_house) == []


def test_who_has_voted_has_voted_in_both_houses(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1).propose(2).attest(1, 1).power(1, 5).at(DELAY + 1)
    history.vote(1, 1, FOR, 5, person=1).save(index)
    found = look(1)
    assert (found.voted, found.can_vote) == (True, False)
    assert codes(found.token_house) == codes(found.holder_house) == ["ALREADY_VOTED"]
    assert (found.token_house.weight, found.holder_house.weight) == (5, 1)
    assert look(1, 2).can_vote


def test_a_house_that_is_not_asked_takes_no_ballot(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1, terms=Terms(token_house=False)).propose(2, terms=Terms(holder_house=False))
    history.attest(1, 1).power(1, 5).power(2, 5).at(DELAY + 1).save(index)
    assert (codes(look(1).token_house), look(1).token_house.weight) == (["HOUSE_NOT_ASKED"], 0)
    assert codes(look(1, 2).holder_house) == ["HOUSE_NOT_ASKED"]
    assert look(1).can_vote
    assert not look(2).can_vote


def test_nobody_votes_when_it_is_over(index: Database, history: History, look: Look) -> None:
    history.at(0).propose(1).propose(2).step(2, Step.CANCELED).power(1, 5).at(DELAY + PERIOD).save(index)
    assert look(1).can_vote
    assert codes(look(1, 2).token_house) == ["PROPOSAL_CANCELED"]
    history.at(DELAY + PERIOD + 1).save(index)
    assert codes(look(1).token_house) == ["VOTE_OVER"]
    assert not look(1).can_vote


def test_in_secret_those_vote_who_were_in_the_tree_when_it_was_frozen(
    index: Database, history: History, look: Look
) -> None:
    history.at(0).attest(1, 1).attest(2, 2).attest(3, 3).attest(4, 4).leaf(1, 0).leaf(2, 1).leaf(4, 2)
    history.prune(4, 2).propose(1, terms=SECRET).freeze(1, 2).power(1, 5)
    history.at(5).leaf(3, 3).end(2, 2, End.REVOKED).prune(2, 1).at(DELAY + 1).vote(1, 1, FOR, 5).save(index)
    assert {who: codes(look(who).holder_house) for who in range(1, 6)} == {
        1: [],  # an open ballot of its tokens takes no secret one
        2: [],  # whatever became of the iD
        3: ["SECRET_BALLOT_NEEDS_COMMITMENT"],
        4: ["SECRET_BALLOT_NEEDS_COMMITMENT"],
        5: ["NO_ID", "SECRET_BALLOT_NEEDS_COMMITMENT"],
    }
    assert look(1).holder_house.secret
    assert not look(1).can_vote  # openly


def test_a_later_freeze_counts(index: Database, history: History, look: Look) -> None:
    history.at(0).attest(1, 1).attest(2, 2).leaf(1, 0).propose(1, terms=SECRET).freeze(1, 1)
    history.at(5).leaf(2, 1).save(index)
    assert codes(look(2).holder_house) == ["NOT_ACTIVE_YET", "SECRET_BALLOT_NEEDS_COMMITMENT"]
    history.at(6).freeze(1, 2).at(DELAY + 1).save(index)
    assert codes(look(2).holder_house) == []


def test_without_a_frozen_tree_nobody_votes_in_secret(index: Database, history: History, look: Look) -> None:
    history.at(0).attest(1, 1).leaf(1, 0).propose(1, terms=SECRET).at(5).save(index)
    assert codes(look(1).holder_house) == ["NOT_ACTIVE_YET"]
    history.at(DELAY + 1).save(index)
    assert codes(look(1).holder_house) == ["NO_TREE_FROZEN"]


def test_what_does_not_exist_is_said(index: Database, history: History, look: Look) -> None:
    with pytest.raises(IndexEmpty):
        look(1)
    history.save(index)
    with pytest.raises(ProposalNotFound):
        look(1)
    history.at(1).propose(1).save(index)
    assert look(1).at == START + 1


# ---- lives by chance


def accepted(state: State, now: int, voter: bytes, number: int) -> tuple[int, int] | None:
    """Tokens and persons that a ballot adds, cast at this moment; None when the governor refuses it."""
    governor = deepcopy(state).governor
    before = governor.proposals[number]
    counts = sum(before.tokens), sum(before.persons)
    try:
        governor.vote(lambda *_: None, now, voter, number, 1, "")
    except Refused:
        return None
    after = governor.proposals[number]
    return sum(after.tokens) - counts[0], sum(after.persons) - counts[1]


@pytest.mark.timeout(300)
def test_the_governor_does_what_was_said_whatever_happened(create_database: Callable[[], str]) -> None:
    met: Counter[str] = Counter()
    for seed in (*range(6), 18, 21, 39):  # in the last three, iDs move to other accounts
        chance = Random(seed)
        dao = FakeDao()
        index = new_index(dao, create_database())
        for _ in range(8):
            random_life.live(dao, chance, 12)
            index.follow()
            state, now = dao.chain.head.state, dao.chain.head.header.timestamp
            for number, ballots in state.governor.proposals.items():
                for who in range(1, 9):
                    voter = fake_dao.account(who)
                    with index.database.read() as reader:
                        said = build_eligibility(reader, dao.deployment, number, voter)
                    counted = accepted(state, now, voter, number)
                    where = (seed, number, who, said)
                    assert said.can_vote == (counted is not None), where
                    assert said.voted == (voter in ballots.voters), where
                    for house, votes in zip(
                        (said.token_house, said.holder_house), counted or (), strict=False
                    ):
                        met.update(codes(house) or ["can vote"])
                        if not house.secret:
                            assert (house.weight if house.can_vote else 0) == votes, where
                    met.update(codes(said.token_house) + codes(said.holder_house))
            check_lists(dao, index)
        index.database.close()
    rare = {Reason.PERSON_ALREADY_VOTED, Reason.NO_TREE_FROZEN}
    assert {reason.value for reason in Reason if reason not in rare} <= set(met), met
    assert met["can vote"] > 100


def check_lists(dao: FakeDao, index: Index) -> None:
    """Who has not voted, and on how many an account could have, agree with what is said of each ballot."""
    people = {address_text(fake_dao.account(who)): fake_dao.account(who) for who in range(1, 9)}
    possible = Counter[str]()
    with index.database.read() as reader:
        for number, ballots in dao.chain.head.state.governor.proposals.items():
            said = {
                name: build_eligibility(reader, dao.deployment, number, who) for name, who in people.items()
            }
            for name, one in said.items():
                seats = 0 if one.holder_house.secret else seated_then(reader, people[name], one)
                canceled = one.state is ProposalState.CANCELED
                begun = one.snapshot < one.at and not canceled
                possible[name] += one.voted or (begun and bool(one.token_house.weight or seats))
            if not said[name].token_house.weight_final or not ballots.terms.token_house:
                continue
            wanted = (number, HouseName.TOKEN)
            silent = build_nonvoters(reader, dao.deployment, wanted, 100, None).items
            assert {one.address: one.weight for one in silent} == {
                name: one.token_house.weight
                for name, one in said.items()
                if one.token_house.weight and not one.voted
            }
            if ballots.terms.secret or not ballots.terms.holder_house:
                continue
            wanted = (number, HouseName.HOLDER)
            persons = {
                one.address for one in build_nonvoters(reader, dao.deployment, wanted, 100, None).items
            }
            can_vote = {name for name, one in said.items() if one.holder_house.can_vote}
            assert can_vote <= persons or said[name].state is not ProposalState.ACTIVE
            assert all(said[name].holder_house.weight for name in persons)
        for name, who in people.items():
            assert build_account(reader, dao.deployment, who, None).could_vote == possible[name], name


def seated_then(reader: Reader, who: Address, one: Eligibility) -> bool:
    """Whether the account itself held a person's iD that stood at the snapshot, where persons are asked."""
    asked = Reason.HOUSE_NOT_ASKED not in [reason.code for reason in one.holder_house.reasons]
    held = load_holder(reader, who, min(one.snapshot, one.at))
    return asked and held is not None and held.attestation.kind == 1 and stands(held, one.snapshot)
