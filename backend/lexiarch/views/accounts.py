"""An account: its tokens, its voice, its iD; now, or at a time that is past."""

from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ParameterInvalid
from lexiarch.domain.texts import mark
from lexiarch.domain.words import HolderStatus
from lexiarch.store.accounts import (
    load_balance,
    load_delegate,
    load_delegator_count,
    load_power,
    load_proposals_made,
    load_votes_cast,
)
from lexiarch.store.database import Reader
from lexiarch.store.holders import load_holder, stands
from lexiarch.store.seats import load_possible_votes
from lexiarch.views.due_process import build_pending_case, build_pending_recovery
from lexiarch.views.holders import build_attestation
from lexiarch.views.models import Account, TookPart
from lexiarch.views.moment import GovernorClock
from lexiarch.views.text import address_text


def build_account(reader: Reader, deployment: Deployment, address: bytes, at: int | None) -> Account:
    """An account as it stood at a time.

    Args:
        at: seconds since 1970, not later than the last indexed block; None for that block's time.

    Raises:
        ParameterInvalid: `at` lies before 1970 or in the future.
        IndexEmpty: nothing is indexed yet.
    """
    clock = GovernorClock(reader, deployment)
    time = _time(at, clock.now.time)
    account = Address(address)
    delegate = load_delegate(reader, account, time)
    held = load_holder(reader, account, time)
    attestation = build_attestation(held, time) if held else None
    status = attestation.status if attestation else HolderStatus.NONE
    tag = held.attestation.person_tag if held and at is None and stands(held, time) else None
    possible = load_possible_votes(reader, account, clock.at(time), clock.kind)
    return Account(
        address=address_text(account),
        at=time,
        balance=load_balance(reader, account, time),
        power=load_power(reader, account, time),
        delegate=address_text(delegate) if delegate else None,
        delegators=load_delegator_count(reader, account, time),
        is_holder=status is HolderStatus.LIVE,
        status=status,
        attestation=attestation,
        case=build_pending_case(reader, tag, time) if tag else None,
        recovery=build_pending_recovery(reader, tag, time) if tag else None,
        votes_cast=load_votes_cast(reader, account, time),
        could_vote=possible.could_vote,
        token_house=TookPart(voted=possible.voted_with_tokens, could_vote=possible.could_with_tokens),
        holder_house=TookPart(voted=possible.voted_as_person, could_vote=possible.could_as_person),
        proposals_made=load_proposals_made(reader, account, time),
    )


def _time(at: int | None, now: int) -> int:
    if at is None:
        return now
    if not 0 <= at <= now:
        raise ParameterInvalid(
            mark("at=%(at)s is not a past time."),
            mark("Give seconds since 1970, at most %(now)s, or leave it out."),
            at=at,
            now=now,
        )
    return at
