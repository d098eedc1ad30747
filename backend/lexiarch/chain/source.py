"""What the indexer needs of a chain."""

from collections.abc import Sequence
from typing import Literal, Protocol

from lexiarch.domain.chain import Address, BlockHeader, Hash32, RawLog
from lexiarch.domain.errors import CallReverted


class Source(Protocol):
    """A chain that can be read.

    All methods may raise NodeUnreachable (no answer), NodeAnswerInvalid (an answer that cannot be right, or a
    refusal) and WrongChain (the nodes of one source are on different chains).
    """

    def fetch_chain_id(self) -> int:
        """The chain's EIP-155 number."""

    def fetch_header(self, block: int | bytes | Literal["latest"]) -> BlockHeader | None:
        """The header of a block by number or hash, or of the newest one; None when there is no such block."""

    def fetch_headers(self, numbers: Sequence[int]) -> list[BlockHeader]:
        """The headers of the blocks with these numbers, in that order.

        Raises:
            NodeAnswerInvalid: one of them is not there.
        """

    def fetch_logs(self, from_block: int, to_block: int, addresses: Sequence[Address]) -> list[RawLog]:
        """The addresses' logs of a range of blocks, both ends included, in chain order.

        Without addresses, everybody's.

        Raises:
            RangeTooLarge: the node will not answer for so much at once.
        """

    def fetch_block_logs(self, block_hash: bytes, addresses: Sequence[Address]) -> list[RawLog]:
        """The addresses' logs of the one block with this hash, in chain order.

        Without addresses, everybody's.

        Raises:
            NodeAnswerInvalid: the node has no such block.
        """

    def call(self, to: Address, data: bytes, block_hash: bytes) -> bytes:
        """What a contract returns at the state after the block with this hash (EIP-1898).

        Raises:
            CallReverted: the contract reverted.
        """

    def call_all(
        self, calls: Sequence[tuple[Address, bytes]], block_hash: bytes
    ) -> list[bytes | CallReverted]:
        """As `call` for several, many in one request: what each contract returns, or its revert."""

    def fetch_input(self, tx_hash: Hash32) -> bytes | None:
        """The data of a transaction; None when the node does not have it."""

    def fetch_balance(self, account: Address, block_hash: bytes) -> int:
        """Wei of an account at the state after the block with this hash."""
