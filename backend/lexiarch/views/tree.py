"""The tree for secret ballots as a whole. Whose commitment is where is told by the chain, not by us."""

from lexiarch.domain.errors import TreeRootNotFound
from lexiarch.domain.tree import DAY
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place
from lexiarch.store.tree import load_leaves_until, load_root_place, load_tree, load_waiting_counts
from lexiarch.views.models import Tree
from lexiarch.views.moment import load_present
from lexiarch.views.secret_ballot_models import TreeLeaves
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


def build_tree_version(reader: Reader, root: int | None) -> str:
    """Names the tree: what has the same name is the same. Raises as {build_tree_leaves}."""
    root, at = _find(reader, root)
    return f"{at.block_number}-{at.log_index}-{root:x}"


def build_tree_leaves(reader: Reader, root: int | None) -> TreeLeaves:
    """All leaves of the tree, with a root that it had, or as it is now.

    Raises:
        TreeRootNotFound: the tree never had this root.
        IndexEmpty: nothing is indexed yet.
    """
    root, at = _find(reader, root)
    leaves = load_leaves_until(reader, at)
    return TreeLeaves(
        root=field_text(root),
        members=sum(leaf != 0 for leaf in leaves),
        block=at.block_number,
        leaves=[field_text(leaf) for leaf in leaves],
    )


def _find(reader: Reader, root: int | None) -> tuple[int, Place]:
    load_present(reader)
    wanted = load_tree(reader).root if root is None else root
    at = load_root_place(reader, wanted)
    if at is None and root is None:
        return wanted, Place(0, 0)
    if at is None:
        raise TreeRootNotFound(hex(wanted))
    return wanted, at
