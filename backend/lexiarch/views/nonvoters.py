"""Who has not voted on a proposal."""

from typing import NamedTuple

from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ParameterInvalid, VotersSecret
from lexiarch.domain.texts import mark
from lexiarch.store.database import Reader
from lexiarch.store.delegates import HIGHEST
from lexiarch.store.holders import (
    HolderRecord,
    load_holders_of_tags,
    load_holders_of_tags_at,
    load_persons_at_before,
    stands,
)
from lexiarch.store.keyset import NEWEST, Place
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.seats import load_persons_who_voted, load_silent_delegates_after
from lexiarch.store.tables import decode_amount
from lexiarch.views.cursors import SilentDelegatesCursor, SilentHoldersCursor
from lexiarch.views.find import find_proposal
from lexiarch.views.models import HouseName, Nonvoter, Page
from lexiarch.views.moment import GovernorClock
from lexiarch.views.pages import build_page
from lexiarch.views.text import address_text, hash_text


def build_nonvoters(
    reader: Reader,
    deployment: Deployment,
    wanted: tuple[int, HouseName],
    limit: int,
    cursor: str | None,
) -> Page[Nonvoter]:
    """Accounts with power at the snapshot, the most powerful first, or persons on the roll then.

    Args:
        wanted: the proposal's id and the house.

    Until the snapshot has passed, those are meant who would be asked if it were now. Of persons, only those
    are listed whose iD stands: nobody is listed for having lost one.

    Raises:
        ProposalNotFound: no proposal has this id.
        ParameterInvalid: the proposal does not ask this house.
        VotersSecret: persons vote in secret on it, and they are asked for.
        CursorInvalid: the cursor is not of this list.
        IndexEmpty: nothing is indexed yet.
    """
    proposal_id, house = wanted
    clock = GovernorClock(reader, deployment)
    record = find_proposal(reader, clock.kind, proposal_id)
    is_asked = record.token_house if house is HouseName.TOKEN else record.holder_house
    if not is_asked:
        raise ParameterInvalid(
            mark("Proposal %(id)s does not ask the token house.")
            if house is HouseName.TOKEN
            else mark("Proposal %(id)s does not ask the holder house."),
            mark("Ask for the other house."),
            id=proposal_id,
        )
    if house is HouseName.TOKEN:
        return _delegates(reader, record, clock, limit, cursor)
    if record.secret:
        raise VotersSecret(proposal_id)
    return _holders(reader, record, clock.now.time, limit, cursor)


def _delegates(
    reader: Reader, record: ProposalRecord, clock: GovernorClock, limit: int, cursor: str | None
) -> Page[Nonvoter]:
    first = SilentDelegatesCursor(min(clock.now.point, record.snapshot), *HIGHEST)
    start = first if cursor is None else SilentDelegatesCursor.decode(cursor)
    moment = (start.at, clock.kind)
    found = load_silent_delegates_after(reader, record.proposal_id, moment, start.standing, limit + 1)
    items = [
        Nonvoter(address=address_text(account), weight=decode_amount(votes), person_tag=None)
        for votes, account in found[:limit]
    ]
    more = len(found) > limit
    return Page(
        items=items,
        next_cursor=SilentDelegatesCursor(start.at, *found[limit - 1]).encode() if more else None,
    )


class _Seat(NamedTuple):
    place: Place
    then: HolderRecord
    today: HolderRecord
    voted: bool


def _holders(
    reader: Reader, record: ProposalRecord, now: int, limit: int, cursor: str | None
) -> Page[Nonvoter]:
    first = SilentHoldersCursor(min(now, record.snapshot), *NEWEST)
    start = first if cursor is None else SilentHoldersCursor.decode(cursor)

    def load(before: Place, count: int) -> list[_Seat]:
        places = load_persons_at_before(reader, start.at, before, count)
        tags = [tag for _, tag in places]
        then, today = load_holders_of_tags_at(reader, tags, start.at), load_holders_of_tags(reader, tags)
        voted = load_persons_who_voted(reader, record.proposal_id, tags)
        return [_Seat(place, then[tag], today[tag], tag in voted) for place, tag in places]

    def build(seat: _Seat) -> Nonvoter | None:
        if seat.voted or not stands(seat.then, start.at) or not stands(seat.today, now):
            return None
        row = seat.today.attestation
        return Nonvoter(address=address_text(row.holder), weight=1, person_tag=hash_text(row.person_tag))

    items, place = build_page(load, build, limit, start.place)
    return Page(items=items, next_cursor=SilentHoldersCursor(start.at, *place).encode() if place else None)
