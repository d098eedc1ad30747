"""Status lists: an end on chain is a bit, whose bit it is nobody reads from the list, and nothing revives."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from lexiarch.domain.words import End
from lexiarch.proofs.credentials.issuer import LIFE_DAYS, Issuer
from lexiarch.proofs.credentials.lists.bits import SIZE, choose, is_set, new_bits, with_chance, with_set
from lexiarch.proofs.credentials.lists.publish import LIST_SECONDS, TTL_SECONDS, StatusLists
from lexiarch.proofs.credentials.wallet_keys import Nonces
from lexiarch.sdjwt.encoding import decode, read_object
from lexiarch.sdjwt.jwt import public_key
from lexiarch.store.database import Database
from lexiarch.verify.status_list import StatusList, read_status_list
from tests.backend.proofs.credentials.conftest import URL, Clock
from tests.helpers.builders import History, account, tag
from tests.helpers.holder_wallet import everything_in, fetch, new_keys, sign_of_life

LIST = f"{URL}/api/v1/credentials/status-lists/0"
DAY = 86_400


def published(issuer: Issuer) -> StatusList:
    row = issuer.lists.load(0)
    assert row is not None
    keys = [public_key(jwk) for jwk in issuer.keys.published()["keys"]]
    return read_status_list(row.token, LIST, keys, int(issuer.clock()))


def places(credentials: list[str]) -> list[int]:
    claims = [read_object(decode(each.split(".")[1], ""), "") for each in credentials]
    assert {each["status"]["status_list"]["uri"] for each in claims} == {LIST}
    return [each["status"]["status_list"]["idx"] for each in claims]


def statuses(issuer: Issuer, positions: list[int]) -> set[int]:
    found = published(issuer)
    return {found.status(position) for position in positions}


def test_a_list_is_there_before_any_credential(issuer: Issuer, clock: Clock) -> None:
    assert issuer.lists.uris() == [LIST]
    found = published(issuer)
    assert (found.made, found.ttl, found.width, len(found.data)) == (clock.now, TTL_SECONDS, 1, SIZE // 8)
    assert issuer.lists.load(1) is None


@pytest.mark.parametrize("how", [End.EXITED, End.REVOKED, End.MOVED])
def test_an_end_on_chain_sets_the_bits_of_that_person_and_of_nobody_else(
    issuer: Issuer, index: Database, roll: History, how: End
) -> None:
    ended, other = (places(fetch(issuer, account(who), new_keys(10))) for who in (1, 2))
    assert statuses(issuer, ended + other) == {0}
    roll.at(100).end(1, 1, how).save(index)
    assert statuses(issuer, ended) == {1}
    assert statuses(issuer, other) == {0}


def test_expiry_sets_bits_without_any_event(issuer: Issuer, index: Database, roll: History) -> None:
    held = places(fetch(issuer, account(1), new_keys(3)))
    roll.at(9_999).save(index)
    assert statuses(issuer, held) == {0}
    roll.at(10_000).save(index)
    assert statuses(issuer, held) == {1}


def test_a_suspension_sets_bits_for_good_and_the_id_gets_others_afterwards(
    issuer: Issuer, index: Database, roll: History
) -> None:
    held = places(fetch(issuer, account(1), new_keys(3)))
    roll.at(100).suspend(1, until=500).save(index)
    assert statuses(issuer, held) == {1}
    roll.at(501).save(index)
    assert statuses(issuer, held) == {1}, "what said invalid says valid again"
    assert statuses(issuer, places(fetch(issuer, account(1), new_keys(3)))) == {0}


def test_an_id_that_moved_proves_nothing_with_the_old_wallet(
    issuer: Issuer, index: Database, roll: History
) -> None:
    held = places(fetch(issuer, account(1), new_keys(3)))
    roll.at(100).move(1, 1, 7).save(index)
    assert statuses(issuer, held) == {1}
    assert statuses(issuer, places(fetch(issuer, account(7), new_keys(3)))) == {0}


def test_whose_ended_bits_were_is_forgotten_at_once(
    issuer: Issuer, private: Database, index: Database, roll: History
) -> None:
    fetch(issuer, account(1), new_keys(3))
    assert tag(1).hex() in everything_in(private, ("status_position",))
    roll.at(100).end(1, 1, End.REVOKED).save(index)
    issuer.lists.uris()
    left = everything_in(private, ("status_position", "status_list"))
    assert tag(1).hex() not in left
    assert account(1).hex() not in left


def test_a_member_takes_back_their_credentials_and_nobody_elses(issuer: Issuer) -> None:
    mine, other = (places(fetch(issuer, account(who), new_keys(4))) for who in (1, 2))
    assert issuer.count(tag(1)) == 4
    assert issuer.end(account(1), tag(1)) == 4
    assert (issuer.count(tag(1)), issuer.count(tag(2))) == (0, 4)
    assert statuses(issuer, mine) == {1}
    assert statuses(issuer, other) == {0}


def test_bits_stay_set_while_the_credential_lasts_whatever_chance_does(
    issuer: Issuer, index: Database, clock: Clock
) -> None:
    mine, other = (places(fetch(issuer, account(who), new_keys(10))) for who in (1, 2))
    issuer.end(account(1), tag(1))
    for _ in range(60):
        clock.now += 60
        sign_of_life(index, clock.now)
        assert statuses(issuer, mine) == {1}
        assert statuses(issuer, other) == {0}


def test_positions_come_free_when_their_credentials_have_expired(
    issuer: Issuer, private: Database, index: Database, clock: Clock
) -> None:
    fetch(issuer, account(1), new_keys(5))
    issuer.end(account(1), tag(1))
    fetch(issuer, account(2), new_keys(5))
    clock.now += LIFE_DAYS * DAY
    sign_of_life(index, clock.now)
    issuer.lists.uris()
    assert everything_in(private, ("status_position",)) == ""


class TestWhatOthersCanReadFromIt:
    def test_half_of_the_bits_are_set_whether_anybody_has_ended_or_not(
        self, issuer: Issuer, index: Database, roll: History
    ) -> None:
        def share() -> float:
            found = published(issuer)
            return sum(byte.bit_count() for byte in found.data) / SIZE

        assert abs(share() - 0.5) < 0.01
        for who in (1, 2):
            fetch(issuer, account(who), new_keys(10))
            roll.at(100 * who).end(who, who, End.REVOKED).save(index)
        assert abs(share() - 0.5) < 0.01

    def test_giving_out_credentials_changes_nothing_in_it(self, issuer: Issuer) -> None:
        before = issuer.lists.load(0)
        fetch(issuer, account(1), new_keys(10))
        assert issuer.lists.load(0) == before

    def test_it_changes_without_an_end_too(self, issuer: Issuer, index: Database, clock: Clock) -> None:
        before = published(issuer).data
        clock.now += 60
        sign_of_life(index, clock.now)
        after = published(issuer).data
        changed = sum((one ^ other).bit_count() for one, other in zip(before, after, strict=True))
        assert 5 < changed < 130

    def test_positions_are_drawn_by_lot(self, issuer: Issuer) -> None:
        found = places(fetch(issuer, account(1), new_keys(10)))
        assert found != sorted(found)
        assert max(found) - min(found) > SIZE // 8

    def test_it_names_nobody(self, issuer: Issuer) -> None:
        fetch(issuer, account(1), new_keys(2))
        row = issuer.lists.load(0)
        assert row is not None
        claims = read_object(decode(row.token.split(".")[1], ""), "")
        assert set(claims) == {"iss", "sub", "iat", "exp", "ttl", "status_list"}
        assert set(claims["status_list"]) == {"bits", "lst"}


class TestItsAge:
    def test_it_is_signed_anew_each_minute_and_not_more_often(
        self, issuer: Issuer, index: Database, clock: Clock, roll: History
    ) -> None:
        first = issuer.lists.load(0)
        clock.now += 59
        sign_of_life(index, clock.now)
        roll.at(50).save(index)
        assert issuer.lists.load(0) == first
        clock.now += 1
        assert published(issuer).made == clock.now

    def test_it_grows_old_while_the_indexer_is_silent(self, issuer: Issuer, clock: Clock) -> None:
        before = issuer.lists.load(0)
        clock.now += 3600
        assert issuer.lists.load(0) == before

    def test_an_end_is_told_even_then_and_does_not_make_it_younger(
        self, issuer: Issuer, index: Database, clock: Clock, roll: History
    ) -> None:
        held = places(fetch(issuer, account(1), new_keys(2)))
        made = published(issuer).made
        clock.now += 3600
        roll.at(100).end(1, 1, End.EXITED).save(index)
        assert statuses(issuer, held) == {1}
        assert published(issuer).made == made

    def test_it_cannot_be_used_for_longer_than_a_day(self, issuer: Issuer, clock: Clock) -> None:
        row = issuer.lists.load(0)
        assert row is not None
        claims = read_object(decode(row.token.split(".")[1], ""), "")
        assert claims["exp"] - claims["iat"] == LIST_SECONDS

    def test_processes_that_begin_at_once_make_one_list_and_know_each_others_nonces(
        self, issuer: Issuer, index: Database, private: Database
    ) -> None:
        several = [StatusLists(URL, index, private, issuer.keys, issuer.clock) for _ in range(6)]
        nonces = [Nonces(private, issuer.clock) for _ in range(6)]
        with ThreadPoolExecutor(12) as threads:
            lists = [threads.submit(each.load, 0) for each in several]
            made = [threads.submit(each.make) for each in nonces]
            assert len({each.result() for each in lists}) == 1
            assert all(nonces[0].is_good(each.result()) for each in made)

    def test_a_second_process_publishes_the_same(
        self, issuer: Issuer, index: Database, private: Database
    ) -> None:
        other = StatusLists(URL, index, private, issuer.keys, issuer.clock)
        assert other.load(0) == issuer.lists.load(0)


class TestBits:
    def test_the_least_significant_comes_first(self) -> None:
        bits = with_set(bytes(SIZE // 8), [0, 9])
        assert bits[:2] == b"\x01\x02"
        assert is_set(bits, 0)
        assert is_set(bits, 9)
        assert not is_set(bits, 1)

    def test_only_those_that_are_nobodys_and_unset_are_chosen(self) -> None:
        bits = with_set(bytes(SIZE // 8), range(SIZE - 100))
        taken = set(range(SIZE - 100, SIZE - 10))
        assert sorted(choose(bits, taken, 10)) == list(range(SIZE - 10, SIZE))

    def test_chance_touches_nobodys_only(self) -> None:
        bits, taken = new_bits(), set(range(0, SIZE, 2))
        for _ in range(20):
            changed = with_chance(bits, taken)
            assert changed != bits
            assert all(is_set(bits, place) == is_set(changed, place) for place in taken)
