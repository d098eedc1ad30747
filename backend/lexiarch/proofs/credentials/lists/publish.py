"""Publishes status lists from what the index says of those who carry credentials."""

import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Final, NamedTuple

from lexiarch.domain.chain import Hash32
from lexiarch.domain.errors import IndexEmpty
from lexiarch.proofs.credentials.keys import IssuerKeys
from lexiarch.proofs.credentials.lists.bits import MOST_TAKEN, choose, new_bits, with_chance, with_set
from lexiarch.sdjwt.jwt import sign_jwt
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Reader, Writer
from lexiarch.store.holders import is_live, load_holders_of_tags_at
from lexiarch.store.meta import load_contact
from lexiarch.store.outbox import load_last_change_id
from lexiarch.store.private.database import lock_private
from lexiarch.store.private.status_lists import (
    Bearer,
    StatusListRow,
    free_positions,
    load_bearers,
    load_bearers_of,
    load_status_list,
    load_status_list_numbers,
    load_taken,
    save_positions,
    save_status_list,
    take_positions_of,
)
from lexiarch.verify.status_list import deflate
from lexiarch.verify.words import LIST_TYPE, LISTS_PATH

TTL_SECONDS: Final = 300
"""After so long a verifier should fetch a newer list."""
LIST_SECONDS: Final = 86_400
"""For so long a list can be used at all."""
_RENEW_SECONDS: Final = 60
"""A list that nothing changed is compared with the chain and signed anew after so long."""
_SILENCE_SECONDS: Final = 60
"""An indexer that was silent for longer is not believed to follow the chain: lists then grow old."""
_LOOK_SECONDS: Final = 0.5
_AT_ONCE: Final = 500


class Place(NamedTuple):
    """Where the status of a credential is."""

    uri: str
    position: int


class StatusLists:
    """The lists of one DAO, kept in the private database. Any thread and any number of processes may use it.

    Args:
        clock: seconds since 1970.
    """

    def __init__(
        self,
        site_url: str,
        index: Database,
        private: Database,
        keys: IssuerKeys,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._base = site_url + LISTS_PATH
        self._issuer = site_url
        self._index = index
        self._private = private
        self._keys = keys
        self._clock = clock
        self._lock = Lock()
        self._looked = 0.0
        self._compared: object = None

    def uris(self) -> list[str]:
        """The addresses of all lists. There is one before there are credentials."""
        self._refresh()
        with self._private.read() as reader:
            return [self._uri(number) for number in load_status_list_numbers(reader)]

    def load(self, number: int) -> StatusListRow | None:
        """A list as of now; None when there is none of this number."""
        self._refresh()
        with self._private.read() as reader:
            return load_status_list(reader, number)

    def reserve(self, writer: Writer, bearer: Bearer, number: int, expires: int) -> list[Place]:
        """Gives new credentials their places, within the transaction that gives them out."""
        lock_private(writer)
        numbers = load_status_list_numbers(writer)
        last = numbers[-1] if numbers else 0
        row = load_status_list(writer, last)
        taken = load_taken(writer, last)
        if len(taken) + number > MOST_TAKEN:
            last, row, taken = last + 1, None, set()
        if row is None:
            row = self._signed(last, new_bits(), int(self._clock()))
            save_status_list(writer, row)
        positions = choose(row.bits, taken, number)
        save_positions(writer, last, positions, bearer, expires)
        return [Place(self._uri(last), position) for position in positions]

    def end(self, writer: Writer, person_tag: Hash32) -> int:
        """Ends all credentials of a person with the transaction. Returns how many ended."""
        lock_private(writer)
        return self._publish(writer, load_bearers_of(writer, person_tag), int(self._clock()), None)

    def _refresh(self) -> None:
        """Ends the credentials of those who hold no live iD any more, and signs lists that grow old."""
        with self._lock:
            if time.monotonic() - self._looked < _LOOK_SECONDS:
                return
            now = int(self._clock())
            with self._index.read() as index, self._private.read() as private:
                state, followed = _state(index), load_contact(index).at
                numbers = load_status_list_numbers(private)
                lists = [load_status_list(private, number) for number in numbers]
                due = not lists or any(row and now - row.made >= _RENEW_SECONDS for row in lists)
                ended = _ended(index, load_bearers(private)) if due or state != self._compared else []
            fresh = followed is not None and now - followed <= _SILENCE_SECONDS
            if ended or not lists or (due and fresh):
                self._renew(ended, now, now if fresh else None)
            self._compared = state
            self._looked = time.monotonic()

    def _renew(self, ended: Sequence[Bearer], now: int, compared: int | None) -> None:
        with self._private.write() as writer:
            lock_private(writer)
            numbers = load_status_list_numbers(writer)
            lists = [load_status_list(writer, number) for number in numbers]
            if ended or not lists or any(row and now - row.made >= _RENEW_SECONDS for row in lists):
                self._publish(writer, ended, now, compared)  # else another process was first

    def _publish(self, writer: Writer, ended: Sequence[Bearer], now: int, compared: int | None) -> int:
        """Sets bits and signs the lists.

        Args:
            compared: when the chain was last looked at; None: as it says already.
        """
        by_list = take_positions_of(writer, ended)
        free_positions(writer, now)
        for number in load_status_list_numbers(writer) or [0]:
            row = load_status_list(writer, number)
            bits = with_set(row.bits if row else new_bits(), by_list.get(number, []))
            made = compared or (row.made if row else 0)
            save_status_list(
                writer, self._signed(number, with_chance(bits, load_taken(writer, number)), made)
            )
        return sum(map(len, by_list.values()))

    def _signed(self, number: int, bits: bytes, made: int) -> StatusListRow:
        key = self._keys.current
        claims = {
            "iss": self._issuer,
            "sub": self._uri(number),
            "iat": made,
            "exp": made + LIST_SECONDS,
            "ttl": TTL_SECONDS,
            "status_list": {"bits": 1, "lst": deflate(bits)},
        }
        token = sign_jwt({"typ": LIST_TYPE, "kid": key.kid}, claims, key)
        return StatusListRow(number, bits, token, made)

    def _uri(self, number: int) -> str:
        return f"{self._base}/{number}"


def _state(index: Reader) -> tuple[object, ...]:
    return load_last_change_id(index), load_checkpoint(index)


def _ended(index: Reader, bearers: Sequence[Bearer]) -> list[Bearer]:
    """Those who hold no live iD any more, or hold it with another account."""
    checkpoint = load_checkpoint(index)
    if checkpoint is None:
        raise IndexEmpty
    ended: list[Bearer] = []
    for start in range(0, len(bearers), _AT_ONCE):
        some = bearers[start : start + _AT_ONCE]
        tags = sorted({bearer.person_tag for bearer in some})
        records = load_holders_of_tags_at(index, tags, checkpoint.timestamp) if tags else {}
        for bearer in some:
            record = records.get(bearer.person_tag)
            if (
                record is None
                or record.attestation.holder != bearer.account
                or not is_live(record, checkpoint.timestamp)
            ):
                ended.append(bearer)
    return ended
