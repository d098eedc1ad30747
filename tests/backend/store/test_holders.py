"""Standing from rows against the roll's own rules, restated from HolderRegistry.sol as it keeps them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lexiarch.domain.words import End
from lexiarch.store.blocks import delete_above
from lexiarch.store.database import Database, open_database
from lexiarch.store.holders import is_live, load_holder, load_live_accounts
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import START, History, account, make_deployment

PERSONS = range(3)
ACCOUNTS = range(3)
LAST = 14


@dataclass
class Term:
    holder: int
    since: int
    until: int
    is_open: bool = True


@dataclass
class Roll:
    """The roll's storage: present terms by person, past terms, and each account's tags."""

    now: int = 0
    terms: dict[int, Term] = field(default_factory=dict)
    past: list[tuple[int, Term]] = field(default_factory=list)
    tags: dict[int, list[int]] = field(default_factory=dict)

    def is_live(self, person: int) -> bool:
        term = self.terms.get(person)
        return term is not None and term.is_open and self.now < term.until

    def is_holder(self, who: int) -> bool:
        tag = self.tags.get(who, [None])[-1]
        return tag is not None and self.is_live(tag) and self.terms[tag].holder == who

    def was_holder(self, who: int, time: int) -> bool:
        """`isHolderAt` for a past time."""
        return any(self._held_at(tag, who, time) for tag in self.tags.get(who, []))

    def _held_at(self, tag: int, who: int, time: int) -> bool:
        term = self.terms[tag]
        if time < term.since:
            earlier = [each for person, each in self.past if person == tag and each.since <= time]
            if not earlier:
                return False
            term = earlier[-1]
        return term.holder == who and time < term.until

    def attest(self, person: int, who: int, until: int) -> int | None:
        """Returns since when the holder is live; None when the roll refuses."""
        term = self.terms.get(person)
        tag = self.tags.get(who, [None])[-1]
        not_before = -1 if term is None else term.since if term.is_open else term.until
        renewal = self.is_live(person)
        refused = (
            self.now <= not_before
            or until <= self.now
            or (term is not None and until <= term.until and renewal)
            or (tag != person and self.is_holder(who))
            or (term is not None and renewal and term.holder != who)
        )
        if refused:
            return None
        if renewal and term is not None:
            term.until = until
            return term.since
        if term is not None and term.until > term.since:
            self.past.append((person, term))
        self.terms[person] = Term(who, self.now, until)
        if tag != person:
            self.tags.setdefault(who, []).append(person)
        return self.now

    def end(self, person: int, how: End) -> bool:
        term = self.terms.get(person)
        swept = how is End.SWEPT
        if term is None or not term.is_open or self.is_live(person) == swept:
            return False
        term.is_open = False
        if not swept:
            term.until = self.now
        return True


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),  # seconds that pass
        st.sampled_from(["attest", *End]),
        st.sampled_from(PERSONS),
        st.sampled_from(ACCOUNTS),
        st.integers(1, 5),  # seconds until expiration
    ),
    max_size=14,
)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path / 'index.db'}")
    prepare_schema(database, make_deployment())
    yield database
    database.close()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_standing_is_what_the_rolls_rules_say_at_every_time(
    sqlite: Database, steps: list[tuple[int, str, int, int, int]]
) -> None:
    _forget(sqlite)
    history, roll = History().at(0), Roll()
    for passed, act, person, who, term in steps:
        if passed:
            roll.now += passed
            history.at(roll.now)
        if act == "attest":
            since = roll.attest(person, who, roll.now + term)
            if since is not None:
                history.attest(person, who, until=roll.now + term, since=since)
        elif roll.end(person, End(act)):
            history.end(person, roll.terms[person].holder, End(act))
    roll.now += 10
    history.at(roll.now).save(sqlite)
    with sqlite.read() as reader:
        for time in range(roll.now):
            at = START + time
            expected = {account(who) for who in ACCOUNTS if roll.was_holder(who, time)}
            held = {account(who): load_holder(reader, account(who), at) for who in ACCOUNTS}
            single = {who for who, record in held.items() if record and is_live(record, at)}
            assert single == expected
            assert load_live_accounts(reader, [account(who) for who in ACCOUNTS], at) == expected


def _forget(database: Database) -> None:
    with database.write() as writer:
        delete_above(writer, -1)
        writer.execute("DELETE FROM checkpoint")
