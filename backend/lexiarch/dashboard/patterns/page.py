"""The page at /patterns."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from lexiarch.dashboard.patterns.models import NOW
from lexiarch.dashboard.patterns.notices import notice_groups
from lexiarch.dashboard.patterns.panels import panel_groups
from lexiarch.dashboard.patterns.people import people_groups
from lexiarch.dashboard.patterns.proposals import proposal_groups
from lexiarch.dashboard.patterns.sample import Group, Sample
from lexiarch.dashboard.patterns.values import value_groups
from lexiarch.dashboard.rendering import Renderer
from lexiarch.dashboard.words.amounts import decimals_of
from lexiarch.domain.deployment import Deployment

_IMPORTS = (
    '{% import "parts/macros.html" as show with context %}'
    '{% import "parts/pieces.html" as pieces with context %}'
)
_ALWAYS = {"fresh": None, "now": NOW, "last_change": 0, "page": ""}


def add_patterns(router: APIRouter, renderer: Renderer, deployment: Deployment) -> None:
    """Adds the page to the router of a DAO."""

    @router.get("/patterns")
    def show_patterns() -> HTMLResponse:
        with decimals_of(deployment):
            groups = [
                (group, [(sample, draw(renderer, sample)) for sample in group.samples])
                for group in all_groups(deployment)
            ]
            return renderer.render("patterns.html", None, {"page": "", "groups": groups})


def draw(renderer: Renderer, sample: Sample) -> str:
    return renderer.draw(_IMPORTS + sample.source, {**_ALWAYS, **sample.context})


def all_groups(deployment: Deployment) -> list[Group]:
    """All samples, in the order of the page."""
    return [
        *value_groups(),
        *proposal_groups(deployment),
        *people_groups(deployment),
        *panel_groups(deployment),
        *notice_groups(),
    ]
