"""Why somebody cannot sign in, and why a proof of status is refused."""

from lexiarch.domain.errors import InputError, LexiarchError, NotFoundError
from lexiarch.domain.texts import mark


class SignInRefused(InputError):
    """A message that can be read, and is not the one that was asked for.

    Args:
        field: its name in EIP-4361.
        expected: what should stand there.
    """

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(
            mark("The signed message is not the one that was asked for: %(field)s is not %(expected)s."),
            mark("Begin again on the site that you sign in to, and sign what it asks, soon and unchanged."),
            field=field,
            expected=expected,
        )


class NonceSpent(LexiarchError):
    status_code = 401

    def __init__(self) -> None:
        super().__init__(
            mark("The signed message was used before, or it waited too long."),
            mark("Sign in again: you get a new one."),
        )


class SignatureInvalid(LexiarchError):
    status_code = 401

    def __init__(self) -> None:
        super().__init__(
            mark("The signature is not that of the account in the message."),
            mark("Sign in again with the account that the wallet shows."),
        )


class OriginForeign(LexiarchError):
    status_code = 403

    def __init__(self) -> None:
        super().__init__(
            mark("Another website sent this request."),
            mark("Do it on this site's own pages."),
        )


class ConsentNotFound(NotFoundError):
    def __init__(self, number: int) -> None:
        super().__init__(
            mark("You have given no consent %(id)s, or it has ended."),
            mark("Look at the list of your consents again."),
            id=number,
        )


class ProofInvalid(InputError):
    def __init__(self) -> None:
        super().__init__(
            mark("The proof does not show that a person of the tree agreed to this."),
            mark("Make it again on this page: a proof counts for one request, one website and one DAO."),
        )


class TreeMoved(LexiarchError):
    status_code = 409

    def __init__(self) -> None:
        super().__init__(
            mark("The tree of persons has changed since the proof was made."),
            mark("Make the proof again: that takes a few seconds."),
        )


class TreeUnsettled(LexiarchError):
    status_code = 409

    def __init__(self, leaves: int) -> None:
        super().__init__(
            mark("%(leaves)s leaves of the tree of persons wait to be pruned: it proves nothing now."),
            mark("Anybody may prune or refresh them, on the page of the tree; then make the proof again."),
            leaves=leaves,
        )
