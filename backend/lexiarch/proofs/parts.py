"""What all proofs of one DAO are made with."""

from dataclasses import dataclass, field

from lexiarch.domain.deployment import Deployment
from lexiarch.proofs.consents import OnErased, OnRevoked
from lexiarch.proofs.sessions import Sessions
from lexiarch.store.database import Database


@dataclass(frozen=True, slots=True)
class Proofs:
    """One DAO's."""

    site_url: str
    """Where visitors reach its pages, without a slash at the end: what tokens and messages name."""
    deployment: Deployment
    index: Database
    private: Database
    sessions: Sessions
    on_revoked: list[OnRevoked] = field(default_factory=list)
    """Who keeps what a consent allows, and lets it go when it is revoked."""
    on_erased: list[OnErased] = field(default_factory=list)
    """Who keeps more about members, and forgets it when they erase."""


def create_proofs(site_url: str, deployment: Deployment, index: Database, private: Database) -> Proofs:
    """Puts the parts together."""
    return Proofs(site_url, deployment, index, private, Sessions(index, private))
