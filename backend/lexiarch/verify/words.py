"""What issuer and verifier must both call by the same name."""

from typing import Final

CREDENTIAL_TYPE: Final = "dc+sd-jwt"
"""Type of an SD-JWT VC in its header."""
LIST_TYPE: Final = "statuslist+jwt"
"""Type of a Token Status List in its header."""
W3C_TYPE: Final = "vc+jwt"
"""Type of a W3C credential secured as VC-JOSE-COSE has it."""

API: Final = "/api/v1/credentials"
"""Where an issuer serves all of it, below its own address."""
VCT_PATH: Final = f"{API}/types/holder"
"""What kind of credential it is, and where its kind is described."""
KEYS_PATH: Final = f"{API}/keys"
LISTS_PATH: Final = f"{API}/status-lists"

KINDS: Final = ("person", "organisation")
"""Whom a credential can be about."""
HIDDEN: Final = ("kind", "since")
"""Claims that the holder shows or does not."""
