"""A proposal in each state, as views give it: the API's example at other moments of its life."""

from collections.abc import Iterator

from lexiarch.domain.proposals import ProposalState
from lexiarch.views import examples
from lexiarch.views.models import House, Proposal, TimelineEntry

NOW = examples.BLOCK.timestamp
DAY = 86_400
_OPENED = {ProposalState.PENDING: 1, ProposalState.ACTIVE: -1, ProposalState.CANCELED: 1}
"""When the vote opens, in days from now; else it closed long ago."""
_PERIOD = 5 * DAY
_EVENTS = {
    ProposalState.QUEUED: ("queued",),
    ProposalState.EXECUTED: ("queued", "executed"),
    ProposalState.CANCELED: ("canceled",),
    ProposalState.EXPIRED: ("extended", "queued", "expires"),
}
_TEXT = """# Repair the mill

The wheel is **broken**, and winter is coming. See [the report](https://example.org/report).

### Cost

1. oak for the wheel
2. three weeks of work

| work | VALE |
| --- | --: |
| oak | 900 |
| wages | 2,100 |

> Whoever grinds there now walks to the next valley.

    grain in = flour out
"""


def proposal_in(state: ProposalState, **changes: object) -> Proposal:
    """The example, in a state. `changes` are those of a model's copy."""
    opens = NOW + _OPENED.get(state, -9) * DAY
    closes = opens + _PERIOD
    eta = closes + 2 * DAY if "queued" in _EVENTS.get(state, ()) else None
    return examples.PROPOSAL.model_copy(
        update={
            "state": state,
            "description": _TEXT,
            "created": opens - DAY,
            "snapshot": opens,
            "deadline": closes,
            "eta": eta,
            "timeline": list(_timeline(state, opens, closes)),
            "token_house": _counted(examples.TOKEN_HOUSE, state),
            "holder_house": _counted(examples.HOLDER_HOUSE, state),
            **changes,
        }
    )


def _timeline(state: ProposalState, opens: int, closes: int) -> Iterator[TimelineEntry]:
    yield _entry("created", opens - DAY)
    if state is not ProposalState.CANCELED:
        yield _entry("voting_starts", opens)
        yield _entry("voting_ends", closes)
    for days, event in enumerate(_EVENTS.get(state, ()), 1):
        yield _entry(event, min(NOW, closes + days * DAY))
    if state is ProposalState.QUEUED:
        yield _entry("executable", closes + 5 * DAY)
    if state in (ProposalState.SUCCEEDED, ProposalState.QUEUED):
        yield _entry("expires", closes + 14 * DAY)


def _entry(event: str, time: int) -> TimelineEntry:
    sent = time <= NOW and event not in ("voting_starts", "voting_ends", "expires")
    return TimelineEntry(
        event=event, time=time, happened=time <= NOW, tx_hash=examples.PROPOSAL.tx_hash if sent else None
    )


def _counted(house: House, state: ProposalState) -> House:
    """Nothing before the vote, and a majority against where it was lost."""
    if state in (ProposalState.PENDING, ProposalState.CANCELED):
        nothing = {"against": 0, "for_": 0, "abstain": 0, "quorum_reached": False, "majority": False}
        return house.model_copy(update={**nothing, "quorum_final": False, "passed": False})
    if state is ProposalState.DEFEATED:
        turned = {"against": house.for_, "for_": house.against, "majority": False, "passed": False}
        return house.model_copy(update=turned)
    return house
