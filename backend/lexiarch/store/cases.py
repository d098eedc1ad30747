"""Cases about iDs: a notice, what followed it, and how long the iD stood."""

from typing import NamedTuple

from lexiarch.domain.cases import CaseFacts
from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.words import CaseStep, End
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place, marks
from lexiarch.store.tables import CaseNoticeRow


class CaseRecord(NamedTuple):
    """A notice with all that decides where its case stands."""

    notice: CaseNoticeRow
    appealed: int | None
    """When the holder appealed."""
    closed_by: CaseStep | None
    closed: int | None
    closed_tx: Hash32 | None
    stands_until: int
    holder: Address
    """Who holds the iD now, or held it last."""
    suspended_until: int
    """First moment at which the iD's last suspension is over; 0 when it never was suspended."""

    @property
    def place(self) -> Place:
        return Place(self.notice.block_number, self.notice.log_index)

    @property
    def facts(self) -> CaseFacts:
        return CaseFacts(
            decide_until=self.notice.decide_until,
            stands_until=self.stands_until,
            appealed=self.appealed is not None,
            closed_by=self.closed_by,
            closed=self.closed,
        )


_FIELDS = ", ".join(f"n.{name}" for name in CaseNoticeRow._fields)

# The standing in which a case was opened is over with the first end after it; a move is no end.
_SELECT = f"""
SELECT {_FIELDS},
    (SELECT s.block_time FROM case_step s WHERE s.person_tag = n.person_tag AND s.number = n.number
        AND s.step = '{CaseStep.APPEALED}'),
    c.step, c.block_time, c.tx_hash,
    coalesce((SELECT e.ended FROM attestation_end e WHERE e.person_tag = n.person_tag
        AND e.how <> '{End.MOVED}' AND (e.block_number, e.log_index) > (n.block_number, n.log_index)
        ORDER BY e.block_number, e.log_index LIMIT 1), a.expiration_time),
    a.holder,
    coalesce((SELECT u.until FROM suspension u WHERE u.person_tag = n.person_tag
        ORDER BY u.block_number DESC, u.log_index DESC LIMIT 1), 0)
FROM case_notice n
JOIN attestation a ON a.person_tag = n.person_tag AND (a.block_number, a.log_index) = (
    SELECT l.block_number, l.log_index FROM attestation l WHERE l.person_tag = n.person_tag
    ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)
LEFT JOIN case_step c ON c.person_tag = n.person_tag AND c.number = n.number
    AND c.step <> '{CaseStep.APPEALED}'
"""

_IS_LAST = """NOT EXISTS (SELECT 1 FROM case_notice m
    WHERE m.person_tag = n.person_tag AND m.number > n.number)"""


def _records(reader: Reader, where: str, params: tuple[object, ...]) -> list[CaseRecord]:
    width = len(CaseNoticeRow._fields)
    records = []
    for row in reader.all(f"{_SELECT} WHERE {where}", params):
        appealed, closed_by, *rest = row[width:]
        step = CaseStep(closed_by) if closed_by else None
        records.append(CaseRecord(CaseNoticeRow._make(row[:width]), appealed, step, *rest))
    return records


def load_last_cases(reader: Reader, person_tags: list[Hash32]) -> dict[Hash32, CaseRecord]:
    """The last case about each iD; iDs without one are left out."""
    where = f"n.person_tag IN ({marks(len(person_tags))}) AND {_IS_LAST}"
    return {record.notice.person_tag: record for record in _records(reader, where, tuple(person_tags))}


def load_cases_of_opener(reader: Reader, opener: Address) -> list[CaseRecord]:
    """All cases that an issuer has opened, of whatever end, in no order."""
    return _records(reader, "n.opener = ? AND n.by_issuer = 1", (opener,))


def load_open_cases_before(reader: Reader, now: int, before: Place, limit: int) -> list[CaseRecord]:
    """Cases older than a place that may be pending, newest first: all that are, and some that are not."""
    where = """c.step IS NULL AND n.decide_until > ? AND (n.block_number, n.log_index) < (?, ?)
        ORDER BY n.block_number DESC, n.log_index DESC LIMIT ?"""
    return _records(reader, where, (now, *before, limit))
