"""What is sent to sign in, and what is told of those who did."""

from typing import Annotated, Self

from pydantic import Field

from lexiarch.domain.words import HolderKind
from lexiarch.proofs.consents import Consent, Read
from lexiarch.proofs.sessions import Session
from lexiarch.proofs.sign_in import Invitation
from lexiarch.views.models import AddressText, Model, Time
from lexiarch.views.text import address_text
from lexiarch.views.times import iso

_LONGEST_SIGNATURE = 2 * 16_384 + 2
"""Characters: a wallet that is not deployed yet sends the code that deploys it."""


class SignInFields(Model):
    """The fields of the EIP-4361 message to sign, as they stand in it."""

    domain: str
    uri: str
    version: str
    chain_id: int
    nonce: str
    """Good for one use."""
    statement: str | None
    issued_at: Annotated[str, Field(examples=["2026-09-21T14:13:20Z"])]
    expiration_time: Annotated[str, Field(examples=["2026-09-21T14:23:20Z"])]

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        """As text."""
        terms = invitation.terms
        return cls(
            domain=terms.domain,
            uri=terms.uri,
            version="1",
            chain_id=terms.chain_id,
            nonce=invitation.nonce,
            statement=terms.statement,
            issued_at=iso(invitation.issued_at),
            expiration_time=iso(invitation.expires),
        )


class SignedMessage(Model):
    message: str
    """The message, character by character as it was signed."""
    signature: Annotated[str, Field(pattern="^0x([0-9a-fA-F]{2})*$", max_length=_LONGEST_SIGNATURE)]
    """Of EIP-191 with the account's key, of ERC-1271 or ERC-6492 with the account's contract; hex."""


class SignedInId(Model):
    """The live iD of who is signed in."""

    kind: HolderKind
    """1 a person, 2 an organisation."""
    since: Time
    expires: Time


class SignedInAs(Model):
    """A session."""

    account: AddressText
    holder: SignedInId | None
    """Null for an account without a live iD: it can only see, revoke and erase what is kept about it."""
    begun: Time
    expires: Time
    """Earlier, if the iD ends."""


class SessionState(Model):
    session: SignedInAs | None
    """Null when nobody is signed in."""

    @classmethod
    def of(cls, session: Session | None) -> Self:
        """What its own browser is told of a session."""
        if session is None:
            return cls(session=None)
        standing = session.standing
        holder = standing and SignedInId(kind=standing.kind, since=standing.since, expires=standing.expires)
        return cls(
            session=SignedInAs(
                account=address_text(session.account),
                holder=holder,
                begun=session.begun,
                expires=session.expires,
            )
        )


class GivenConsent(Model):
    """What a website or wallet may know."""

    id: int
    client_id: str
    client_name: str
    """As it was shown when the consent was given."""
    purpose: str
    claims: list[str]
    """Names of what it is told."""
    given_at: Time
    revoked_at: Time | None
    """When it was revoked or a later one took its place; null while it stands."""

    @classmethod
    def of(cls, consent: Consent) -> Self:
        """Without the account and the person tag, which its owner knows."""
        fields = consent._asdict()
        return cls(
            **{name: fields[name] for name in cls.model_fields if name != "claims"},
            claims=list(consent.claims),
        )


class DataRead(Model):
    """Once that a website or wallet was told something."""

    client_id: str
    claims: list[str]
    how: str
    """The way, such as `id_token`."""
    read_at: Time

    @classmethod
    def of(cls, read: Read) -> Self:
        """Without the person tag, which its owner knows."""
        return cls(client_id=read.client_id, claims=list(read.claims), how=read.how, read_at=read.read_at)


class KeptData(Model):
    """All that is kept about who is signed in, beside what the chain says. Lists have at most 1000 items."""

    sessions: int
    """How many sessions are open, this one included."""
    consents: list[GivenConsent]
    """Those that stand, then those that ended in the last year."""
    reads: list[DataRead]
    """Of the last year, newest first."""
