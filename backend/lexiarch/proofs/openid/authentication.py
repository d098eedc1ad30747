"""Ways to prove that one is a member. The provider knows none of them from within: see {Means}."""

import time
from collections.abc import Mapping
from typing import Final, NamedTuple, Protocol

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import IndexEmpty
from lexiarch.proofs.anonymous import check_persons
from lexiarch.proofs.errors import TreeMoved, TreeUnsettled
from lexiarch.proofs.openid.claims import HOLDER, REGISTERED
from lexiarch.proofs.sessions import Session
from lexiarch.proofs.standing import Standing, load_standing_now
from lexiarch.store.database import Reader

WALLET: Final = "wallet"
ANONYMOUS: Final = "anonymous"


class Authenticated(NamedTuple):
    """Somebody who has proven to hold a live iD."""

    means: str
    subject_seed: Hash32
    """Who it is to us, and to nobody else; each website's `sub` is made from it."""
    handle: bytes
    """What {Means.find} needs to look again."""
    status: str
    """The claim that is true: {HOLDER} or {REGISTERED}."""
    claims: Mapping[str, object]
    """All that could be told, by scope; the consent says what is."""


class Means(Protocol):
    """One way to prove it."""

    def find(self, reader: Reader, seed: Hash32, handle: bytes) -> Authenticated | None:
        """The same member as things are now; None when the status has ended.

        Args:
            reader: of the index.
            seed: as in {Authenticated}.
            handle: the same.
        """


class Wallet:
    """A session that an account's signature began.

    Args:
        chain_id: of the DAO; part of the account's name.
    """

    def __init__(self, chain_id: int) -> None:
        self._chain_id = chain_id

    def of_session(self, session: Session) -> Authenticated | None:
        """Who is signed in; None when they hold no live iD."""
        return session.standing and self._authenticated(session.account, session.standing)

    def find(self, reader: Reader, seed: Hash32, handle: bytes) -> Authenticated | None:
        """See {Means}: the account still holds the same person's iD."""
        standing = load_standing_now(reader, Address(handle))
        if standing is None or standing.person_tag != seed:
            return None
        return self._authenticated(Address(handle), standing)

    def _authenticated(self, account: Address, standing: Standing) -> Authenticated:
        since = time.gmtime(standing.since)
        claims = {
            "holder_kind": standing.kind.name.lower(),
            "holder_since_year": time.strftime("%Y", since),
            "holder_since_month": time.strftime("%Y-%m", since),
            "holder_account": f"eip155:{self._chain_id}:0x{account.hex()}",
        }
        return Authenticated(WALLET, standing.person_tag, account, HOLDER, claims)


class Persons:
    """Means of a proof that some person made, under a root of the tree."""

    @staticmethod
    def of_proof(nullifier: int, root: int) -> Authenticated:
        """Who made a proof that was verified."""
        return Authenticated(ANONYMOUS, Hash32(nullifier.to_bytes(32)), root.to_bytes(32), REGISTERED, {})

    def find(self, reader: Reader, seed: Hash32, handle: bytes) -> Authenticated | None:
        """See {Means}: all persons under the root are in the tree still, so that this one is, too.

        When one of them has left, nobody can tell who it was, and the proof says nothing more of anybody.
        """
        try:
            check_persons(reader, int.from_bytes(handle))
        except (TreeMoved, TreeUnsettled, IndexEmpty):
            return None
        return Authenticated(ANONYMOUS, seed, handle, REGISTERED, {})
