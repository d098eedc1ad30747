"""Who voted on a proposal, and who has not."""

from typing import NamedTuple

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words.ballots import choice_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Reader
from lexiarch.views import build_nonvoters, build_proposal, build_secret_ballots, build_votes
from lexiarch.views.models import HouseName, Page, Proposal, Vote
from lexiarch.views.text import address_text, parse_address, parse_uint_id
from lexiarch.views.votes import VoteOrder, VotesAsked

_PAGE = 50

Links = list[tuple[str, str, bool]]
"""Words, address, and whether it is where one is."""


class VoteQuery(NamedTuple):
    """As the address of the page has it."""

    house: str | None = None
    choice: str | None = None
    order: str | None = None
    voter: str | None = None
    cursor: str | None = None
    secret_cursor: str | None = None
    """Of the list of secret ballots."""


class _Chosen(NamedTuple):
    path: str
    asked: VotesAsked

    def url(self, **changes: str | None) -> str:
        """The same list with something else chosen."""
        house, support, voter, order = self.asked
        now = {
            "house": house and house.value,
            "choice": support and support.value.lower(),
            "order": order.value if order is not VoteOrder.TIME else None,
            "voter": address_text(voter) if voter else None,
        }
        return page_url(self.path, **(now | changes))


def build_votes_context(reader: Reader, proposal: Proposal, query: VoteQuery) -> dict[str, object]:
    """Raises ParameterInvalid, AddressInvalid or CursorInvalid."""
    votes = build_votes(reader, proposal.id, _asked(query), _PAGE, query.cursor)
    return votes_context(proposal, query, votes)


def _asked(query: VoteQuery) -> VotesAsked:
    return VotesAsked(
        parse_choice(HouseName, "house", query.house),
        parse_choice(Support, "choice", query.choice),
        parse_address(query.voter.strip()) if query.voter else None,
        parse_choice(VoteOrder, "order", query.order) or VoteOrder.TIME,
    )


def votes_context(proposal: Proposal, query: VoteQuery, votes: Page[Vote]) -> dict[str, object]:
    """Some of a proposal's votes, and the ways to others. Raises ParameterInvalid or AddressInvalid."""
    asked = _asked(query)
    chosen = _Chosen(f"/proposals/{proposal.id}", asked)
    return {
        "votes": votes.items,
        "asked": asked,
        "voter": address_text(asked.voter) if asked.voter else "",
        "votes_filtered": bool(asked.house or asked.support or asked.voter),
        "house_links": _house_links(chosen),
        "choice_links": _choice_links(chosen),
        "order_links": _order_links(chosen),
        "everybody_url": chosen.url(voter=None),
        "older_url": votes.next_cursor and chosen.url(cursor=votes.next_cursor),
        "newest_url": query.cursor and chosen.url(),
    }


def build_secret_context(reader: Reader, proposal: Proposal, query: VoteQuery) -> dict[str, object]:
    """The ballots of persons whom nobody knows. Raises CursorInvalid."""
    path = f"/proposals/{proposal.id}"
    ballots = build_secret_ballots(reader, proposal.id, _PAGE, query.secret_cursor)
    following = ballots.next_cursor
    return {
        "secret_ballots": ballots.items,
        "secret_older_url": following and page_url(path, secret_cursor=following),
        "secret_newest_url": query.secret_cursor and path,
    }


def _house_links(chosen: _Chosen) -> Links:
    houses = [
        (None, gettext("Both houses")),
        (HouseName.TOKEN, gettext("Token house")),
        (HouseName.HOLDER, gettext("Holder house")),
    ]
    return [
        (words, chosen.url(house=item and item.value), item is chosen.asked.house) for item, words in houses
    ]


def _choice_links(chosen: _Chosen) -> Links:
    choices = [
        (None, gettext("All choices")),
        *((item, choice_words(item)) for item in (Support.FOR, Support.AGAINST, Support.ABSTAIN)),
    ]
    return [
        (words, chosen.url(choice=item and item.value.lower()), item is chosen.asked.support)
        for item, words in choices
    ]


def _order_links(chosen: _Chosen) -> Links:
    orders = [(VoteOrder.TIME, gettext("Newest first")), (VoteOrder.WEIGHT, gettext("Most tokens first"))]
    return [
        (
            words,
            chosen.url(order=item.value if item is VoteOrder.WEIGHT else None),
            item is chosen.asked.order,
        )
        for item, words in orders
    ]


def build_nonvoters_context(
    reader: Reader, deployment: Deployment, proposal_id: str, house: str | None, cursor: str | None
) -> dict[str, object]:
    """Raises IdInvalid, ProposalNotFound, ParameterInvalid or CursorInvalid."""
    proposal = build_proposal(reader, deployment, parse_uint_id(proposal_id))
    both = (
        (HouseName.TOKEN, proposal.token_house.asked),
        (HouseName.HOLDER, proposal.holder_house.asked and not proposal.secret),
    )
    houses = [name for name, can_be_listed in both if can_be_listed]
    chosen = parse_choice(HouseName, "house", house) or (houses[0] if houses else None)
    path = f"/proposals/{proposal.id}/nonvoters"
    listed = None
    if chosen:
        listed = build_nonvoters(reader, deployment, (proposal.id, chosen), _PAGE, cursor)
    word = chosen and chosen.value
    next_cursor = listed and listed.next_cursor
    return {
        "page": "proposals",
        "proposal": proposal,
        "house": word,
        "houses": [(name.value, page_url(path, house=name.value), name is chosen) for name in houses],
        "nonvoters": listed.items if listed else [],
        "older_url": next_cursor and page_url(path, house=word, cursor=next_cursor),
        "newest_url": cursor and page_url(path, house=word),
    }
