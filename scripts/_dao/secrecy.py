"""Keys and ballots of the demo's members who vote in secret, as pages make them of a wallet's signature."""

import base64
import hmac
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eth_account import Account
from eth_account.messages import encode_typed_data

_SCRIPT = Path(__file__).with_name("secret_ballots.mjs")
_SECONDS = 120
_SALT = b"lexiarch ballot key v1"
_PURPOSE = (
    "The signature of this text is the key to my secret ballots. Whoever has the signature can vote in my "
    "place and see how I voted. I sign this only on a page of my DAO that I trust, and give the signature to "
    "nobody."
)
"""See assets/secret/statement.ts: other words would make other keys."""
_FIRST = 1
"""Number of a person's first key."""


@dataclass(frozen=True)
class SecretBallot:
    support: int
    nullifier: int
    proof: list[int]
    """Eight points."""


def secret_of(key: bytes, chain_id: int, registry_address: str) -> bytes:
    """The secret that the pages make when this account signs for its first ballot key.

    Args:
        key: the account's private key.
        registry_address: of the HolderRegistry.
    """
    domain = {
        "name": "Lexiarch ballot key",
        "version": "1",
        "chainId": chain_id,
        "verifyingContract": registry_address,
    }
    types = {"BallotKey": [{"name": "purpose", "type": "string"}, {"name": "number", "type": "uint256"}]}
    message = encode_typed_data(domain, types, {"purpose": _PURPOSE, "number": _FIRST})
    signature = bytes(Account.sign_message(message, key).signature)
    extracted = hmac.digest(_SALT, signature[:64], "sha256")
    return hmac.digest(extracted, b"\x01", "sha256")  # HKDF (RFC 5869): one block is enough


def commitments_of(secrets: Sequence[bytes], depth: int) -> list[int]:
    """What each member puts into the tree."""
    return [int(each) for each in _ask(secrets, depth)["commitments"]]


def prove(
    secrets: Sequence[bytes], depth: int, scope: int, votes: Sequence[tuple[int, int]]
) -> list[SecretBallot]:
    """Ballots with their proofs; about a second each.

    Args:
        secrets: of all in the tree, in the order of their places.
        scope: of the proposal, as the ballot box says.
        votes: (place in the tree, support).
    """
    made = _ask(secrets, depth, scope, votes)["ballots"]
    return [
        SecretBallot(each["support"], int(each["nullifier"]), [int(point) for point in each["points"]])
        for each in made
    ]


def _ask(secrets: Sequence[bytes], depth: int, scope: int = 0, votes: Sequence[tuple[int, int]] = ()) -> Any:
    encoded = [base64.b64encode(secret).decode() for secret in secrets]
    asked = json.dumps({"secrets": encoded, "depth": depth, "scope": str(scope), "votes": list(votes)})
    done = subprocess.run(
        ["node", _SCRIPT], input=asked, check=True, capture_output=True, text=True, timeout=_SECONDS
    )
    return json.loads(done.stdout)
