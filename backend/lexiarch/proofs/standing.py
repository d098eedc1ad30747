"""Whether an account is an iD holder now, as every proof of it says."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.words import HolderKind
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Reader
from lexiarch.store.holders import is_live, load_holder, load_tags_of


class Standing(NamedTuple):
    """A live iD. Times in seconds since 1970."""

    person_tag: Hash32
    """The same after a move to another account; never shown to a website."""
    kind: HolderKind
    since: int
    expires: int


def load_standing(reader: Reader, account: Address, now: int) -> Standing | None:
    """The live iD of an account; None when it holds none, or one that is suspended, as the roll's `isHolder`.

    Args:
        reader: of the index.
        now: time of the last indexed block.
    """
    record = load_holder(reader, account, now)
    if record is None or not is_live(record, now):
        return None
    row = record.attestation
    return Standing(row.person_tag, HolderKind(row.kind), row.since, row.expiration_time)


def load_standing_now(reader: Reader, account: Address) -> Standing | None:
    """The live iD of an account at the last indexed block, see {load_standing}.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    checkpoint = load_checkpoint(reader)
    if checkpoint is None:
        raise IndexEmpty
    return load_standing(reader, account, checkpoint.timestamp)


def load_person_tags(reader: Reader, account: Address) -> list[Hash32]:
    """Whose data an account may see and erase: of the iD that it holds, and of those that ended with it.

    An iD that moved to another account took its data along.
    """
    return load_tags_of(reader, account)
