"""Who casts whose votes, and how many that makes."""

from lexiarch.decode.events import token
from lexiarch.domain.chain import Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.tables import DelegationRow, PowerRow, encode_amount


def apply_delegate_changed(batch: Batch, at: Position, event: token.DelegateChanged) -> None:
    """An account chose who casts its votes."""
    batch.add(DelegationRow(*at, event.delegator, event.from_delegate, event.to_delegate))
    batch.tell(at, Change.ACCOUNT, hex_text(event.delegator))


def apply_votes_changed(batch: Batch, at: Position, event: token.DelegateVotesChanged) -> None:
    """An account can cast more or fewer votes than before."""
    row = (*at, event.delegate, encode_amount(event.new_votes))
    batch.add(tuple.__new__(PowerRow, row))  # as the class does, without its checks
    if not batch.quiet:
        batch.tell(at, Change.ACCOUNT, hex_text(event.delegate))
