import pytest

from lexiarch.domain.errors import (
    CursorInvalid,
    IndexEmpty,
    ParameterInvalid,
    ProposalNotFound,
    VotersSecret,
)
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.models import HouseName, Nonvoter, Page
from lexiarch.views.nonvoters import build_nonvoters
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import DELAY, FOR, History, account, make_deployment, tag
from tests.helpers.model.governor import Terms

TOKEN, HOLDER = HouseName.TOKEN, HouseName.HOLDER


def nonvoters(
    database: Database, house: HouseName, number: int = 1, limit: int = 100, cursor: str | None = None
) -> Page[Nonvoter]:
    with database.read() as reader:
        return build_nonvoters(reader, make_deployment(), (number, house), limit, cursor)


def all_of(database: Database, house: HouseName, limit: int) -> list[Nonvoter]:
    found, cursor = [], None
    while True:
        page = nonvoters(database, house, limit=limit, cursor=cursor)
        found += page.items
        if (cursor := page.next_cursor) is None:
            return found


def named(*numbers: int) -> list[str]:
    return [address_text(account(number)) for number in numbers]


def test_delegates_come_by_their_power_at_the_snapshot(index: Database, history: History) -> None:
    history.at(0).propose(1).power(1, 5).power(2, 9).power(3, 5).power(4, 2**255).power(5, 1).power(6, 3)
    history.at(DELAY).power(6, 0).at(DELAY + 1).power(1, 100).power(7, 50).vote(1, 4, FOR, 2**255)
    history.save(index)
    for limit in (1, 2, 100):
        found = all_of(index, TOKEN, limit)
        equal = sorted((1, 3), key=account)
        assert [one.address for one in found] == named(2, *equal, 5)
        assert [one.weight for one in found] == [9, 5, 5, 1]
        assert {one.person_tag for one in found} == {None}


def test_a_ballot_between_two_pages_repeats_and_skips_nobody(index: Database, history: History) -> None:
    history.at(0).propose(1)
    for who in range(1, 6):
        history.power(who, who)
    history.at(DELAY + 1).save(index)
    first = nonvoters(index, TOKEN, limit=2)
    history.at(DELAY + 2).vote(1, 4, FOR, 4).vote(1, 2, FOR, 2).power(1, 99).save(index)
    second = nonvoters(index, TOKEN, limit=2, cursor=first.next_cursor)
    assert [one.address for one in first.items + second.items] == named(5, 4, 3, 1)


def test_persons_are_those_who_stood_at_the_snapshot_stand_now_and_have_not_voted(
    index: Database, history: History
) -> None:
    history.at(0).propose(1)
    for person in range(1, 8):
        history.attest(person, person, until=DELAY + 3 if person == 2 else 10**6)
    history.attest(8, 8, kind=2).end(3, 3, End.EXITED).at(DELAY + 1).attest(9, 9).attest(3, 3)
    history.end(4, 4, End.REVOKED).suspend(5, 10**5).vote(1, 6, FOR, person=6).at(DELAY + 5).save(index)
    for limit in (1, 2, 100):
        found = all_of(index, HOLDER, limit)
        assert [one.address for one in found] == named(7, 5, 1)
        assert [one.person_tag for one in found] == [hash_text(tag(who)) for who in (7, 5, 1)]
        assert {one.weight for one in found} == {1}


def test_a_person_whose_id_moved_is_named_with_the_account_of_now(index: Database, history: History) -> None:
    history.at(0).propose(1).attest(1, 1).attest(2, 2).at(DELAY + 1).vote(1, 2, FOR, person=2)
    history.at(DELAY + 2).end(1, 1, End.MOVED).attest(1, 11).end(2, 2, End.MOVED).attest(2, 12).save(index)
    assert [one.address for one in nonvoters(index, HOLDER).items] == named(11)


def test_until_the_snapshot_those_are_listed_who_would_be_asked_now(
    index: Database, history: History
) -> None:
    history.at(0).propose(1).at(5).power(1, 5).power(2, 4).attest(1, 1).attest(2, 2).save(index)
    first = nonvoters(index, TOKEN, limit=1)
    history.at(6).power(3, 1).power(2, 9).save(index)
    second = nonvoters(index, TOKEN, limit=1, cursor=first.next_cursor)
    assert [one.weight for one in first.items + second.items] == [5, 4]  # as of the first page
    assert second.next_cursor is None
    assert [one.address for one in nonvoters(index, HOLDER).items] == named(2, 1)


def test_who_voted_in_secret_is_told_to_nobody(index: Database, history: History) -> None:
    history.at(0).propose(1, terms=Terms(secret=True)).power(1, 5).attest(1, 1).at(DELAY + 1).save(index)
    with pytest.raises(VotersSecret, match="nobody knows"):
        nonvoters(index, HOLDER)
    assert [one.address for one in nonvoters(index, TOKEN).items] == named(1)


def test_a_house_that_is_not_asked_has_no_nonvoters(index: Database, history: History) -> None:
    history.at(0).propose(1, terms=Terms(token_house=False)).propose(2, terms=Terms(holder_house=False))
    history.save(index)
    with pytest.raises(ParameterInvalid, match="token house"):
        nonvoters(index, TOKEN)
    with pytest.raises(ParameterInvalid, match="holder house"):
        nonvoters(index, HOLDER, number=2)


def test_what_does_not_exist_is_said(index: Database, history: History) -> None:
    with pytest.raises(IndexEmpty):
        nonvoters(index, TOKEN)
    history.propose(1).save(index)
    with pytest.raises(ProposalNotFound):
        nonvoters(index, TOKEN, number=2)
    with pytest.raises(CursorInvalid):
        nonvoters(index, HOLDER, cursor="x")
