"""How near the index is to the chain, and whether it agrees with it."""

from lexiarch import __version__
from lexiarch.domain.deployment import Deployment
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Reader
from lexiarch.store.meta import BlockId, load_contact, load_differences, load_head, load_verified_block
from lexiarch.views.models import BlockRef, Status
from lexiarch.views.text import address_text, hash_text


def build_status(reader: Reader, deployment: Deployment) -> Status:
    """Never raises for an empty index: it says so."""
    return status_of(reader, deployment, load_head(reader))


def status_of(reader: Reader, deployment: Deployment, head: BlockId | None) -> Status:
    """The same against a head that the caller knows better."""
    indexed = load_checkpoint(reader)
    contact = load_contact(reader)
    both = (head, indexed) if head and indexed else None
    return Status(
        name=deployment.name,
        chain_id=deployment.chain_id,
        indexed=_block(indexed),
        head=_block(head),
        lag_blocks=max(0, both[0].number - both[1].number) if both else None,
        lag_seconds=max(0, both[0].timestamp - both[1].timestamp) if both else None,
        verified_block=load_verified_block(reader),
        differences=load_differences(reader),
        contact=contact.at,
        trouble=contact.trouble,
        contracts={
            name.value: address_text(contract.address_bytes)
            for name, contract in deployment.contracts.items()
        },
        version=__version__,
    )


def _block(block: BlockId | None) -> BlockRef | None:
    return (
        BlockRef(number=block.number, hash=hash_text(block.hash), timestamp=block.timestamp)
        if block
        else None
    )
