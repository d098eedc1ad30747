"""Requests to move iDs to other accounts."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.recoveries import RequestFacts
from lexiarch.domain.words import End, RecoveryStep
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place, marks
from lexiarch.store.tables import RecoveryRow


class RequestRecord(NamedTuple):
    """A request that was neither refused nor completed, with all that decides whether it is pending."""

    request: RecoveryRow
    since: int
    stands_until: int
    accredited_from: int
    accredited_until: int

    @property
    def place(self) -> Place:
        return Place(self.request.block_number, self.request.log_index)

    @property
    def facts(self) -> RequestFacts:
        return RequestFacts(
            started=self.request.block_time,
            expiration_time=self.request.expiration_time or 0,
            since=self.since,
            stands_until=self.stands_until,
            accredited_from=self.accredited_from,
            accredited_until=self.accredited_until,
        )


_FIELDS = ", ".join(f"r.{name}" for name in RecoveryRow._fields)

_SELECT = f"""
SELECT {_FIELDS}, a.since,
    coalesce((SELECT e.ended FROM attestation_end e WHERE e.person_tag = a.person_tag
        AND e.how <> '{End.MOVED}' AND (e.block_number, e.log_index) > (a.block_number, a.log_index)
        ORDER BY e.block_number, e.log_index LIMIT 1), a.expiration_time),
    c.valid_from, c.valid_until
FROM recovery r
JOIN accreditation c ON c.number = r.accreditation AND (c.block_number, c.log_index) = (
    SELECT l.block_number, l.log_index FROM accreditation l WHERE l.number = r.accreditation
    ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)
JOIN attestation a ON a.person_tag = r.person_tag AND (a.block_number, a.log_index) = (
    SELECT l.block_number, l.log_index FROM attestation l WHERE l.person_tag = r.person_tag
    ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)
WHERE r.step = '{RecoveryStep.STARTED}' AND NOT EXISTS (SELECT 1 FROM recovery m
    WHERE m.person_tag = r.person_tag AND (m.block_number, m.log_index) > (r.block_number, r.log_index))
"""


def _records(reader: Reader, rest: str, params: tuple[object, ...]) -> list[RequestRecord]:
    width = len(RecoveryRow._fields)
    return [
        RequestRecord(RecoveryRow._make(row[:width]), *row[width:])
        for row in reader.all(f"{_SELECT} {rest}", params)
    ]


def load_open_requests(reader: Reader, person_tags: list[Hash32]) -> dict[Hash32, RequestRecord]:
    """Requests for iDs that were neither refused nor completed."""
    rest = f"AND r.person_tag IN ({marks(len(person_tags))})"
    return {record.request.person_tag: record for record in _records(reader, rest, tuple(person_tags))}


def load_open_requests_by(reader: Reader, new_holder: Address) -> list[RequestRecord]:
    """Requests of an account for iDs that are with others, newest first."""
    rest = "AND r.new_holder = ? ORDER BY r.block_number DESC, r.log_index DESC"
    return _records(reader, rest, (new_holder,))


def load_open_requests_before(reader: Reader, before: Place, limit: int) -> list[RequestRecord]:
    """Those older than a place, newest first."""
    rest = """AND (r.block_number, r.log_index) < (?, ?)
        ORDER BY r.block_number DESC, r.log_index DESC LIMIT ?"""
    return _records(reader, rest, (*before, limit))
