"""Semaphore scopes: where an anonymous proof counts. Each kind has a domain of its own; none is another's.

Ballots: `SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)`, in BallotBox.
Contracts: `ContractProof(uint256 chainId,address client,bytes32 purpose)`, in HolderProofs.
Websites: `WebsiteProof(uint256 chainId,address tree,string client,string purpose)`, here.
"""

from typing import Final

from eth_hash.auto import keccak

from lexiarch.decode.reader import WORD
from lexiarch.domain.chain import Address

_WEBSITE: Final = keccak(b"WebsiteProof(uint256 chainId,address tree,string client,string purpose)")


def website_scope(chain_id: int, tree: Address, client: str, purpose: str) -> int:
    """The scope of what a website asks for. We compute it: a website that chose it could ask for a ballot's.

    Encoded as EIP-712 encodes a struct. Another client or purpose has another nullifier of the same person.

    Args:
        tree: the holder tree; with the chain, it stands for the DAO.
        client: who asks, as this service registered them; not what a request says of itself.
        purpose: what for, one of those that the client is registered with.
    """
    words = (chain_id.to_bytes(WORD, "big"), tree.rjust(WORD, b"\0"), _hash(client), _hash(purpose))
    return int.from_bytes(keccak(b"".join((_WEBSITE, *words))), "big")


def _hash(text: str) -> bytes:
    return keccak(text.encode())
