"""A chain in memory, in the place of a node: blocks with logs, forks, and a node's faults on demand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from eth_utils.crypto import keccak

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog
from lexiarch.domain.errors import CallReverted, NodeAnswerInvalid, RangeTooLarge

_BLOOM_BYTES = 256


class NewLog(NamedTuple):
    """A log that waits for its block."""

    tx_hash: Hash32
    address: Address
    topics: tuple[Hash32, ...]
    data: bytes


@dataclass(frozen=True)
class Block:
    header: BlockHeader
    logs: list[RawLog]
    state: Any
    """What the contracts knew after this block; whatever the caller keeps."""


@dataclass
class FakeChain:
    """Implements lexiarch.chain.source.Source. Genesis is there from the start.

    Attributes:
        answer: what a contract answers to a call, given the block.
        largest_range: longest range of blocks for which logs are given.
        balances: wei by account, in every block.
        inputs: data of transactions.
        hidden: numbers of blocks whose logs the node forgets, once each.
        calls: names of the methods called so far.
        before: called ahead of every answer with the method's name; may raise, or change the chain.
    """

    chain_id: int = 31337
    answer: Callable[[Block, Address, bytes], bytes] | None = None
    largest_range: int = 10**9
    balances: dict[Address, int] = field(default_factory=dict)
    inputs: dict[Hash32, bytes] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda method: None
    blocks: list[Block] = field(default_factory=list)
    _salt: int = 0

    def __post_init__(self) -> None:
        if not self.blocks:
            self.add_block(timestamp=1_700_000_000)

    # ---- what tests do to it

    @property
    def head(self) -> Block:
        return self.blocks[-1]

    def add_block(
        self, logs: Sequence[NewLog] = (), timestamp: int | None = None, state: Any = None, noise: int = 0
    ) -> BlockHeader:
        """Adds a block on top.

        Args:
            timestamp: seconds since 1970; 12 after the parent's by default.
            noise: logs of contracts that are none of ours, before the others.
        """
        number = len(self.blocks)
        parent_hash = self.head.header.hash if self.blocks else Hash32(bytes(32))
        when = self.head.header.timestamp + 12 if timestamp is None else timestamp
        self._salt += 1
        block_hash = Hash32(keccak(parent_hash + number.to_bytes(8, "big") + self._salt.to_bytes(8, "big")))
        everything = [*(_foreign_log(number, place) for place in range(noise)), *logs]
        raw = [
            RawLog(number, block_hash, log.tx_hash, index, log.address, log.topics, log.data)
            for index, log in enumerate(everything)
        ]
        header = BlockHeader(number, block_hash, parent_hash, when, _bloom(raw))
        self.blocks.append(Block(header, raw, state))
        return header

    def drop(self, depth: int) -> list[Block]:
        """Takes the newest blocks away; those added next are another fork."""
        dropped = self.blocks[len(self.blocks) - depth :]
        del self.blocks[len(self.blocks) - depth :]
        return dropped

    # ---- what a node answers

    def fetch_chain_id(self) -> int:
        self._called("fetch_chain_id")
        return self.chain_id

    def fetch_header(self, block: int | bytes | Literal["latest"]) -> BlockHeader | None:
        self._called("fetch_header")
        if block == "latest":
            return self.head.header
        found = [item for item in self.blocks if block in (item.header.number, item.header.hash)]
        return found[0].header if found else None

    def fetch_headers(self, numbers: Sequence[int]) -> list[BlockHeader]:
        self._called("fetch_headers")
        if any(number >= len(self.blocks) for number in numbers):
            raise NodeAnswerInvalid("eth_getBlockByNumber", "no such block")
        return [self.blocks[number].header for number in numbers]

    def fetch_logs(self, from_block: int, to_block: int, addresses: Sequence[Address]) -> list[RawLog]:
        self._called("fetch_logs")
        if to_block - from_block + 1 > self.largest_range:
            raise RangeTooLarge(from_block, to_block)
        return [
            log for block in self.blocks[from_block : to_block + 1] for log in self._logs(block, addresses)
        ]

    def fetch_block_logs(self, block_hash: bytes, addresses: Sequence[Address]) -> list[RawLog]:
        self._called("fetch_block_logs")
        return self._logs(self._block(block_hash), addresses)

    def call(self, to: Address, data: bytes, block_hash: bytes) -> bytes:
        self._called("call")
        assert self.answer is not None
        return self.answer(self._block(block_hash), to, data)

    def call_all(
        self, calls: Sequence[tuple[Address, bytes]], block_hash: bytes
    ) -> list[bytes | CallReverted]:
        answers: list[bytes | CallReverted] = []
        for to, data in calls:
            try:
                answers.append(self.call(to, data, block_hash))
            except CallReverted as reverted:
                answers.append(reverted)
        return answers

    def fetch_input(self, tx_hash: Hash32) -> bytes | None:
        self._called("fetch_input")
        return self.inputs.get(tx_hash)

    def fetch_balance(self, account: Address, block_hash: bytes) -> int:
        self._called("fetch_balance")
        self._block(block_hash)
        return self.balances.get(account, 0)

    def _called(self, method: str) -> None:
        self.calls.append(method)
        self.before(method)

    def _block(self, block_hash: bytes) -> Block:
        for block in reversed(self.blocks):
            if block.header.hash == block_hash:
                return block
        raise NodeAnswerInvalid("eth_getLogs", "unknown block")

    def _logs(self, block: Block, addresses: Sequence[Address]) -> list[RawLog]:
        if block.header.number in self.hidden:
            self.hidden.remove(block.header.number)
            return []
        return [log for log in block.logs if not addresses or log.address in addresses]


def _foreign_log(number: int, place: int) -> NewLog:
    seed = keccak(number.to_bytes(8, "big") + place.to_bytes(8, "big"))
    return NewLog(Hash32(keccak(seed)), Address(seed[:20]), (Hash32(seed),), b"")


def _bloom(logs: Sequence[RawLog]) -> bytes:
    bloom = bytearray(_BLOOM_BYTES)
    for log in logs:
        for value in (log.address, *log.topics):
            digest = keccak(value)
            for at in (0, 2, 4):
                bit = int.from_bytes(digest[at : at + 2], "big") & 0x7FF
                bloom[_BLOOM_BYTES - 1 - bit // 8] |= 1 << (bit % 8)
    return bytes(bloom)
