"""Who sits in front of the browser that a website sent here."""

from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.proofs.openid.authentication import Authenticated


class Visitor(NamedTuple):
    """Somebody who has shown who they are, to us. Times in seconds since 1970."""

    begun: int
    """When they did."""
    expires: int
    """Until when it holds; 0 when it is bound to no session."""
    digest: bytes
    """Of the session's token; of what stands in its place in forms, when there is no session."""
    account: Address | None
    """None for who has shown the status and no account."""
    authenticated: Authenticated | None
    """None without a live iD."""
