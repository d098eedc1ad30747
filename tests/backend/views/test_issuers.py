from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.issuers import build_issuers, build_schema_definitions
from lexiarch.views.models import Issuer
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import ORGANISATION_SCHEMA, START, History, account


def issuers(database: Database) -> list[Issuer]:
    with database.read() as reader:
        return build_issuers(reader)


def test_an_accreditation_is_in_force_until_its_last_second(index: Database, history: History) -> None:
    history.at(10).schema(definition="A person.").accredit(1, 900, until=50).at(49).save(index)
    (found,) = issuers(index)
    assert (found.accredited, found.withdrawn, found.schema_definition, found.kind) == (
        True,
        False,
        "A person.",
        "person",
    )
    assert (found.valid_from, found.valid_until) == (START + 10, START + 50)
    history.at(50).save(index)
    assert not issuers(index)[0].accredited


def test_a_withdrawn_accreditation_keeps_its_beginning(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1).at(30).withdraw(1).save(index)
    (found,) = issuers(index)
    assert (found.accredited, found.withdrawn) == (False, True)
    assert (found.valid_from, found.valid_until) == (START + 10, START + 30)
    history.at(40).accredit(1).save(index)
    assert (issuers(index)[0].accredited, issuers(index)[0].withdrawn) == (True, False)


def test_accreditations_are_listed_by_number(index: Database, history: History) -> None:
    history.at(10).schema().schema(ORGANISATION_SCHEMA, 2, "A body.").accredit(
        2, 900, schema=ORGANISATION_SCHEMA
    )
    history.accredit(1, 901).save(index)
    assert [(found.number, found.address, found.kind) for found in issuers(index)] == [
        (1, address_text(account(901)), "person"),
        (2, address_text(account(900)), "organisation"),
    ]


def test_what_came_of_an_issuer_is_counted(index: Database, history: History) -> None:
    history.at(10).schema().schema(ORGANISATION_SCHEMA, 2).accredit(1, 900).accredit(2, 901)
    history.accredit(3, 900, schema=ORGANISATION_SCHEMA)
    history.attest(1, 1).attest(2, 2, until=40).attest(3, 3).attest(4, 4).attest(5, 5, kind=2)
    history.at(20).attest(1, 1, since=10)  # a renewal
    history.attest(2, 2, since=10, issuer=901)  # a renewal by another issuer
    history.end(3, 3, End.REVOKED).end(4, 4, End.EXITED)
    history.at(30).attest(3, 33, issuer=901)  # back with another issuer: the end stays with the first
    history.at(50).save(index)
    counts = [(found.attestations, found.live_holders, found.revoked) for found in issuers(index)]
    assert counts == [(5, 1, 1), (2, 2, 0), (1, 1, 0)]


def test_an_id_that_was_revoked_twice_is_counted_with_the_issuer_of_each_time(
    index: Database, history: History
) -> None:
    history.at(10).schema().accredit(1, 900).accredit(2, 901).attest(1, 1).at(20).end(1, 1, End.REVOKED)
    history.at(30).attest(1, 1, issuer=901).at(40).end(1, 1, End.REVOKED).save(index)
    assert [found.revoked for found in issuers(index)] == [1, 1]


def test_a_schema_without_an_issuer_has_its_definition(index: Database, history: History) -> None:
    history.at(10).schema(ORGANISATION_SCHEMA, 2, "A body in a public register.").save(index)
    assert issuers(index) == []
    with index.read() as reader:
        found = build_schema_definitions(reader)
    assert found == {hash_text(ORGANISATION_SCHEMA): "A body in a public register."}
