from collections.abc import Callable

import pytest

from lexiarch.domain.errors import CursorInvalid, PersonTagNotFound
from lexiarch.domain.words import End, HolderStatus
from lexiarch.store.database import Database
from lexiarch.views.cursors import ProposalsCursor
from lexiarch.views.holders import ListedStatus, build_holder, build_holders, build_unswept
from lexiarch.views.models import Attestation, Page
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import START, History, account, tag

List = Callable[..., Page[Attestation]]


@pytest.fixture
def listed(index: Database) -> List:
    def build(
        status: ListedStatus = HolderStatus.LIVE, limit: int = 100, cursor: str | None = None
    ) -> Page[Attestation]:
        with index.read() as reader:
            return build_holders(reader, status, limit, cursor)

    return build


def tags(*pages: Page[Attestation]) -> list[int]:
    numbers = {hash_text(tag(number)): number for number in range(100)}
    return [numbers[item.person_tag] for page in pages for item in page.items]


def test_the_list_is_of_live_ids_by_their_last_attestation(
    index: Database, history: History, listed: List
) -> None:
    history.at(10).attest(1, 1).attest(2, 2).attest(3, 3).at(20).attest(1, 1, since=10).at(30).save(index)
    assert tags(listed()) == [1, 3, 2]
    assert listed().items[0].since == START + 10


def test_revoked_and_left_ids_are_in_no_list(index: Database, history: History, listed: List) -> None:
    history.at(10).attest(1, 1).attest(2, 2).attest(3, 3, until=15).attest(4, 4).at(20)
    history.end(1, 1, End.REVOKED).end(2, 2, End.EXITED).end(3, 3, End.SWEPT).save(index)
    assert tags(listed(HolderStatus.LIVE)) == [4]
    assert tags(listed(HolderStatus.EXPIRED)) == [3]


def test_an_id_that_came_back_is_listed_once_with_its_present_holder(
    index: Database, history: History, listed: List
) -> None:
    history.at(10).attest(1, 1).at(20).end(1, 1, End.REVOKED).at(30).attest(1, 2).save(index)
    assert [item.holder for item in listed().items] == [address_text(account(2))]


def test_a_page_stays_stable_while_ids_are_given_and_renewed(
    index: Database, history: History, listed: List
) -> None:
    history.at(10)
    for number in range(6):
        history.attest(number, number)
    first = listed_after_save(index, history, listed)
    history.at(20).attest(6, 6).attest(0, 0, since=10).attest(5, 5, since=10).save(index)
    second = listed(limit=2, cursor=first.next_cursor)
    history.at(30).attest(7, 7).save(index)
    third = listed(limit=2, cursor=second.next_cursor)
    assert tags(first, second, third) == [5, 4, 3, 2, 1, 0]
    assert third.next_cursor is None
    assert third.items[1].tx_hash != first.items[0].tx_hash


def listed_after_save(index: Database, history: History, listed: List) -> Page[Attestation]:
    history.save(index)
    return listed(limit=2)


def test_an_id_that_ends_between_two_pages_is_not_shown_as_live(
    index: Database, history: History, listed: List
) -> None:
    history.at(10).attest(1, 1).attest(2, 2).attest(3, 3).save(index)
    first = listed(limit=1)
    history.at(20).end(2, 2, End.REVOKED).save(index)
    assert tags(first, listed(limit=1, cursor=first.next_cursor)) == [3, 1]


@pytest.mark.parametrize(
    ("how", "status"),
    [
        (None, HolderStatus.LIVE),
        (End.REVOKED, HolderStatus.ENDED),
        (End.EXITED, HolderStatus.ENDED),
    ],
)
def test_the_standing_of_a_tag_that_is_asked_for_is_told(
    index: Database, history: History, how: End | None, status: HolderStatus
) -> None:
    history.at(10).attest(1, 1)
    if how:
        history.at(20).end(1, 1, how)
    history.save(index)
    with index.read() as reader:
        found = build_holder(reader, tag(1))
    assert (found.status, found.holder) == (status, address_text(account(1)))
    assert "reason" not in found.model_dump_json()


def test_an_expired_tag_is_told_as_expired(index: Database, history: History) -> None:
    history.at(10).attest(1, 1, until=20).at(20).save(index)
    with index.read() as reader:
        assert build_holder(reader, tag(1)).status is HolderStatus.EXPIRED


def test_an_unknown_tag_is_not_found(index: Database, history: History) -> None:
    history.save(index)
    with index.read() as reader, pytest.raises(PersonTagNotFound):
        build_holder(reader, tag(1))


def test_a_cursor_of_another_list_is_refused(index: Database, history: History, listed: List) -> None:
    history.save(index)
    with pytest.raises(CursorInvalid):
        listed(cursor=ProposalsCursor(1, 1).encode())


def test_ids_that_ran_out_wait_to_be_swept_the_first_of_them_first(index: Database, history: History) -> None:
    history.at(5).attest(1, 1, until=60).attest(2, 2, until=50).attest(3, 3, until=50).attest(4, 4, until=50)
    history.attest(5, 5, until=50).attest(6, 6)
    history.at(40).end(5, 5, End.EXITED).at(55).end(3, 3, End.SWEPT).attest(4, 4).at(60).save(index)
    with index.read() as reader:
        assert build_unswept(reader) == [hash_text(tag(2)), hash_text(tag(1))]
