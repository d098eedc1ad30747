"""A new index of a whole chain: events per second, and memory."""

from pathlib import Path
from tempfile import TemporaryDirectory

from lexiarch.store.database import open_database
from tests.bench import peers
from tests.bench.book import Book
from tests.bench.chain import Chain, dense_chain, fill_dense, sparse_chain, write_deployment
from tests.bench.databases import database_server, sqlite_url
from tests.bench.process import Run, run_index
from tests.bench.sizes import Sizes
from tests.bench.truth import Truth, check_index, read_truth


def measure(book: Book, sizes: Sizes, *, with_peers: bool = False) -> None:
    """Full blocks into SQLite and PostgreSQL, then sparse blocks into SQLite."""
    with book.part("full blocks"), dense_chain(sizes.dense_small, accounts=sizes.accounts) as (small, filler):
        with book.part("SQLite, short"), sqlite_url() as url:
            book.note("backfill_small_peak_mib", index(small, read_truth(small), url).peak_mib)
        chain = fill_dense(filler, sizes.dense)
        truth = read_truth(chain)
        with book.part("SQLite"), sqlite_url() as url:
            run = index(chain, truth, url)
            book.note("backfill_sqlite_events_per_s", chain.events / run.seconds)
            book.note("backfill_peak_mib", run.peak_mib)
        with book.part("PostgreSQL"), database_server() as server:
            run = index(chain, truth, server.create_database())
            book.note("backfill_postgres_events_per_s", chain.events / run.seconds)
            book.note("backfill_postgres_peak_mib", run.peak_mib)
        if with_peers:
            peers.measure(book, chain, truth)
    with book.part("sparse blocks"), sparse_chain(sizes.sparse) as (chain, _):
        truth = read_truth(chain)
        with sqlite_url() as url:
            book.note("backfill_sparse_events_per_s", chain.events / index(chain, truth, url).seconds)
        if with_peers:
            peers.measure_sparse(book, chain, truth)


def index(chain: Chain, truth: Truth, database_url: str) -> Run:
    """Indexes a chain, and makes sure that it was done rightly.

    Raises:
        ResultWrong: it was not.
    """
    with TemporaryDirectory(prefix="lexiarch-bench-") as folder:
        deployment = Path(folder) / "deployment.json"
        write_deployment(chain, deployment)
        run = run_index(deployment, chain.url, database_url, Path(folder) / "log")
    database = open_database(database_url)
    try:
        check_index(database, chain, truth)
    finally:
        database.close()
    return run
