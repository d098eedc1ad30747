"""What a member does with their own credentials. Only who signed in reaches it."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from lexiarch.api.docs import answers
from lexiarch.api.sessions import ProofsDep, SignedIn
from lexiarch.domain.errors import LexiarchError, ParameterInvalid, SignInNeeded, SignInOff
from lexiarch.domain.texts import mark
from lexiarch.proofs.credentials.issuer import SD_JWT_VC, W3C_VC
from lexiarch.proofs.credentials.metadata import offer_link
from lexiarch.proofs.sessions import Session
from lexiarch.proofs.standing import Standing

router = APIRouter(prefix="/credentials", tags=["credentials"])


class NoLiveId(LexiarchError):
    status_code = 403

    def __init__(self) -> None:
        super().__init__(
            mark("The account holds no live iD, so that there is nothing to prove."),
            mark("An iD begins with an issuer's offer; a suspension ends by itself."),
        )


class OfferWanted(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True, extra="forbid", strict=True)

    with_code: bool = True
    """Whether the wallet must be told a transaction code that only the member sees."""
    w3c: bool = False
    """Whether it is the W3C credential, which hides nothing, instead of the SD-JWT VC."""


class CredentialOffer(BaseModel):
    """An offer for the member's wallet. Whoever takes it first has it."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    link: str
    """Opens a wallet, as a link or as a QR code (OpenID4VCI 1.0)."""
    code: str | None
    """To be typed into the wallet, within five tries."""
    expires: int
    """Seconds since 1970 by the server's clock."""


class Credentials(BaseModel):
    """The member's credentials in wallets."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    valid: int
    """How many have neither been shown as ended nor expired. Whether one was used, nobody here knows."""


class CredentialsEnded(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    ended: int
    """How many ended."""


_OFFER = CredentialOffer(
    link="openid-credential-offer://?credential_offer=%7B%22credential_issuer%22%3A%22https%3A%2F%2Fdao…",
    code="493536",
    expires=1_790_000_600,
)
_REFUSALS = (SignInNeeded(), SignInOff())
_BAD_BODY = ParameterInvalid(
    "The body parameter w3c is wrong: input should be a valid boolean.",
    "Correct w3c, or leave it out; /api/v1/openapi.json says what it may be.",
)


@router.get(
    "",
    summary="How many credentials a member's wallets hold",
    responses=answers(Credentials(valid=10), "The number", _REFUSALS),
)
def get_credentials(proofs: ProofsDep, session: SignedIn, response: Response) -> Credentials:
    """Of the iD that the session began with. What they were shown for is known to nobody but the wallet."""
    response.headers["Cache-Control"] = "no-store"
    standing = _live(session)
    return Credentials(valid=proofs.issuer.count(standing.person_tag))


@router.post(
    "/offers",
    summary="Offer credentials to a wallet",
    responses=answers(_OFFER, "The offer", (*_REFUSALS, NoLiveId(), _BAD_BODY)),
)
def offer_credentials(
    proofs: ProofsDep, session: SignedIn, wanted: OfferWanted, response: Response
) -> CredentialOffer:
    """A link for the member's own wallet, for ten minutes and one use; it replaces the one before."""
    response.headers["Cache-Control"] = "no-store"
    standing = _live(session)
    offer = proofs.issuer.offers.make(session.account, standing.person_tag, with_tx_code=wanted.with_code)
    link = offer_link(proofs.site_url, offer, W3C_VC if wanted.w3c else SD_JWT_VC)
    return CredentialOffer(link=link, code=offer.tx_code, expires=offer.expires)


@router.post(
    "/end",
    summary="End all credentials in a member's wallets",
    responses=answers(CredentialsEnded(ended=10), "They ended", (*_REFUSALS, NoLiveId())),
)
def end_credentials(proofs: ProofsDep, session: SignedIn) -> CredentialsEnded:
    """After a wallet was lost, for instance. Verifiers see it with their next status list; the iD goes on."""
    standing = _live(session)
    return CredentialsEnded(ended=proofs.issuer.end(session.account, standing.person_tag))


def _live(session: Session) -> Standing:
    if session.standing is None:
        raise NoLiveId
    return session.standing
