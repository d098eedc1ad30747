"""One step of the relay: learn what became of what was sent, send again what is stuck, send what waits."""

import logging
from collections.abc import Sequence
from typing import Final

from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import ChainError, LexiarchError
from lexiarch.domain.execution import Call
from lexiarch.relay.errors import RevertedUnexplained
from lexiarch.relay.intake.acts import BATCH_MOST, Acts, Order
from lexiarch.relay.intake.words import refusal
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import SENT, WAITING, Job, Queue, State, Status
from lexiarch.relay.sending.fees import Offer, first_offer
from lexiarch.relay.sending.outgoing import Landed, Look, Outgoing, refused_ballots
from lexiarch.relay.sending.wallet import Seen, Wallet
from lexiarch.relay.settings import Act

MOST_OUT: Final = 16
"""Transactions under way at once: what nodes keep for one account."""

logger = logging.getLogger(__name__)


class Sender:
    """Belongs to one thread; only what it says of itself is read by others."""

    def __init__(self, parts: Parts, wallet: Wallet, queue: Queue) -> None:
        self._batch = parts.deployment.address(ContractName.BALLOT_BATCH)
        self._acts = Acts(parts.deployment, parts.settings.offered)
        self._node = parts.node
        self._budget = parts.budget
        self._journal = parts.journal
        self._settings = parts.settings
        self._wallet = wallet
        self._queue = queue
        self.look: Look | None = None
        """What the chain was at the last step; None before the first."""
        self.held_up: str = ""
        """Why what waits is not sent; empty when it is."""
        self.reorged = 0
        """Transactions that a reorg took out of their block."""

    @property
    def is_busy(self) -> bool:
        """Whether something can be sent now, or was and is in no block yet."""
        return bool(self._queue.count_ready()) or self._wallet.is_waiting

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way or can be sent now."""
        return not self.is_busy and not self._wallet.out

    def step(self) -> None:
        """Does what there is to do now.

        Raises:
            ChainError: the node cannot be used; nothing is lost.
            JournalUnwritable: nothing is sent that the journal does not know of.
        """
        look = self.look = self._fetch_look()
        for seen in self._wallet.look_up(look.number):
            self._note(seen)
        self._wallet.send_again(look.fees)
        self._send_new(look)

    def _fetch_look(self) -> Look:
        header = self._node.fetch_header("latest")
        assert header is not None, "a chain has a last block"
        balance = self._node.fetch_balance(self._wallet.address, header.hash)
        return Look(header.number, header.timestamp, self._node.fetch_fees(), balance)

    # ---- what became of it

    def _note(self, seen: Seen) -> None:
        out, landed, final = seen
        if landed and out.block_hash != landed.receipt.block_hash:
            self._land(out, landed)
        elif out.block_hash and not landed and not final:
            self._fall_out(out)
        if final:
            self._wallet.settle(out, landed)
            for job in out.jobs:
                self._queue.set(job, job.status._replace(final=True) if landed else WAITING)

    def _land(self, out: Outgoing, landed: Landed) -> None:
        """It is in a block, for the first time or in another one."""
        receipt = landed.receipt
        if not receipt.success and len(out.jobs) > 1:
            for job in out.jobs:  # the batch as a whole failed: one by one, then
                job.alone = True
            self._set_all(out.jobs, WAITING)
            out.jobs = []
        refused = refused_ballots(self._batch, receipt)
        mined = Status(State.MINED, landed.tx_hash, receipt.block_number)
        for job in out.jobs:
            assert job.order is not None
            ballot = job.order.ballot or (None, None, None)
            why = refused.get((ballot[0], ballot[2])) if receipt.success else self._why_reverted(job.order)
            self._queue.set(job, mined._replace(state=State.REFUSED, refusal=why) if why else mined)
        out.block_hash = receipt.block_hash

    def _why_reverted(self, order: Order) -> LexiarchError:
        outcome = self._node.try_transaction(self._wallet.address, order.call, order.gas, "latest")
        return RevertedUnexplained() if outcome.success else refusal(outcome, order.gas)

    def _fall_out(self, out: Outgoing) -> None:
        """A reorg took it out of its block: nodes mostly keep it, and are given it again."""
        logger.warning("A reorg took a transaction out of its block; it is sent again.")
        self.reorged += 1
        out.block_hash = None
        out.due_at, out.raise_fee = float("-inf"), False
        self._set_all(out.jobs, SENT)

    # ---- what waits

    def _send_new(self, look: Look) -> None:
        waiting = self._queue.take_ready()
        offer = first_offer(look.fees, self._settings.max_fee)
        self.held_up = "fees" if waiting and offer is None else ""
        while waiting and offer and len(self._wallet.out) < MOST_OUT:
            jobs = self._take_next(waiting, offer, look)
            if jobs:
                self._launch(jobs, offer)

    def _take_next(self, waiting: list[Job], offer: Offer, look: Look) -> list[Job]:
        """Takes whose turn it is from the list, and with a signed ballot others that fit into its batch."""
        job = waiting.pop(0)
        if not self._is_payable(job, offer, look) or not self._is_good(job):
            return []
        jobs = [job]
        for other in [each for each in waiting if _is_batchable(job) and _is_batchable(each)]:
            if len(jobs) == BATCH_MOST or not self._is_payable(job, offer, look, [*jobs, other]):
                break
            waiting.remove(other)
            if self._is_good(other):
                jobs.append(other)
        return jobs

    def _is_payable(self, job: Job, offer: Offer, look: Look, jobs: Sequence[Job] = ()) -> bool:
        """Whether day and account have what it could cost, in a batch with others if there are any."""
        _, gas = self._call_of(jobs or [job])
        cost = gas * offer.max_fee
        if cost > self._budget.room(_is_secret(job)):
            self.held_up = "day"
        elif cost + self._journal.reserved > look.balance:
            self.held_up = "funds"
        else:
            return True
        return False

    def _is_good(self, job: Job) -> bool:
        """Whether the contract would take it, behind what waits for the next block; refuses it if not."""
        assert job.order is not None
        order = job.order
        outcome = self._node.try_transaction(self._wallet.address, order.call, order.gas, "pending")
        if not outcome.success:
            self._queue.refuse(job, refusal(outcome, order.gas))
        return outcome.success

    def _launch(self, jobs: list[Job], offer: Offer) -> None:
        call, gas = self._call_of(jobs)
        try:
            self._wallet.launch(call, gas, offer, jobs, secret=_is_secret(jobs[0]))
        except ChainError:
            self._set_all(jobs, SENT)  # it is noted, and sent again
            raise
        self._set_all(jobs, SENT)

    def _set_all(self, jobs: Sequence[Job], status: Status) -> None:
        for job in jobs:
            self._queue.set(job, status)

    def _call_of(self, jobs: Sequence[Job]) -> tuple[Call, int]:
        orders = [job.order for job in jobs if job.order]
        return self._acts.batch_of(orders) if len(orders) > 1 else (orders[0].call, orders[0].gas)


def _is_secret(job: Job) -> bool:
    return job.order is not None and job.order.act is Act.SECRET_BALLOT


def _is_batchable(job: Job) -> bool:
    return job.order is not None and job.order.ballot is not None and not job.alone
