"""Transactions under way, and what the chain says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lexiarch.decode.events.ballot_batch import DECODERS
from lexiarch.decode.reader import AbiInvalid
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import LexiarchError
from lexiarch.domain.execution import Call
from lexiarch.domain.transactions import Fees, Receipt
from lexiarch.relay.intake.words import refusal_by_selector
from lexiarch.relay.queue import Job
from lexiarch.relay.sending.fees import Offer
from lexiarch.relay.sending.journal import Entry

SELF_GAS: Final = 21_000
"""What a transaction needs that does nothing."""


class Look(NamedTuple):
    """What the relay saw of the chain."""

    number: int
    time: int
    """Of the last block, in seconds since 1970."""
    fees: Fees
    balance: int
    """Wei of the relay's account."""


@dataclass(eq=False, repr=False)
class Outgoing:
    """A nonce in use.

    Attributes:
        entry: as the journal has it.
        call: what the last version calls; None while it is not known, after a restart.
        raw: the last version, signed; empty while it is not known.
        jobs: whose requests it carries.
        due_at: when to send it again if it is in no block.
        raise_fee: whether it has to be another version then.
        refused: why the node did not take the last version.
        block_hash: of the block that it is in.
    """

    entry: Entry
    call: Call | None
    jobs: list[Job]
    due_at: float
    raw: bytes = b""
    raise_fee: bool = True
    refused: str = ""
    block_hash: Hash32 | None = None
    hashes: list[Hash32] = field(default_factory=list)

    @property
    def offer(self) -> Offer:
        return Offer(self.entry.max_fee, self.entry.tip)


class Landed(NamedTuple):
    """A version of a transaction is in a block."""

    tx_hash: Hash32
    receipt: Receipt


def landed_of(out: Sequence[Outgoing], receipts: Sequence[Receipt | None]) -> dict[int, Landed]:
    """By nonce, the version that is in a block. Receipts are of all versions, in order."""
    versions = [(each.entry.nonce, tx_hash) for each in out for tx_hash in each.hashes]
    return {
        nonce: Landed(tx_hash, receipt)
        for (nonce, tx_hash), receipt in zip(versions, receipts, strict=True)
        if receipt
    }


def refused_ballots(batch: Address, receipt: Receipt) -> dict[tuple[object, ...], LexiarchError]:
    """By (proposal, voter), why ballots of a batch were not counted."""
    refused: dict[tuple[object, ...], LexiarchError] = {}
    for log in receipt.logs:
        decode = DECODERS.get(log.topics[0]) if log.address == batch and log.topics else None
        if decode is None:
            continue
        try:
            event = decode(log.topics, log.data)
        except AbiInvalid:
            continue  # a receipt of ours cannot hold it; if it does, the ballot counts as handed in
        refused[event.proposal_id, event.voter] = refusal_by_selector(event.selector)
    return refused
