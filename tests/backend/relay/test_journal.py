"""What the journal knows survives, and until something is final it counts as dear as it can be."""

import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.relay.errors import JournalUnwritable
from lexiarch.relay.sending.journal import Journal
from tests.backend.relay.conftest import ACCOUNT, entry

Open = Callable[[], Journal]
DAY = 20_000


def test_a_transaction_counts_all_that_it_can_cost_until_it_is_final(open_journal: Open) -> None:
    journal = open_journal()
    journal.note(entry(0))
    journal.note(entry(1, secret=False, gas=50))
    assert (journal.spent(DAY), journal.spent_on_others(DAY)) == (1500, 500)
    journal.settle(0, 300, DAY)
    assert (journal.spent(DAY), journal.spent_on_others(DAY)) == (800, 500)
    journal.settle(1, 100, DAY)
    assert (journal.spent(DAY), journal.spent_on_others(DAY)) == (400, 100)
    assert journal.entries == []


def test_the_next_version_takes_the_place_of_the_last(open_journal: Open) -> None:
    journal = open_journal()
    journal.note(entry(3))
    journal.note(entry(3, max_fee=20))
    assert [each.max_fee for each in journal.entries] == [20]
    assert journal.reserved == 2000


def test_another_day_begins_with_nothing_spent_but_what_is_under_way(open_journal: Open) -> None:
    journal = open_journal()
    journal.note(entry(0))
    journal.note(entry(1))
    journal.settle(0, 700, DAY)
    assert journal.spent(DAY + 1) == 1000
    journal.settle(1, 10, DAY + 1)
    assert journal.spent(DAY + 1) == 10


def test_a_clock_that_goes_back_gives_no_second_day(open_journal: Open) -> None:
    journal = open_journal()
    journal.note(entry(0))
    journal.settle(0, 700, DAY)
    assert journal.spent(DAY - 1) == 700
    journal.note(entry(1))
    journal.settle(1, 50, DAY - 1)
    assert journal.spent(DAY) == 750


def test_all_of_it_is_there_again_after_a_restart(open_journal: Open) -> None:
    journal = open_journal()
    journal.note(entry(0))
    journal.note(entry(7, secret=False))
    journal.settle(0, 2**80, DAY)
    journal.close()
    again = open_journal()
    assert again.entries == [entry(7, secret=False)]
    assert again.spent(DAY) == 2**80 + 1000


def test_one_process_at_a_time_has_it(open_journal: Open) -> None:
    first = open_journal()
    with pytest.raises(SettingsInvalid, match="Another relay uses the journal"):
        open_journal()
    first.close()
    open_journal().close()


@pytest.mark.parametrize(("chain_id", "account"), [(1, ACCOUNT), (31337, Address(b"\x22" * 20))])
def test_it_is_of_one_key_on_one_chain(
    open_journal: Open, tmp_path: Path, chain_id: int, account: Address
) -> None:
    open_journal().close()
    with pytest.raises(SettingsInvalid, match="belongs to another key or chain"):
        Journal(tmp_path / "journal.json", chain_id, account)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"chain_id": 31337}', '{"chain_id": 1, "account": "", "day": -1}']
)
def test_a_broken_one_stops_the_relay(open_journal: Open, tmp_path: Path, text: str) -> None:
    (tmp_path / "journal.json").write_text(text)
    with pytest.raises(SettingsInvalid, match="cannot be read: it is broken"):
        open_journal()


def test_nobody_else_may_read_it(open_journal: Open, tmp_path: Path) -> None:
    open_journal().note(entry(0))
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_what_cannot_be_written_is_not_noted(open_journal: Open, tmp_path: Path) -> None:
    journal = open_journal()
    (tmp_path / "journal.json.new").mkdir()
    with pytest.raises(JournalUnwritable, match="directory"):
        journal.note(entry(0))
    assert journal.reserved == 0
    with pytest.raises(StopIteration):
        journal.settle(0, 1, DAY)


WRITER = """
import sys
from pathlib import Path
from tests.backend.relay.conftest import ACCOUNT, entry
from lexiarch.relay.sending.journal import Journal
journal = Journal(Path(sys.argv[1]), 31337, ACCOUNT)
for nonce in range(10_000):
    journal.note(entry(nonce))
    print(nonce, flush=True)
    if nonce > 2:
        journal.settle(nonce - 3, 1, 20_000)
"""


def test_a_kill_at_any_moment_leaves_a_whole_journal_that_knows_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    for turn in range(4):
        path.unlink(missing_ok=True)
        command = [sys.executable, "-c", WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for _ in range(5 + turn * 7):
                said = int(process.stdout.readline())
            os.kill(process.pid, signal.SIGKILL)
            rest = [int(line) for line in process.stdout.read().split()]
        last = rest[-1] if rest else said
        journal = Journal(path, 31337, ACCOUNT)
        known = [each.nonce for each in journal.entries]
        assert last in known, "it was said to be noted"
        assert known == list(range(known[0], known[-1] + 1))
        assert known[-1] <= last + 1
        journal.close()
        json.loads(path.read_text())
