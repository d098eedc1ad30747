"""Why a token is refused."""

from enum import StrEnum

from lexiarch.domain.errors import InputError
from lexiarch.domain.texts import mark


class Flaw(StrEnum):
    """What is wrong with a token; stable for programs."""

    MALFORMED = "malformed"  # not of the form that the standard gives it
    ALGORITHM = "algorithm"  # not signed with ES256, or digests of an unknown kind
    TYPE = "type"  # a token of another kind
    KEY = "key"  # signed by nobody known
    SIGNATURE = "signature"  # signed by somebody else, or changed since
    DISCLOSURE = "disclosure"  # what is disclosed is not what was signed
    CLAIMS = "claims"  # a claim is missing, or is not what it must be
    NOT_YET = "not_yet"  # not valid before a later time
    EXPIRED = "expired"
    KEY_BINDING = "key_binding"  # not shown by its holder, here and now
    ENDED = "ended"  # the status list says that it is not valid any more
    LIST = "list"  # the status list is another one, or too old


class TokenRefused(InputError):
    """A token that proves nothing.

    Attributes:
        flaw: what is wrong, for programs.
    """

    def __init__(self, flaw: Flaw, why: str) -> None:
        super().__init__(
            mark("The credential proves nothing: %(why)s."),
            mark("Ask its holder for another one, or its issuer why."),
            why=why,
        )
        self.flaw = flaw
