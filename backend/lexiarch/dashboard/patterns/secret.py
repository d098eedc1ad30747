"""Parts of secret ballots."""

from collections.abc import Iterator, Sequence

from lexiarch.dashboard.patterns.models import proposal_in
from lexiarch.dashboard.patterns.sample import Group, Sample, Shown, include
from lexiarch.domain.proposals import ProposalState
from lexiarch.views import examples
from lexiarch.views.models import Proposal

_LEAST = 3
"""Persons in a tree among whom the pages make a secret ballot."""


def secret_groups() -> Iterator[Group]:
    """All of them."""
    yield Group("Booth", list(_booths()))
    voted = [examples.SECRET_BALLOT]
    yield Group(
        "Secret ballots",
        [
            _ballots("", _secret(secret_ballots=1), voted),
            _ballots("none yet", _secret(secret_ballots=0), []),
            _ballots("before the vote", _secret(ProposalState.PENDING, secret_ballots=0), []),
        ],
    )
    keys = [
        include(state, "open_key", {"submit": "open", **opened})
        for state, opened in (("", {}), ("to be opened by the scripts", {"data_open": True}))
    ]
    yield Group("Ballot key in a file", keys)


def _secret(state: ProposalState = ProposalState.ACTIVE, **changes: object) -> Proposal:
    return proposal_in(state, **{"secret": True, "secret_electorate": 21, **changes})


def _booths() -> Iterator[Sample]:
    relayed = {"relays": ["https://relay.example", "https://other.example"]}
    silent = "The relay does not answer: it is switched off, or this browser does not reach it."
    for state, proposal, more, shown in (
        ("before the vote", _secret(ProposalState.PENDING), {}, Shown()),
        ("no tree", _secret(secret_electorate=None), {}, Shown()),
        ("over", _secret(ProposalState.SUCCEEDED), {}, Shown()),
        ("too few", _secret(secret_electorate=2), {}, Shown()),
        ("without a wallet", _secret(), {}, Shown("connect")),
        ("on another chain", _secret(), {}, Shown("switch")),
        ("ready", _secret(), relayed, Shown("ready")),
        ("the relay is off", _secret(), relayed, Shown("ready", status=silent, tone="bad", step="relay-off")),
        ("canceled: not shown", _secret(ProposalState.CANCELED), {}, Shown()),
    ):
        context = {"proposal": proposal, "secret_minimum": _LEAST, "relays": [], **more}
        yield include(state, "secret", context, shown)


def _ballots(state: str, proposal: Proposal, ballots: Sequence[object]) -> Sample:
    context = {
        "proposal": proposal,
        "secret_ballots": ballots,
        "secret_newest_url": ballots and "/newest",
        "secret_older_url": ballots and "/older",
    }
    return include(state, "secret_ballots", context)
