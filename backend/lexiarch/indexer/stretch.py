"""Reads a stretch of the chain, and believes nothing that can be checked."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from lexiarch.chain.source import Source
from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog, are_in_order
from lexiarch.domain.errors import NodeAnswerInvalid, RangeTooLarge
from lexiarch.indexer.bloom import explains, may_hold
from lexiarch.indexer.limits import ENOUGH_LOGS, Limits

NEAR_BLOCKS = 64
"""Most blocks of a stretch near the head."""


class Stretch(NamedTuple):
    """Blocks in a row, with the logs of our contracts."""

    first: int
    last: BlockHeader
    parent_hash: Hash32
    """Of the first block: the hash that the block before must have."""
    headers: list[BlockHeader]
    """Those to keep: all near the head, and before that those of blocks with logs."""
    logs: list[RawLog]


def fetch_near(source: Source, first: int, head: BlockHeader, addresses: Sequence[Address]) -> Stretch:
    """Reads blocks from `first` on, towards the head, one by one: they may still change.

    Raises:
        NodeAnswerInvalid: the answers contradict each other, or leave logs out.
    """
    numbers = range(first, min(head.number, first + NEAR_BLOCKS - 1) + 1)
    missing = [number for number in numbers if number != head.number]
    headers = source.fetch_headers(missing) if missing else []
    if head.number in numbers:
        headers.append(head)
    for parent, child in pairwise(headers):
        if child.parent_hash != parent.hash:
            raise NodeAnswerInvalid("eth_getBlockByNumber", f"block {child.number} has another parent")
    logs: list[RawLog] = []
    for count, header in enumerate(headers, 1):
        logs += _fetch_block_logs(source, header, addresses)
        if len(logs) >= ENOUGH_LOGS:
            del headers[count:]
            break
    return Stretch(first, headers[-1], headers[0].parent_hash, headers, logs)


def _fetch_block_logs(source: Source, header: BlockHeader, addresses: Sequence[Address]) -> list[RawLog]:
    logs = _in_order(source.fetch_block_logs(header.hash, addresses))
    _check_hashes(logs, [header])
    alone = [log.log_index for log in logs] == list(range(len(logs))) and explains(logs, header.logs_bloom)
    if not alone and (logs or may_hold(header.logs_bloom, addresses)):
        _check_whole(source, header, addresses, logs)
    return logs


def _check_whole(
    source: Source, header: BlockHeader, addresses: Sequence[Address], logs: list[RawLog]
) -> None:
    """The block holds more than was given: that must be logs of others, and explain the rest of its bloom."""
    everything = _in_order(source.fetch_block_logs(header.hash, ()))
    ours = [log for log in everything if log.address in addresses]
    if ours != logs or not explains(everything, header.logs_bloom):
        raise NodeAnswerInvalid("eth_getLogs", f"it leaves out logs of block {header.number}")


def fetch_far(source: Source, first: int, last: int, addresses: Sequence[Address], limits: Limits) -> Stretch:
    """Reads blocks that change no more, as many from `first` on, up to `last`, as the node gives at once.

    Raises:
        NodeAnswerInvalid: the answers contradict each other.
        RangeTooLarge: the node does not even give the logs of one block.
    """
    last = min(last, first + limits.block_range - 1)
    begin, end = source.fetch_headers([first, last])
    try:
        logs = _in_order(source.fetch_logs(first, last, addresses))
    except RangeTooLarge:
        if first == last:
            raise
        limits.shrink(last - first + 1)
        return fetch_far(source, first, last, addresses, limits)
    limits.learn(last - first + 1, len(logs))
    *headers, end_again = source.fetch_headers([*sorted({log.block_number for log in logs}), last])
    if end_again.hash != end.hash:
        raise NodeAnswerInvalid("eth_getBlockByNumber", f"block {last} changed while its logs were read")
    _check_hashes(logs, headers)
    return Stretch(first, end, begin.parent_hash, headers, logs)


def _check_hashes(logs: Iterable[RawLog], headers: Sequence[BlockHeader]) -> None:
    hashes = {header.number: header.hash for header in headers}
    for log in logs:
        if hashes.get(log.block_number) != log.block_hash:
            raise NodeAnswerInvalid("eth_getLogs", f"a log is of another block {log.block_number}")


def _in_order(logs: list[RawLog]) -> list[RawLog]:
    """In the order of the chain, each once."""
    if are_in_order(logs):
        return logs
    return [log for _, log in sorted({(log.block_number, log.log_index): log for log in logs}.items())]
