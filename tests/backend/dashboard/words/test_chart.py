from lexiarch.dashboard.words.chart import HEIGHT, WIDTH, charts
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.governor import GovernorKind, GovernorModel
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import House, Progress, Proposal, VoteProgress
from tests.backend.dashboard.words.samples import make_proposal
from tests.helpers.builders import make_deployment

TOKEN = 10**18


def progress(*points: tuple[int, int], now: int = 100) -> Progress:
    """Points of the token house: time and tokens for. The vote goes from 0 to 100."""
    made = [
        VoteProgress(time=time, block=time, against=0, for_=tokens * TOKEN, abstain=0)
        for time, tokens in points
    ]
    return Progress(proposal_id=1, opens=0, closes=100, now=now, token_house=made, holder_house=[])


def lines(proposal: Proposal, found: Progress, deployment: Deployment) -> dict[str, str]:
    (chart,) = charts(proposal, found, deployment)
    return {line.slug: line.path for line in chart.lines}


def test_a_count_stays_until_the_next_ballot_and_to_the_edge() -> None:
    found = lines(make_proposal(quorum=0), progress((50, 100)), make_deployment())
    top = 100 * TOKEN + 10 * TOKEN + 1
    assert found["for"] == f"M0 {HEIGHT}H{WIDTH // 2}V{HEIGHT - HEIGHT * 100 * TOKEN // top}H{WIDTH}"
    assert found["against"] == f"M0 {HEIGHT}H{WIDTH // 2}V{HEIGHT}H{WIDTH}"


def test_while_the_vote_goes_on_the_right_edge_is_now() -> None:
    found = lines(make_proposal(), progress((25, 100), now=50), make_deployment())
    assert f"H{WIDTH // 2}V" in found["for"]


def test_a_quorum_far_above_is_not_drawn_and_is_told() -> None:
    (near,) = charts(make_proposal(quorum=150 * TOKEN), progress((50, 100)), make_deployment())
    (far,) = charts(make_proposal(quorum=500 * TOKEN), progress((50, 100)), make_deployment())
    assert near.quorum_at is not None
    assert 0 < near.quorum_at < HEIGHT
    assert (far.quorum_at, far.quorum) == (None, "500 TEST")


def test_there_is_no_picture_before_the_vote_or_of_a_house_that_is_not_asked() -> None:
    pending = make_proposal(state=ProposalState.PENDING)
    assert charts(pending, progress((50, 100)), make_deployment()) == []
    assert charts(make_proposal(), progress(), make_deployment()) == []
    asked: House = make_proposal().token_house.model_copy(update={"asked": False})
    proposal = make_proposal().model_copy(update={"token_house": asked})
    assert charts(proposal, progress((50, 100)), make_deployment()) == []


def test_of_a_governor_with_one_house_it_is_called_votes() -> None:
    model = GovernorModel(kind=GovernorKind.OPENZEPPELIN)
    foreign = make_deployment().model_copy(update={"governor": model})
    (chart,) = charts(make_proposal(), progress((50, 100)), foreign)
    assert chart.title == "Votes"
    assert chart.words.startswith("Votes over time. By now: For 100 TEST")
