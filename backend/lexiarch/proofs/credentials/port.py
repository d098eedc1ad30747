"""Where giving out credentials touches the member's log of what was given to whom.

The one file to change when consents and the log are there: nothing else here knows of them.
"""

from collections.abc import Callable
from typing import Final

from lexiarch.domain.chain import Hash32
from lexiarch.store.database import Writer

WALLET: Final = "wallet"
"""Who is given credentials, as the log names them: a wallet of the member's, of which nothing is known."""

NoteGiven = Callable[[Writer, Hash32, str, tuple[str, ...], str, int], None]
"""Notes that claims were given: writer, person tag, to whom, which claims, how, when."""


def note_nothing(
    writer: Writer, person_tag: Hash32, client_id: str, claims: tuple[str, ...], how: str, now: int
) -> None:
    """For as long as there is no log."""
