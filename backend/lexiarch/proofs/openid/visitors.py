"""Who sits in front of the browser that a website sent here."""

from typing import NamedTuple

from lexiarch.proofs.openid.authentication import Authenticated
from lexiarch.proofs.sessions import Session


class Visitor(NamedTuple):
    """Somebody with a session."""

    session: Session
    digest: bytes
    """Of the session's token."""
    authenticated: Authenticated | None
    """None without a live iD."""
