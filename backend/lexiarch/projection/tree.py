"""The tree of commitments for secret ballots."""

from lexiarch.decode.events import holder_tree
from lexiarch.domain.chain import Hash32, Position
from lexiarch.domain.words import Change
from lexiarch.projection.batch import Batch
from lexiarch.store.tables import LeafDueRow, LeafRow, encode_amount


def apply_leaf(batch: Batch, at: Position, event: holder_tree.LeafAdded | holder_tree.LeafReplaced) -> None:
    """A person added a commitment, or put another in its place."""
    _add(batch, at, event.person_tag, event.index, event.commitment, event.root)


def apply_pruned(batch: Batch, at: Position, event: holder_tree.LeafPruned) -> None:
    """A leaf was taken out."""
    _add(batch, at, event.person_tag, event.index, 0, event.root)


def apply_due(batch: Batch, at: Position, event: holder_tree.LeafDue) -> None:
    """The day on which a leaf is due was set, or set anew."""
    batch.add(LeafDueRow(at.block_number, at.log_index, event.person_tag, event.due_day))
    batch.tell(at, Change.TREE, "")


def _add(batch: Batch, at: Position, person_tag: Hash32, place: int, commitment: int, root: int) -> None:
    batch.add(LeafRow(*at, person_tag, place, encode_amount(commitment), encode_amount(root)))
    batch.tell(at, Change.TREE, "")
