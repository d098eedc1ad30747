"""A local chain without contracts, and a deployment file that is of it: enough to follow blocks."""

from pathlib import Path

from lexiarch.domain.deployment import Deployment
from tests.helpers.anvil import rpc
from tests.helpers.builders import make_deployment


def mine(url: str, blocks: int) -> None:
    """Adds blocks, a second apart."""
    rpc(url, "anvil_mine", hex(blocks), hex(1))


def write_deployment(url: str, folder: Path) -> Path:
    """Mines the block that the deployment begins with."""
    mine(url, 1)
    blocks = [rpc(url, "eth_getBlockByNumber", hex(number), False) for number in (0, 1)]
    known = make_deployment().model_dump(mode="json") | {
        "chain_id": int(rpc(url, "eth_chainId"), 16),
        "genesis_hash": blocks[0]["hash"],
        "start_block_hash": blocks[1]["hash"],
    }
    path = folder / "deployment.json"
    path.write_text(Deployment.model_validate(known).model_dump_json())
    return path
