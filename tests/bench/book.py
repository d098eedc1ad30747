"""Where the parts put what they measured: what failed is told, and left out."""

import math
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MIB = 2**20


@dataclass
class Book:
    """Figures by key, and what went wrong."""

    figures: dict[str, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def note(self, key: str, value: float) -> None:
        """Keeps a figure, and says it."""
        self.figures[key] = round(value, 3 if value < 10 else 1)
        print(f"  {key} = {value:,.2f}", flush=True)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Something that is measured: when it fails the rest goes on, without its figures."""
        print(f"{name} …", flush=True)
        try:
            yield
        except Exception as error:
            traceback.print_exc(file=sys.stdout)
            self.faults.append(f"{name}: {error}")


def percentile(values: list[float], percent: float) -> float:
    """The value that so many percent of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]
