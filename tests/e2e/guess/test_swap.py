"""Two worlds that nobody can tell apart: in one of them two voters have changed their choices."""

import contextlib
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.guess.conftest import COURIERS, MEMBERS, hand_in, index, make, propose
from tests.helpers.dao import Dao

pytestmark = [pytest.mark.chain, pytest.mark.slow, pytest.mark.timeout(1500)]


def rows_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in an index, but when it was made and in how many steps."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(tables)}
    rows["outbox"] = [each[1:] for each in rows["outbox"] if each[2] != "block"]
    del rows["meta"]
    return rows


def renamed(rows: Any, names: Mapping[bytes, bytes]) -> str:
    """The rows as text, with random numbers replaced by the order in which they appeared."""

    def plain(value: Any) -> Any:
        if isinstance(value, str):
            for number, name in names.items():
                value = value.replace(number.hex(), name.hex())
        elif isinstance(value, bytes):
            for number, name in names.items():
                value = value.replace(number, name)
        return value

    return repr({table: [tuple(map(plain, row)) for row in some] for table, some in rows.items()})


def random_numbers(dao: Dao, since: int, nullifiers: Sequence[int]) -> dict[bytes, bytes]:
    """What only looks random to who has no member's secret, and the hashes that follow from it."""
    found = [number.to_bytes(32, "big") for number in nullifiers]
    found += [number.to_bytes((number.bit_length() + 7) // 8, "big") for number in nullifiers]
    for number in range(since, dao.web3.eth.block_number + 1):
        block = dao.web3.eth.get_block(number)
        found += [bytes(block["hash"]), *(bytes(each) for each in block["transactions"])]
    return {number: f"number {place}".encode().ljust(32) for place, number in enumerate(found)}


def test_two_voters_who_swap_their_choices_leave_the_same_records(electorate: Dao, tmp_path: Path) -> None:
    """The operator sees a ballot For of one courier, then one Against of another; not of whom they came."""
    dao = electorate
    flow = propose(dao, "Pay the cooper in secret").wait_for_snapshot()
    one, other = MEMBERS[4], MEMBERS[-3]
    worlds = [make(dao, flow, {one: 1, other: 0}), make(dao, flow, {one: 0, other: 1})]
    start, now = dao.web3.eth.block_number, dao.now
    records, leaking = [], []
    for number, ballots in enumerate(worlds):
        snapshot = dao.rpc("evm_snapshot")
        for_, against = (one, other) if number == 0 else (other, one)
        for place, (who, support) in enumerate(((for_, 1), (against, 0))):
            dao.rpc("evm_setNextBlockTimestamp", now + 60 * (place + 1))
            hand_in(dao, flow, COURIERS[place], support, ballots[who])
        folder = tmp_path / str(number)
        folder.mkdir()
        code, said, database = index(dao, folder)
        assert code == 0, said
        nullifiers = [ballots[who].nullifier for who in (for_, against)]
        names = random_numbers(dao, start + 1, nullifiers)
        records.append((rows_of(database), renamed(rows_of(database), names)))
        noted = {"whose": [(ballots[who].nullifier.to_bytes(32, "big"), who) for who in (for_, against)]}
        leaking.append(renamed(rows_of(database) | noted, names))
        dao.rpc("evm_revert", snapshot)
    (raw, text), (other_raw, other_text) = records
    assert raw["secret_vote"] != other_raw["secret_vote"]  # the nullifiers are others'
    assert text == other_text
    assert leaking[0] != leaking[1]  # a note of whose a ballot is would be seen
    assert repr(raw["frozen_ballots"]) == repr(other_raw["frozen_ballots"])
