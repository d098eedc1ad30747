"""Semaphore's own library in Node: a second opinion on ours, and voters whose browser is not at hand."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eth_utils import keccak

DEPTH = 16
_SCRIPT = Path(__file__).with_suffix(".mjs")
_SECONDS_A_PROOF = 20


class Vote(NamedTuple):
    """What a voter wants to say."""

    secret: str
    """From which Semaphore makes the identity."""
    support: int
    scope: int


class Ballot(NamedTuple):
    nullifier: int
    points: list[int]


class MerklePath(NamedTuple):
    index: int
    siblings: list[int]


def signal_of(value: int) -> int:
    """The field element that Semaphore makes of a message or a scope."""
    return int.from_bytes(keccak(value.to_bytes(32, "big")), "big") >> 8


def commitments_of(secrets: Sequence[str]) -> list[int]:
    """Commitments of identities."""
    return [int(each) for each in _ask("commitments", secrets=list(secrets))]


def imported_commitment(exported: str) -> int:
    """Commitment of an identity that was exported as base64."""
    return int(_ask("imported", exported=exported))


def paths_of(leaves: Sequence[int], places: Sequence[int]) -> tuple[int, list[MerklePath]]:
    """The root of a group, and what proves some of its members; 0 is a member who was removed."""
    answer = _ask("paths", leaves=[str(leaf) for leaf in leaves], places=list(places))
    paths = [MerklePath(path["index"], [int(each) for each in path["siblings"]]) for path in answer["paths"]]
    return int(answer["root"]), paths


def prove(leaves: Sequence[int], votes: Sequence[Vote]) -> list[Ballot]:
    """Ballots, each with a proof that its voter is in the group."""
    wanted = [{**vote._asdict(), "support": str(vote.support), "scope": str(vote.scope)} for vote in votes]
    seconds = 60 + _SECONDS_A_PROOF * len(votes)
    texts = [str(leaf) for leaf in leaves]
    answer = _ask("ballots", seconds, leaves=texts, depth=DEPTH, votes=wanted)
    return [
        Ballot(int(each["nullifier"]), [int(point) for point in each["points"]]) for each in answer["ballots"]
    ]


def _ask(what: str, seconds: int = 60, **asked: Any) -> Any:
    command = ["node", _SCRIPT]
    given = json.dumps({"what": what, **asked})
    done = subprocess.run(command, input=given, check=True, capture_output=True, text=True, timeout=seconds)
    return json.loads(done.stdout)
