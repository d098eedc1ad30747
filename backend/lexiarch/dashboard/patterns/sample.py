"""What the pattern page is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """What the scripts make of a panel when a wallet is there; see assets/patterns.ts."""

    stage: str = ""
    """connect, switch, ready or none; empty: nothing is done by the scripts."""
    standing: str = ""
    status: str = ""
    tone: str = ""
    """good or bad."""
    reason: str = ""
    """Why a button is disabled."""
    step: str = ""
    """A step of the panel that is shown beside its stage."""
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A part of a page in one state."""

    state: str
    """In a few words; empty when there is but one."""
    source: str
    """As it stands in a template: `{{ show.badge("Active") }}` or `{% include "parts/votes.html" %}`."""
    context: Mapping[str, object] = field(default_factory=dict)
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class Group:
    """Samples of one part."""

    title: str
    samples: Sequence[Sample]

    @property
    def id(self) -> str:
        """For links to it; no id of a part, which the scripts would take it for."""
        return "pattern-" + self.title.lower().replace(" ", "-")


def include(state: str, part: str, context: Mapping[str, object], shown: Shown = Shown()) -> Sample:
    """A part by the name of its file."""
    return Sample(state, f'{{% include "parts/{part}.html" %}}', context, shown)
