"""What must survive a crash: which nonces are in use, and what was spent today. Nothing about who or what.

Written and synced before a transaction is sent, so that nothing is spent that it does not know of: until a
transaction is final, all that it could cost counts as spent.
"""

import fcntl
import os
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.relay.errors import JournalUnwritable

_REMEDY: Final = (
    "Set LEXIARCH_RELAY_JOURNAL to the file of this key, or to one that is not there yet; see docs/relay.md."
)

Natural = Annotated[int, Field(ge=0)]


class Entry(BaseModel):
    """A nonce whose transaction is not final yet, in all versions that were signed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nonce: Natural
    secret: bool
    """Whether it is paid from what is kept for secret ballots."""
    gas: Natural
    max_fee: Natural
    tip: Natural
    hashes: list[str]

    @property
    def reserve(self) -> int:
        """Most that it can cost, in wei: one version only can be mined."""
        return self.gas * self.max_fee


class _State(BaseModel):
    model_config = ConfigDict(extra="forbid")

    chain_id: int
    account: str
    day: Natural = 0
    """Since 1970, UTC."""
    spent: Natural = 0
    """Wei, on transactions that became final this day."""
    spent_on_others: Natural = 0
    """Of it, on acts that are no secret ballots."""
    entries: list[Entry] = []


class Journal:
    """The journal of one key. The process that has it open is the only one.

    Args:
        path: the file; made when it is not there.
        chain_id: and
        account: whose nonces these are.

    Raises:
        SettingsInvalid: another process has it, or it cannot be used.
        JournalUnwritable: it cannot be written.
    """

    def __init__(self, path: Path, chain_id: int, account: Address) -> None:
        self._path = path
        try:
            self._lock = os.open(f"{path}.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsInvalid(f"Another relay uses the journal {path}.", _REMEDY) from None
        except OSError as error:
            raise SettingsInvalid(
                f"The journal {path} cannot be locked: {error.strerror}.", _REMEDY
            ) from None
        fresh = _State(chain_id=chain_id, account=f"0x{account.hex()}")
        self._state = self._read() or fresh
        if (self._state.chain_id, self._state.account) != (fresh.chain_id, fresh.account):
            raise SettingsInvalid(f"The journal {path} belongs to another key or chain.", _REMEDY)
        self._write()  # now rather than with the first ballot: if the disk does not let us, nothing is sent

    def close(self) -> None:
        """Lets another process have it."""
        os.close(self._lock)

    @property
    def entries(self) -> list[Entry]:
        """Nonces in use, in order."""
        return sorted(self._state.entries, key=lambda entry: entry.nonce)

    @property
    def reserved(self) -> int:
        """Wei that the transactions under way can cost."""
        return sum(entry.reserve for entry in self._state.entries)

    def spent(self, day: int) -> int:
        """Wei, on transactions that became final this day, and what those under way can cost."""
        return self.reserved + (self._state.spent if day <= self._state.day else 0)

    def spent_on_others(self, day: int) -> int:
        """The same, on acts that are no secret ballots."""
        reserved = sum(entry.reserve for entry in self._state.entries if not entry.secret)
        return reserved + (self._state.spent_on_others if day <= self._state.day else 0)

    def note(self, entry: Entry) -> None:
        """Notes a transaction before it is sent, or its next version in place of the last.

        Raises:
            JournalUnwritable: it could not be written; then it must not be sent.
        """
        self._change(entries=[*self._others(entry.nonce), entry])

    def settle(self, nonce: int, cost: int, day: int) -> None:
        """A transaction is final and has cost so many wei.

        Args:
            day: today. A clock that goes back gives nobody a second day.

        Raises:
            JournalUnwritable: it could not be written; it stays as dear as it could become.
        """
        entry = next(entry for entry in self._state.entries if entry.nonce == nonce)
        is_new = day > self._state.day
        spent = 0 if is_new else self._state.spent
        on_others = 0 if is_new else self._state.spent_on_others
        self._change(
            day=max(day, self._state.day),
            spent=spent + cost,
            spent_on_others=on_others + (0 if entry.secret else cost),
            entries=self._others(nonce),
        )

    def _others(self, nonce: int) -> list[Entry]:
        return [entry for entry in self._state.entries if entry.nonce != nonce]

    def _change(self, **fields: object) -> None:
        before = self._state
        self._state = before.model_copy(update=fields)
        try:
            self._write()
        except JournalUnwritable:
            self._state = before
            raise

    def _read(self) -> _State | None:
        try:
            return _State.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is broken"
            raise SettingsInvalid(f"The journal {self._path} cannot be read: {why}.", _REMEDY) from None

    def _write(self) -> None:
        try:
            self._replace()
        except OSError as error:
            raise JournalUnwritable(self._path, error.strerror or type(error).__name__) from error

    def _replace(self) -> None:
        """Writes it as a whole or not at all, and on the disk when it returns."""
        new = self._path.with_name(self._path.name + ".new")
        file = os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        with os.fdopen(file, "wb") as stream:
            stream.write(self._state.model_dump_json(indent=1).encode())
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
