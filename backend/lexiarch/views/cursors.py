"""Cursors: the key of the last row shown, as opaque text that only the same list accepts."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Annotated, Self

import msgspec

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import CursorInvalid
from lexiarch.store.delegates import Standing
from lexiarch.store.keyset import MAX_BIGINT, NEWEST, Place
from lexiarch.store.votes import HEAVIEST, WeightPlace

_LONGEST = 300

BigInt = Annotated[int, msgspec.Meta(ge=0, le=MAX_BIGINT)]


class Cursor(msgspec.Struct, array_like=True, frozen=True, tag=True):
    """A key of a list. Each list has its own class, whose name is in the text."""

    def encode(self) -> str:
        """The cursor as a client gets it."""
        return urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Self:
        """Reads what {encode} gave out.

        Raises:
            CursorInvalid: it is anything else, or of another list.
        """
        try:
            padding = "=" * (-len(text) % 4)
            cursor = msgspec.json.decode(urlsafe_b64decode(text[:_LONGEST] + padding), type=cls)
        except (ValueError, msgspec.MsgspecError):
            raise CursorInvalid(text) from None
        if cursor.encode() != text:
            raise CursorInvalid(text)
        return cursor


class PlaceCursor(Cursor, frozen=True):
    """Of a list in the order of the chain, from new to old."""

    block_number: BigInt
    log_index: BigInt

    @classmethod
    def after(cls, text: str | None) -> Place:
        """After which row to go on; without a cursor, from the newest. Raises CursorInvalid."""
        if text is None:
            return NEWEST
        cursor = cls.decode(text)
        return Place(cursor.block_number, cursor.log_index)


class ProposalsCursor(PlaceCursor, frozen=True, tag="proposals"):
    pass


class VotesCursor(PlaceCursor, frozen=True, tag="votes"):
    pass


class SecretBallotsCursor(PlaceCursor, frozen=True, tag="secret_ballots"):
    pass


class HeaviestVotesCursor(Cursor, frozen=True, tag="heaviest_votes"):
    """Of a proposal's ballots in the order of their weight."""

    weight: bytes
    block_number: BigInt
    log_index: BigInt

    @classmethod
    def after(cls, text: str | None) -> WeightPlace:
        """As of {PlaceCursor}."""
        if text is None:
            return HEAVIEST
        cursor = cls.decode(text)
        return WeightPlace(cursor.weight, cursor.block_number, cursor.log_index)


class AccountVotesCursor(PlaceCursor, frozen=True, tag="account_votes"):
    pass


class HoldersCursor(Cursor, frozen=True, tag="holders"):
    """Of a list whose rows move: every page is of the block of the first."""

    pinned_block: BigInt
    block_number: BigInt
    log_index: BigInt

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)


class DelegatesCursor(Cursor, frozen=True, tag="delegates"):
    """As {HoldersCursor}, in the order of power."""

    pinned_block: BigInt
    votes: bytes
    account: bytes

    @property
    def standing(self) -> Standing:
        return Standing(self.votes, Address(self.account))


class DrawnDelegatesCursor(Cursor, frozen=True, tag="drawn_delegates"):
    """As {HoldersCursor}, in the order drawn from the hash of a block."""

    pinned_block: BigInt
    drawn_from: bytes
    place: BigInt
    """Number of the next in the whole order."""


class PowerCursor(PlaceCursor, frozen=True, tag="power"):
    pass


class DelegationsCursor(PlaceCursor, frozen=True, tag="delegations"):
    pass


class ActsCursor(PlaceCursor, frozen=True, tag="acts"):
    pass


class DelegatorsCursor(HoldersCursor, frozen=True, tag="delegators"):
    """As {HoldersCursor}."""


class ParticipationCursor(PlaceCursor, frozen=True, tag="participation"):
    pass


class SilentDelegatesCursor(Cursor, frozen=True, tag="silent_delegates"):
    """Of a list as of a time: the snapshot, or until it has passed, the time of the first page."""

    at: BigInt
    votes: bytes
    account: bytes

    @property
    def standing(self) -> Standing:
        return Standing(self.votes, Address(self.account))


class SilentHoldersCursor(Cursor, frozen=True, tag="silent_holders"):
    """As {SilentDelegatesCursor}, in the order of the chain."""

    at: BigInt
    block_number: BigInt
    log_index: BigInt

    @property
    def place(self) -> Place:
        return Place(self.block_number, self.log_index)
