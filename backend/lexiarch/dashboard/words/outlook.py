"""What comes next in the life of a proposal, and what would still change it."""

from collections.abc import Iterator

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.times import absolute, duration
from lexiarch.domain.governor import Clock
from lexiarch.domain.proposals import ProposalState
from lexiarch.views.models import Proposal, Rules


def outlook(proposal: Proposal, rules: Rules) -> list[str]:
    """Sentences for who asks what may still happen; none when nothing may."""
    return list(_SENTENCES.get(proposal.state, _nothing)(proposal, rules))


def _nothing(proposal: Proposal, rules: Rules) -> Iterator[str]:
    yield from ()


def _pending(proposal: Proposal, rules: Rules) -> Iterator[str]:
    yield gettext(
        "Next, the vote opens by itself. Until then its proposer can cancel it, and who has whose tokens "
        "delegated can change; both are fixed then."
    )


def _active(proposal: Proposal, rules: Rules) -> Iterator[str]:
    yield gettext("Next, the vote closes by itself, and the counts of that moment decide.")
    extension = rules.late_quorum_vote_extension
    if extension and rules.clock is Clock.TIMESTAMP:
        yield gettext(
            "It goes on for longer if the last quorum is reached less than %(time)s before it closes.",
            time=duration(extension),
        )


def _succeeded(proposal: Proposal, rules: Rules) -> Iterator[str]:
    yield gettext("Next, anyone may queue it in the timelock; nobody has to be asked.")
    yield from _expiry(proposal)


def _queued(proposal: Proposal, rules: Rules) -> Iterator[str]:
    yield gettext("Next, anyone may execute it once its waiting time is over.")
    yield from _expiry(proposal)
    if rules.holder_house:
        yield gettext(
            "It is not executed if the code of a contract that it calls has changed since it was proposed."
        )


def _expiry(proposal: Proposal) -> Iterator[str]:
    expires = [entry.time for entry in proposal.timeline if entry.event == "expires" and not entry.happened]
    if expires:
        yield gettext("If nobody does until %(time)s, it expires.", time=absolute(min(expires)))


_SENTENCES = {
    ProposalState.PENDING: _pending,
    ProposalState.ACTIVE: _active,
    ProposalState.SUCCEEDED: _succeeded,
    ProposalState.QUEUED: _queued,
}
