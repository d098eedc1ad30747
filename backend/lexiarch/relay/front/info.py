"""What a relay says of itself: to those who would use it, and in figures to its operator."""

from collections.abc import Iterator

from eth_utils import to_checksum_address

from lexiarch import __version__
from lexiarch.decode.calls import find_declaration
from lexiarch.relay.errors import FundsLow, NotReady
from lexiarch.relay.front.models import ActInfo, Info, Limits
from lexiarch.relay.intake.acts import FUNCTIONS, Acts
from lexiarch.relay.parts import Parts
from lexiarch.relay.queue import Queue
from lexiarch.relay.sending.fees import first_offer
from lexiarch.relay.sending.outgoing import Look
from lexiarch.relay.sending.runner import Runner
from lexiarch.relay.sending.sender import Sender
from lexiarch.relay.sending.wallet import Wallet
from lexiarch.relay.settings import Act
from lexiarch.web.prometheus import Family, Sample

MAX_BODY = 32 * 1024
"""Bytes."""

_GAS = FUNCTIONS[Act.SECRET_BALLOT][0].gas


class Outlook:
    """Reads what the sender's thread knows."""

    def __init__(self, parts: Parts, queue: Queue, wallet: Wallet, sender: Sender, runner: Runner) -> None:
        self._parts = parts
        self._queue = queue
        self._wallet = wallet
        self._sender = sender
        self._runner = runner
        acts = Acts(parts.deployment, parts.settings.offered)
        self._acts = [
            ActInfo(
                act=act,
                contract=function.contract,
                address=to_checksum_address(address),
                function=(declared := find_declaration(function.contract, function.name)).signature,
                selector=f"0x{declared.selector.hex()}",
                gas=function.gas,
            )
            for act, function, address in acts.functions
        ]

    def info(self) -> Info:
        """For everybody."""
        settings = self._parts.settings
        look = self._look()
        return Info(
            chain_id=self._parts.deployment.chain_id,
            account=to_checksum_address(self._parts.key.address),
            acts=self._acts,
            limits=Limits(max_body=MAX_BODY, max_fee=str(settings.max_fee), **_shown(settings.model_dump())),
            balance=self._parts.budget.balance_word(look) if look else "unknown",
            held_up=self._runner.trouble,
            minimum_wait=self._wait(look, secret=True),
            minimum_wait_of_others=self._wait(look, secret=False),
            version=__version__,
        )

    def check_ready(self) -> None:
        """Whether a request would be sent.

        Raises:
            NotReady: the node is not reached.
            FundsLow: there is nothing to pay with.
        """
        if self._parts.budget.balance_word(self._runner.fresh_look()) == "empty":
            raise FundsLow

    def families(self) -> Iterator[Family]:
        """For Prometheus: sums only, and of what waits only what may be sent."""
        yield _figure("up_to_date", "Whether the node was reached within a minute.", bool(self._look()))
        if self._runner.contact:
            yield _figure("contact_timestamp_seconds", "When the node was reached.", self._runner.contact)
        yield _figure("held_up", "1 while something hinders the sending.", bool(self._runner.trouble))
        yield _figure("ready_requests", "Requests that wait to be sent now.", self._queue.count_ready())
        yield _figure("transactions_under_way", "Transactions that are not final.", len(self._wallet.out))
        yield _figure("day_limit_wei", "What may be spent in a day.", self._parts.settings.wei_per_day)
        yield _figure("day_spent_wei", "What is spent today, or may be by what is sent.", self._spent())
        if self._sender.look:
            yield _figure("balance_wei", "What the account has.", self._sender.look.balance)
            yield _figure("base_fee_wei", "What a unit of gas costs.", self._sender.look.fees.base)
        done = [Sample(count, {"outcome": state}) for state, count in self._queue.done.items()]
        yield Family("lexiarch_relay_requests_total", "counter", "Requests that are done, by outcome.", done)
        yield _total("replaced", "Versions sent in place of another.", self._wallet.replaced)
        yield _total("reorged", "Transactions that a reorg took out of their block.", self._sender.reorged)

    def _spent(self) -> int:
        return self._parts.budget.spent

    def _look(self) -> Look | None:
        try:
            return self._runner.fresh_look()
        except NotReady:
            return None

    def _wait(self, look: Look | None, *, secret: bool) -> int | None:
        offer = first_offer(look.fees, self._parts.settings.max_fee) if look else None
        if offer is None:
            return None
        gone = self._parts.budget.is_gone(secret, _GAS * offer.max_fee)
        return self._parts.budget.seconds_left if gone else 0


def _shown(settings: dict[str, object]) -> dict[str, object]:
    return {name: settings[name] for name in Limits.model_fields if name in settings and name != "max_fee"}


def _figure(name: str, text: str, value: float) -> Family:
    return Family(f"lexiarch_relay_{name}", "gauge", text, [Sample(value)])


def _total(name: str, text: str, value: float) -> Family:
    return Family(f"lexiarch_relay_{name}_total", "counter", text, [Sample(value)])
