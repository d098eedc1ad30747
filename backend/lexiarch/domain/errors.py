"""The one error family. Every error says what is wrong, what to do about it, and which HTTP status it is.

LexiarchError
├── InputError        400  the request cannot be read: AddressInvalid, IdInvalid, CursorInvalid, …
├── SignInNeeded      401  only who signed in may do it
├── NotFoundError     404  there is no such thing: ProposalNotFound, PersonTagNotFound, IssuerNotFound
├── SettingsInvalid   500  the process is set up wrongly
├── ChainError        503  the node cannot be used: NodeUnreachable, WrongChain, NodeAnswerInvalid, …
└── IndexUnavailable  503  the index cannot be used: IndexEmpty, IndexForeign, ReorgTooDeep, …
"""

from lexiarch.domain.texts import mark
from lexiarch.domain.transactions import WhyRefused


class LexiarchError(Exception):
    """Base of all errors that a user or operator may meet.

    Args:
        message: what is wrong, in one sentence; marked with `mark` if pages show it.
        remedy: what the reader can do about it, in one sentence; the same.
        values: what replaces `%(name)s` in both. Without any, they stay as they are.
    """

    status_code = 500

    def __init__(self, message: str, remedy: str, **values: object) -> None:
        self.message = message % values if values else message
        self.remedy = remedy % values if values else remedy
        self.texts = (message, remedy)
        """Without their values, as catalogues have them."""
        self.values = values
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """Name of the broken rule, stable for clients."""
        return type(self).__name__

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class InputError(LexiarchError):
    status_code = 400


class AddressInvalid(InputError):
    def __init__(self, value: str) -> None:
        super().__init__(
            mark("%(value)s is not an account address."),
            mark("Give 0x and 40 hexadecimal digits; mixed case must carry a valid EIP-55 checksum."),
            value=repr(value[:100]),
        )


class IdInvalid(InputError):
    def __init__(self, value: str, what: str) -> None:
        super().__init__(
            mark("%(value)s is not %(what)s."),
            mark("Give a decimal number or 0x and 64 hexadecimal digits, as the API returns it."),
            value=repr(value[:100]),
            what=what,
        )


class CursorInvalid(InputError):
    def __init__(self, value: str) -> None:
        super().__init__(
            mark("%(value)s is not a cursor of this list."),
            mark("Pass next_cursor of the page before, unchanged, or leave it out to start again."),
            value=repr(value[:100]),
        )


class ParameterInvalid(InputError):
    pass


class VotersSecret(InputError):
    def __init__(self, proposal_id: int) -> None:
        super().__init__(
            mark("Persons vote in secret on proposal %(id)s: nobody knows who has."),
            mark("Ask for the token house, or look at the number of secret ballots of the proposal."),
            id=proposal_id,
        )


class SignInMessageInvalid(InputError):
    def __init__(self, why: str) -> None:
        super().__init__(
            mark("This is no message to sign in with: %(why)s."),
            mark("Ask for a new one, and sign it unchanged, as EIP-4361 words it."),
            why=why,
        )


class SignInNeeded(LexiarchError):
    status_code = 401

    def __init__(self) -> None:
        super().__init__(
            mark("Nobody is signed in, or the session is over."),
            mark("Sign in with the account's wallet; a session ends after twelve hours, and with the iD."),
        )


class NotFoundError(LexiarchError):
    status_code = 404


class SignInOff(NotFoundError):
    def __init__(self) -> None:
        super().__init__(
            mark("Nobody can sign in here: the service does not know its own address."),
            mark("Its operator turns it on with LEXIARCH_ORIGIN."),
        )


class ProposalNotFound(NotFoundError):
    def __init__(self, proposal_id: int) -> None:
        super().__init__(
            mark("There is no proposal %(id)s."),
            mark(
                "Look at the list of proposals (/api/v1/proposals); a new one appears once its block is "
                "indexed."
            ),
            id=proposal_id,
        )


class TreeNotFrozen(NotFoundError):
    def __init__(self, proposal_id: int) -> None:
        super().__init__(
            mark("No tree of persons is frozen for proposal %(id)s."),
            mark(
                "Only where persons vote in secret is one; until that vote opens, anybody may have it frozen."
            ),
            id=proposal_id,
        )


class TreeRootNotFound(NotFoundError):
    def __init__(self, root: str) -> None:
        super().__init__(
            mark("The tree of persons never had the root %(root)s."),
            mark("Leave the root out for the tree of now, or give one that the tree had, as it is on chain."),
            root=root,
        )


class PersonTagNotFound(NotFoundError):
    def __init__(self, person_tag: str) -> None:
        super().__init__(
            mark("There is no iD with the person tag %(tag)s."),
            mark(
                "Look at the list of members (/api/v1/holders); a new iD appears once its block is indexed."
            ),
            tag=person_tag,
        )


class IssuerNotFound(NotFoundError):
    def __init__(self, address: str) -> None:
        super().__init__(
            mark("The DAO has never accredited %(address)s."),
            mark(
                "Look at the list of issuers (/api/v1/issuers); one appears once the block of its "
                "accreditation is indexed."
            ),
            address=address,
        )


class SettingsInvalid(LexiarchError):
    pass


class ChainError(LexiarchError):
    status_code = 503


class NodeUnreachable(ChainError):
    def __init__(self, url: str, why: str) -> None:
        super().__init__(
            f"The Ethereum node at {url} does not answer: {why}.",
            "Check LEXIARCH_RPC_URL and that the node is up; the indexer tries again by itself.",
        )


class WrongChain(ChainError):
    def __init__(self, what: str, expected: object, found: object) -> None:
        super().__init__(
            f"The node is on another chain: {what} is {found}, expected {expected}.",
            "Point LEXIARCH_RPC_URL at the chain of the deployment file, or LEXIARCH_DEPLOYMENT at its file.",
        )


class SimulationsBusy(LexiarchError):
    status_code = 503

    def __init__(self) -> None:
        super().__init__(
            mark("The node is trying other proposals."),
            mark("Ask again in a few seconds."),
        )


class RangeTooLarge(ChainError):
    def __init__(self, from_block: int, to_block: int) -> None:
        super().__init__(
            f"The node refuses the logs of blocks {from_block} to {to_block} in one answer.",
            "The indexer halves the range by itself; set LEXIARCH_BLOCK_RANGE lower to start smaller.",
        )


class NodeAnswerInvalid(ChainError):
    def __init__(self, method: str, why: str) -> None:
        super().__init__(
            f"The node's answer to {method} cannot be right: {why}.",
            "The indexer asks again; if it stays so, use another node.",
        )


class CallReverted(NodeAnswerInvalid):
    """A read of a contract reverted.

    Attributes:
        data: what the contract returned: its error, ABI-encoded; empty when it gave none.
    """

    def __init__(self, method: str, why: str, data: bytes) -> None:
        super().__init__(method, why)
        self.data = data


class TransactionRefused(ChainError):
    """The node does not take a transaction of the relay."""

    def __init__(self, why: WhyRefused) -> None:
        super().__init__(
            f"The node does not take a transaction of the relay: {why}.",
            "The relay tries again by itself; if it stays so, see docs/relay.md.",
        )
        self.why = why


class LogInvalid(ChainError):
    def __init__(self, event: str, where: str, why: str) -> None:
        super().__init__(
            f"The log {where} cannot be read as {event}: {why}.",
            "Check that the deployment file names contracts of this release; if it does, use another node.",
        )


class IndexUnavailable(LexiarchError):
    status_code = 503


class IndexEmpty(IndexUnavailable):
    def __init__(self) -> None:
        super().__init__(
            mark("Nothing is indexed yet."), mark("Try again in a few seconds, or start `lexiarch index`.")
        )


class IndexMissing(IndexUnavailable):
    def __init__(self) -> None:
        super().__init__(
            "The database holds no index yet.",
            "Start `lexiarch index` on the primary and try again when its tables have come; "
            "LEXIARCH_READ_DATABASE_URL may name the wrong database.",
        )


class IndexForeign(IndexUnavailable):
    def __init__(self, what: str, expected: object, found: object) -> None:
        super().__init__(
            f"The database belongs to another deployment: {what} is {found}, expected {expected}.",
            "Point LEXIARCH_DATABASE_URL at an empty database, or at the one of this deployment.",
        )


class ReorgTooDeep(IndexUnavailable):
    def __init__(self, depth: int) -> None:
        super().__init__(
            f"The chain changed more than {depth} blocks back, deeper than the index keeps headers.",
            "Run `lexiarch index --rebuild` to index again from the start block.",
        )


class CheckpointMoved(IndexUnavailable):
    def __init__(self) -> None:
        super().__init__(
            "Another indexer has moved this index.",
            "Nothing is lost: it was noticed in time, and one of them goes on from where the index is now.",
        )


class AnotherLeads(IndexUnavailable):
    def __init__(self) -> None:
        super().__init__(
            "Another process indexes into this database.",
            "Stop all `lexiarch index` and `lexiarch serve` that follow the chain, then try again.",
        )


class ExportOvertaken(IndexUnavailable):
    def __init__(self, block: int) -> None:
        super().__init__(
            f"The chain has replaced block {block}, of which this export is.",
            "Begin the export again.",
        )


class DatabaseUnavailable(IndexUnavailable):
    def __init__(self, why: str) -> None:
        super().__init__(
            f"The database does not answer: {why}.",
            "Check LEXIARCH_DATABASE_URL (or LEXIARCH_READ_DATABASE_URL) and that the database is up.",
        )


class DatabaseRefuses(DatabaseUnavailable):
    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.message = f"The database does not allow it: {why}."
        self.remedy = (
            "LEXIARCH_DATABASE_URL needs the primary and the role that owns the tables; "
            "for a replica or a reading role set LEXIARCH_READ_DATABASE_URL, and serve with --no-index."
        )
