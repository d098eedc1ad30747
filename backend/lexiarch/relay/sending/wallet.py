"""Nonces: one transaction for each, noted, sent, sent again until it is in a block, and then watched."""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import TransactionRefused
from lexiarch.domain.execution import Call
from lexiarch.domain.transactions import Fees, Transaction, WhyRefused
from lexiarch.relay.intake.acts import MOST_GAS
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import Job
from lexiarch.relay.sending.fees import Offer, next_offer
from lexiarch.relay.sending.journal import Entry
from lexiarch.relay.sending.outgoing import SELF_GAS, Landed, Outgoing, landed_of

_RETRY_SECONDS: Final = 5.0
"""Until a transaction that the node did not take is sent again."""

logger = logging.getLogger(__name__)


class Seen(NamedTuple):
    """What the chain says of a nonce: the version that is in a block, and whether that is final."""

    out: Outgoing
    landed: Landed | None
    final: bool


class Wallet:
    """The relay's account. Belongs to one thread.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, parts: Parts, clock: Callable[[], float] = time.monotonic) -> None:
        self._node = parts.node
        self._key = parts.key
        self._chain_id = parts.deployment.chain_id
        self._journal = parts.journal
        self._budget = parts.budget
        self._settings = parts.settings
        self._clock = clock
        self._next = 0
        self.out: list[Outgoing] = []
        self.replaced = 0
        """Versions that were sent in place of another."""

    @property
    def address(self) -> Address:
        return self._key.address

    @property
    def refused(self) -> str:
        """Why the node does not take a transaction; empty when it takes them all."""
        return next((out.refused for out in self.out if out.refused), "")

    @property
    def is_waiting(self) -> bool:
        """Whether something that was sent is in no block yet."""
        return any(out.block_hash is None for out in self.out)

    def resume(self) -> None:
        """Takes up what the journal says was under way.

        What the node does not know is replaced by a transaction that does nothing: the nonces after it wait.
        So is what somebody else sent with this key, unless it is mined soon.
        """
        latest = self._node.fetch_nonce(self.address, "latest")
        entries = {entry.nonce: entry for entry in self._journal.entries}
        self._next = max(latest, self._node.fetch_nonce(self.address, "pending"), *(n + 1 for n in entries))
        for nonce in range(latest, self._next):
            if nonce not in entries:
                entries[nonce] = Entry(
                    nonce=nonce, secret=True, gas=MOST_GAS, max_fee=self._settings.max_fee, tip=0, hashes=[]
                )
                self._journal.note(entries[nonce])
        self.out = [self._take_up(entry, latest) for _, entry in sorted(entries.items())]
        if self.out:
            logger.info("%d transactions are under way from before.", len(self.out))

    def launch(self, call: Call, gas: int, offer: Offer, jobs: list[Job], *, secret: bool) -> None:
        """Sends a new transaction.

        Raises:
            JournalUnwritable: it cannot be noted; it was not sent.
            ChainError: the node cannot be used; it is sent again.
        """
        entry = Entry(
            nonce=self._next, secret=secret, gas=gas, max_fee=offer.max_fee, tip=offer.tip, hashes=[]
        )
        out = Outgoing(entry, call, jobs, self._clock())
        self._sign(out, offer)
        self._next += 1
        self.out.append(out)
        self._post(out)

    def look_up(self, head: int) -> Iterator[Seen]:
        """What became of all that is under way.

        Args:
            head: number of the last block.
        """
        if not self.out:
            return
        deep = max(0, head - self._settings.confirmations)
        final = self._node.fetch_nonce(self.address, deep)
        hashes = [tx_hash for out in self.out for tx_hash in out.hashes]
        landed = landed_of(self.out, self._node.fetch_receipts(hashes))
        for out in list(self.out):
            yield Seen(out, landed.get(out.entry.nonce), out.entry.nonce < final)

    def settle(self, out: Outgoing, landed: Landed | None) -> None:
        """A nonce is final. One that something unknown used counts as dear as it could have been."""
        cost = landed.receipt.cost if landed else out.entry.reserve
        self._journal.settle(out.entry.nonce, cost, self._budget.day)
        self.out.remove(out)

    def send_again(self, fees: Fees) -> None:
        """Sends what is in no block and is due, with a higher fee if it may have one.

        Raises:
            JournalUnwritable, ChainError: see {launch}.
        """
        for out in self.out:
            if out.block_hash is None and self._clock() >= out.due_at:
                self._raise_fee(out, fees)
                self._post(out)

    def _raise_fee(self, out: Outgoing, fees: Fees) -> None:
        """Makes the next version, unless the cap of the fee or of the day does not allow one."""
        offer = next_offer(out.offer, fees, self._settings.max_fee) if out.raise_fee else None
        if offer and out.entry.gas * (offer.max_fee - out.entry.max_fee) > self._budget.room(
            out.entry.secret
        ):
            offer = None
        if offer is None and not out.raw:
            offer = out.offer
        if offer:
            self._sign(out, offer)
            self.replaced += 1

    def _take_up(self, entry: Entry, latest: int) -> Outgoing:
        hashes = [Hash32(bytes.fromhex(text[2:])) for text in entry.hashes]
        call = None
        for tx_hash in reversed(hashes):
            if sent := self._node.fetch_transaction(tx_hash):
                call = sent.call
                break
        waits = call is not None or not hashes or entry.nonce < latest
        due_at = self._clock() + (self._settings.replace_seconds if waits else 0)
        return Outgoing(entry, call, [], due_at, hashes=hashes)

    def _sign(self, out: Outgoing, offer: Offer) -> None:
        """Makes a version, and notes it."""
        call = out.call or Call(self.address, 0, b"")
        gas = out.entry.gas if out.call else SELF_GAS
        signed = self._key.sign(
            Transaction(self._chain_id, out.entry.nonce, call, gas, offer.max_fee, offer.tip)
        )
        entry = out.entry.model_copy(
            update={
                "max_fee": max(offer.max_fee, out.entry.max_fee),
                "tip": max(offer.tip, out.entry.tip),
                "hashes": [*out.entry.hashes, f"0x{signed.hash.hex()}"],
            }
        )
        self._journal.note(entry)
        out.entry, out.raw = entry, signed.raw
        out.hashes.append(signed.hash)

    def _post(self, out: Outgoing) -> None:
        """Gives it to the node. That its nonce is used means mostly that it was mined just now."""
        out.due_at = self._clock() + _RETRY_SECONDS
        out.raise_fee, out.refused = False, ""
        try:
            self._node.send(out.raw)
        except TransactionRefused as error:
            out.raise_fee = error.why is WhyRefused.FEE
            out.refused = "" if error.why is WhyRefused.NONCE else error.why
            return
        out.raise_fee = True
        out.due_at = self._clock() + self._settings.replace_seconds
