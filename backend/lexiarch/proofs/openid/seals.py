"""What goes through a browser and must come back as it was: sealed, for a while, and for one use."""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from lexiarch.proofs.openid.errors import FormStale


class Seals:
    """Seals with HMAC-SHA256. What is sealed can be read by everybody.

    Args:
        secret: of the provider.
        use: what the seals are for; none is taken for another's.
    """

    def __init__(self, secret: bytes, use: str) -> None:
        self._key = hmac.digest(secret, f"lexiarch seal {use}".encode(), "sha256")

    def seal(self, content: object) -> str:
        """The content, as text for an address or a form."""
        body = _text(json.dumps(content, separators=(",", ":")).encode())
        return f"{body}.{self.tag(body)}"

    def open(self, sealed: str) -> Any:
        """The content.

        Raises:
            FormStale: it was not sealed here.
        """
        body, _, tag = sealed.partition(".")
        if not hmac.compare_digest(tag.encode(), self.tag(body).encode()):
            raise FormStale
        return json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))

    def tag(self, text: str) -> str:
        """What only who has the secret can make of a text."""
        return _text(hmac.digest(self._key, text.encode(), "sha256"))


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
