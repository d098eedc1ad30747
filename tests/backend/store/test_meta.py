"""What the index remembers about itself."""

import pytest

from lexiarch.domain.chain import BlockHeader, Hash32
from lexiarch.store.database import Database
from lexiarch.store.meta import (
    BlockId,
    forget_comparison_above,
    load_differences,
    load_head,
    load_verified_block,
    save_comparison,
    save_head,
)
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import make_deployment


@pytest.fixture
def index(database: Database) -> Database:
    prepare_schema(database, make_deployment())
    return database


def test_nothing_is_known_at_first(index: Database) -> None:
    with index.read() as rows:
        assert load_head(rows) is None
        assert load_verified_block(rows) is None
        assert load_differences(rows) == []


def test_the_head_is_the_last_one_saved(index: Database) -> None:
    for number in (1, 2):
        with index.write() as writer:
            save_head(writer, BlockHeader(number, Hash32(bytes([number]) * 32), Hash32(bytes(32)), 77, b""))
    with index.read() as rows:
        assert load_head(rows) == BlockId(2, Hash32(b"\x02" * 32), 77)


def test_differences_leave_the_last_verified_block_in_place(index: Database) -> None:
    with index.write() as writer:
        save_comparison(writer, 10, [])
        save_comparison(writer, 11, ["holderCount is 2, the index says 3"])
    with index.read() as rows:
        assert load_verified_block(rows) == 10
        assert load_differences(rows) == ["holderCount is 2, the index says 3"]


def test_an_agreement_clears_the_differences(index: Database) -> None:
    with index.write() as writer:
        save_comparison(writer, 11, ["holderCount is 2, the index says 3"])
        save_comparison(writer, 12, [])
    with index.read() as rows:
        assert load_verified_block(rows) == 12
        assert load_differences(rows) == []


@pytest.mark.parametrize(("ancestor", "verified"), [(9, None), (10, 10), (11, 10)])
def test_a_reorg_takes_back_what_was_verified_above_it(
    index: Database, ancestor: int, verified: int | None
) -> None:
    with index.write() as writer:
        save_comparison(writer, 10, [])
        forget_comparison_above(writer, ancestor)
    with index.read() as rows:
        assert load_verified_block(rows) == verified
