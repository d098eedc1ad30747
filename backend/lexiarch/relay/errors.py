"""Why the relay does not take a request."""

from pathlib import Path
from typing import Final

from lexiarch.domain.errors import InputError, LexiarchError, NotFoundError

OTHER_WAYS: Final = "Send it by another relay, or as a transaction from any account: nothing else is needed."


class OtherChain(InputError):
    def __init__(self, asked: int, served: int) -> None:
        super().__init__(
            f"The request is for chain {asked}; this relay serves chain {served}.",
            "Ask a relay of that chain; /api/v1/info says which chain a relay serves.",
        )


class ActNotOffered(InputError):
    def __init__(self, act: str) -> None:
        super().__init__(f"This relay does not hand in acts of the kind {act}.", OTHER_WAYS)


class RequestUnknown(NotFoundError):
    def __init__(self) -> None:
        super().__init__(
            "The relay knows no such request: it forgets what is long done, and everything when it restarts.",
            "Look on the chain whether it is counted; if not, send it again. Nothing counts twice.",
        )


class ContractRefuses(LexiarchError):
    """The contract would not take it.

    Args:
        code: name of the contract's error.
    """

    status_code = 409

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self._code = code

    @property
    def code(self) -> str:
        return self._code


class OnItsWay(LexiarchError):
    status_code = 409

    def __init__(self) -> None:
        super().__init__(
            "Another request of the same person about the same matter is on its way.",
            "Wait until it is done; of two ballots on one proposal only the first counts.",
        )


class SourceBusy(LexiarchError):
    status_code = 429

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            "More requests come from your network than this relay takes.",
            f"Try again in {retry_after} s. {OTHER_WAYS}",
        )
        self.retry_after = retry_after
        """Seconds."""


class ProposalBusy(LexiarchError):
    status_code = 429

    def __init__(self) -> None:
        super().__init__("This relay takes no more ballots on this proposal today.", OTHER_WAYS)


class QueueFull(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__("Too many requests wait at this relay.", f"Try again in a minute. {OTHER_WAYS}")


class DaySpent(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__(
            "This relay has spent what it may today.", f"It may again from midnight UTC. {OTHER_WAYS}"
        )


class FundsLow(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__("This relay's account has too little to pay for it.", OTHER_WAYS)


class NotReady(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__(
            "This relay reaches no node, or cannot write down what it sends.",
            f"Try again in a minute. {OTHER_WAYS}",
        )


class JournalUnwritable(LexiarchError):
    """What is not noted is not sent.

    Args:
        why: what the operating system says.
    """

    status_code = 503

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"The journal {path} cannot be written: {why}.",
            "Make room on its disk, or give the relay's user the right to write there: it goes on by itself.",
        )


class WaitedTooLong(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__(
            "The request waited an hour for lower fees or for what the relay may spend. It was not sent.",
            OTHER_WAYS,
        )


class RevertedUnexplained(LexiarchError):
    status_code = 409

    def __init__(self) -> None:
        super().__init__(
            "The transaction was mined and reverted, and now it would not: something came in between.",
            "Send it again.",
        )
