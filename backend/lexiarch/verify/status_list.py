"""Token Status Lists (draft-ietf-oauth-status-list): a bit for each credential, and far more for none."""

import zlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from joserfc.jwk import ECKey

from lexiarch.sdjwt.encoding import decode, encode
from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.sdjwt.jwt import check_times, is_time, read_jwt
from lexiarch.verify.words import LIST_TYPE

MAX_LIST: Final = 1 << 20
"""Bytes of a list; one of more is refused before it fills the memory."""
VALID: Final = 0


class StatusList(NamedTuple):
    """A list that was signed by its issuer. Times in seconds since 1970."""

    uri: str
    made: int
    ttl: int
    """Seconds after which a newer one should be fetched."""
    width: int
    """Bits of an entry: 1, 2, 4 or 8."""
    data: bytes

    def status(self, index: int) -> int:
        """The status at a position: {VALID}, or another.

        Raises:
            TokenRefused: the list has no such position.
        """
        entries = 8 // self.width
        if not 0 <= index < len(self.data) * entries:
            raise TokenRefused(Flaw.LIST, "its place is beyond the end of the status list")
        return self.data[index // entries] >> (index % entries * self.width) & ((1 << self.width) - 1)


def read_status_list(token: str, uri: str, keys: Sequence[ECKey], now: int) -> StatusList:
    """The list in its token.

    Args:
        uri: of the list, as the credential names it.
        keys: the issuer's.
        now: seconds since 1970.

    Raises:
        TokenRefused: it is not this list, not signed by the issuer, or has expired.
    """
    try:
        claims = read_jwt(token, LIST_TYPE, keys).claims
        check_times(claims, now)
        return _of_claims(claims, uri)
    except TokenRefused as error:
        raise TokenRefused(Flaw.LIST, f"the status list cannot be used: {error.values['why']}") from error


def _of_claims(claims: dict[str, Any], uri: str) -> StatusList:
    if claims.get("sub") != uri:
        raise TokenRefused(Flaw.LIST, "it is another list")
    made, ttl, inside = claims.get("iat"), claims.get("ttl", 0), claims.get("status_list")
    if not is_time(made) or not is_time(ttl) or not isinstance(inside, dict):
        raise TokenRefused(Flaw.LIST, "it lacks its time or its bits")
    width, lst = inside.get("bits"), inside.get("lst")
    if width not in (1, 2, 4, 8) or isinstance(width, bool) or not isinstance(lst, str):
        raise TokenRefused(Flaw.LIST, "its bits have a wrong form")
    return StatusList(uri, int(str(made)), int(ttl), width, _inflate(decode(lst, "the list")))


def _inflate(data: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        found = inflater.decompress(data, MAX_LIST)
    except zlib.error as error:
        raise TokenRefused(Flaw.LIST, "its bits are not compressed as they must be") from error
    if not inflater.eof or inflater.unused_data:
        raise TokenRefused(Flaw.LIST, "it is too long, or not whole")
    return found


def deflate(data: bytes) -> str:
    """The bits of a list as its token has them."""
    return encode(zlib.compress(data, 9))
