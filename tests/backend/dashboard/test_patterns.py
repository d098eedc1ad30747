"""The pattern page has all that the templates can draw."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

import lexiarch.dashboard
from lexiarch.dashboard.patterns.page import all_groups, draw
from lexiarch.dashboard.patterns.sample import Group
from lexiarch.dashboard.rendering import Renderer
from lexiarch.domain.deployment import Deployment
from lexiarch.settings import Settings
from tests.helpers.builders import make_deployment

TEMPLATES = Path(lexiarch.dashboard.__file__).parent / "templates"
PARTS = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("parts/*.html"))


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(make_deployment(), Settings())


def lines_of(code: CodeType) -> Iterator[int]:
    yield from (line for _, _, line in code.co_lines() if line)
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from lines_of(inner)


def undrawn(renderer: Renderer, groups: Sequence[Group]) -> list[str]:
    """Outputs of parts that no sample reaches: `parts/votes.html:12: what is written`.

    A template is compiled to Python, in which every output, also within a line, is a `yield` of its own.
    """
    environment = renderer._environment
    templates = {str(TEMPLATES / part): environment.get_template(part) for part in PARTS}
    ran: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code.co_filename not in templates:
            return None
        ran.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for sample in (sample for group in groups for sample in group.samples):
            draw(renderer, sample)
    finally:
        sys.settrace(before)
    missing = []
    for path, template in templates.items():
        assert environment.loader is not None
        source, name = Path(path).read_text(), str(template.name)
        compiled = environment.compile(source, name, path, raw=True)
        text = compiled.splitlines()
        for line in sorted(set(lines_of(compile(compiled, path, "exec")))):
            if text[line - 1].strip().startswith("yield") and (path, line) not in ran:
                place = template.get_corresponding_lineno(line)
                missing.append(f"{name}:{place}: {text[line - 1].strip()[:80]}")
    return missing


def test_every_output_of_every_part_is_drawn_by_a_sample(renderer: Renderer) -> None:
    assert undrawn(renderer, all_groups(make_deployment())) == []


@pytest.mark.parametrize("title", ["Result", "Vote box"])
def test_what_has_no_sample_is_noticed(renderer: Renderer, title: str) -> None:
    groups = all_groups(make_deployment())
    without = [group for group in groups if group.title != title]
    assert len(without) == len(groups) - 1
    assert undrawn(renderer, without) != []


def test_states_of_a_part_have_names_of_their_own(deployment: Deployment) -> None:
    for group in all_groups(deployment):
        states = [sample.state for sample in group.samples if sample.state]
        assert len(states) == len(set(states)), group.title
