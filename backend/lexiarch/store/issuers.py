"""The lists that membership rests on: schemas, grounds, issuers; and what came of the issuers' word."""

from collections import Counter
from typing import NamedTuple

from lexiarch.domain.chain import ZERO_ADDRESS, Address, Hash32
from lexiarch.domain.words import AccreditationStep, End, RecoveryStep, Step
from lexiarch.store.database import Reader
from lexiarch.store.proposal_records import BEGINNING
from lexiarch.store.tables import AccreditationRow, decode_amount


class AccreditationRecord(NamedTuple):
    """The last word on one accreditation."""

    number: int
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int
    daily_cap: int
    signer: bytes
    suspended_until: int
    step: str
    kind: int
    definition: str

    @property
    def withdrawn(self) -> bool:
        return self.step == AccreditationStep.WITHDRAWN

    def may_attest(self, now: int) -> bool:
        """Whether the issuer may attest at a time: in force, and not stopped by the guardian."""
        return self.valid_from <= now < self.valid_until and now >= self.suspended_until


class IssuerCounts(NamedTuple):
    """What came of an accreditation."""

    attestations: int
    holders: int
    """iDs that stand on its last word."""
    revoked: int
    cases: int


class GroundRecord(NamedTuple):
    """A ground for ending an iD."""

    uid: Hash32
    definition: str
    registered: int
    retired: int | None


_ACCREDITATIONS = """
SELECT c.number, c.issuer, c.schema, c.valid_from, c.valid_until, c.daily_cap, c.signer, c.suspended_until,
    c.step, s.kind, s.definition
FROM accreditation c JOIN id_schema s ON s.uid = c.schema
WHERE NOT EXISTS (SELECT 1 FROM accreditation l WHERE l.number = c.number
    AND (l.block_number, l.log_index) > (c.block_number, c.log_index))
ORDER BY c.number
"""

_BY_ACT = f"<> '{End.SWEPT}'"
_BY_CASE = f"= '{End.REVOKED}'"
_RENEWED = """EXISTS (SELECT 1 FROM attestation r WHERE r.person_tag = a.person_tag
    AND (r.block_number, r.log_index) > (a.block_number, a.log_index))"""


def _ended(how: str) -> str:
    """SQL: whether attestation a, and no later one of its tag, ended in a way."""
    return f"""EXISTS (SELECT 1 FROM attestation_end e WHERE e.person_tag = a.person_tag AND e.how {how}
        AND (e.block_number, e.log_index) > (a.block_number, a.log_index) AND NOT EXISTS (
            SELECT 1 FROM attestation n WHERE n.person_tag = a.person_tag
            AND (n.block_number, n.log_index) > (a.block_number, a.log_index)
            AND (n.block_number, n.log_index) < (e.block_number, e.log_index)))"""


_COUNTS = f"""
SELECT a.issuer, a.schema, count(*),
    sum(CASE WHEN a.expiration_time > ? AND NOT {_RENEWED} AND NOT {_ended(_BY_ACT)} THEN 1 ELSE 0 END),
    sum(CASE WHEN {_ended(_BY_CASE)} THEN 1 ELSE 0 END)
FROM attestation a {{where}} GROUP BY a.issuer, a.schema
"""

# The attestation on which an issuer's case rests is the last before the notice.
_CASES = """
SELECT a.issuer, a.schema, count(*) FROM case_notice n JOIN attestation a ON a.person_tag = n.person_tag
    AND (a.block_number, a.log_index) = (SELECT l.block_number, l.log_index FROM attestation l
        WHERE l.person_tag = n.person_tag AND (l.block_number, l.log_index) < (n.block_number, n.log_index)
        ORDER BY l.block_number DESC, l.log_index DESC LIMIT 1)
WHERE n.by_issuer = 1 GROUP BY a.issuer, a.schema
"""


def load_accreditations(reader: Reader) -> list[AccreditationRecord]:
    """Every accreditation that was ever given, by number."""
    return [AccreditationRecord._make(row) for row in reader.all(_ACCREDITATIONS)]


def load_issuers(
    reader: Reader, now: int, only: Address | None = None
) -> list[tuple[AccreditationRecord, IssuerCounts]]:
    """Every accreditation that was ever given, by number, and what came of it; or those of one issuer."""
    where, of = ("", ()) if only is None else ("WHERE a.issuer = ?", (only,))
    rows = reader.all(_COUNTS.format(where=where), (now, *of))
    counts = {(issuer, schema): numbers for issuer, schema, *numbers in rows}
    cases = {(issuer, schema): number for issuer, schema, number in reader.all(_CASES)}
    issuers = []
    for record in load_accreditations(reader):
        if only not in (None, record.issuer):
            continue
        key = (record.issuer, record.schema)
        numbers = (*counts.get(key, (0, 0, 0)), cases.get(key, 0))
        issuers.append((record, IssuerCounts(*map(int, numbers))))
    return issuers


def load_accreditation_rows(reader: Reader, issuer: Address) -> list[AccreditationRow]:
    """All that was ever set of an issuer's accreditations, the oldest first."""
    fields = ", ".join(AccreditationRow._fields)
    sql = f"SELECT {fields} FROM accreditation WHERE issuer = ? ORDER BY block_number, log_index"
    return [AccreditationRow._make(row) for row in reader.all(sql, (issuer,))]


def load_used(reader: Reader, since: int) -> dict[int, int]:
    """How many iDs have begun since a time, or were asked for by a recovery, by accreditation.

    A renewal keeps its beginning; a recovery that is completed was counted when it was asked for.
    """
    began = """SELECT c.number, count(*) FROM attestation a
        JOIN (SELECT DISTINCT number, issuer, schema FROM accreditation) c
            ON c.issuer = a.issuer AND c.schema = a.schema
        WHERE a.block_time >= ? AND a.since = a.block_time AND NOT EXISTS (SELECT 1 FROM attestation_end e
            WHERE e.block_number = a.block_number AND e.log_index = a.log_index) GROUP BY c.number"""
    asked = f"""SELECT accreditation, count(*) FROM recovery
        WHERE step = '{RecoveryStep.STARTED}' AND block_time >= ? GROUP BY accreditation"""
    used = Counter[int]()
    for number, count in [*reader.all(began, (since,)), *reader.all(asked, (since,))]:
        used[int(number)] += int(count)
    return dict(used)


def load_caller(reader: Reader, at: AccreditationRow, calldata: bytes) -> tuple[int, str] | None:
    """The proposal that made a call in the transaction of a row: id, and text as far as its title needs it.

    None when no proposal's own action did.
    """
    sql = f"""SELECT p.proposal_id, {BEGINNING} FROM proposal_step s
        JOIN proposal_action a ON a.proposal_id = s.proposal_id AND a.calldata = ?
        JOIN proposal p ON p.proposal_id = s.proposal_id
        WHERE s.block_number = ? AND s.tx_hash = ? AND s.step = '{Step.EXECUTED}' LIMIT 1"""
    row = reader.one(sql, (calldata, at.block_number, at.tx_hash))
    return (decode_amount(row[0]), row[1]) if row else None


def load_schema_definitions(reader: Reader) -> list[tuple[bytes, str]]:
    """Uid and definition of every schema, whether anybody may attest it or not."""
    return [(uid, definition) for uid, definition in reader.all("SELECT uid, definition FROM id_schema")]


def load_issuers_in_force(reader: Reader, now: int) -> int:
    """Number of accreditations in force at a time."""
    sql = f"SELECT count(*) FROM ({_ACCREDITATIONS}) AS c WHERE valid_from <= ? AND ? < valid_until"
    row = reader.one(sql, (now, now))
    return int(row[0]) if row else 0


def load_grounds(reader: Reader) -> list[GroundRecord]:
    """Every ground that was ever on the list, in the order in which they entered it."""
    sql = """SELECT g.uid, g.definition, g.block_time,
            (SELECT r.block_time FROM ground r WHERE r.uid = g.uid AND r.retired = 1)
        FROM ground g WHERE g.retired = 0 ORDER BY g.block_number, g.log_index"""
    return [GroundRecord._make(row) for row in reader.all(sql)]


def load_guardian(reader: Reader) -> Address:
    """Who may stop new attestations; the zero address when nobody."""
    row = reader.one("SELECT account FROM guardian ORDER BY block_number DESC, log_index DESC LIMIT 1")
    return Address(row[0]) if row else ZERO_ADDRESS
