"""What state of the index an answer is of, in one word: cheap to find out, before any view is built."""

import time
from hashlib import sha256

from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Reader
from lexiarch.store.meta import load_contact, load_differences, load_ether, load_head, load_verified_block
from lexiarch.store.outbox import load_last_change_id

_MINUTE = 60


def build_version(reader: Reader, *, with_status: bool) -> str:
    """Differs whenever an answer can: with each change, and with each block, whose time is now.

    Args:
        with_status: for answers that also say how fresh the index is: the head, the last comparison with the
            contracts (and the ether read with it), the indexer's last sign of life, and for how many minutes
            it has been silent.
    """
    state: list[object] = [load_last_change_id(reader), load_checkpoint(reader)]
    if with_status:
        contact = load_contact(reader)
        silence = 0 if contact.at is None else int(time.time() - contact.at) // _MINUTE
        state += [load_head(reader), load_verified_block(reader), load_differences(reader), contact, silence]
        state.append(load_ether(reader))
    return sha256(repr(state).encode()).hexdigest()
