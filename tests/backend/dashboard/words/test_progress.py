from lexiarch.dashboard.words.chart import Chart
from lexiarch.dashboard.words.progress import progress_charts
from lexiarch.domain.governor import GovernorKind, GovernorModel
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import House, Progress, VoteProgress
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


def test_each_choice_is_a_line_and_the_quorum_a_mark() -> None:
    (chart,) = progress_charts(make_proposal(quorum=50 * TOKEN), progress((50, 100)), make_deployment())
    assert [line.slug for line in chart.lines] == ["for", "against", "abstain"]
    assert chart.mark is not None
    assert chart.mark.words == "Quorum 50 TEST"
    assert chart.rows == [(50, ["100", "0", "0"])]
    assert chart.words == "Token house over time. By now: For 100 TEST, Against 0 TEST, Abstain 0 TEST."


def test_while_the_vote_goes_on_the_right_edge_is_now() -> None:
    (chart,) = progress_charts(make_proposal(), progress((25, 100), now=50), make_deployment())
    assert f"H{Chart.WIDTH // 2}V" in chart.lines[0].path
    assert chart.span == (0, 50)


def test_there_is_no_picture_before_the_vote_or_of_a_house_that_is_not_asked() -> None:
    pending = make_proposal(state=ProposalState.PENDING)
    assert progress_charts(pending, progress((50, 100)), make_deployment()) == []
    assert progress_charts(make_proposal(), progress(), make_deployment()) == []
    asked: House = make_proposal().token_house.model_copy(update={"asked": False})
    proposal = make_proposal().model_copy(update={"token_house": asked})
    assert progress_charts(proposal, progress((50, 100)), make_deployment()) == []


def test_of_a_governor_with_one_house_it_is_called_votes() -> None:
    model = GovernorModel(kind=GovernorKind.OPENZEPPELIN)
    foreign = make_deployment().model_copy(update={"governor": model})
    (chart,) = progress_charts(make_proposal(), progress((50, 100)), foreign)
    assert chart.title == "Votes"
    assert chart.words.startswith("Votes over time. By now: For 100 TEST")
