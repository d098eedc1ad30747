"""Whether an account could propose, and if not, why and what to do."""

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.drafts import (
    PROPOSER_REMEDIES,
    ProposerFacts,
    ProposerReason,
    named_proposer,
    proposer_reasons,
)
from lexiarch.domain.words import End, HolderKind, Setting
from lexiarch.store.accounts import load_balance, load_delegate, load_power
from lexiarch.store.database import Reader
from lexiarch.store.holders import load_holder, stands
from lexiarch.store.settings_history import load_setting_at
from lexiarch.views.draft_models import Proposer, ProposerReasonText
from lexiarch.views.moment import GovernorClock
from lexiarch.views.text import address_text


def build_proposer(reader: Reader, deployment: Deployment, address: bytes, description: str = "") -> Proposer:
    """Whether the governor would take a proposal of the account now; with its text, if there is one.

    Raises:
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    account, point = Address(address), clock.now.point
    has_roll = deployment.governor.has_roll
    facts = ProposerFacts(
        standing=_standing(reader, account, clock.now.time) if has_roll else None,
        has_roll=has_roll,
        power=load_power(reader, account, point, clock.kind),
        threshold=load_setting_at(reader, Setting.PROPOSAL_THRESHOLD, clock.now.time),
        balance=load_balance(reader, account, point, clock.kind),
        delegated=load_delegate(reader, account, point, clock.kind) is not None,
        is_named=named_proposer(description) in (None, account),
    )
    reasons = proposer_reasons(facts)
    return Proposer(
        address=address_text(account),
        can_propose=not reasons,
        as_person=has_roll and facts.standing is None,
        power=facts.power,
        threshold=facts.threshold,
        reasons=[ProposerReasonText(code=each, remedy=PROPOSER_REMEDIES[each]) for each in reasons],
    )


def _standing(reader: Reader, account: Address, now: int) -> ProposerReason | None:
    """Why the account is no person on the roll; None when it is."""
    held = load_holder(reader, account, now)
    if held is None:
        return ProposerReason.NO_ID
    if held.how is not None:
        return ProposerReason.ID_MOVED if held.how is End.MOVED else ProposerReason.ID_ENDED
    if not stands(held, now):
        return ProposerReason.ID_EXPIRED
    return None if held.attestation.kind == HolderKind.PERSON else ProposerReason.NOT_A_PERSON
