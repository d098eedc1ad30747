"""What a page says beside its facts: freshness, links to follow, previews, simulations."""

from collections.abc import Iterator

from lexiarch.dashboard.patterns.models import NOW, proposal_in
from lexiarch.dashboard.patterns.sample import Group, Sample, include
from lexiarch.dashboard.words import prose
from lexiarch.dashboard.words.actions import action_words
from lexiarch.dashboard.words.drafts import notice_words, proposer_words
from lexiarch.dashboard.words.freshness import freshness
from lexiarch.domain.drafts import DRAFT_WARNINGS, DraftWarning, ProposerReason
from lexiarch.domain.proposals import ProposalState
from lexiarch.views import examples
from lexiarch.views.draft_models import Asked, DraftNotice, Preview
from lexiarch.views.simulation_models import SimulatedAction, Simulation


def notice_groups() -> Iterator[Group]:
    """All of them."""
    yield Group("Freshness", [include(state, "freshness", {"fresh": each}) for state, each in _freshness()])
    yield Group("Follow", [include("", "follow", {})])
    yield Group("Preview of a draft", list(_previews()))
    yield Group("Simulation", list(_simulations()))
    yield Group("Pager", [_pager("both ways", "/newer", "/older"), _pager("at the end", "/newer", None)])
    yield Group("Links to parts", [_part_link(current=True), _part_link(current=False)])
    yield Group("Account input", [_account_input(""), _account_input(examples.ACCOUNT.address)])


def _freshness() -> Iterator[tuple[str, object]]:
    status = examples.STATUS
    behind = {"lag_blocks": 40, "lag_seconds": 480}
    for state, changes in (
        ("verified", {}),
        ("verified at this block", {"verified_block": examples.BLOCK.number}),
        ("behind", behind),
        ("not compared yet", {"verified_block": None}),
        ("differs from the chain", {"differences": ["token.totalSupply(): 9, not 10"]}),
        ("in trouble", {"trouble": "NODE_UNREACHABLE"}),
        ("nothing indexed", {"indexed": None}),
    ):
        yield state, freshness(status.model_copy(update=changes))


def _previews() -> Iterator[Sample]:
    every = [
        DraftNotice(code=code, action=None if number % 2 else number, message=DRAFT_WARNINGS[code])
        for number, code in enumerate(DraftWarning)
    ]
    can = examples.PROPOSER.model_copy(update={"can_propose": True, "reasons": []})
    only = {"token_house": False, "secret": True, "voting_starts": None, "voting_ends": None}
    tokens = examples.PREVIEW.asks.model_copy(update={"holder_house": False})
    preview = examples.PREVIEW
    for state, changes in (
        ("who cannot propose", {"warnings": every}),
        ("all is well", {"warnings": [], "proposer": can}),
        (
            "persons in secret",
            {"warnings": [], "proposer": None, "asks": preview.asks.model_copy(update=only)},
        ),
        ("tokens alone", {"warnings": [], "proposer": None, "asks": tokens}),
    ):
        yield include(state, "preview", _preview_context(preview.model_copy(update=changes)))


def _preview_context(preview: Preview) -> dict[str, object]:
    assert isinstance(preview.asks, Asked)
    text = proposal_in(ProposalState.PENDING).description
    return {
        "preview": preview,
        "body": prose.body_of(text, preview.title),
        "actions": [(action, action_words(action, {}), []) for action in preview.actions],
        "warnings": [],
        "notices": [(notice, notice_words(notice.code)) for notice in preview.warnings],
        "proposer_reasons": [(code.value, *proposer_words(code)) for code in ProposerReason],
    }


def _simulations() -> Iterator[Sample]:
    found = examples.SIMULATION
    fails = SimulatedAction(success=False, error="TracksUnknown(track=9)", gas=None, events=[])
    silent = SimulatedAction(success=True, error=None, gas=21_000, events=[])
    for state, simulation, trouble in (
        ("succeeds", found.model_copy(update={"actions": [*found.actions, silent]}), ""),
        ("fails", found.model_copy(update={"actions": [fails], "success": False}), ""),
        ("each alone", found.model_copy(update={"together": False}), ""),
        ("calls nothing", found.model_copy(update={"actions": []}), ""),
        ("no node", None, "The node does not answer at the moment, so it cannot be tried."),
    ):
        yield include(state, "simulation", _simulation_context(simulation, trouble))


def _simulation_context(simulation: Simulation | None, trouble: str) -> dict[str, object]:
    proposal = proposal_in(ProposalState.QUEUED)
    return {"proposal": proposal, "simulation": simulation, "trouble": trouble}


def _pager(state: str, newest: str, older: str | None) -> Sample:
    source = '{% call show.pager(newest, older, "pager", "votes") %}Older votes{% endcall %}'
    return Sample(state, source, {"newest": newest, "older": older})


def _part_link(*, current: bool) -> Sample:
    source = (
        '<p class="pills">{{ show.part_link("/proposals", "proposals", words, current, "part-link") }}</p>'
    )
    return Sample("current" if current else "another", source, {"words": "All", "current": current})


def _account_input(value: str) -> Sample:
    source = '<p><label for="typed">Account</label> {{ show.account_input("typed", "account", value) }}</p>'
    return Sample("filled" if value else "empty", source, {"value": value, "now": NOW})
