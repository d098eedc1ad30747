"""What all proofs of one DAO are made with."""

from dataclasses import dataclass
from pathlib import Path

from lexiarch.domain.deployment import Deployment
from lexiarch.proofs.credentials.issuer import Issuer, create_issuer
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
    issuer: Issuer
    """Of credentials in wallets."""


def create_proofs(
    site_url: str, deployment: Deployment, index: Database, private: Database, credential_keys: Path
) -> Proofs:
    """Puts the parts together.

    Raises:
        SettingsInvalid: the keys of credentials cannot be read or made.
    """
    issuer = create_issuer(site_url, index, private, credential_keys)
    return Proofs(site_url, deployment, index, private, Sessions(index, private), issuer)
