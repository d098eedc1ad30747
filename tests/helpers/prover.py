"""Proofs of Semaphore's own prover, made in Node."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SCRIPT = Path(__file__).with_suffix(".mjs")


def commitments_of(identities: Sequence[str]) -> list[int]:
    """Commitments of identities that are made from these texts."""
    return [int(text) for text in _ask({"identities": identities})["commitments"]]


def prove(identities: Sequence[str], scope: int, ballots: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    """Secret ballots of members, each with its `nullifier` and `proof` as the relay takes them.

    Args:
        identities: the frozen tree.
        scope: of the proposal, as the ballot box says.
        ballots: (place in the tree, support).
    """
    request = {"identities": identities, "scope": str(scope), "ballots": ballots}
    return list(_ask(request)["ballots"])


def _ask(request: dict[str, Any]) -> Any:
    done = subprocess.run(
        ["node", str(_SCRIPT)], input=json.dumps(request), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
