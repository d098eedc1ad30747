"""docs/gas.md."""

from __future__ import annotations

from pathlib import Path

from scripts.audit.gas.acts import ACTS, CODE_LIMIT, OTHERS, PUBLISHED, Act
from scripts.audit.gas.figures import Figure

_TEMPLATE = Path(__file__).with_suffix(".md")


def render(figures: dict[str, Figure], sizes: dict[str, int]) -> str:
    return _TEMPLATE.read_text(encoding="utf-8").format(
        limited="\n".join(_row(act, figures, limited=True) for act in ACTS),
        others="\n".join(_row(act, figures, limited=False) for act in OTHERS),
        published="\n".join(f"| {act} | {gas} |" for act, gas in PUBLISHED),
        limit=CODE_LIMIT,
        sizes="\n".join(f"| {name} | {size:,} |" for name, size in sorted(sizes.items(), key=_by_size)),
    )


def find_broken(figures: dict[str, Figure], sizes: dict[str, int]) -> list[str]:
    """One sentence for each limit that is broken."""
    broken = [
        f"{act.name}: {figures[act.key].gas:,} gas; at most {act.limit:,} is wanted"
        for act in ACTS
        if act.limit and figures[act.key].gas > act.limit
    ]
    return broken + [
        f"{name}: {size:,} bytes of code; the limit is {CODE_LIMIT:,}"
        for name, size in sizes.items()
        if size > CODE_LIMIT
    ]


def _row(act: Act, figures: dict[str, Figure], *, limited: bool) -> str:
    ours = figures[act.key]
    dearest = f"{ours.dearest:,}" if ours.dearest != ours.gas else ""
    cells = [act.name, f"{ours.gas:,}", dearest, *([f"{act.limit:,}"] if limited else [])]
    peers = "<br>".join(name for _, name in act.peers)
    gas = "<br>".join(f"{figures[key].gas:,}" for key, _ in act.peers)
    return "| " + " | ".join([*cells, peers, gas]) + " |"


def _by_size(item: tuple[str, int]) -> int:
    return -item[1]
