"""Base64url and JSON, read so strictly that two different texts never mean the same."""

import base64
import binascii
import json
from typing import Any, Final

from lexiarch.sdjwt.errors import Flaw, TokenRefused

MAX_TOKEN: Final = 64 * 1024
"""Characters."""


def encode(data: bytes) -> str:
    """Base64url without padding (RFC 7515, 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str, what: str) -> bytes:
    """The bytes of a base64url text without padding.

    Args:
        what: names the text in the error.

    Raises:
        TokenRefused: it is not the one text that these bytes have.
    """
    try:
        data = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise TokenRefused(Flaw.MALFORMED, f"{what} is not base64url") from error
    if encode(data) != text:
        raise TokenRefused(Flaw.MALFORMED, f"{what} is not base64url in its one form")
    return data


def read_json(data: bytes, what: str) -> Any:
    """A JSON value in which no object has a member twice, and no number is infinite or none.

    Raises:
        TokenRefused: it is not JSON, or such JSON.
    """
    try:
        return json.loads(data.decode(), object_pairs_hook=_members, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise TokenRefused(Flaw.MALFORMED, f"{what} is not JSON, or says something twice") from error


def read_object(data: bytes, what: str) -> dict[str, Any]:
    """As {read_json}, an object."""
    value = read_json(data, what)
    if not isinstance(value, dict):
        raise TokenRefused(Flaw.MALFORMED, f"{what} is not a JSON object")
    return value


def write_json(value: object) -> bytes:
    """JSON as short as it gets."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a member twice")
    return members


def _no_constant(name: str) -> None:
    raise ValueError(name)
