"""The logs bloom, against the example chain and by its own promise."""

from random import Random

from lexiarch.domain.chain import Address, Hash32, RawLog
from lexiarch.indexer.bloom import bloom_of, explains, may_hold


def _log(address: bytes, *topics: bytes) -> RawLog:
    nothing = Hash32(bytes(32))
    return RawLog(1, nothing, nothing, 0, Address(address), tuple(map(Hash32, topics)), b"")


def test_the_bloom_of_no_logs_is_empty_and_admits_nothing() -> None:
    assert bloom_of([]) == bytes(256)
    assert not may_hold(bytes(256), [bytes(20)])


def test_a_bloom_has_the_three_bits_that_the_yellow_paper_names() -> None:
    # keccak256 of twenty zero bytes begins 5380 c7b7 ae81: bits 0x380, 0x7b7 and 0x681
    bits = int.from_bytes(bloom_of([_log(bytes(20))]), "big")
    assert bits == 1 << 0x380 | 1 << 0x7B7 | 1 << 0x681


def test_a_bloom_admits_every_address_and_topic_in_it() -> None:
    chance = Random(7)
    logs = [_log(chance.randbytes(20), chance.randbytes(32), chance.randbytes(32)) for _ in range(30)]
    bloom = bloom_of(logs)
    for log in logs:
        assert may_hold(bloom, [log.address])
        assert all(may_hold(bloom, [topic]) for topic in log.topics)


def test_a_thin_bloom_admits_few_strangers() -> None:
    chance = Random(7)
    bloom = bloom_of([_log(chance.randbytes(20), chance.randbytes(32)) for _ in range(10)])
    admitted = sum(may_hold(bloom, [chance.randbytes(20)]) for _ in range(1000))
    assert admitted < 5


def test_logs_explain_a_bloom_unless_one_is_missing_whose_bits_no_other_has() -> None:
    chance = Random(7)
    logs = [_log(chance.randbytes(20), chance.randbytes(32)) for _ in range(10)]
    bloom = bloom_of(logs)
    assert explains(logs, bloom)
    assert explains([*logs, _log(chance.randbytes(20))], bloom)
    assert explains([], bytes(256))
    assert not any(explains(logs[:place] + logs[place + 1 :], bloom) for place in range(len(logs)))
