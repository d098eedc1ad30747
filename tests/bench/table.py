"""The figures as a table in Markdown, for the terminal and for docs/bench.md."""

import os
import platform
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.figures import FIGURES, peer_name

_BEGIN, _END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"


def render(figures: Mapping[str, float]) -> str:
    """A line for each figure that was measured; a peer's ratio is above 1 where ours is the better."""
    lines = ["| figure | ours | to beat | peers in the same run (ours is better by) |", "|---|--:|---|---|"]
    lines += [
        f"| {figure.words} | {number(figures[figure.key])} {figure.unit} | {figure.to_beat} "
        f"| {'<br>'.join(_compare(figures, figure.key, figure.peers))} |"
        for figure in FIGURES
        if figure.key in figures
    ]
    return "\n".join(lines)


def _compare(figures: Mapping[str, float], key: str, peers: tuple[str, ...]) -> Iterator[str]:
    for peer in peers:
        if peer in figures:
            ratio = figures[key] / figures[peer]
            better = ratio if key.endswith("_per_s") else 1 / ratio
            yield f"{peer_name(peer)}: {number(figures[peer])} ({better:.1f} times)"


def number(value: float) -> str:
    """Three digits or more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def machine() -> str:
    """Where and when it was measured."""
    cpu = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = cpu[1].strip() if cpu else platform.machine()
    load = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores ({name}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}; load average of the last 15 minutes at the end: {load:.1f}; "
        f"{datetime.now(UTC):%Y-%m-%d}"
    )


def write_page(page: Path, table: str, where: str) -> None:
    """Puts the table between the marks of the page."""
    before, _, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, mark, after = rest.partition(_END)
    if not mark:
        raise ValueError(f"{page.name} lacks the marks {_BEGIN} and {_END}")
    page.write_text(f"{before}{_BEGIN}\n\n{where}\n\n{table}\n\n{_END}{after}", encoding="utf-8")
