"""Why a proof of status is refused."""

from lexiarch.domain.errors import InputError, LexiarchError
from lexiarch.domain.texts import mark


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
