"""Faults planted in a relay's process, to see that the tests find them."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple

from lexiarch.relay import app, queue
from lexiarch.relay.intake import acts, desk, sources
from lexiarch.relay.sending import budget, journal, sender, wallet
from lexiarch.relay.sending.fees import Offer

Plant = Callable[[], None]

_logger = logging.getLogger("lexiarch.relay")


class Fault(NamedTuple):
    """One thing that a relay does wrong."""

    words: str
    plant: Plant
    finders: tuple[str, ...]
    """Tests that must notice, as `module.function` of tests/e2e/relay."""
    quick: bool = False
    """Whether it is planted in every run of the tests, and not in `make audit-relay` alone."""


def _put(target: Any, name: str, wrong: Any) -> Plant:
    return lambda: setattr(target, name, wrong)


def _before(target: Any, name: str, act: Callable[..., None]) -> Plant:
    """Something is done with the arguments first."""
    right = getattr(target, name)

    def wrong(*arguments: Any, **named: Any) -> Any:
        act(*arguments, **named)
        return right(*arguments, **named)

    return _put(target, name, wrong)


def _after(target: Any, name: str, act: Callable[..., Any]) -> Plant:
    """Something is done with what comes out, and takes its place."""
    right = getattr(target, name)
    return _put(target, name, lambda *arguments, **named: act(right(*arguments, **named)))


def _both(*plants: Plant) -> Plant:
    def plant() -> None:
        for each in plants:
            each()

    return plant


def _log_key(key: Any) -> Any:
    _logger.info("The key is %s.", key._account.key.hex())
    return key


def _log_password(password: str) -> str:
    _logger.info("Opened with %s.", password)
    return password


def _keep_hashes(self: journal.Journal) -> None:
    """Every hash that ever was, beside the journal."""
    with Path(f"{self._path}.lock").open("a") as file:
        file.writelines(f"{each}\n" for entry in self._state.entries for each in entry.hashes)


def _keep_ballots(_: Any, order: Any, *__: Any) -> None:
    with Path("/proc/self/fd/1").open("a") as log:  # whatever the log's level is
        log.write(f"{order.call.data.hex()}\n")


def _log_choice(_: Any, request: Any, __: str) -> None:
    if hasattr(request, "support"):
        _logger.info("A ballot: %s.", ("against", "for", "abstain")[request.support])


def _forget_reserve(self: Any, day: int) -> int:
    return self._state.spent if day <= self._state.day else 0


def _send_first(self: wallet.Wallet, out: Any, offer: Offer) -> None:
    """Gives the node what the journal does not know of yet."""
    note, self._journal.note = self._journal.note, lambda entry: None  # type: ignore[method-assign]  # the fault
    try:
        _SIGN(self, out, offer)
    finally:
        self._journal.note = note  # type: ignore[method-assign]  # as it was
    _POST(self, out)
    self._journal.note(out.entry)


_SIGN: Final = wallet.Wallet._sign
_POST: Final = wallet.Wallet._post
_RESUME: Final = wallet.Wallet.resume


def _resume_one_later(self: wallet.Wallet) -> None:
    _RESUME(self)
    self._next += 1


def _resume_from_nothing(self: wallet.Wallet) -> None:
    self._next = self._node.fetch_nonce(self.address, "pending")


def _raise_without_end(last: Offer, *_: Any) -> Offer:
    return Offer(last.max_fee * 2, last.tip * 2)


def _give_digest(self: queue.Queue, job: queue.Job) -> str:
    """The same name for whoever asks."""
    name = job.order.digest.hex() if job.order else "gone"
    self._names[name] = job
    return name


def _hold_longest(self: desk.Desk, request: Any, _: Any) -> float:
    return float(self._parts.settings.max_delay if request.max_delay else 0)


def _batch_all(_: Any, request: Any) -> tuple[Any, ...]:
    return (request.proposal_id, request.support, request.voter, request.signature)


def _one_network(_: str) -> bytes:
    return b"all"


_UNTRIED: Final = _both(
    _put(desk.Desk, "_try", lambda *_: None), _put(sender.Sender, "_is_good", lambda *_: True)
)
_HOSTILE: Final = "test_hostile.test_a_thousand_hostile_requests_cost_nothing_and_hold_up_nobody"
_CROWD: Final = "test_hostile.test_valid_requests_without_end_spend_no_more_than_the_day_has"
_DAY: Final = (
    "test_limits.test_a_day_has_its_limit_a_part_is_for_secret_ballots_and_a_restart_changes_nothing"
)
_TRACES: Final = "test_traces.test_no_file_and_no_log_tells_who_asked_for_what"
_SWAPPED: Final = "test_traces.test_whoever_chose_what_the_operators_records_are_the_same"
_STUCK: Final = "test_nonces.test_a_stuck_transaction_is_sent_again_with_a_higher_fee_within_the_cap"
_LOST: Final = "test_nonces.test_after_a_kill_what_the_node_has_lost_holds_up_nothing"
_KILLED: Final = (
    "test_nonces.test_killed_again_and_again_it_leaves_no_nonce_behind_and_spends_no_more_than_it_may"
)
_REORG: Final = "test_nonces.test_a_ballot_that_a_reorg_takes_back_is_sent_again"
_HELD: Final = "test_holding.test_a_held_ballot_is_sent_later_and_nobody_sees_it_wait"
_NOT_LONGER: Final = "test_holding.test_it_is_held_no_longer_than_its_sender_wants"
_ONCE: Final = "test_acts.test_a_ballot_counts_once_whoever_repeats_it"
_BUSY: Final = "test_limits.test_a_network_that_asks_too_often_is_told_to_wait_and_others_are_not"
_ROOM: Final = "test_limits.test_there_is_room_for_so_many"

FAULTS: Final[dict[str, Fault]] = {
    "key-logged": Fault("the log has the key", _after(app, "open_key", _log_key), (_TRACES,), quick=True),
    "address-logged": Fault(
        "the log has who asks",
        _before(sources.Sources, "knock", lambda _, host: _logger.info("%s knocks.", host)),
        (_TRACES,),
        quick=True,
    ),
    "network-logged": Fault(
        "the log has the network of who asks, and no address",
        _before(
            sources.Sources,
            "knock",
            lambda _, host: _logger.info("From %s.", host.rpartition("." if "." in host else ":")[0]),
        ),
        (_TRACES,),
    ),
    "request-written": Fault(
        "what is asked for is written down", _before(queue.Queue, "add", _keep_ballots), (_TRACES,)
    ),
    "name-logged": Fault(
        "the log has the names of requests",
        _after(queue.Queue, "_name", lambda name: _logger.info("Taken as %s.", name) or name),
        (_TRACES,),
    ),
    "hashes-kept": Fault(
        "hashes of transactions stay on the disk for ever",
        _before(journal.Journal, "_write", _keep_hashes),
        (_TRACES,),
    ),
    "choice-logged": Fault(
        "the log has each choice, in the order in which they came",
        _before(desk.Desk, "take", _log_choice),
        (_SWAPPED,),
        quick=True,
    ),
    "untried": Fault("nothing is tried before it is sent", _UNTRIED, (_HOSTILE, _ONCE)),
    "cap-ignored": Fault(
        "the day has no limit",
        _both(
            _put(budget.Budget, "room", lambda *_: 10**30),
            _put(budget.Budget, "is_gone", lambda *_: False),
        ),
        (_DAY, _CROWD),
    ),
    "reserve-forgotten": Fault(
        "what is under way counts as free",
        _both(
            _put(journal.Journal, "spent", _forget_reserve),
            _put(journal.Journal, "spent_on_others", _forget_reserve),
        ),
        (_CROWD,),
    ),
    "spending-forgotten": Fault(
        "a restart begins the day anew",
        _put(journal.Journal, "_read", lambda _: None),
        (_DAY,),
    ),
    "part-ignored": Fault(
        "nothing is kept for secret ballots",
        _put(budget.Budget, "room", lambda self, _: self._settings.wei_per_day - self.spent),
        (_DAY,),
    ),
    "sent-before-noted": Fault(
        "a transaction is sent before the journal has it",
        _both(_put(wallet.Wallet, "_sign", _send_first), _put(wallet.Wallet, "_post", lambda *_: None)),
        ("surroundings.test_disk.test_nothing_is_sent_that_a_full_disk_kept_from_being_noted",),
    ),
    "nonce-skipped": Fault(
        "a restart leaves a nonce out", _put(wallet.Wallet, "resume", _resume_one_later), (_LOST,)
    ),
    "nonce-forgotten": Fault(
        "a restart asks the node alone which nonces are in use",
        _put(wallet.Wallet, "resume", _resume_from_nothing),
        (_LOST, _KILLED),
    ),
    "never-again": Fault(
        "what is stuck stays stuck", _put(wallet.Wallet, "send_again", lambda *_: None), (_STUCK,)
    ),
    "fee-kept": Fault(
        "what is stuck is sent again for the same fee", _put(wallet, "next_offer", lambda *_: None), (_STUCK,)
    ),
    "fee-uncapped": Fault(
        "fees rise over the cap", _put(wallet, "next_offer", _raise_without_end), (_STUCK,)
    ),
    "reorg-unseen": Fault(
        "what was once in a block is in it for ever",
        _put(sender.Sender, "_fall_out", lambda *_: None),
        (_REORG,),
    ),
    "held-not": Fault("nothing is held", _put(desk.Desk, "_draw_hold", lambda *_: 0.0), (_HELD,), quick=True),
    "held-too-long": Fault(
        "everything is held as long as the relay holds anything",
        _put(desk.Desk, "_draw_hold", _hold_longest),
        (_NOT_LONGER,),
    ),
    "held-and-dropped": Fault(
        "what is held when the relay ends is dropped", _put(queue.Queue, "release", lambda _: None), (_HELD,)
    ),
    "one-name": Fault(
        "a request has one name, which follows from what it asks for",
        _put(queue.Queue, "_name", _give_digest),
        (_ONCE,),
        quick=True,
    ),
    "one-network": Fault(
        "all the world is one network", _put(sources, "_network", _one_network), (_BUSY, _HOSTILE)
    ),
    "no-network": Fault(
        "everybody may ask without end",
        _put(sources.Buckets, "take", lambda *_: 0.0),
        (_BUSY,),
    ),
    "no-room": Fault(
        "the limits of the queue and of the day's ballots are not looked at",
        _both(
            _put(queue.Queue, "check", lambda *_: None),
            _put(sources.Sources, "count", lambda *_: None),
        ),
        (_ROOM,),
    ),
    "batch-believed": Fault(
        "every ballot of a batch is taken for counted",
        _put(sender, "refused_ballots", lambda *_: {}),
        ("test_acts.test_a_ballot_that_a_batch_cannot_count_spoils_none_and_its_sender_learns_why",),
    ),
    "wallet-in-batch": Fault(
        "ballots of contract wallets go into batches",
        _put(acts.Acts, "_ballot_for_batch", _batch_all),
        ("test_acts.test_a_contract_wallets_ballot_goes_alone",),
    ),
}
