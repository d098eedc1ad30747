"""What the provider of one DAO is made with."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lexiarch.domain.chain import Hash32
from lexiarch.proofs.openid.authentication import (
    ANONYMOUS,
    WALLET,
    Authenticated,
    Means,
    Persons,
    Wallet,
)
from lexiarch.proofs.openid.clients import Client
from lexiarch.proofs.openid.keys import KeyFile
from lexiarch.proofs.openid.subjects import pairwise_subject
from lexiarch.store.database import Database


@dataclass(frozen=True, slots=True)
class Parts:
    """Shared by all that the provider does. Any thread may use them."""

    issuer: str
    """Where visitors reach the DAO's pages, without a slash at the end."""
    clients: Mapping[str, Client]
    keys: KeyFile
    index: Database
    private: Database
    wallet: Wallet
    others: Mapping[str, Means] = field(default_factory=lambda: {ANONYMOUS: Persons()})
    """Ways to prove the status beside the wallet's, by name."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""

    @property
    def now(self) -> int:
        return int(self.clock())

    def subject(self, client: Client, means: str, seed: Hash32) -> str:
        """Who somebody is to a website."""
        return pairwise_subject(self.keys.secret, client.sector_identifier, means, seed)

    def find(self, means: str, seed: Hash32, handle: bytes) -> Authenticated | None:
        """A member as things are now; None when the status has ended."""
        way = self.wallet if means == WALLET else self.others.get(means)
        if way is None:
            return None
        with self.index.read() as reader:
            return way.find(reader, seed, handle)
