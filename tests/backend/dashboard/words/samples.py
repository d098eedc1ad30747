"""A proposal as views give it, for words about it."""

from lexiarch.domain.proposals import ProposalState
from lexiarch.views import examples
from lexiarch.views.models import Proposal


def make_proposal(state: ProposalState = ProposalState.ACTIVE, quorum: int = 10**18) -> Proposal:
    """That of the API's examples, in a state, with a quorum of tokens."""
    house = examples.PROPOSAL.token_house.model_copy(update={"quorum": quorum})
    return examples.PROPOSAL.model_copy(update={"state": state, "token_house": house})
