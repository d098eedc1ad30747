"""What all proofs of one DAO are made with."""

from dataclasses import dataclass

from lexiarch.domain.deployment import Deployment
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


def create_proofs(site_url: str, deployment: Deployment, index: Database, private: Database) -> Proofs:
    """Puts the parts together."""
    return Proofs(site_url, deployment, index, private, Sessions(index, private))
