"""One proposal: result, ballot, text, actions, timeline, voters."""

from lexiarch.dashboard.query import page_url, parse_choice
from lexiarch.dashboard.words import prose
from lexiarch.dashboard.words.actions import action_words
from lexiarch.dashboard.words.houses import house_panels
from lexiarch.dashboard.words.timeline import next_change
from lexiarch.dashboard.words.verdict import verdict
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import Support
from lexiarch.store.database import Reader
from lexiarch.views import build_proposal, build_schema_definitions, build_votes
from lexiarch.views.models import HouseName, Proposal
from lexiarch.views.text import parse_uint_id
from lexiarch.views.votes import VotesAsked

_PAGE = 50

VoteQuery = tuple[str | None, str | None, str | None]
"""house, choice, cursor: as the address of the page has them."""


def _votes_context(reader: Reader, proposal: Proposal, query: VoteQuery) -> dict[str, object]:
    house = parse_choice(HouseName, "house", query[0])
    choice = parse_choice(Support, "choice", query[1])
    house_word = house.value if house else None
    choice_word = choice.value.lower() if choice else None
    path = f"/proposals/{proposal.id}"
    votes = build_votes(reader, proposal.id, VotesAsked(house, choice), _PAGE, query[2])
    older = votes.next_cursor and page_url(
        path, house=house_word, choice=choice_word, cursor=votes.next_cursor
    )
    houses = [(None, "Both houses"), (HouseName.TOKEN, "Token house"), (HouseName.HOLDER, "Holder house")]
    choices = [
        (None, "All choices"),
        *((item, item.value) for item in (Support.FOR, Support.AGAINST, Support.ABSTAIN)),
    ]
    return {
        "votes": votes.items,
        "votes_filtered": bool(house or choice),
        "house_links": [
            (words, page_url(path, house=item and item.value, choice=choice_word), item is house)
            for item, words in houses
        ],
        "choice_links": [
            (words, page_url(path, house=house_word, choice=item and item.value.lower()), item is choice)
            for item, words in choices
        ],
        "older_url": older,
        "newest_url": query[2] and page_url(path, house=house_word, choice=choice_word),
    }


def _wallet_data(proposal: Proposal) -> dict[str, object]:
    """What queueing, executing and canceling send to the governor."""
    return {
        "id": str(proposal.id),
        "targets": [action.target for action in proposal.actions],
        "values": [str(action.value) for action in proposal.actions],
        "calldatas": [action.calldata for action in proposal.actions],
        "description": proposal.description,
    }


def build_context(
    reader: Reader, deployment: Deployment, proposal_id: str, query: VoteQuery
) -> dict[str, object]:
    """Raises IdInvalid, ProposalNotFound, ParameterInvalid or CursorInvalid."""
    proposal = build_proposal(reader, deployment, parse_uint_id(proposal_id))
    schemas = build_schema_definitions(reader)
    expires = [entry.time for entry in proposal.timeline if entry.event == "expires"]
    return {
        "page": "proposals",
        "proposal": proposal,
        "verdict": verdict(proposal, deployment.token_symbol),
        "houses": house_panels(proposal, deployment),
        "body": prose.body_of(proposal.description, proposal.title),
        "cut": len(proposal.description) > prose.LONGEST,
        "actions": [(action, action_words(action, schemas)) for action in proposal.actions],
        "changes_at": next_change(proposal),
        "expires": min(expires, default=None),
        "wallet_data": _wallet_data(proposal),
        **_votes_context(reader, proposal, query),
    }
