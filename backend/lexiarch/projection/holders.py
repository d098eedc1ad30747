"""iDs given and ended, and how many persons are in the roll's count after each."""

from lexiarch.decode.events import holder_registry
from lexiarch.domain.chain import Hash32, Position
from lexiarch.domain.words import Change, End, HolderKind
from lexiarch.projection.batch import Batch, hex_text
from lexiarch.store.running import load_kind_on_roll, load_last_holder_count
from lexiarch.store.tables import AttestationEndRow, AttestationRow, HolderCountRow

_Ended = holder_registry.Revoked | holder_registry.Exited | holder_registry.Swept


class Holders:
    """Carries who is on the roll, and how many persons, from event to event.

    As the contract counts: an iD is on the roll from its attestation until it is revoked, left or swept. An
    expired one is, too, until it is swept.
    """

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._kinds: dict[Hash32, int | None] = {}
        self._persons: int | None = None

    def apply_attested(self, at: Position, event: holder_registry.Attested) -> None:
        """An iD was given, renewed, or given again."""
        self._batch.add(
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
            )
        )
        self._enter(at, event.person_tag, event.kind)
        self._batch.tell(at, Change.HOLDER, hex_text(event.holder))

    def apply_ended(self, at: Position, event: _Ended, how: End, reason: Hash32 | None = None) -> None:
        """An iD left the roll.

        Args:
            reason: commitment of the DAO's reason, when it was revoked.
        """
        self._batch.add(AttestationEndRow(*at, event.person_tag, event.holder, how.value, reason))
        self._enter(at, event.person_tag, None)
        self._batch.tell(at, Change.HOLDER, hex_text(event.holder))

    def _enter(self, at: Position, person_tag: Hash32, kind: int | None) -> None:
        """Sets an iD's kind on the roll, None when it is off it, and counts."""
        if person_tag not in self._kinds:
            self._kinds[person_tag] = load_kind_on_roll(self._batch.reader, person_tag)
        before = self._kinds[person_tag] == HolderKind.PERSON
        now = kind == HolderKind.PERSON
        self._kinds[person_tag] = kind
        if before != now:
            self._count(at, 1 if now else -1)

    def _count(self, at: Position, change: int) -> None:
        if self._persons is None:
            self._persons = load_last_holder_count(self._batch.reader)
        self._persons += change
        self._batch.add(HolderCountRow(at.block_number, at.log_index, at.block_time, self._persons))
