import pytest

from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName
from lexiarch.domain.errors import IssuerNotFound
from lexiarch.domain.tree import DAY
from lexiarch.domain.words import AccreditationStep, CaseStep, End, Step
from lexiarch.store.database import Database
from lexiarch.views.issuer_models import IssuerRecord
from lexiarch.views.issuers import build_issuer, build_issuers, build_schema_definitions
from lexiarch.views.models import Issuer
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import (
    NEVER,
    ORGANISATION_SCHEMA,
    PERSON_SCHEMA,
    START,
    History,
    account,
    hash32,
    tag,
)


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


def issuer(database: Database, number: int = 900) -> IssuerRecord:
    with database.read() as reader:
        return build_issuer(reader, account(number))


def test_who_was_never_accredited_is_no_issuer(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1, 900).save(index)
    with pytest.raises(IssuerNotFound):
        issuer(index, 901)


def test_the_history_tells_every_act_and_what_time_did(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1, until=100).accredit(2, 901, until=60)
    history.at(20).accredit(1, until=90, cap=5)
    history.at(30).accredit(1, until=90, cap=5, signer=b"\1" * 20, step=AccreditationStep.SIGNER_SET)
    history.at(40).accredit(
        1, until=90, cap=5, signer=b"\1" * 20, suspended_until=70, step=AccreditationStep.SUSPENDED
    )
    history.at(95).accredit(1, until=200).at(120).withdraw(1).at(130).save(index)
    (found,) = issuer(index).accreditations
    assert [(event.act.value, event.time - START) for event in found.history] == [
        ("granted", 10),
        ("changed", 20),
        ("signer_changed", 30),
        ("suspended", 40),
        ("ran_out", 90),
        ("granted", 95),
        ("withdrawn", 120),
    ]
    changed, keyed, stopped, over = found.history[1:5]
    assert (changed.daily_cap, changed.valid_until) == (5, START + 90)
    assert (changed.signer, keyed.signer) == (None, "0x" + "01" * 20)
    assert (keyed.suspended_until, stopped.suspended_until) == (None, START + 70)
    assert (stopped.tx_hash is None, over.tx_hash) == (False, None)
    (other,) = issuer(index, 901).accreditations
    assert [event.act.value for event in other.history] == ["granted", "ran_out"]


def test_a_term_that_runs_until_now_has_run_out(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1, until=50).at(49).save(index)
    assert [event.act.value for event in issuer(index).accreditations[0].history] == ["granted"]
    history.at(50).save(index)
    assert issuer(index).accreditations[0].history[-1].act.value == "ran_out"
    assert not issuer(index).may_attest


def test_an_act_names_the_proposal_that_called_for_it(index: Database, history: History) -> None:
    register = ContractName.ISSUER_REGISTRY
    accredit = "accredit(address,bytes32,uint48,uint32)"
    of = (account(900), PERSON_SCHEMA)
    calls = [encode_call(register, accredit, *of, START + 900, cap) for cap in (100, 7)]
    withdrawal = encode_call(register, "withdraw(address,bytes32)", *of)
    history.at(10).schema()
    for number, call in ((1, calls[0]), (2, calls[1]), (3, withdrawal)):
        history.propose(number, f"# Proposal {number}", actions=((account(1), 0, call),))
    history.at(20).accredit(1, until=900).at(30)
    with history.one_transaction():
        history.step(1, Step.EXECUTED).accredit(1, until=900, cap=7).step(2, Step.EXECUTED)
    history.at(40)
    with history.one_transaction():
        history.withdraw(1).step(3, Step.EXECUTED)
    history.save(index)
    named = [(event.proposal_id, event.proposal_title) for event in issuer(index).accreditations[0].history]
    assert named == [(None, None), (2, "Proposal 2"), (3, "Proposal 3")]


def test_the_use_of_the_day_counts_what_began_and_what_a_recovery_asked_for(
    index: Database, history: History
) -> None:
    midnight = DAY - START % DAY
    history.at(10).schema().accredit(1).accredit(2, 901).attest(1, 1).attest(2, 2)
    history.at(midnight).attest(3, 3).attest(4, 4, issuer=901)
    history.at(midnight + 10).attest(1, 1, since=10).ask_for(2, 2, 22)
    history.at(midnight + 20).move(2, 2, 22).save(index)
    assert issuer(index).accreditations[0].used_today == 2  # 3 began, 2 was asked for; 1 was renewed
    assert issuer(index, 901).accreditations[0].used_today == 1
    history.at(midnight + DAY).save(index)
    assert issuer(index).accreditations[0].used_today == 0


def test_cases_are_counted_by_what_came_of_them(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1)
    for person in range(1, 8):
        history.attest(person, person, until=250 if person == 5 else NEVER)
    history.at(20)
    for person in range(1, 8):
        history.open_case(person, person)
    history.at(30).case_step(1, CaseStep.DISMISSED).case_step(2, CaseStep.WITHDRAWN)
    history.end(3, 3, End.EXITED).at(200).case_step(4, CaseStep.UPHELD).end(4, 4, End.REVOKED)
    history.case_step(6, CaseStep.APPEALED).at(300).save(index)
    found = issuer(index).cases
    assert (found.opened, found.pending, found.dismissed, found.withdrawn) == (7, 2, 1, 1)
    assert (found.upheld, found.moot, found.lapsed) == (1, 2, 0)
    history.at(520).save(index)
    assert (issuer(index).cases.pending, issuer(index).cases.lapsed) == (0, 2)


def test_sums_are_those_of_all_accreditations_of_the_issuer(index: Database, history: History) -> None:
    history.at(10).schema().schema(ORGANISATION_SCHEMA, 2).accredit(1, 900)
    history.accredit(2, 900, schema=ORGANISATION_SCHEMA).accredit(3, 901)
    history.attest(1, 1).attest(2, 2, kind=2).attest(3, 3, issuer=901).at(20).end(1, 1, End.REVOKED)
    history.save(index)
    found = issuer(index)
    assert (found.attestations, found.live_holders, found.revoked) == (2, 1, 1)
    assert [each.number for each in found.accreditations] == [1, 2]


def test_nobody_whom_an_issuer_attested_is_named(index: Database, history: History) -> None:
    history.at(10).schema().accredit(1).attest(1, 1).attest(2, 2).open_case(1, 1).save(index)
    told = issuer(index).model_dump_json().lower()
    for who in (1, 2):
        for secret in (account(who), tag(who), hash32("reason", who)):
            assert secret.hex() not in told


def test_a_schema_without_an_issuer_has_its_definition(index: Database, history: History) -> None:
    history.at(10).schema(ORGANISATION_SCHEMA, 2, "A body in a public register.").save(index)
    assert issuers(index) == []
    with index.read() as reader:
        found = build_schema_definitions(reader)
    assert found == {hash_text(ORGANISATION_SCHEMA): "A body in a public register."}
