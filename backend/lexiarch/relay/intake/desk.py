"""Takes requests: looks at each from all sides before it costs anything."""

import secrets
import time
from collections.abc import Callable
from typing import Final

from lexiarch.chain.wallet import WalletNode
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.execution import Call
from lexiarch.relay.errors import DaySpent, FundsLow, NotReady
from lexiarch.relay.intake.acts import Acts, Order
from lexiarch.relay.intake.requests import AnyRequest, SecretBallot
from lexiarch.relay.intake.sources import Sources
from lexiarch.relay.intake.words import refusal
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import Queue
from lexiarch.relay.sending.fees import first_offer
from lexiarch.relay.sending.outgoing import Look
from lexiarch.relay.sending.runner import Runner
from lexiarch.relay.settings import Act

_random: Final = secrets.SystemRandom()


class Desk:
    """Where requests come in. Any thread may use it.

    Args:
        node: one of its own: the sender is not to wait for those who ask.
    """

    def __init__(
        self,
        parts: Parts,
        node: WalletNode,
        queue: Queue,
        runner: Runner,
        clock: Callable[[], float] = time.time,
    ) -> None:
        settings = parts.settings
        self.acts = Acts(parts.deployment, settings.offered)
        self._parts = parts
        self._node = node
        self._queue = queue
        self._runner = runner
        self._sources = Sources(
            settings.source_per_minute, settings.source_per_day, settings.proposal_per_day, clock
        )

    def take(self, request: AnyRequest, host: str) -> str:
        """Takes a request, or one that is here already. Returns its name.

        Args:
            host: address from which it comes; only a keyed hash of its network is kept.

        Raises:
            LexiarchError: it is not taken; see errors.py of the relay.
        """
        source = self._sources.knock(host)
        order = self.acts.order_of(request)
        if known := self._queue.again(order):
            return known
        look = self._runner.fresh_look()
        self._queue.check(order, source)
        self._check_means(order, look)
        self._try(order)
        hold = self._draw_hold(request, look) if isinstance(request, SecretBallot) else 0.0
        self._sources.count(source, order.proposal_id)
        name = self._queue.add(order, source, hold)
        self._runner.wake()
        return name

    def _check_means(self, order: Order, look: Look) -> None:
        """Whether the relay can pay, today."""
        offer = first_offer(look.fees, self._parts.settings.max_fee)
        if offer is None:
            return  # it waits
        cost = order.gas * offer.max_fee
        if cost > look.balance:
            raise FundsLow
        if self._parts.budget.is_gone(order.act is Act.SECRET_BALLOT, cost):
            raise DaySpent

    def _try(self, order: Order) -> None:
        outcome = self._node.try_transaction(self._parts.key.address, order.call, order.gas, "pending")
        if not outcome.success:
            raise refusal(outcome, order.gas)

    def _draw_hold(self, request: SecretBallot, look: Look) -> float:
        """Seconds for which it is held, at random within what sender, relay and deadline allow."""
        wanted = min(request.max_delay, self._parts.settings.max_delay)
        if not wanted:
            return 0.0
        left = self._fetch_deadline(request.proposal_id) - look.time - self._parts.settings.deadline_margin
        return _random.uniform(0, max(0, min(wanted, left)))

    def _fetch_deadline(self, proposal_id: int) -> int:
        """The end of the vote, in seconds since 1970; a quorum that is reached late only moves it on."""
        call = Call(
            self.acts.governor, 0, encode_call(ContractName.GOVERNOR, "proposalDeadline", proposal_id)
        )
        outcome = self._node.try_transaction(self._parts.key.address, call, 1_000_000, "latest")
        if not outcome.success:
            raise NotReady
        return int(decode_result(ContractName.GOVERNOR, "proposalDeadline", outcome.returned)[0])
