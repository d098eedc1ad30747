"""`lexiarch serve` over a chain that is indexed already, and blocks that go on being mined."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.bench.chain import Chain, Filler, write_deployment
from tests.bench.process import run_index
from tests.helpers.service import Service, serving

_SETTINGS = {
    "rate_per_second": 0,
    "audit_seconds": 10**6,  # the emitters answer no questions: there is nothing to compare the index with
}


@contextmanager
def served(chain: Chain, **settings: object) -> Iterator[tuple[Service, Path]]:
    """The service, on SQLite, and its log."""
    with TemporaryDirectory(prefix="lexiarch-bench-") as name:
        folder = Path(name)
        deployment, database, log = folder / "deployment.json", f"sqlite:///{folder}/index.db", folder / "log"
        write_deployment(chain, deployment)
        run_index(deployment, chain.url, database, folder / "log-of-index")
        with serving(deployment, chain.url, database, log, **(_SETTINGS | settings)) as service:
            service.wait_for_block(chain.end)
            yield service, log


@contextmanager
def mining(filler: Filler, service: Service) -> Iterator[None]:
    """A block every second until the block ends; the service must have them all."""
    stop, mined = Event(), [0]

    def mine() -> None:
        due = time.monotonic()
        while not stop.wait(max(0, due - time.monotonic())):
            mined.append(filler.live_block())
            due += 1

    thread = Thread(target=mine, name="mining")
    thread.start()
    began = time.monotonic()
    try:
        yield
        if len(mined) < (time.monotonic() - began) / 2:
            raise RuntimeError(f"only {len(mined)} blocks were mined")
        service.wait_for_block(mined[-1])
    finally:
        stop.set()
        thread.join()
