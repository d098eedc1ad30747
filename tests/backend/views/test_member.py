from lexiarch.domain.words import CaseStep, End, IdState
from lexiarch.store.database import Database
from lexiarch.views.member import build_issuer_terms, build_member
from lexiarch.views.member_models import MemberId
from lexiarch.views.text import address_text, hash_text
from tests.helpers.builders import ORGANISATION_SCHEMA, START, History, account, tag


def member(database: Database, number: int) -> MemberId:
    with database.read() as reader:
        return build_member(reader, account(number))


def test_an_account_that_nobody_has_seen_has_no_id(index: Database, history: History) -> None:
    history.schema().accredit(1).save(index)
    found = member(index, 1)
    assert (found.state, found.attestation, found.attestations) == (IdState.NONE, None, [])
    assert (found.case, found.recovery, found.request) == (None, None, None)
    assert [term.issuer for term in found.renewers] == [address_text(account(900))]


def test_a_renewal_takes_the_place_of_the_attestation_before(index: Database, history: History) -> None:
    history.schema().at(5).attest(1, 1, until=100).at(50).attest(1, 1, until=500, since=5).save(index)
    found = member(index, 1)
    assert [(each.given, each.since, each.renewed, each.in_force) for each in found.attestations] == [
        (START + 50, START + 5, False, True),
        (START + 5, START + 5, True, False),
    ]
    assert found.attestation == found.attestations[0]
    assert found.attestations[1].ended is None
    assert found.attestations[0].schema_definition == "A living human being."
    history.at(60).end(1, 1, End.EXITED).save(index)
    assert [each.ended for each in member(index, 1).attestations] == [START + 60, None]


def test_how_an_id_ended_is_told_to_nobody(index: Database, history: History) -> None:
    history.schema().at(5).attest(1, 1).attest(2, 2).open_case(1, 1)
    history.at(200).end(1, 1, End.REVOKED).case_step(1, CaseStep.UPHELD).end(2, 2, End.EXITED).save(index)
    one, two = member(index, 1), member(index, 2)
    assert (one.state, one.case, one.attestation) == (IdState.ENDED, None, None)
    assert "revoked" not in one.model_dump_json()
    public = {"state", "case", "recovery", "request", "renewers"}
    assert one.model_dump(include=public) == two.model_dump(include=public)
    assert one.attestations[0].ended == two.attestations[0].ended == START + 200


def test_the_state_follows_time_suspension_and_moves(index: Database, history: History) -> None:
    history.schema().at(5).attest(1, 1, until=90).attest(2, 2).suspend(2, 300).attest(3, 3)
    history.at(100).end(3, 3, End.MOVED).attest(3, 4).save(index)
    states = [member(index, number).state for number in (1, 2, 3, 4)]
    assert states == [IdState.EXPIRED, IdState.SUSPENDED, IdState.MOVED, IdState.LIVE]
    assert member(index, 1).attestations[0].ended is None
    assert not member(index, 1).attestations[0].in_force
    assert member(index, 2).attestations[0].in_force


def test_a_case_is_told_while_it_is_pending_and_no_longer(index: Database, history: History) -> None:
    history.schema().at(5).attest(1, 1).open_case(1, 1).save(index)
    case = member(index, 1).case
    assert case is not None
    assert case.appeal_until == START + 105
    history.at(50).case_step(1, CaseStep.DISMISSED).save(index)
    assert member(index, 1).case is None


def test_a_request_is_told_to_both_accounts(index: Database, history: History) -> None:
    history.schema().at(1).accredit(1).at(5).attest(1, 1).at(20).ask_for(1, 1, 2, until=9000).save(index)
    old, new = member(index, 1), member(index, 2)
    assert old.recovery is not None
    assert new.request is not None
    assert (old.recovery.new_holder, old.request) == (address_text(account(2)), None)
    assert (new.request.holder, new.request.person_tag) == (address_text(account(1)), hash_text(tag(1)))
    assert (new.request.started, new.request.ready_at) == (START + 20, START + 120)
    assert new.request.expiration_time == START + 9000
    history.at(30).end(1, 1, End.EXITED).save(index)
    assert member(index, 2).request is None


def test_only_issuers_in_force_of_the_same_kind_can_renew(index: Database, history: History) -> None:
    history.schema().schema(ORGANISATION_SCHEMA, 2, "A legal body.").at(5)
    history.accredit(1, 901).accredit(2, 902, until=50).accredit(3, 903, suspended_until=500)
    history.accredit(4, 904, schema=ORGANISATION_SCHEMA).accredit(5, 905).withdraw(5, 905)
    history.at(100).attest(1, 1, issuer=902).save(index)
    assert [term.number for term in member(index, 1).renewers] == [1]
    assert [term.number for term in member(index, 2).renewers] == [1, 4]
    with index.read() as reader:
        terms = build_issuer_terms(reader)
    assert [(term.number, term.withdrawn, term.suspended_until) for term in terms] == [
        (1, False, None),
        (2, False, None),
        (3, False, START + 500),
        (4, False, None),
        (5, True, None),
    ]
