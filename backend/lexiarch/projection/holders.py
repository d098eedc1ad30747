"""iDs given, moved and ended, and how many persons are in the roll's count after each."""

from lexiarch.decode.events import holder_registry
from lexiarch.domain.chain import Address, Hash32, Position
from lexiarch.domain.errors import NodeAnswerInvalid
from lexiarch.domain.words import Change, End, HolderKind
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.projection.issuers import Issuers
from lexiarch.projection.recoveries import Recoveries
from lexiarch.projection.suspensions import Suspensions
from lexiarch.store.running import load_kind_on_roll, load_last_attestation, load_last_holder_count
from lexiarch.store.tables import AttestationEndRow, AttestationRow, HolderCountRow


class Holders:
    """Carries who is on the roll, and how many persons, from event to event.

    As the contract counts: an iD is on the roll from its attestation until it is revoked, left or swept. An
    expired one is, too, until it is swept.
    """

    def __init__(
        self, batch: Batch, issuers: Issuers, suspensions: Suspensions, recoveries: Recoveries
    ) -> None:
        self._batch = batch
        self._issuers = issuers
        self._suspensions = suspensions
        self._recoveries = recoveries
        self._last: dict[Hash32, AttestationRow] = {}
        self._kinds: dict[Hash32, int | None] = {}
        self._persons: int | None = None

    @property
    def size(self) -> int:
        """How many values are carried."""
        return len(self._kinds) + 3 * len(self._last)

    def apply_attested(self, at: Position, event: holder_registry.Attested) -> None:
        """An iD was given, renewed, or given again."""
        if self._kind_of(event.person_tag) is None:
            self._suspensions.lift(at, event.person_tag)
        self._give(
            at,
            AttestationRow(
                *at,
                person_tag=event.person_tag,
                holder=event.holder,
                issuer=event.issuer,
                uid=event.uid,
                schema=event.schema,
                kind=event.kind,
                since=event.since,
                expiration_time=event.expiration_time,
            ),
        )
        self._enter(at, event.person_tag, event.kind)

    def apply_recovered(self, at: Position, event: holder_registry.Recovered) -> None:
        """An iD moved to another account, on the word of the issuer whose offer started it."""
        started = self._recoveries.apply_completed(at, event)
        former = self._last.get(event.person_tag) or load_last_attestation(
            self._batch.reader, event.person_tag
        )
        accreditation = self._issuers.accreditation(started.accreditation or 0)
        if former is None or accreditation is None or started.uid is None:
            raise NodeAnswerInvalid("eth_getLogs", f"the iD {hex_text(event.person_tag)} moved from nowhere")
        self._leave(at, event.person_tag, event.old_holder, End.MOVED, at.block_time)
        self._give(
            at,
            AttestationRow(
                *at,
                person_tag=event.person_tag,
                holder=event.new_holder,
                issuer=accreditation.issuer,
                uid=started.uid,
                schema=accreditation.schema,
                kind=former.kind,
                since=at.block_time,
                expiration_time=event.expiration_time,
            ),
        )

    def apply_revoked(self, at: Position, event: holder_registry.Revoked) -> None:
        """A case ended an iD."""
        self._suspensions.lift(at, event.person_tag)
        self._end(at, event.person_tag, event.holder, End.REVOKED, at.block_time)

    def apply_exited(self, at: Position, event: holder_registry.Exited) -> None:
        """A holder left."""
        self._end(at, event.person_tag, event.holder, End.EXITED, at.block_time)

    def apply_swept(self, at: Position, event: holder_registry.Swept) -> None:
        """An iD that had expired left the count."""
        self._end(at, event.person_tag, event.holder, End.SWEPT, event.expiration_time)

    def _give(self, at: Position, row: AttestationRow) -> None:
        self._batch.add(row)
        self._last[row.person_tag] = row
        self._batch.tell(at, Change.HOLDER, hex_text(row.holder))

    def _end(self, at: Position, person_tag: Hash32, holder: Address, how: End, ended: int) -> None:
        self._leave(at, person_tag, holder, how, ended)
        self._enter(at, person_tag, None)

    def _leave(self, at: Position, person_tag: Hash32, holder: Address, how: End, ended: int) -> None:
        self._batch.add(AttestationEndRow(*at, person_tag, holder, how.value, ended))
        self._batch.tell(at, Change.HOLDER, hex_text(holder))

    def _kind_of(self, person_tag: Hash32) -> int | None:
        """Kind of an iD on the roll; None when it is off it."""
        if person_tag not in self._kinds:
            self._kinds[person_tag] = load_kind_on_roll(self._batch.reader, person_tag)
        return self._kinds[person_tag]

    def _enter(self, at: Position, person_tag: Hash32, kind: int | None) -> None:
        """Sets an iD's kind on the roll, None when it is off it, and counts."""
        before = self._kind_of(person_tag) == HolderKind.PERSON
        now = kind == HolderKind.PERSON
        self._kinds[person_tag] = kind
        if before != now:
            self._count(at, 1 if now else -1)

    def _count(self, at: Position, change: int) -> None:
        if self._persons is None:
            self._persons = load_last_holder_count(self._batch.reader)
        self._persons += change
        self._batch.add(HolderCountRow(at.block_number, at.log_index, at.block_time, self._persons))
