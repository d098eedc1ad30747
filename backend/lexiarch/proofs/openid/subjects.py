"""Who a website is told somebody is: a number of its own for each person, the same after a move of the iD."""

import hmac
from base64 import urlsafe_b64encode


def pairwise_subject(secret: bytes, sector: str, means: str, seed: bytes) -> str:
    """The `sub`: HMAC-SHA256 over sector and seed. Two sectors cannot tell whether they mean the same person.

    Args:
        secret: of the provider; kept beside its keys, and never changed.
        sector: a host's name; all clients of one sector get the same.
        means: how the person was authenticated; keeps the seeds of one way apart from those of others.
        seed: who it is, to us; the person tag, or the nullifier of an anonymous proof.
    """
    message = b"\0".join((b"lexiarch subject 1", means.encode(), sector.encode(), seed))
    return urlsafe_b64encode(hmac.digest(secret, message, "sha256")).rstrip(b"=").decode()
