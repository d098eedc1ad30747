"""Figures in the text format of Prometheus (version 0.0.4)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


class Sample(NamedTuple):
    """One figure of a family."""

    value: float
    labels: Mapping[str, str] = {}
    suffix: str = ""
    """What is added to the family's name: _bucket, _sum and _count of a histogram."""


class Family(NamedTuple):
    """Figures of one name."""

    name: str
    kind: str
    """gauge, counter or histogram."""
    help: str
    samples: Iterable[Sample]


def prometheus_text(families: Iterable[Family]) -> str:
    """The document; families without a sample are left out."""
    return "".join(line for family in families for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    samples = list(family.samples)
    if samples:
        yield f"# HELP {family.name} {family.help}\n# TYPE {family.name} {family.kind}\n"
    for sample in samples:
        pairs = ",".join(f'{name}="{text.translate(_ESCAPES)}"' for name, text in sample.labels.items())
        labels = f"{{{pairs}}}" if pairs else ""
        value = str(int(sample.value)) if isinstance(sample.value, int) else f"{sample.value:.9g}"
        yield f"{family.name}{sample.suffix}{labels} {value}\n"
