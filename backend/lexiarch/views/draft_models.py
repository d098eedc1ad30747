"""Read models of a proposal that is not made yet."""

from typing import Annotated

from pydantic import AfterValidator, Field

from lexiarch.domain.drafts import DraftWarning, ProposerReason
from lexiarch.views.models import Action, AddressText, Model, Time, Uint

MAX_ACTIONS = 50
"""More do not fit into a block's gas anyway, or nearly."""


def _whole(text: str) -> str:
    """JSON can hold half a character (`"\\ud800"`), and no chain can."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("it holds half a character, which cannot be written as UTF-8") from error
    return text


class DraftAction(Model):
    """One call, as it would be given to the governor."""

    target: AddressText
    value: str = Field("0", pattern="^[0-9]{1,78}$", examples=["1000000000000000000"])
    """Wei, decimal."""
    calldata: str = Field("0x", pattern="^0x([0-9a-fA-F]{2})*$", examples=["0x"])
    """Hex; 0x for none."""


class Draft(Model):
    """What somebody means to propose."""

    description: Annotated[str, AfterValidator(_whole)] = ""
    """Title and text, Markdown."""
    actions: Annotated[list[DraftAction], Field(max_length=MAX_ACTIONS)]
    proposer: AddressText | None = None
    """Who would propose; leave it out if that is not known."""


class ProposerReasonText(Model):
    code: ProposerReason
    """Stable."""
    remedy: str
    """What can be done about it."""


class Proposer(Model):
    """Whether an account could propose now."""

    address: AddressText
    can_propose: bool
    as_person: bool
    """Whether it may as a person on the roll, whatever its voting power."""
    power: Uint
    """Voting power, 10^-18 tokens."""
    threshold: Uint
    """Voting power that lets somebody propose who is no person on the roll."""
    reasons: list[ProposerReasonText]
    """Why it could not; empty when it could."""


class DraftNotice(Model):
    """What a proposer should know before proposing."""

    code: DraftWarning
    """Stable."""
    action: int | None
    """Place of the action in the list, from 0; null when it is about the whole."""
    message: str


class PreviewAction(Action):
    """A call in words, and the track that decides about it."""

    track: int
    """Number of the track; 0 asks both houses."""
    reencodes: bool
    """Whether what was decoded, encoded again, gives the very same calldata."""


class Asked(Model):
    """What the proposal would ask: the union of its actions' tracks."""

    token_house: bool
    holder_house: bool
    token_quorum_percent: int
    """Of all tokens, if proposed now; 0 when the token house is not asked."""
    holder_quorum_percent: int
    """Of all persons, if proposed now; 0 when the holder house is not asked."""
    secret: bool
    """Whether persons vote in secret."""
    voting_starts: Time | None
    """When the vote would open, if proposed now; null where votes are counted in blocks."""
    voting_ends: Time | None


class Preview(Model):
    """What would become of a draft that was proposed now."""

    proposal_id: Uint | None
    """The id that it would have; null for governors that number their proposals."""
    title: str
    actions: list[PreviewAction]
    asks: Asked
    warnings: list[DraftNotice]
    proposer: Proposer | None
