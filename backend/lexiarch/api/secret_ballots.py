"""Secret ballots of a proposal: the frozen tree that proofs are made against, and what was handed in."""

from collections.abc import Callable, Iterator
from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from lexiarch.api.context import Ctx
from lexiarch.api.docs import answers
from lexiarch.api.download import Download
from lexiarch.api.etags import TaggedRoute, has_present, not_modified
from lexiarch.api.params import (
    BAD_PAGE,
    DEFAULT_LIMIT,
    NO_PROPOSAL,
    Cursor,
    Limit,
    ProposalIdText,
    RootText,
)
from lexiarch.domain.errors import IdInvalid, TreeNotFrozen, TreeRootNotFound
from lexiarch.views import (
    build_frozen_tree,
    build_frozen_version,
    build_secret_ballots,
    build_tree_leaves,
    build_tree_version,
    examples,
)
from lexiarch.views.models import Page
from lexiarch.views.secret_ballot_models import FrozenTree, SecretBallot, TreeLeaves
from lexiarch.views.text import parse_root, parse_uint_id

router = APIRouter(prefix="/proposals", tags=["proposals"], route_class=TaggedRoute)
trees = APIRouter()
"""A tree stays as it is while the index goes on: it has an entity tag of its own."""

_AT_ONCE: Final = 2000


@router.get(
    "/{id}/secret-ballots",
    summary="Secret ballots on a proposal",
    responses=answers(examples.SECRET_BALLOTS, "A page of ballots", (*NO_PROPOSAL, *BAD_PAGE)),
)
def list_secret_ballots(
    context: Ctx, proposal_id: ProposalIdText, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Page[SecretBallot]:
    """What was chosen, newest first, and under which nullifier; by whom, nobody knows.

    Whoever looks for their own ballot does better to read the whole list: to ask for one would tell whose it
    is.
    """
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        return build_secret_ballots(reader, number, limit, cursor)


@trees.get(
    "/proposals/{id}/tree",
    tags=["proposals"],
    summary="The tree that was frozen for a proposal",
    response_model=FrozenTree,
    responses=answers(examples.FROZEN_TREE, "All its leaves", (*NO_PROPOSAL, TreeNotFrozen(7))),
)
def get_frozen_tree(context: Ctx, request: Request, proposal_id: ProposalIdText) -> Response:
    """Every leaf, for proofs of membership; compare the root that they make with the one on chain.

    There is no way to ask for one leaf: that would tell who is about to vote. The entity tag is of the frozen
    tree, which stays as it is until it is frozen anew.
    """
    number = parse_uint_id(proposal_id)
    with context.database.read() as reader:
        version = build_frozen_version(reader, number)
        return _send(request, version, lambda: build_frozen_tree(reader, number))


@trees.get(
    "/tree/leaves",
    tags=["roll"],
    summary="The tree with all its leaves",
    response_model=TreeLeaves,
    responses=answers(
        examples.TREE_LEAVES,
        "All its leaves",
        (IdInvalid("0x12", "a root of the tree"), TreeRootNotFound("0x2a")),
    ),
)
def get_tree_leaves(context: Ctx, request: Request, root: RootText = None) -> Response:
    """Every leaf of the tree now, or when it had a root, for proofs of holding an iD.

    As with a frozen tree: compare the root with the one on chain. The entity tag is of the tree.
    """
    wanted = None if root is None else parse_root(root)
    with context.database.read() as reader:
        version = build_tree_version(reader, wanted)
        return _send(request, version, lambda: build_tree_leaves(reader, wanted))


def _send(request: Request, version: str, build: Callable[[], FrozenTree | TreeLeaves]) -> Response:
    headers = {"ETag": f'W/"{version}"', "Cache-Control": "no-cache"}
    if has_present(request, headers["ETag"]):
        return not_modified(headers)
    pieces = _pieces(build())
    return Download(next(pieces), lambda: next(pieces, None), {"Content-Type": "application/json", **headers})


def _pieces(tree: FrozenTree | TreeLeaves) -> Iterator[bytes]:
    """The tree as JSON, some leaves at a time."""
    head = tree.model_copy(update={"leaves": []}).model_dump_json()
    yield head.removesuffix("]}").encode()
    for start in range(0, len(tree.leaves), _AT_ONCE):
        leaves = ",".join(f'"{leaf}"' for leaf in tree.leaves[start : start + _AT_ONCE])
        yield f"{',' if start else ''}{leaves}".encode()
    yield b"]}"
