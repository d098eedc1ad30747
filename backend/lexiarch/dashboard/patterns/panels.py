"""Panels in which a wallet acts, in each stage, and what the scripts say in them."""

from collections.abc import Iterator, Mapping

from lexiarch.dashboard.pages.propose import LONGEST
from lexiarch.dashboard.patterns.models import DAY, NOW, proposal_in
from lexiarch.dashboard.patterns.sample import Group, Sample, Shown, include
from lexiarch.dashboard.words.chores import account_chores, roll_chores
from lexiarch.dashboard.words.forms import forms
from lexiarch.domain.cases import CasePhase
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.proposals import ProposalState
from lexiarch.views import examples
from lexiarch.views.draft_models import MAX_ACTIONS
from lexiarch.views.models import PendingRecovery, Proposal
from lexiarch.views.text import address_text

_STAGES = {
    "without a wallet": Shown("connect"),
    "on another chain": Shown("switch"),
    "ready": Shown("ready", standing="You vote with 250,000 VALE in the token house."),
    "nothing to do": Shown("none", standing="This account cannot vote on this proposal."),
    "sending": Shown("ready", status="Confirm in your wallet.", busy=True),
    "done": Shown("none", standing="You have voted.", status="Your vote is counted.", tone="good"),
    "failed": Shown("ready", status="You declined in the wallet. Nothing was sent.", tone="bad"),
}
_IN_THE_WAY = Shown("none", reason="The timelock’s waiting time is not over yet.")


_HIDDEN = "over: not shown"


def panel_groups(deployment: Deployment) -> Iterator[Group]:
    """All of them."""
    yield Group("Vote box", list(_ballots()))
    yield Group("Steps of a proposal", list(_steps()))
    account = {"account": examples.ACCOUNT}
    yield Group(
        "Delegation", [include(state, "delegation", account, shown) for state, shown in _STAGES.items()]
    )
    yield Group("What anyone may do", list(_chores()))
    yield Group("Proposal builder", list(_builder(deployment)))


def _ballots() -> Iterator[Sample]:
    active = {"proposal": proposal_in(ProposalState.ACTIVE)}
    for state, shown in _STAGES.items():
        yield include(state, "ballot", active, shown)
    yield include("a relay is on", "ballot", {**active, "relays": ["https://relay.example"]}, Shown("ready"))
    secret = proposal_in(ProposalState.ACTIVE, secret=True)
    tokens = secret.token_house.model_copy(update={"asked": False})
    for state, proposal, shown in (
        ("before the vote", proposal_in(ProposalState.PENDING), Shown("connect")),
        ("persons in secret", secret, Shown("ready")),
        ("persons alone, in secret", secret.model_copy(update={"token_house": tokens}), Shown()),
        (_HIDDEN, proposal_in(ProposalState.EXECUTED), Shown()),
    ):
        yield include(state, "ballot", {"proposal": proposal}, shown)


def _steps() -> Iterator[Sample]:
    ready = Shown("ready")
    frozen = proposal_in(ProposalState.PENDING, secret=True, secret_electorate=21)
    samples: list[tuple[str, Proposal, Shown]] = [
        ("to be canceled", proposal_in(ProposalState.PENDING), ready),
        ("no tree frozen", proposal_in(ProposalState.PENDING, secret=True, secret_electorate=None), ready),
        ("a tree frozen", frozen, ready),
        ("to be queued", proposal_in(ProposalState.SUCCEEDED), ready),
        ("waiting", proposal_in(ProposalState.QUEUED, eta=NOW + DAY), Shown()),
        ("to be executed", proposal_in(ProposalState.QUEUED, eta=NOW - DAY), ready),
        ("something in the way", proposal_in(ProposalState.QUEUED, eta=NOW - DAY), _IN_THE_WAY),
        (_HIDDEN, proposal_in(ProposalState.EXECUTED), Shown()),
    ]
    for state, proposal, shown in samples:
        yield include(state, "steps", {"proposal": proposal, "expires": NOW + 9 * DAY}, shown)
    for state, proposal in (
        ("to be queued at any time", proposal_in(ProposalState.SUCCEEDED)),
        ("to be executed at any time", proposal_in(ProposalState.QUEUED, eta=NOW - DAY)),
    ):
        yield include(state, "steps", {"proposal": proposal, "expires": None}, ready)


def _chores() -> Iterator[Sample]:
    tree = examples.TREE.model_copy(update={"ended": 2})
    yield include(
        "of the roll",
        "chores",
        {"chores": roll_chores([examples.ATTESTATION.person_tag], tree)},
        Shown("ready"),
    )
    yield include("without a wallet", "chores", {"chores": roll_chores([], tree)}, Shown("connect"))
    yield include("none: not shown", "chores", {"chores": []})
    for state, moment in (("of an iD, not yet", NOW + DAY), ("of an iD", NOW - DAY)):
        recovery = PendingRecovery(new_holder=examples.ISSUER.address, started=NOW - 9 * DAY, ready_at=moment)
        case = examples.CASE.model_copy(update={"phase": CasePhase.OPEN, "appeal_until": moment})
        account = examples.ACCOUNT.model_copy(update={"case": case, "recovery": recovery})
        yield include(state, "chores", {"chores": account_chores(account, NOW)}, Shown("ready"))


def _builder(deployment: Deployment) -> Iterator[Sample]:
    context: Mapping[str, object] = {
        "overview": examples.OVERVIEW,
        "groups": forms(deployment, _choices()),
        "treasury": address_text(deployment.address(ContractName.TIMELOCK)),
        "token": address_text(deployment.address(ContractName.TOKEN)),
        "longest": LONGEST,
        "most_actions": MAX_ACTIONS,
    }
    header = '{% import "parts/builder.html" as form with context %}'
    units = ("address", "tokens", "percent", "duration", "time", "text", "abi", "flag")
    for unit in units:
        source = header + '{{ form.input("name", unit, label, hint=hint) }}'
        yield Sample(f"{unit} input", source, {"unit": unit, "label": unit.title(), "hint": "What to type."})
    choices = header + '{{ form.input("name", "schema", "Schema", choices=choices) }}'
    yield Sample("choice", choices, {"choices": _choices()["schema"]})
    for state in ("without a wallet", "on another chain", "ready", "failed"):
        yield Sample(f"propose, {state}", header + "{{ form.wallet() }}", context, _STAGES[state])
    yield Sample("kinds of action", header + "{{ form.templates() }}", context)


def _choices() -> dict[str, list[tuple[str, str]]]:
    return {
        "schema": [(examples.ISSUER.schema_, examples.ISSUER.schema_definition)],
        "ground": [(examples.GROUND.uid, examples.GROUND.definition)],
        "kind": [("1", "Persons")],
        "track": [("0", "0: both houses")],
        "role": [(examples.GROUND.uid, "PROPOSER_ROLE")],
    }
