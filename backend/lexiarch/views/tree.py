"""The tree for secret ballots as a whole. Whose commitment is where is told by the chain, not by us."""

from lexiarch.domain.tree import DAY
from lexiarch.store.database import Reader
from lexiarch.store.tree import load_tree, load_waiting_counts
from lexiarch.views.models import Tree
from lexiarch.views.moment import load_present
from lexiarch.views.text import field_text


def build_tree(reader: Reader) -> Tree:
    """Root, places, members, and what waits to be pruned or refreshed.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    now = load_present(reader).timestamp
    tree = load_tree(reader)
    waiting = load_waiting_counts(reader, now // DAY)
    return Tree(
        root=field_text(tree.root),
        size=tree.size,
        members=tree.members,
        ended=waiting.ended,
        due=waiting.due,
    )
