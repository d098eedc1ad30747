"""What goes wrong between a wallet and the issuer, in the words of OAuth and OpenID4VCI."""

from typing import Final

_UNAUTHORIZED: Final = ("invalid_token", "invalid_client")


class WalletRefused(Exception):
    """A wallet's request that is not met. Its answer has the form of RFC 6749, 5.2.

    Args:
        error: the code, of RFC 6749, RFC 6750 or OpenID4VCI 1.0.
        why: for who builds the wallet; nothing about the holder.
    """

    def __init__(self, error: str, why: str) -> None:
        super().__init__(why)
        self.error = error
        self.why = why

    @property
    def status_code(self) -> int:
        return 401 if self.error in _UNAUTHORIZED else 400
