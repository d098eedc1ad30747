"""The bench itself: its chains hold what they say, and a wrong index does not pass."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lexiarch.store.database import open_database
from lexiarch.store.tables import encode_amount
from tests.bench.backfill import index
from tests.bench.chain import Chain, dense_chain, empty_chain, fill_ballots, sparse_chain
from tests.bench.truth import Truth, find_faults, read_truth

pytestmark = pytest.mark.chain


@pytest.fixture(scope="module")
def chain() -> Iterator[Chain]:
    with dense_chain(5_000, accounts=400) as (chain, _):
        yield chain


@pytest.fixture(scope="module")
def truth(chain: Chain) -> Truth:
    return read_truth(chain)


def test_full_blocks_hold_as_many_logs_as_they_say(chain: Chain, truth: Truth) -> None:
    assert chain.events == truth.logs == 5_000
    assert all(truth.counts[name] for name in ("vote", "proposal", "transfer", "power", "attestation"))


def test_sparse_blocks_hold_as_many_logs_as_they_say() -> None:
    with sparse_chain(45, accounts=50) as (chain, _):
        truth = read_truth(chain)
    assert chain.events == truth.logs == 95
    assert chain.end - chain.start == 46


def test_ballots_are_as_many_as_were_wanted() -> None:
    with empty_chain() as filler:
        chain = fill_ballots(filler, 1_000, per_block=250)
        truth = read_truth(chain)
    assert chain.events == truth.logs
    assert truth.counts["proposal"] == len(truth.tallies) == 30
    assert truth.counts["vote"] == 29 * 100 + 1_000


def test_a_backfill_passes_and_a_wrong_tally_or_a_missing_row_does_not(
    chain: Chain, truth: Truth, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/index.db"
    run = index(chain, truth, url)
    assert run.seconds > 0
    assert 20 < run.peak_mib < 500

    database = open_database(url)
    assert find_faults(database, chain, truth) == []
    assert find_faults(database, replace(chain, events=chain.events + 1), truth) == [
        f"the chain has {chain.events} logs, not {chain.events + 1}"
    ]
    proposal = max(truth.tallies)
    weights = truth.tallies[proposal]
    with database.write() as writer:
        one_more = (encode_amount(weights[1] + 1), encode_amount(proposal))
        writer.execute("UPDATE vote SET tokens_for = ? WHERE proposal_id = ?", one_more)
    (fault,) = find_faults(database, chain, truth)
    assert fault.startswith(f"proposal {proposal} has ")
    with database.write() as writer:
        writer.execute("UPDATE power SET votes = ?", (encode_amount(7),))
        writer.execute("DELETE FROM log WHERE block_number = ?", (chain.end,))
    words = " ".join(find_faults(database, chain, truth))
    assert "log has" in words
    assert "account 0x" in words
    database.close()
