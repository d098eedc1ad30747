"""Accreditations of issuers, and what came of them."""

from typing import NamedTuple

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.words import End
from lexiarch.store.database import Reader


class IssuerRecord(NamedTuple):
    """The last word on one accreditation, with its counts."""

    number: int
    issuer: Address
    schema: Hash32
    valid_from: int
    valid_until: int
    withdrawn: int
    kind: int
    definition: str
    attestations: int
    live_holders: int
    revoked: int


# `valid_from` is that of the grant: a withdrawal does not say it again.
_ACCREDITATIONS = """
SELECT c.number, c.issuer, c.schema,
    (SELECT g.valid_from FROM accreditation g WHERE g.number = c.number AND g.withdrawn = 0
        ORDER BY g.block_number DESC, g.log_index DESC LIMIT 1),
    c.valid_until, c.withdrawn, s.kind, s.definition
FROM accreditation c JOIN id_schema s ON s.uid = c.schema
WHERE NOT EXISTS (SELECT 1 FROM accreditation l WHERE l.number = c.number
    AND (l.block_number, l.log_index) > (c.block_number, c.log_index))
ORDER BY c.number
"""

_BY_ACT = f"<> '{End.SWEPT}'"
_BY_DAO = f"= '{End.REVOKED}'"
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
    sum(CASE WHEN {_ended(_BY_DAO)} THEN 1 ELSE 0 END)
FROM attestation a GROUP BY a.issuer, a.schema
"""


def load_issuers(reader: Reader, now: int) -> list[IssuerRecord]:
    """Every accreditation that was ever given, by number."""
    counts = {(issuer, schema): numbers for issuer, schema, *numbers in reader.all(_COUNTS, (now,))}
    return [
        IssuerRecord(*row, *(int(count) for count in counts.get((row[1], row[2]), (0, 0, 0))))
        for row in reader.all(_ACCREDITATIONS)
    ]


def load_schema_definitions(reader: Reader) -> list[tuple[bytes, str]]:
    """Uid and definition of every schema, whether anybody may attest it or not."""
    return [(uid, definition) for uid, definition in reader.all("SELECT uid, definition FROM id_schema")]


def load_issuers_in_force(reader: Reader, now: int) -> int:
    """Number of accreditations that let their issuer attest at a time."""
    return sum(not row[5] and row[3] <= now < row[4] for row in reader.all(_ACCREDITATIONS))
