"""Now: the time of the last indexed block. No clock but the chain's decides anything."""

from lexiarch.domain.errors import IndexEmpty
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Reader
from lexiarch.store.meta import BlockId


def load_present(reader: Reader) -> BlockId:
    """The last indexed block, whose time is now.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    checkpoint = load_checkpoint(reader)
    if checkpoint is None:
        raise IndexEmpty()
    return checkpoint
