"""What all proofs of one DAO are made with."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lexiarch.chain.signatures import SignatureNode
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.deployment import Deployment
from lexiarch.proofs.consents import OnErased, OnRevoked
from lexiarch.proofs.credentials.issuer import Issuer, create_issuer
from lexiarch.proofs.sessions import Sessions
from lexiarch.proofs.sign_in import SignIn, Terms, terms_of
from lexiarch.proofs.standing import load_person_tags
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
    sign_in: SignIn
    issuer: Issuer
    """Of credentials in wallets."""
    clock: Callable[[], float] = time.time
    """Seconds since 1970."""
    on_revoked: list[OnRevoked] = field(default_factory=list)
    """Who keeps what a consent allows, and lets it go when it is revoked."""
    on_erased: list[OnErased] = field(default_factory=list)
    """Who keeps more about members, and forgets it when they erase."""

    def person_tags(self, account: Address) -> list[Hash32]:
        """See {load_person_tags}."""
        with self.index.read() as reader:
            return load_person_tags(reader, account)

    def close(self) -> None:
        """Lets go of the private database and the node."""
        self.sign_in.close()
        self.private.close()


def create_proofs(  # noqa: PLR0913 - all that there is; the last two for tests
    site_url: str,
    deployment: Deployment,
    index: Database,
    private: Database,
    node: SignatureNode,
    credential_keys: Path,
    *,
    terms: Terms | None = None,
    clock: Callable[[], float] = time.time,
) -> Proofs:
    """Puts the parts together.

    Args:
        terms: what sign-in messages must say, if not what the address and the deployment say.
        clock: seconds since 1970.

    Raises:
        SettingsInvalid: the keys of credentials cannot be read or made.
    """
    sessions = Sessions(index, private, clock)
    sign_in = SignIn(terms or terms_of(site_url, deployment.chain_id), private, sessions, node, clock)
    issuer = create_issuer(site_url, index, private, credential_keys)
    proofs = Proofs(site_url, deployment, index, private, sessions, sign_in, issuer, clock)
    proofs.on_erased.append(issuer.on_erased)
    return proofs
