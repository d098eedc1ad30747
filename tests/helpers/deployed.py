"""A DAO deployed with `ape run deploy`: once a process, and then put into further chains as it was then."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.helpers.anvil import rpc
from tests.helpers.service import run_ape


class _Deployed(NamedTuple):
    state: Any
    """Of the whole chain: blocks, logs, receipts, and state at each block."""
    file: str
    """Name of the deployment file."""
    text: str


_known: dict[int, _Deployed] = {}
"""By chain id."""


def deploy(node_url: str, out: Path) -> Path:
    """Deploys the DAO of the default plan on an empty chain. Returns the deployment file, in the folder."""
    chain_id = int(rpc(node_url, "eth_chainId"), 16)
    if chain_id in _known:
        known = _known[chain_id]
        rpc(node_url, "anvil_loadState", known.state)
        (out / known.file).write_text(known.text)
        return out / known.file
    run_ape(node_url, "deploy", "--network", "ethereum:local:foundry", "--out", str(out))
    (file,) = out.glob("*.json")
    assert json.loads(file.read_text())["chain_id"] == chain_id
    _known[chain_id] = _Deployed(rpc(node_url, "anvil_dumpState", True), file.name, file.read_text())
    return file
