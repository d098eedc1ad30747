"""What a node's JSON-RPC error means. Codes and texts differ from one client or provider to the next."""

import re
from typing import Any, Final

from lexiarch.chain.answers import Malformed, parse_bytes

LIMIT_EXCEEDED: Final = -32005
"""EIP-1474; providers use it both for a rate and for a size."""

_RATE: Final = re.compile(
    r"\brate ?limit|\brate\b|too many requests|capacity|quota|per (second|minute|day)", re.IGNORECASE
)
_RANGE: Final = re.compile(
    r"too (many|large|big|wide|long)|more than \d|limit(ed)? (to|of|is)|exceed|range|response size"
    r"|max(imum)? .*(block|result|log)|timed? ?out",
    re.IGNORECASE,
)
_REVERT: Final = re.compile(r"revert", re.IGNORECASE)


class Refused(Exception):
    """The node answered with an error.

    Attributes:
        data: what a reverted call returned; empty without it.
    """

    def __init__(self, error: Any) -> None:
        fields = error if isinstance(error, dict) else {"message": error}
        self.code = fields.get("code")
        self.data = _revert_data(fields.get("data"))
        super().__init__(f"{fields.get('message')!s:.200}")

    @property
    def is_rate(self) -> bool:
        """Whether the same call would be answered later."""
        return self.code == 429 or (self.code == LIMIT_EXCEEDED and bool(_RATE.search(str(self))))

    @property
    def is_range(self) -> bool:
        """Whether logs of fewer blocks would be given."""
        return self.code == LIMIT_EXCEEDED or bool(_RANGE.search(str(self)))

    @property
    def is_revert(self) -> bool:
        """Whether the contract refused, not the node."""
        return self.code == 3 or bool(_REVERT.search(str(self)))


def _revert_data(data: Any) -> bytes:
    try:
        return parse_bytes(data.removeprefix("Reverted ")) if isinstance(data, str) else b""
    except Malformed:
        return b""
