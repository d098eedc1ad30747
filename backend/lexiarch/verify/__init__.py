"""Verifies what iD holders show, on the website's own machine: no server, no node, no database of ours.

    from lexiarch.verify import Trust, fetch_trust, verify

    trust = fetch_trust("https://dao.example")       # keys and status lists; now and then
    proof = verify(credential, trust, audience="https://shop.example", nonce=nonce)

Everything else works without a network. docs/credentials.md is the manual.
"""

from lexiarch.sdjwt.errors import Flaw, TokenRefused
from lexiarch.verify.holder import HolderProof, verify
from lexiarch.verify.presentation import Presentation, read_response
from lexiarch.verify.trust import StatusListToken, Trust, fetch_trust, refresh_lists

__all__ = [
    "Flaw",
    "HolderProof",
    "Presentation",
    "StatusListToken",
    "TokenRefused",
    "Trust",
    "fetch_trust",
    "read_response",
    "refresh_lists",
    "verify",
]
