"""Is the node on the chain that the contracts are on?"""

from lexiarch.chain.source import Source
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import NodeAnswerInvalid, WrongChain


def check_chain(source: Source, deployment: Deployment) -> None:
    """Compares chain id, genesis and the deployment's first block with the deployment file.

    Raises:
        WrongChain: one of them differs.
        NodeAnswerInvalid: the node does not have these blocks yet.
    """
    chain_id = source.fetch_chain_id()
    if chain_id != deployment.chain_id:
        raise WrongChain("the chain id", deployment.chain_id, chain_id)
    _check_block(source, "the genesis block", 0, deployment.genesis_hash)
    _check_block(source, "the deployment's first block", deployment.start_block, deployment.start_block_hash)


def _check_block(source: Source, what: str, number: int, expected: str) -> None:
    header = source.fetch_header(number)
    if header is None:
        raise NodeAnswerInvalid("eth_getBlockByNumber", f"it does not have block {number} ({what}) yet")
    found = "0x" + header.hash.hex()
    if found != expected.lower():
        raise WrongChain(what, expected, found)
