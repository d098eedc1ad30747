"""The signature of a message, as Standard Webhooks (standardwebhooks.com) has it."""

import base64
import hmac
from collections.abc import Sequence


def sign(secrets: Sequence[bytes], message_id: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`: one signature for each secret, parted by spaces.

    Args:
        timestamp: seconds since 1970, as in the header `webhook-timestamp`.
    """
    content = f"{message_id}.{timestamp}.".encode() + body
    digests = (hmac.digest(secret, content, "sha256") for secret in secrets)
    return " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests)
