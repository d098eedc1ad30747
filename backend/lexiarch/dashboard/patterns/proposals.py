"""Parts of the pages of proposals, in each state of a proposal."""

from collections.abc import Iterator, Mapping

from lexiarch.dashboard.pages.proposal import of_action
from lexiarch.dashboard.pages.proposals import build_rows
from lexiarch.dashboard.pages.voters import VoteQuery, votes_context
from lexiarch.dashboard.patterns.models import DAY, NOW, proposal_in
from lexiarch.dashboard.patterns.sample import Group, Sample, include
from lexiarch.dashboard.words import prose
from lexiarch.dashboard.words.actions import action_words
from lexiarch.dashboard.words.houses import house_panels
from lexiarch.dashboard.words.outlook import outlook
from lexiarch.dashboard.words.progress import progress_charts
from lexiarch.dashboard.words.timeline import next_change
from lexiarch.dashboard.words.verdict import verdict
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.warnings import WarningCode
from lexiarch.views import examples
from lexiarch.views.models import Page, Proposal, ProposalWarning, Vote

_ACTIVE = proposal_in(ProposalState.ACTIVE)


def proposal_context(proposal: Proposal, deployment: Deployment) -> dict[str, object]:
    """What the page of a proposal gives its parts, but for votes and eligibility."""
    expires = [entry.time for entry in proposal.timeline if entry.event == "expires"]
    return {
        "proposal": proposal,
        "verdict": verdict(proposal, deployment.token_symbol),
        "houses": house_panels(proposal, deployment),
        "body": prose.body_of(proposal.description, proposal.title),
        "warnings": of_action(proposal.warnings, None),
        "actions": [
            (action, action_words(action, {}), of_action(proposal.warnings, number))
            for number, action in enumerate(proposal.actions)
        ],
        "outlook": outlook(proposal, examples.RULES),
        "charts": progress_charts(proposal, examples.PROGRESS, deployment),
        "changes_at": next_change(proposal),
        "expires": min(expires, default=None),
    }


def proposal_groups(deployment: Deployment) -> Iterator[Group]:
    """All of them."""
    in_each = [(state.value, proposal_context(proposal_in(state), deployment)) for state in ProposalState]
    yield Group("Rows of a list", list(_rows(deployment)))
    yield Group("Stacked bar", [_stacked(deployment)])
    secret = proposal_in(ProposalState.ACTIVE, secret=True, secret_ballots=5, secret_electorate=21)
    unfrozen = secret.model_copy(update={"secret_electorate": None})
    pending = proposal_in(ProposalState.PENDING, secret=True)
    results = [*in_each]
    results += [
        ("in secret", proposal_context(secret, deployment)),
        ("in secret, no tree", proposal_context(unfrozen, deployment)),
        ("in secret, before the vote", proposal_context(pending, deployment)),
        ("one house", proposal_context(_one_house(), deployment)),
        ("rounded amounts", proposal_context(_rounded(), deployment)),
    ]
    yield Group("Result", [include(state, "result", context) for state, context in results])
    yield Group("Text", [Sample("", '<div class="prose">{{ body|prose }}</div>', dict(in_each[1][1]))])
    yield Group("Actions", list(_actions(deployment)))
    yield Group("Timeline", [include(state, "timeline", context) for state, context in in_each])
    progress = [
        include("", "progress", in_each[1][1]),
        include("above the picture", "progress", _far(deployment)),
    ]
    progress.append(include("before the vote: not shown", "progress", in_each[0][1]))
    yield Group("Votes over time", progress)
    yield Group("Votes", list(_votes(in_each[1][1])))


def _rows(deployment: Deployment) -> Iterator[Sample]:
    source = (
        '{% from "parts/proposal_rows.html" import proposal_rows with context %}{{ proposal_rows(rows) }}'
    )
    for state in ProposalState:
        yield Sample(state.value, source, {"rows": build_rows([proposal_in(state)], deployment)})
    yield Sample("one house asked", source, {"rows": build_rows([_one_house()], deployment)})


def _stacked(deployment: Deployment) -> Sample:
    (house, *_) = house_panels(_ACTIVE, deployment)
    return Sample("", "{{ show.stacked(house) }}", {"house": house})


def _one_house(**changes: object) -> Proposal:
    tokens = _ACTIVE.token_house.model_copy(update={"asked": False, "quorum": 0})
    return _ACTIVE.model_copy(update={"token_house": tokens, **changes})


def _rounded() -> Proposal:
    tokens = _ACTIVE.token_house.model_copy(update={"against": 1_234_567 * 10**15})
    return _ACTIVE.model_copy(update={"token_house": tokens})


def _far(deployment: Deployment) -> dict[str, object]:
    """A quorum that is far away."""
    tokens = _ACTIVE.token_house.model_copy(
        update={"quorum": 9 * 10**24, "quorum_reached": False, "passed": False}
    )
    return proposal_context(_ACTIVE.model_copy(update={"token_house": tokens}), deployment)


def _actions(deployment: Deployment) -> Iterator[Sample]:
    yield include("decoded", "actions", proposal_context(_ACTIVE, deployment))
    foreign = examples.ACTION.model_copy(
        update={
            "target": examples.ISSUER.address,
            "target_name": None,
            "value": 10**17,
            "decoded": examples.ACTION.decoded
            and examples.ACTION.decoded.model_copy(update={"contract": None, "interface": "ERC-20"}),
        }
    )
    unknown = foreign.model_copy(update={"decoded": None})
    warnings = [
        ProposalWarning(code=WarningCode.REPEATED, action=None, proposals=[7]),
        ProposalWarning(code=WarningCode.UNKNOWN_TARGET, action=1),
    ]
    others = _ACTIVE.model_copy(update={"actions": [foreign, unknown], "warnings": warnings})
    yield include("of other contracts, with warnings", "actions", proposal_context(others, deployment))
    none = _ACTIVE.model_copy(update={"actions": [], "warnings": []})
    yield include("none", "actions", proposal_context(none, deployment))


def _votes(context: Mapping[str, object]) -> Iterator[Sample]:
    longer = "For the mill, for the bakers, and for whoever walks to the next valley. " * 3
    votes = [
        examples.VOTE.model_copy(update={"support": support, "reason": reason, "voter": voter})
        for support, reason, voter in (
            (Support.FOR, "Winter is coming.", examples.ACCOUNT.address),
            (Support.AGAINST, longer, examples.ISSUER.address),
            (Support.ABSTAIN, "", examples.SIMULATION.executor),
        )
    ]
    votes[1] = votes[1].model_copy(update={"weight": 0})
    votes[2] = votes[2].model_copy(update={"in_holder_house": False, "time": NOW - DAY})
    pages = Page[Vote](items=votes, next_cursor="older"), Page[Vote](items=[], next_cursor=None)
    found, none = pages
    account = examples.ACCOUNT.address
    for state, proposal, query, page in (
        ("", _ACTIVE, VoteQuery(cursor="newer"), found),
        ("most tokens first, of one account", _ACTIVE, VoteQuery(order="weight", voter=account), found),
        ("none of this account", _ACTIVE, VoteQuery(voter=account), none),
        ("none of this kind", _ACTIVE, VoteQuery(house="token", choice="for"), none),
        ("before the vote", proposal_in(ProposalState.PENDING, ballots=0), VoteQuery(), none),
        ("in secret", proposal_in(ProposalState.ACTIVE, secret=True, ballots=0), VoteQuery(), none),
        ("none yet", proposal_in(ProposalState.ACTIVE, ballots=0), VoteQuery(), none),
        ("none is open: not shown", _one_house(secret=True, ballots=0), VoteQuery(), none),
    ):
        yield include(
            state, "votes", {**context, "proposal": proposal, **votes_context(proposal, query, page)}
        )
    without_roll = {**context, "has_roll": False, **votes_context(_ACTIVE, VoteQuery(), found)}
    yield include("of a DAO without a roll", "votes", without_roll)
