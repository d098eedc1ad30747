"""The contracts' refusals in words that say what to do: those that the acts of a relay meet."""

from typing import Final

from lexiarch.decode.errors import DecodedError, error_name, read_error
from lexiarch.domain.execution import Outcome
from lexiarch.domain.proposals import ProposalState
from lexiarch.relay.errors import ContractRefuses

_SIGN_AGAIN: Final = (
    "Sign it anew, with this account, for this chain and contract, and send exactly what was signed."
)
_NEW_OFFER: Final = "Ask the issuer for a new offer."
_NOTHING: Final = "There is nothing to do."

WORDS: Final[dict[str, tuple[str, str]]] = {
    # ballots
    "BallotBoxNotFrozen": (
        "No tree is frozen for this proposal: nobody votes in secret on it, or there is no such proposal.",
        "Check the proposal's id, and vote in the open if it is not a secret one.",
    ),
    "BallotBoxNullifierSpent": (
        "This person's ballot on the proposal is counted, or about to be.",
        f"{_NOTHING} The chain tells by the nullifier which choice it was.",
    ),
    "BallotBoxProofInvalid": (
        "The proof does not show that a person of the frozen tree made this choice on this proposal.",
        "Make the proof anew: with the tree frozen for this proposal, its scope, and the choice sent.",
    ),
    "TwoHousesNotSecret": ("Nobody votes in secret on this proposal.", "Vote in the open."),
    "TwoHousesNoVote": (
        "The vote would count in no house: no voting power when the vote opened, and no seat then and now.",
        "Vote with the account that had the power, or that holds the iD.",
    ),
    "GovernorNonexistentProposal": (
        "The governor does not know this proposal.",
        "Check its id, and that it is a proposal of this DAO.",
    ),
    "GovernorUnexpectedProposalState": (
        "Nobody can vote on the proposal now: it is {state}.",
        "Send the ballot between the proposal's snapshot and its deadline.",
    ),
    "GovernorAlreadyCastVote": ("This account's vote on the proposal is counted, or about to be.", _NOTHING),
    "GovernorInvalidSignature": ("The signature is not the voter's for this ballot.", _SIGN_AGAIN),
    # the roll
    "HolderRegistryOfferIncomplete": ("The offer lacks its holder or its person tag.", _NEW_OFFER),
    "HolderRegistryIssuerNotAccredited": (
        "The issuer is not accredited now, or its issuance is suspended.",
        "Wait until it is again, or ask another issuer.",
    ),
    "HolderRegistryIssuerCapReached": (
        "The issuer has reached its cap of new iDs for today.",
        "Send it again after midnight UTC, before the offer's deadline.",
    ),
    "HolderRegistryOfferExpired": ("The offer's deadline has passed.", _NEW_OFFER),
    "HolderRegistryOfferStale": (
        "The offer is older than the iD's last change, or made before the issuer's accreditation.",
        _NEW_OFFER,
    ),
    "HolderRegistryExpirationInvalid": (
        "The offer's expiration is not later than that of the iD, or too far off.",
        _NEW_OFFER,
    ),
    "HolderRegistryIssuerSignatureInvalid": (
        "The issuer's signature is not one of this offer.",
        "Send the offer and the signature as the issuer gave them, or ask for a new offer.",
    ),
    "HolderRegistryHolderSignatureInvalid": (
        "The holder's signature is not one of this acceptance.",
        _SIGN_AGAIN,
    ),
    "HolderRegistryPersonTagInUse": (
        "The person's iD stands with another account.",
        "Ask for its recovery, if that account is lost.",
    ),
    "HolderRegistryAlreadyHolder": (
        "The account holds another iD that stands.",
        "Accept with another account, or leave the roll with this one first.",
    ),
    "HolderRegistryKindChanged": ("A person never turns into an organisation, nor back.", _NEW_OFFER),
    "HolderRegistryNotLive": ("The iD does not stand.", "Accept an offer in place of a recovery."),
    "HolderRegistryNotHolder": ("The account holds no iD that stands.", _NOTHING),
    "HolderRegistrySignatureInvalid": (
        "The signature is not the holder's for this, or its time is over.",
        _SIGN_AGAIN,
    ),
    "HolderRecoveryNotIssuer": (
        "Only the issuer of the present attestation can offer the recovery.",
        "Ask that issuer.",
    ),
    "HolderRecoveryBlocked": (
        "A recovery of this iD is pending, or one was refused not long ago.",
        "Wait until it is over.",
    ),
    "HolderRecoverySameHolder": ("The iD stands with this very account.", "Accept the offer as a renewal."),
    "HolderCasesUnknown": ("There is no such case.", _NOTHING),
    "HolderCasesWrongPhase": ("The case was appealed already, or is closed.", _NOTHING),
    "HolderCasesAppealTooLate": (
        "The time to appeal is over.",
        "Write to the DAO: a vote decides about the case.",
    ),
}


def refusal(outcome: Outcome, gas: int) -> ContractRefuses:
    """Why a call that was tried with so much gas would fail."""
    error = read_error(outcome.returned)
    if error is not None:
        return refusal_of(error)
    if outcome.returned:
        return ContractRefuses(
            "UnknownError",
            f"The contract refuses it: 0x{outcome.returned[:100].hex()}.",
            "Correct the request.",
        )
    return ContractRefuses(
        "RefusedInSilence",
        f"The contract refuses it without a word, or it needs more gas than this relay gives: {gas}.",
        "Correct the request, or send it yourself with more gas.",
    )


def refusal_by_selector(selector: bytes) -> ContractRefuses:
    """Why a ballot of a batch was not counted, of which only the error's selector is told."""
    return refusal_of(DecodedError(error_name(selector) or "UnknownError", {}))


def refusal_of(error: DecodedError) -> ContractRefuses:
    """The refusal in words."""
    words = WORDS.get(error.name)
    if words is None:
        return ContractRefuses(error.name, f"The contract refuses it: {error}.", "Correct the request.")
    message, remedy = words
    return ContractRefuses(error.name, message.format(state=_state(error)), remedy)


def _state(error: DecodedError) -> str:
    current = error.values.get("current", "")
    states = list(ProposalState)
    return states[int(current)].value if current.isdecimal() and int(current) < len(states) else "not Active"
