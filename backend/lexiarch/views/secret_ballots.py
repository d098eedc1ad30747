"""Secret ballots of a proposal, and the tree that their proofs are made against."""

from lexiarch.domain.errors import ProposalNotFound, TreeNotFrozen
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Reader
from lexiarch.store.proposal_lists import has_proposal
from lexiarch.store.secret_ballots import (
    FrozenRecord,
    SecretBallotRecord,
    load_frozen,
    load_frozen_leaves,
    load_secret_ballots_before,
)
from lexiarch.store.tables import decode_amount, encode_amount
from lexiarch.views.cursors import SecretBallotsCursor
from lexiarch.views.models import Page
from lexiarch.views.moment import load_present
from lexiarch.views.pages import build_page, page_of
from lexiarch.views.secret_ballot_models import FrozenTree, SecretBallot
from lexiarch.views.text import field_text, hash_text


def build_frozen_version(reader: Reader, proposal_id: int) -> str:
    """Names the tree that is frozen: what has the same name is the same. Raises as {build_frozen_tree}."""
    frozen = _find_frozen(reader, proposal_id)
    return f"{frozen.block_number}-{frozen.log_index}-{decode_amount(frozen.root):x}"


def build_frozen_tree(reader: Reader, proposal_id: int) -> FrozenTree:
    """The leaves of the frozen tree, all of them: who asks for some would say who they are.

    Raises:
        ProposalNotFound: no proposal has this id.
        TreeNotFrozen: none is frozen for it.
        IndexEmpty: nothing is indexed yet.
    """
    frozen = _find_frozen(reader, proposal_id)
    return FrozenTree(
        proposal_id=proposal_id,
        root=field_text(decode_amount(frozen.root)),
        members=frozen.members,
        block=frozen.block_number,
        leaves=[field_text(leaf) for leaf in load_frozen_leaves(reader, frozen)],
    )


def build_secret_ballots(
    reader: Reader, proposal_id: int, limit: int, cursor: str | None
) -> Page[SecretBallot]:
    """Secret ballots on a proposal, newest first.

    Raises:
        ProposalNotFound: no proposal has this id.
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    key = _find(reader, proposal_id)
    after = SecretBallotsCursor.after(cursor)
    items, next_place = build_page(
        lambda before, count: load_secret_ballots_before(reader, key, before, count),
        lambda record: _ballot(proposal_id, record),
        limit,
        after,
    )
    return page_of(items, next_place, SecretBallotsCursor)


def _find_frozen(reader: Reader, proposal_id: int) -> FrozenRecord:
    frozen = load_frozen(reader, _find(reader, proposal_id))
    if frozen is None:
        raise TreeNotFrozen(proposal_id)
    return frozen


def _find(reader: Reader, proposal_id: int) -> bytes:
    load_present(reader)
    key = encode_amount(proposal_id)
    if not has_proposal(reader, key):
        raise ProposalNotFound(proposal_id)
    return key


def _ballot(proposal_id: int, record: SecretBallotRecord) -> SecretBallot:
    return SecretBallot(
        proposal_id=proposal_id,
        nullifier=field_text(decode_amount(record.nullifier)),
        support=Support.of(record.support),
        time=record.block_time,
        block=record.block_number,
        tx_hash=hash_text(record.tx_hash),
    )
