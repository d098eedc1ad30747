from collections.abc import Callable

import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import IndexEmpty, ParameterInvalid
from lexiarch.domain.words import End, HolderStatus, Step
from lexiarch.store.database import Database
from lexiarch.views.accounts import build_account
from lexiarch.views.models import Account, Attestation
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import DELAY, FOR, START, History, account, tag
from tests.helpers.model.governor import ALL, Terms

Look = Callable[..., Account]


@pytest.fixture
def look(index: Database, deployment: Deployment) -> Look:
    def build(who: int, at: int | None = None) -> Account:
        with index.read() as reader:
            return build_account(reader, deployment, account(who), None if at is None else START + at)

    return build


def attestation_of(account: Account) -> Attestation:
    assert account.attestation is not None
    return account.attestation


def statuses(look: Look, who: int, *times: int) -> list[HolderStatus]:
    found = [look(who, time) for time in times]
    assert all(each.is_holder == (each.status is HolderStatus.LIVE) for each in found)
    return [each.status for each in found]


LIVE, EXPIRED, ENDED, NONE = (HolderStatus(word) for word in ["live", "expired", "ended", "none"])


# ---- tokens and acts


def test_an_unknown_account_has_nothing(index: Database, history: History, look: Look) -> None:
    history.at(5).save(index)
    found = look(1)
    assert (found.balance, found.power, found.delegate, found.delegators) == (0, 0, None, 0)
    assert (found.status, found.attestation, found.votes_cast, found.proposals_made) == (NONE, None, 0, 0)
    assert found.at == START + 5


def test_tokens_and_power_are_those_of_the_last_row_until_the_time(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).balance(1, 5).balance(1, 2**255).power(1, 7).at(20).balance(1, 1).power(1, 8).save(index)
    assert [(look(1, time).balance, look(1, time).power) for time in (9, 10, 19, 20)] == [
        (0, 0),
        (2**255, 7),
        (2**255, 7),
        (1, 8),
    ]
    assert look(1).power == 8


def test_a_delegate_and_its_delegators_follow_the_last_choice(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).delegate(1, 1).delegate(2, 1).delegate(3, 1).at(20).delegate(2, 3, was=1).delegate(
        3, 3, was=1
    )
    history.at(30).delegate(2, 1, was=3).delegate(1, None, was=1).delegate(3, 3, was=3).save(index)
    assert [look(1, time).delegators for time in (9, 10, 20, 30)] == [0, 3, 1, 1]
    assert [look(3, time).delegators for time in (10, 20, 30)] == [0, 2, 1]
    assert [look(1, time).delegate for time in (9, 20, 30)] == [None, address_text(account(1)), None]


def test_nobody_is_a_delegator_of_the_zero_address(
    index: Database, history: History, deployment: Deployment
) -> None:
    history.at(10).delegate(1, None).save(index)
    with index.read() as reader:
        assert build_account(reader, deployment, bytes(20), None).delegators == 0


def test_votes_and_proposals_are_counted_until_the_time(
    index: Database, history: History, look: Look
) -> None:
    history.at(0).propose(1, by=4).propose(2, by=4).at(DELAY + 1).vote(1, 4, FOR, 1).at(DELAY + 2).vote(
        2, 4, FOR, 1
    )
    history.save(index)
    assert [
        (look(4, time).proposals_made, look(4, time).votes_cast) for time in (0, DELAY + 1, DELAY + 2)
    ] == [
        (2, 0),
        (2, 1),
        (2, 2),
    ]


def test_an_account_could_vote_where_it_had_power_or_an_id_at_the_snapshot(
    index: Database, history: History, look: Look
) -> None:
    history.at(0).attest(1, 1).attest(2, 2, until=DELAY).power(3, 5).attest(6, 6, kind=2)
    history.attest(7, 7).end(7, 7, End.EXITED)
    for number, terms in enumerate((ALL, Terms(token_house=False), Terms(secret=True)), 1):
        history.propose(number, terms=terms)
    history.propose(4).step(4, Step.CANCELED).at(DELAY + 1).power(4, 5).attest(5, 5).at(DELAY + 2)
    history.vote(2, 5, FOR, person=5).vote(1, 1, FOR, person=1).propose(5).save(index)
    found = {who: (look(who).votes_cast, look(who).could_vote) for who in range(1, 8)}
    assert found == {1: (1, 2), 2: (0, 0), 3: (0, 2), 4: (0, 0), 5: (1, 1), 6: (0, 0), 7: (0, 0)}
    assert look(3, DELAY).could_vote == 0
    assert look(3, DELAY + 1).could_vote == 2


def by_house(found: Account) -> tuple[int, int, int, int]:
    tokens, persons = found.token_house, found.holder_house
    return tokens.voted, tokens.could_vote, persons.voted, persons.could_vote


def test_taking_part_is_told_by_house(index: Database, history: History, look: Look) -> None:
    history.at(0).attest(1, 1).power(1, 5).attest(2, 2).power(3, 5).attest(6, 6, kind=2)
    for number, terms in enumerate((ALL, Terms(token_house=False), Terms(secret=True)), 1):
        history.propose(number, terms=terms)
    history.propose(4, terms=Terms(holder_house=False)).propose(5).step(5, Step.CANCELED)
    history.at(DELAY + 1).vote(1, 1, FOR, 5, person=1).vote(2, 1, FOR, person=1).vote(3, 1, FOR, 5)
    history.vote(1, 3, FOR, 5).vote(1, 4, FOR, 7).propose(6).save(index)
    assert {who: by_house(look(who)) for who in (1, 2, 3, 4, 6)} == {
        1: (2, 3, 2, 2),
        2: (0, 0, 0, 2),
        3: (1, 3, 0, 0),
        4: (1, 1, 0, 0),
        6: (0, 0, 0, 0),
    }
    assert by_house(look(1, DELAY)) == (0, 0, 0, 0)


def test_several_ballots_on_one_proposal_are_one_vote(index: Database, history: History, look: Look) -> None:
    history.at(0).power(1, 9).propose(1).at(DELAY + 1).vote(1, 1, FOR, 4).vote(1, 1, FOR, 5).save(index)
    assert by_house(look(1)) == (1, 1, 0, 0)


@pytest.mark.parametrize("at", [-START - 1, 6, 2**70])
def test_a_time_that_is_not_past_is_refused(index: Database, history: History, look: Look, at: int) -> None:
    history.at(5).save(index)
    with pytest.raises(ParameterInvalid, match="is not a past time") as refused:
        look(1, at)
    assert str(START + 5) in refused.value.remedy


def test_the_dawn_of_time_is_past(index: Database, history: History, look: Look) -> None:
    history.at(5).attest(1, 1).save(index)
    assert look(1, -START).status is NONE


def test_an_empty_index_says_so(look: Look) -> None:
    with pytest.raises(IndexEmpty):
        look(1)


# ---- standing on the roll


def test_an_id_is_live_from_its_first_second_until_its_last(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1, until=20).at(30).save(index)
    assert statuses(look, 1, 9, 10, 19, 20, 30) == [NONE, LIVE, LIVE, EXPIRED, EXPIRED]


@pytest.mark.parametrize(("how", "status"), [(End.REVOKED, ENDED), (End.EXITED, ENDED)])
def test_an_ended_id_was_live_until_the_second_of_its_end(
    index: Database, history: History, look: Look, how: End, status: HolderStatus
) -> None:
    history.at(10).attest(1, 1, until=50).at(20).end(1, 1, how).at(60).save(index)
    assert statuses(look, 1, 19, 20, 60) == [LIVE, status, status]
    assert look(1).attestation is not None
    assert attestation_of(look(1)).ended == START + 20


def test_an_id_that_began_and_ended_in_one_second_never_was_live(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1).end(1, 1, End.EXITED).at(20).save(index)
    assert statuses(look, 1, 9, 10, 20) == [NONE, ENDED, ENDED]


def test_a_sweep_changes_no_standing(index: Database, history: History, look: Look) -> None:
    history.at(10).attest(1, 1, until=20).at(25).end(1, 1, End.SWEPT).at(30).save(index)
    assert statuses(look, 1, 15, 20, 30) == [LIVE, EXPIRED, EXPIRED]
    assert attestation_of(look(1)).ended is None


def test_a_renewal_keeps_the_id_live_without_a_break(index: Database, history: History, look: Look) -> None:
    history.at(10).attest(1, 1, until=20).at(15).attest(1, 1, until=40, since=10).at(50).save(index)
    assert statuses(look, 1, 14, 19, 20, 39, 40) == [LIVE, LIVE, LIVE, LIVE, EXPIRED]
    found = look(1, 30).attestation
    assert found is not None
    assert (found.since, found.expiration_time) == (START + 10, START + 40)
    before = look(1, 14).attestation
    assert before is not None
    assert before.expiration_time == START + 20


def test_a_return_after_a_lapse_leaves_the_gap(index: Database, history: History, look: Look) -> None:
    history.at(10).attest(1, 1, until=20).at(30).attest(1, 1, until=40).at(50).save(index)
    assert statuses(look, 1, 19, 25, 30, 39, 45) == [LIVE, EXPIRED, LIVE, LIVE, EXPIRED]


def test_a_return_after_an_exit_is_live_again(index: Database, history: History, look: Look) -> None:
    history.at(10).attest(1, 1).at(20).end(1, 1, End.EXITED).at(30).attest(1, 1).at(50).save(index)
    assert statuses(look, 1, 19, 20, 29, 30, 50) == [LIVE, ENDED, ENDED, LIVE, LIVE]


def test_a_tag_that_moved_counts_for_each_account_in_its_own_time(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1).at(20).end(1, 1, End.EXITED).at(30).attest(1, 2).at(40).end(1, 2, End.REVOKED)
    history.at(50).save(index)
    assert statuses(look, 1, 15, 25, 35, 45) == [LIVE, ENDED, ENDED, ENDED]
    assert statuses(look, 2, 15, 25, 35, 45) == [NONE, NONE, LIVE, ENDED]


def test_the_end_of_a_tag_with_its_next_account_does_not_end_it_for_the_former(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1, until=20).at(20).attest(1, 2).at(30).end(1, 2, End.REVOKED).at(40).save(index)
    assert statuses(look, 1, 19, 20, 40) == [LIVE, EXPIRED, EXPIRED]
    assert statuses(look, 2, 19, 20, 40) == [NONE, LIVE, ENDED]


def test_an_account_that_held_several_tags_is_what_its_last_one_is(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1).at(20).end(1, 1, End.REVOKED).at(30).attest(2, 1, until=40).at(45).attest(
        3, 1
    )
    history.at(50).end(3, 1, End.EXITED).at(60).save(index)
    assert statuses(look, 1, 15, 25, 35, 42, 47, 55) == [LIVE, ENDED, LIVE, EXPIRED, LIVE, ENDED]
    assert attestation_of(look(1, 35)).person_tag == hash_text(tag(2))


def test_an_old_tag_that_ends_elsewhere_does_not_touch_the_account(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1, until=20).at(30).attest(2, 1).attest(1, 3).at(40).end(1, 3, End.REVOKED).at(
        50
    )
    history.save(index)
    assert statuses(look, 1, 35, 50) == [LIVE, LIVE]


def test_an_exit_and_another_tag_in_the_same_second_leave_the_account_live(
    index: Database, history: History, look: Look
) -> None:
    history.at(10).attest(1, 1).at(20).end(1, 1, End.EXITED).attest(2, 1).at(30).save(index)
    assert statuses(look, 1, 19, 20, 30) == [LIVE, LIVE, LIVE]


def test_an_organisation_is_a_holder_too(index: Database, history: History, look: Look) -> None:
    history.at(10).attest(1, 1, kind=2).save(index)
    found = look(1)
    assert found.is_holder
    assert found.attestation is not None
    assert found.attestation.kind == "organisation"
