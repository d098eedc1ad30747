"""Signing in with EIP-4361: who asks gets a nonce, who signs it gets a session, once.

Every field of the message is checked against what was asked for; the signature binds them all to the account.
"""

import secrets
import string
import time
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from lexiarch.chain.signatures import SignatureNode
from lexiarch.domain.chain import Address
from lexiarch.proofs.errors import NonceSpent, SignatureInvalid, SignInRefused
from lexiarch.proofs.sessions import Sessions
from lexiarch.proofs.sweep import Sweep
from lexiarch.signing.sign_in import (
    SignInMessage,
    deploying_call,
    inner_signature,
    is_of_undeployed,
    is_signed_by_key,
    is_yes,
    load_library,
    parse_message,
    wallet_call,
)
from lexiarch.store.database import Database
from lexiarch.store.private.nonces import save_nonce, spend_nonce

NONCE_SECONDS: Final = 600
"""How long somebody may take to sign."""
STATEMENT: Final = "Sign in to see and change what is kept about you. This moves no tokens and casts no vote."
"""ASCII, in English: EIP-4361 allows nothing else."""
_CLOCKS_DIFFER: Final = 60
"""Seconds."""
_NONCE_LETTERS: Final = string.ascii_letters + string.digits
_NONCE_LENGTH: Final = 24


class Terms(NamedTuple):
    """What a message must say. Times in seconds."""

    domain: str
    uri: str
    chain_id: int
    statement: str | None = STATEMENT
    """None: whatever it says, resources and request ids too."""
    oldest: float = NONCE_SECONDS
    newest: float = _CLOCKS_DIFFER
    """How far ahead of our clock it may be issued."""


class Invitation(NamedTuple):
    """What to sign. Times in seconds since 1970."""

    terms: Terms
    nonce: str
    issued_at: int
    expires: int


def terms_of(site_url: str, chain_id: int) -> Terms:
    """The terms of a DAO at an address: the authority of the one, and the whole other."""
    return Terms(urlsplit(site_url).netloc, site_url, chain_id)


class SignIn:
    """Lets accounts in. Any thread may use it, and any process with the same private database.

    Args:
        clock: seconds since 1970.
    """

    def __init__(
        self,
        terms: Terms,
        private: Database,
        sessions: Sessions,
        node: SignatureNode,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._terms = terms
        self._private = private
        self._sessions = sessions
        self._node = node
        self._clock = clock
        self._sweep = Sweep(clock)
        load_library()

    def close(self) -> None:
        """Closes the connections to the node."""
        self._node.close()

    def invite(self) -> Invitation:
        """Makes a nonce, and says what to sign with it."""
        now = int(self._clock())
        nonce = "".join(secrets.choice(_NONCE_LETTERS) for _ in range(_NONCE_LENGTH))
        with self._private.write() as writer:
            self._sweep.run(writer)
            save_nonce(writer, nonce, now + NONCE_SECONDS)
        return Invitation(self._terms, nonce, now, now + NONCE_SECONDS)

    def enter(self, text: str, signature: bytes) -> str:
        """Begins a session of the account that signed. Returns its token.

        Raises:
            SignInMessageInvalid: that is no message.
            SignInRefused: it is another than was asked for.
            NonceSpent: its nonce is not one of ours, was used, or has expired.
            SignatureInvalid: the account did not sign it.
            ChainError: the account may be a contract, and the node cannot be asked. The nonce is spent.
        """
        message = parse_message(text)
        self._check(message)
        with self._private.write() as writer:
            if not spend_nonce(writer, message.nonce, int(self._clock())):
                raise NonceSpent
        if not is_signed_by_key(text, message.address, signature) and not self._is_signed_by_contract(
            text, message.address, signature
        ):
            raise SignatureInvalid
        return self._sessions.begin(message.address)

    def _check(self, message: SignInMessage) -> None:
        terms, now = self._terms, self._clock()
        scheme = urlsplit(terms.uri).scheme
        demands = (
            (message.scheme in (None, scheme), "scheme", scheme),
            (message.domain == terms.domain, "domain", terms.domain),
            (message.uri == terms.uri, "uri", terms.uri),
            (message.chain_id == terms.chain_id, "chain-id", str(terms.chain_id)),
            (-terms.newest <= now - message.issued_at <= terms.oldest, "issued-at", "of the last minutes"),
            (message.expiration_time is None or now < message.expiration_time, "expiration-time", "to come"),
            (message.not_before is None or message.not_before <= now, "not-before", "past"),
        )
        for holds, field, expected in (*demands, *_plainness(message, terms.statement)):
            if not holds:
                raise SignInRefused(field, expected)

    def _is_signed_by_contract(self, text: str, account: Address, signature: bytes) -> bool:
        """What the wallet at the account says now, or would say once it is deployed.

        A wallet that is there is asked directly, also when the signature says how to deploy it: a stranger's
        call before the question could change the answer.
        """
        if self._node.fetch_has_code(account, self._terms.chain_id):
            answer = self._node.fetch_returned(account, wallet_call(text, inner_signature(signature)))
            return answer is not None and is_yes(answer)
        if not is_of_undeployed(signature):
            return False
        return self._node.fetch_returned(None, deploying_call(text, account, signature)) == b"\x01"


def _plainness(message: SignInMessage, statement: str | None) -> tuple[tuple[bool, str, str], ...]:
    """A statement of somebody else's, and resources, could promise what we do not know of (ERC-5573)."""
    if statement is None:
        return ()
    return (
        (message.statement == statement, "statement", "ours"),
        (message.request_id is None, "request-id", "absent"),
        (message.resources is None, "resources", "absent"),
    )
