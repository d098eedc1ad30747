"""Empty databases, as an operator would have them."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tests.helpers.postgres import PostgresServer, run_postgres

# as safe as an operator's, which the tests' server is not, and with memory for its size
_POSTGRES = (
    "fsync=on",
    "synchronous_commit=on",
    "full_page_writes=on",
    "shared_buffers=1GB",
    "max_wal_size=4GB",
)


@contextmanager
def sqlite_url() -> Iterator[str]:
    """Address of a file that is not there yet."""
    with TemporaryDirectory(prefix="lexiarch-bench-") as folder:
        yield f"sqlite:///{folder}/index.db"


@contextmanager
def database_server() -> Iterator[PostgresServer]:
    """A PostgreSQL that keeps what it was given."""
    with run_postgres(*_POSTGRES) as server:
        yield server
