"""The indexer's loop: follow, compare, wait; when something fails, say what to do about it and try again.

Of the processes that run it on one database only the leader follows; the others stand by.
"""

import logging
import random
import time
from contextlib import suppress
from threading import Event, Thread

from lexiarch.chain.heads import Heads
from lexiarch.chain.identity import check_chain
from lexiarch.chain.source import Source
from lexiarch.domain.errors import DatabaseUnavailable, LexiarchError
from lexiarch.indexer.audit import Auditor
from lexiarch.indexer.converge import Indexer
from lexiarch.indexer.daos import NODE_TIMEOUT, Dao
from lexiarch.indexer.limits import Limits
from lexiarch.indexer.outcome import Advanced, NothingNew, Outcome, Rewound
from lexiarch.indexer.reader.process import Endpoints
from lexiarch.store.database import Database, Leadership
from lexiarch.store.meta import Contact, load_contact, save_contact
from lexiarch.store.schema import prepare_schema

_LOG = logging.getLogger("lexiarch.indexer")
_LONGEST_WAIT = 15.0  # seconds between two tries
_CONTACT_SECONDS = 5.0  # between two signs of life
_STAND_BY_SECONDS = 1.0  # between two tries to lead
_FAILURES = 3  # in a row, until a leader gives way for a moment


class Runner:
    """Keeps an index up with the chain.

    Args:
        dao: which, how often, how much at once.
        database: where the index is kept; its tables are made when there are none.
        source: the node.
        leadership: a claim on the database, taken or not; a new one when there is none. It is given up at the
            end.
    """

    def __init__(
        self, dao: Dao, database: Database, source: Source, leadership: Leadership | None = None
    ) -> None:
        settings = dao.settings
        self._settings = settings
        self._database = database
        self._source = source
        self._leadership = leadership or database.leadership()
        self._role = ""
        self._deployment = dao.deployment
        limits = Limits(settings.block_range, settings.reorg_window, settings.ranges_ahead)
        endpoints = Endpoints(settings.rpc_urls, NODE_TIMEOUT)
        self._indexer = Indexer(source, database, self._deployment, limits, endpoints)
        self._auditor = Auditor(source, database, self._deployment)
        self._heads = Heads([settings.ws_url] if settings.ws_url else settings.rpc_urls)
        self._at_head = Event()
        self._connected = False
        self._prepared = False
        self._in_trouble = True  # until the first success says otherwise
        self._next_contact = 0.0

    def run(self, stop: Event) -> None:
        """Runs until `stop` is set; no failure ends it."""
        audits = Thread(target=self._audit, args=(stop,), name="audit", daemon=True)
        audits.start()
        self._heads.start()
        failures = 0
        while not stop.is_set():
            try:
                if not self._leads():
                    stop.wait(_STAND_BY_SECONDS)
                    continue
                self._follow(stop)
                self._tell_contact()
                failures = 0
                self._heads.wait(self._settings.poll_seconds, stop)
            except Exception as error:  # whatever it is, the index is whole and the next try may do
                failures += 1
                _report(error)
                self._tell_trouble(error)
                self._connected = False
                wait = self._wait_after(failures)
                if failures % _FAILURES == 0:
                    self._leadership.give_up()  # what fails here may go well in another process
                    wait = 2 * _STAND_BY_SECONDS
                if not self._leadership.held:
                    self._role = ""
                stop.wait(wait)
        self._heads.close()
        self._indexer.close()
        self._at_head.set()  # who waits there sees that it is over
        audits.join(_LONGEST_WAIT)
        self._leadership.give_up()

    def _leads(self) -> bool:
        """Whether this process may go on, or begin, to index."""
        leads = self._leadership.take()
        role = "leads" if leads else "stands by"
        if role != self._role:
            _LOG.info("%s", role if leads else f"{role}: another process indexes into this database")
            self._connected = False
        self._role = role
        return leads

    def _follow(self, stop: Event) -> None:
        if not self._connected:
            prepare_schema(self._database, self._deployment)
            self._prepared = True
            check_chain(self._source, self._deployment)
            self._connected = True
        while not stop.is_set() and self._leads():
            outcome = self._indexer.converge()
            if isinstance(outcome, NothingNew):
                self._at_head.set()
                break
            _tell(outcome)

    def _tell_contact(self) -> None:
        """A sign of life for the pages, now and then."""
        due = self._in_trouble or time.monotonic() >= self._next_contact
        if not due or not self._leadership.held:
            return
        with self._database.write() as writer:
            save_contact(writer, Contact(int(time.time()), None))
        self._in_trouble = False
        self._next_contact = time.monotonic() + _CONTACT_SECONDS

    def _tell_trouble(self, error: Exception) -> None:
        """Lets the pages say that what they show may be old."""
        self._in_trouble = True
        if not self._prepared or not self._leadership.held:
            return  # the tables may be another deployment's, or the trouble over in another process
        code = error.code if isinstance(error, LexiarchError) else "InternalError"
        with suppress(DatabaseUnavailable), self._database.write() as writer:
            save_contact(writer, Contact(load_contact(writer).at, code))

    def _audit(self, stop: Event) -> None:
        """Compares the index with the contracts now and then, beside the following: it may take a while."""
        while not stop.is_set():
            self._at_head.wait()
            self._at_head.clear()
            if self._leadership.held and not stop.is_set():
                try:
                    self._audit_once()
                except Exception as error:  # whatever it is, the next try may do
                    _report(error)
                    self._connected = False  # another node may answer now
                stop.wait(self._settings.audit_seconds)

    def _audit_once(self) -> None:
        comparison = self._auditor.audit()
        for difference in comparison.differences if comparison else ():
            _LOG.error("the index differs from the contracts: %s", difference)

    def _wait_after(self, failures: int) -> float:
        longest: float = min(_LONGEST_WAIT, self._settings.poll_seconds * 2 ** min(failures, 10))
        return longest * random.uniform(0.5, 1)


def _tell(outcome: Outcome) -> None:
    match outcome:
        case Advanced(from_block, to_block, events):
            level = logging.INFO if events else logging.DEBUG
            _LOG.log(level, "indexed from=%d to=%d events=%d", from_block, to_block, events)
        case Rewound(ancestor, depth):
            _LOG.warning("reorg ancestor=%d depth=%d", ancestor, depth)
        case NothingNew():
            pass


def _report(error: Exception) -> None:
    if isinstance(error, LexiarchError):
        _LOG.warning("%s: %s", error.code, error)
    else:
        _LOG.error("a failure that should not be; trying again", exc_info=error)
