"""Whether an account can vote on a proposal, in each house, and if not, why and what to do."""

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.eligibility import (
    REMEDIES,
    HolderFacts,
    Reason,
    SecretFacts,
    TokenFacts,
    holder_reasons,
    secret_reasons,
    token_reasons,
)
from lexiarch.domain.proposals import ProposalState, proposal_state
from lexiarch.domain.words import End, HolderKind
from lexiarch.store.accounts import load_balance, load_delegate, load_power
from lexiarch.store.database import Reader
from lexiarch.store.holders import HolderRecord, load_holder, load_holders_of_tags_at, stands
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import state_facts
from lexiarch.store.seats import has_person_voted_elsewhere, has_voted, is_in_tree
from lexiarch.views.find import find_proposal
from lexiarch.views.models import Eligibility, EligibilityReason, HouseEligibility, HouseName
from lexiarch.views.moment import GovernorClock
from lexiarch.views.text import address_text


def build_eligibility(
    reader: Reader, deployment: Deployment, proposal_id: int, address: bytes
) -> Eligibility:
    """What would become of a ballot cast now, that is, at the time of the last indexed block.

    Raises:
        ProposalNotFound: no proposal has this id.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    now = clock.now.time
    record = find_proposal(reader, clock.kind, proposal_id)
    account = Address(address)
    state = proposal_state(state_facts(record, deployment), clock.now)
    voted = has_voted(reader, record.proposal_id, account)
    at = min(clock.now.point, record.snapshot)
    facts = TokenFacts(
        asked=bool(record.token_house),
        voted=voted,
        power=load_power(reader, account, at, clock.kind),
        balance=load_balance(reader, account, at, clock.kind),
        delegated=load_delegate(reader, account, at, clock.kind) is not None,
    )
    token = _token_house(facts, state)
    holder = _holder_house(reader, record, account, state, voted, now)
    open_houses = [token] if record.secret else [token, holder]
    return Eligibility(
        proposal_id=proposal_id,
        address=address_text(account),
        at=now,
        state=state,
        snapshot=clock.time_of(record.snapshot),
        deadline=clock.time_of(record.deadline),
        voted=voted,
        can_vote=any(house.can_vote for house in open_houses),
        token_house=token,
        holder_house=holder,
    )


def _token_house(facts: TokenFacts, state: ProposalState) -> HouseEligibility:
    weight = facts.power if facts.asked else 0
    return _house(HouseName.TOKEN, weight, token_reasons(facts, state), state, secret=False)


def _holder_house(
    reader: Reader, record: ProposalRecord, account: Address, state: ProposalState, voted: bool, now: int
) -> HouseEligibility:
    held = load_holder(reader, account, now)
    if record.holder_house and record.secret:
        return _secret_house(reader, record, held, state, now)
    tag = held.attestation.person_tag if held else None
    pending = state is ProposalState.PENDING
    facts = HolderFacts(
        asked=bool(record.holder_house),
        voted=voted,
        person_voted=tag is not None and has_person_voted_elsewhere(reader, record.proposal_id, tag, account),
        standing=_standing(held, now),
        person=held is not None and held.attestation.kind == HolderKind.PERSON,
        at_snapshot=pending or (held is not None and _stood(reader, held, record.snapshot)),
    )
    reasons = holder_reasons(facts, state)
    seated = facts.asked and facts.standing is None and facts.person and facts.at_snapshot
    return _house(HouseName.HOLDER, int(seated), reasons, state, secret=False)


def _secret_house(
    reader: Reader, record: ProposalRecord, held: HolderRecord | None, state: ProposalState, now: int
) -> HouseEligibility:
    facts = SecretFacts(
        standing=_standing(held, now),
        frozen=record.frozen_root is not None,
        in_tree=held is not None and is_in_tree(reader, record.proposal_id, held.attestation.person_tag),
    )
    return _house(HouseName.HOLDER, int(facts.in_tree), secret_reasons(facts, state), state, secret=True)


def _house(
    name: HouseName, weight: int, reasons: list[Reason], state: ProposalState, *, secret: bool
) -> HouseEligibility:
    return HouseEligibility(
        house=name,
        can_vote=not reasons,
        secret=secret,
        weight=weight,
        weight_final=state is not ProposalState.PENDING,
        reasons=[EligibilityReason(code=reason, remedy=REMEDIES[reason]) for reason in reasons],
    )


def _standing(held: HolderRecord | None, now: int) -> Reason | None:
    """Why an account has no iD that stands."""
    if held is None:
        return Reason.NO_ID
    if held.how is not None:
        return Reason.ID_MOVED if held.how is End.MOVED else Reason.ID_ENDED
    return None if stands(held, now) else Reason.ID_EXPIRED


def _stood(reader: Reader, held: HolderRecord, at: int) -> bool:
    """Whether the same iD stood at a time, with whatever account."""
    tag = held.attestation.person_tag
    then = load_holders_of_tags_at(reader, [tag], at).get(tag)
    return then is not None and stands(then, at)
