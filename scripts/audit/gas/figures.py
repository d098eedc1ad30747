"""What forge noted, as figures: means, dearest ones, shares of a batch, sizes of code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from statistics import mean


@dataclass(frozen=True)
class Figure:
    """Gas of one act: the mean of all that were noted, and the dearest of them."""

    gas: int
    dearest: int

    def shared_by(self, count: int) -> Figure:
        return Figure(round(self.gas / count), round(self.dearest / count))


# What is done many at once: the note, how many, and the act's name for one of them.
SHARED = {
    "ours.batch_of_50": (50, "ours.batch_ballot_50"),
    "EAS.multi_attest_10": (10, "EAS.multi_attest"),
}


def read_notes(folder: Path) -> dict[str, Figure]:
    """Figures by `whose.act`. What was played several times has several notes: `act #0`, `act #1`, …"""
    samples: dict[str, list[int]] = {}
    for path in sorted(folder.glob("*.json")):
        for name, gas in json.loads(path.read_text(encoding="utf-8")).items():
            samples.setdefault(f"{path.stem}.{name.partition(' #')[0]}", []).append(int(gas))
    figures = {key: Figure(round(mean(gas)), max(gas)) for key, gas in samples.items()}
    for whole, (count, one) in SHARED.items():
        if whole in figures:
            figures[one] = figures.pop(whole).shared_by(count)
    return figures


def read_sizes(contracts: Path, compiled: Path) -> dict[str, int]:
    """Bytes of deployed code of each contract; mocks and what is not deployed by itself left out."""
    sizes: dict[str, int] = {}
    for path in sorted(contracts.glob("*/*.sol")):
        artifact = compiled / path.name / f"{path.stem}.json"
        if path.parent.name in ("mocks", "libraries") or not artifact.exists():
            continue
        code = json.loads(artifact.read_text(encoding="utf-8"))["deployedBytecode"]["object"]
        if size := len(code.removeprefix("0x")) // 2:
            sizes[path.stem] = size
    return sizes


def to_json(figures: dict[str, Figure], sizes: dict[str, int]) -> dict[str, int]:
    """What other programs read: our acts, with the dearest where it differs, and the largest code."""
    flat: dict[str, int] = {}
    for key, figure in sorted(figures.items()):
        whose, _, act = key.partition(".")
        if whose == "ours":
            flat[act] = figure.gas
            if figure.dearest != figure.gas:
                flat[f"{act}_dearest"] = figure.dearest
    return flat | {"code_size_max": max(sizes.values())}
