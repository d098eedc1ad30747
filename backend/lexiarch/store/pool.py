"""A bounded set of database connections that threads lend from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Generic, Protocol, TypeVar

from lexiarch.domain.errors import DatabaseUnavailable


class _Connection(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Connection)


class Pool(Generic[C]):
    """Opens connections as they are needed, up to `size`, and keeps them for the next.

    Args:
        connect: opens a connection.
        is_usable: whether an idle connection still works: its last borrower may have failed, or its server.
        size: most connections open at once.
        timeout: seconds to wait for one when all are lent.
    """

    def __init__(
        self, connect: Callable[[], C], is_usable: Callable[[C], bool], size: int, timeout: float = 30
    ) -> None:
        self._connect = connect
        self._is_usable = is_usable
        self._timeout = timeout
        self._free = BoundedSemaphore(size)
        self._lock = Lock()
        self._idle: list[C] = []

    @contextmanager
    def lend(self) -> Iterator[C]:
        """Lends a connection.

        Raises:
            DatabaseUnavailable: all connections are in use for too long.
        """
        if not self._free.acquire(timeout=self._timeout):
            raise DatabaseUnavailable("all its connections are in use")
        try:
            connection = self._take() or self._connect()
            try:
                yield connection
            finally:
                with self._lock:
                    self._idle.append(connection)
        finally:
            self._free.release()

    def close(self) -> None:
        """Closes the connections that nobody uses."""
        while connection := self._pop():
            connection.close()

    def _take(self) -> C | None:
        while connection := self._pop():
            if self._is_usable(connection):
                return connection
            connection.close()
        return None

    def _pop(self) -> C | None:
        with self._lock:
            return self._idle.pop() if self._idle else None
