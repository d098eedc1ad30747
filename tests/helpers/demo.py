"""The DAO of `make demo`, served from its chain."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.helpers.anvil import running_anvil
from tests.helpers.dao import Dao
from tests.helpers.service import Service, run_ape, serving

CHAIN_ID = 31_337
_DAYS_OF_HISTORY = 60


@contextmanager
def running_demo(folder: Path, **settings: object) -> Iterator[tuple[Dao, Service]]:
    """Plays the two months that `make demo` plays, and serves their pages; files go into the folder."""
    began = int(time.time()) - _DAYS_OF_HISTORY * 86_400
    with running_anvil(chain_id=CHAIN_ID, accounts=40, timestamp=began) as node_url:
        network = ("--network", "ethereum:local:foundry")
        run_ape(node_url, "deploy", *network, "--out", str(folder))
        run_ape(node_url, "demo", *network, "--deployments", str(folder))
        dao = Dao(node_url, folder / f"{CHAIN_ID}.json")
        index, log = f"sqlite:///{folder / 'index.db'}", folder / "log"
        with serving(dao.deployment_path, node_url, index, log, **settings) as service:
            service.wait_for_block(dao.web3.eth.block_number)
            yield dao, service
