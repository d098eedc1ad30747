"""Block ranges that a node accepts."""

from itertools import pairwise

from lexiarch.indexer.limits import Limits


def test_a_refused_range_is_halved_down_to_one_block() -> None:
    limits = Limits(1000, 10)
    limits.shrink(1000)
    assert limits.block_range == 500
    limits.shrink(1)
    assert limits.block_range == 1


def test_a_range_grows_slowly_up_to_what_was_set() -> None:
    limits = Limits(1000, 10)
    limits.shrink(16)
    grown = []
    while limits.block_range < 1000:
        limits.learn(limits.block_range, 0)
        grown.append(limits.block_range)
    assert grown[:3] == [9, 10, 11]
    assert grown[-1] == 1000
    assert all(after <= before * 1.2 for before, after in pairwise(grown))


def test_a_range_full_of_logs_is_cut_to_what_fits_so_that_transactions_stay_small() -> None:
    limits = Limits(1000, 10)
    limits.learn(1000, 400_000)
    assert limits.block_range == 20


def test_the_first_range_is_short_and_the_next_are_longer_by_leaps_until_one_is_refused() -> None:
    limits = Limits(1000, 10)
    ranges = []
    for _ in range(4):
        ranges.append(limits.block_range)
        limits.learn(limits.block_range, 0)
    assert ranges == [16, 64, 256, 1000]
