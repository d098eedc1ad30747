"""Schemas and accreditations."""

from collections.abc import Callable

from lexiarch.decode.events.issuer_registry import AccreditationWithdrawn, IssuerAccredited, SchemaRegistered
from lexiarch.projection import Projection
from lexiarch.store.tables import AccreditationRow, IdSchemaRow
from tests.helpers.builders import PERSON_SCHEMA, account
from tests.helpers.events import block_of, place

Apply = Callable[..., Projection]


def test_a_schema_is_kept(apply: Apply) -> None:
    projection = apply(block_of(1, SchemaRegistered(PERSON_SCHEMA, 1, "A living person")))
    assert projection.rows == [IdSchemaRow(*place(1), PERSON_SCHEMA, 1, "A living person")]


def test_an_accreditation_is_kept_and_told(apply: Apply) -> None:
    projection = apply(block_of(1, IssuerAccredited(3, account(1), PERSON_SCHEMA, 100, 900, 7)))
    assert projection.rows == [
        AccreditationRow(*place(1), 3, account(1), PERSON_SCHEMA, 100, 900, 7, b"", 0, "accredited")
    ]
    assert [(item.kind, item.subject) for item in projection.changes] == [("issuer", "0x" + account(1).hex())]


def test_a_withdrawal_remembers_when_the_accreditation_began(apply: Apply) -> None:
    first = IssuerAccredited(3, account(1), PERSON_SCHEMA, 100, 900, 7)
    again = IssuerAccredited(3, account(1), PERSON_SCHEMA, 300, 950, 8)
    withdrawn = AccreditationWithdrawn(3, account(1), PERSON_SCHEMA, 400)
    apply(block_of(1, first, IssuerAccredited(4, account(2), PERSON_SCHEMA, 111, 900, 7)))
    expected = AccreditationRow(*place(2), 3, account(1), PERSON_SCHEMA, 100, 400, 7, b"", 0, "withdrawn")
    assert apply(block_of(2, withdrawn)).rows == [expected]
    assert apply(block_of(3, again, withdrawn)).rows[-1] == AccreditationRow(
        *place(3, 1), 3, account(1), PERSON_SCHEMA, 300, 400, 8, b"", 0, "withdrawn"
    )
