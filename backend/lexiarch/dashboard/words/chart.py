"""Figures over time as lines, in the units of an SVG's view box, and the same as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple


class Series(NamedTuple):
    """Figures that one line is drawn of: each holds until the next."""

    word: str
    slug: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Line:
    word: str
    slug: str
    path: str
    """For the `d` of an SVG path: steps, since a figure stays until the next."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A height to compare the lines with."""

    at: int | None
    """None when it is above the picture."""
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    WIDTH: ClassVar[int] = 600
    HEIGHT: ClassVar[int] = 180

    slug: str
    subject: str
    """What every chart of its kind shows."""
    title: str
    words: str
    """What the picture shows, for who does not see it."""
    lines: list[Line]
    mark: Mark | None
    top: str
    """What the upper edge stands for."""
    span: tuple[int, int]
    """The times of the left and the right edge."""
    rows: list[tuple[int, list[str]]]
    """The same as figures: a time, and each line's."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What a chart is drawn of.

    Attributes:
        span: the times of the left and the right edge.
        amount: how a figure is written, with its unit.
        figure: and without, in the table.
        mark: a height to compare with, and what it is; not in the picture when it is far above all figures.
    """

    times: Sequence[int]
    series: Sequence[Series]
    span: tuple[int, int]
    amount: Callable[[int], str]
    figure: Callable[[int], str]
    mark: tuple[int, str] | None = None

    def draw(self, slug: str, subject: str, title: str, words: str) -> Chart:
        """The chart of these figures."""
        highest = max((max(each.values, default=0) for each in self.series), default=0)
        height, mark_words = self.mark or (0, "")
        seen = max(highest, height if height <= 2 * highest else 0, 1)
        top = seen + seen // 10 + 1
        at = _down(height, top) if height <= top else None
        return Chart(
            slug=slug,
            subject=subject,
            title=title,
            words=words,
            lines=[Line(each.word, each.slug, self._path(each.values, top)) for each in self.series],
            mark=Mark(at, mark_words) if self.mark else None,
            top=self.amount(top),
            span=self.span,
            rows=[
                (time, [self.figure(each.values[number]) for each in self.series])
                for number, time in enumerate(self.times)
            ],
        )

    def _path(self, values: Sequence[int], top: int) -> str:
        left, right = self.span
        length = max(1, right - left)
        steps = [f"M0 {Chart.HEIGHT}"]
        for time, value in zip(self.times, values, strict=True):
            across = min(Chart.WIDTH, max(0, (time - left) * Chart.WIDTH // length))
            steps.append(f"H{across}V{_down(value, top)}")
        return "".join([*steps, f"H{Chart.WIDTH}"])


def _down(value: int, top: int) -> int:
    return Chart.HEIGHT - Chart.HEIGHT * value // top
