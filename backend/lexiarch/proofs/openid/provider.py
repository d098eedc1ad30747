"""The provider of one DAO, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from lexiarch.chain.source import Source
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.anonymous import AnonymousProofs
from lexiarch.proofs.openid.authentication import ANONYMOUS, Wallet
from lexiarch.proofs.openid.authorize import Authorization
from lexiarch.proofs.openid.clients import load_clients
from lexiarch.proofs.openid.endings import Endings
from lexiarch.proofs.openid.grants import Grants
from lexiarch.proofs.openid.keys import KeyFile
from lexiarch.proofs.openid.logout import Logout
from lexiarch.proofs.openid.notices import Notices
from lexiarch.proofs.openid.parts import Parts
from lexiarch.proofs.openid.token_requests import TokenRequests
from lexiarch.proofs.openid.unnamed import Unnamed
from lexiarch.proofs.openid.visitors import Visitor
from lexiarch.proofs.openid.watch import Watch
from lexiarch.proofs.parts import Proofs
from lexiarch.proofs.sessions import digest_of


@dataclass(frozen=True, slots=True)
class Provider:
    """What its routes and pages use."""

    proofs: Proofs
    parts: Parts
    authorization: Authorization
    tokens: TokenRequests
    grants: Grants
    logout: Logout
    unnamed: Unnamed

    def visitor(self, token: str | None) -> Visitor | None:
        """Who has a session's token; None when nobody is signed in."""
        session = self.proofs.sessions.find(token) if token else None
        if session is None or token is None:
            return None
        who = self.parts.wallet.of_session(session)
        return Visitor(session.begun, session.expires, digest_of(token), session.account, who)


def create_provider(proofs: Proofs, clients: str, keys: Path, node: Source) -> Provider | None:
    """The provider; None when no website may ask.

    Args:
        clients: path of their file, or ''.
        keys: path of the file of keys; made when there is none.
        node: that the verifier of anonymous proofs is asked at.

    Raises:
        SettingsInvalid: one of the files is wrong.
    """
    known = load_clients(clients)
    if not known:
        return None
    parts = Parts(
        proofs.site_url,
        known,
        KeyFile(keys),
        proofs.index,
        proofs.private,
        Wallet(proofs.deployment.chain_id),
    )
    return assemble(proofs, parts, node)


def assemble(proofs: Proofs, parts: Parts, node: Source) -> Provider:
    """A provider of these parts.

    Raises:
        SettingsInvalid: a website may ask for anonymous proofs, and the DAO has no tree of persons.
    """
    unnamed = [client.id for client in parts.clients.values() if ANONYMOUS in client.means]
    if unnamed and ContractName.HOLDER_TREE not in proofs.deployment.contracts:
        raise SettingsInvalid(
            f"The client {unnamed[0]} may get anonymous proofs, and this DAO has no tree of persons.",
            'Leave "anonymous" out of its means; docs/proofs.md describes the file.',
        )
    grants, endings = Grants(parts), Endings(parts)
    proofs.on_revoked.append(endings.on_revoked)
    proofs.on_erased.append(endings.on_erased)
    return Provider(
        proofs,
        parts,
        Authorization(parts),
        TokenRequests(parts, grants),
        grants,
        Logout(parts),
        Unnamed(parts, AnonymousProofs(node, proofs.deployment, proofs.index)),
    )


def start_watch(provider: Provider) -> Callable[[], None]:
    """Watches over the grants in a thread. Returns what ends it."""
    stop, notices = Event(), Notices(provider.parts)
    watch = Watch(provider.parts, notices)
    thread = Thread(target=watch.run, args=(stop,), name="openid watch", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join(1)
        notices.close()

    return end
