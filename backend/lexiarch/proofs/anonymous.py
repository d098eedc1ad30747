"""An anonymous proof of holding an iD, verified: that a person of the tree agreed, and not which.

What it says: the person's iD stands, and their secret is in the tree now. The tree holds persons who are
suspended, too: a suspension takes the proof by account, never the seat. What it cannot say: that the person
never had another nullifier here, since who replaces their secret in the tree has another from then on.
"""

from typing import Final, NamedTuple

from lexiarch.chain.source import Source
from lexiarch.decode import semaphore
from lexiarch.decode.calls import decode_result, encode_call
from lexiarch.decode.foreign import decode_foreign, encode_foreign
from lexiarch.domain.chain import Hash32
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CallReverted, IndexEmpty
from lexiarch.domain.tree import DAY
from lexiarch.proofs.errors import ProofInvalid, TreeMoved, TreeUnsettled
from lexiarch.proofs.scopes import website_scope
from lexiarch.store.blocks import load_checkpoint
from lexiarch.store.database import Database, Reader
from lexiarch.store.meta import BlockId
from lexiarch.store.tree import RootRecord, load_root, load_waiting_counts

ROOT_SECONDS: Final = 600
"""How long after a person joined a proof counts that was made before: longer than anybody takes to agree.

It is not what keeps former members out: a root counts only while nothing but new leaves came after it, so
whoever is under it is in the tree now, with the same secret. It keeps large the crowd that a person hides in.
"""

_TREE: Final = ContractName.HOLDER_TREE
_WORDS: Final = 1 << 256


class Request(NamedTuple):
    """For what a website asks."""

    client: str
    """As registered with this service."""
    purpose: str
    challenge: Hash32
    """Random, of one authorization request: the proof's message, so that it answers no other."""


class Proof(NamedTuple):
    """What a browser hands in. Numbers as Semaphore's prover gives them."""

    root: int
    nullifier: int
    points: tuple[int, ...]
    """Eight."""


class AnonymousProofs:
    """Verifies anonymous proofs for one DAO. Any thread may use it.

    Args:
        source: node that the verifier contract is asked at.
        index: read for the tree.
    """

    def __init__(self, source: Source, deployment: Deployment, index: Database) -> None:
        self._source = source
        self._deployment = deployment
        self._index = index
        self._depth: int | None = None

    def scope(self, client: str, purpose: str) -> int:
        """The scope of proofs for a website, see {website_scope}."""
        tree = self._deployment.address(_TREE)
        return website_scope(self._deployment.chain_id, tree, client, purpose)

    def verify(self, request: Request, proof: Proof) -> int:
        """Verifies the proof of a person's answer to a request.

        Whoever calls this lets each challenge be answered once.

        Returns:
            The nullifier: the person's name for this client and purpose, below the order of the field.

        Raises:
            ProofInvalid: it proves nothing, or something else.
            TreeMoved: its root is not the tree's any more.
            TreeUnsettled: leaves wait to be pruned: nobody can be verified now.
            IndexEmpty: nothing is indexed yet.
            ChainError: the node cannot be used.
        """
        if not _is_readable(proof):
            raise ProofInvalid
        with self._index.read() as reader:
            block_hash = _check_tree(reader, proof.root)
        if not self._is_proved(request, proof, block_hash):
            raise ProofInvalid
        return proof.nullifier

    def _is_proved(self, request: Request, proof: Proof, block_hash: Hash32) -> bool:
        message = int.from_bytes(request.challenge, "big")
        scope = self.scope(request.client, request.purpose)
        signals = semaphore.signals_of(proof.root, proof.nullifier, message, scope)
        depth = self._fetch_depth(block_hash)
        call = encode_foreign(semaphore.VERIFY, *semaphore.points_of(proof.points), signals, depth)
        verifier = self._deployment.address(ContractName.MEMBERSHIP_VERIFIER)
        try:
            answer = self._source.call(verifier, call, block_hash)
        except CallReverted:
            return False
        return decode_foreign(semaphore.VERIFY, answer) == (True,)

    def _fetch_depth(self, block_hash: Hash32) -> int:
        """Depth of the circuit; it never changes."""
        if self._depth is None:
            answer = self._source.call(
                self._deployment.address(_TREE), encode_call(_TREE, "depth"), block_hash
            )
            self._depth = int(decode_result(_TREE, "depth", answer)[0])
        return self._depth


def _is_readable(proof: Proof) -> bool:
    """Whether the numbers are such as a prover gives, each written in the one way."""
    return (
        len(proof.points) == semaphore.POINTS
        and all(0 <= point < _WORDS for point in proof.points)
        and 0 < proof.root < semaphore.FIELD
        and 0 <= proof.nullifier < semaphore.FIELD
    )


def check_persons(reader: Reader, root: int) -> tuple[BlockId, RootRecord]:
    """That whoever is under the root is in the tree now.

    Returns:
        The last indexed block, at which it is so, and what became of the root.

    Raises:
        TreeMoved, TreeUnsettled, IndexEmpty: it is not so, or cannot be known.
    """
    now = load_checkpoint(reader)
    if now is None:
        raise IndexEmpty
    waiting = load_waiting_counts(reader, now.timestamp // DAY)
    if waiting.ended or waiting.due:
        raise TreeUnsettled(waiting.ended + waiting.due)
    found = load_root(reader, root)
    if found is None or found.changed:
        raise TreeMoved
    return now, found


def _check_tree(reader: Reader, root: int) -> Hash32:
    """That a proof under the root counts now. Returns the hash of the block at which it does."""
    now, found = check_persons(reader, root)
    if found.followed is not None and found.followed + ROOT_SECONDS < now.timestamp:
        raise TreeMoved
    return now.hash
