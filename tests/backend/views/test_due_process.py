"""What is pending about an iD is shown while it is pending, and no longer."""

import pytest

from lexiarch.domain.cases import CasePhase
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.words import CaseStep, End, HolderStatus
from lexiarch.store.database import Database
from lexiarch.views.accounts import build_account
from lexiarch.views.due_process import build_grounds
from lexiarch.views.models import Account
from lexiarch.views.text import address_text
from tests.helpers.builders import START, History, account


@pytest.fixture
def member(history: History) -> History:
    """Account 1 has an iD by accreditation 1."""
    return history.at(10).schema().accredit(1).attest(1, 1, until=5000)


def read(index: Database, deployment: Deployment, who: int = 1, at: int | None = None) -> Account:
    with index.read() as reader:
        return build_account(reader, deployment, account(who), None if at is None else START + at)


def test_a_case_is_shown_with_its_dates_from_notice_to_appeal(
    index: Database, deployment: Deployment, member: History
) -> None:
    member.at(20).open_case(1, 1).save(index)
    case = read(index, deployment).case
    assert case is not None
    assert (case.number, case.phase, case.by_issuer) == (1, CasePhase.OPEN, True)
    assert (case.opened, case.appeal_until, case.decide_until) == (START + 20, START + 120, START + 520)
    assert (case.appealed, case.suspended_until) == (None, None)
    member.at(30).case_step(1, CaseStep.APPEALED).save(index)
    case = read(index, deployment).case
    assert case is not None
    assert (case.phase, case.appealed) == (CasePhase.APPEALED, START + 30)


@pytest.mark.parametrize("step", [CaseStep.DISMISSED, CaseStep.WITHDRAWN])
def test_a_case_that_is_over_is_not_shown(
    index: Database, deployment: Deployment, member: History, step: CaseStep
) -> None:
    member.at(20).open_case(1, 1).at(30).case_step(1, step).save(index)
    assert read(index, deployment).case is None


def test_a_case_lapses_at_its_second(index: Database, deployment: Deployment, member: History) -> None:
    member.at(20).open_case(1, 1).at(519).save(index)
    assert read(index, deployment).case is not None
    member.at(520).save(index)
    assert read(index, deployment).case is None


def test_a_past_time_shows_no_case(index: Database, deployment: Deployment, member: History) -> None:
    member.at(20).open_case(1, 1).at(50).save(index)
    assert read(index, deployment, at=40).case is None


def test_the_suspended_are_no_holders_until_the_second_at_which_it_ends(
    index: Database, deployment: Deployment, member: History
) -> None:
    member.at(20).open_case(1, 1, suspended_until=60).at(59).save(index)
    found = read(index, deployment)
    assert (found.status, found.is_holder) == (HolderStatus.SUSPENDED, False)
    assert found.case is not None
    assert found.case.suspended_until == START + 60
    member.at(60).save(index)
    found = read(index, deployment)
    assert (found.status, found.is_holder) == (HolderStatus.LIVE, True)
    assert found.case is not None
    assert found.case.suspended_until is None


def test_a_request_for_an_id_is_shown_to_its_present_account(
    index: Database, deployment: Deployment, member: History
) -> None:
    member.at(20).ask_for(1, old=1, new=2).save(index)
    recovery = read(index, deployment).recovery
    assert recovery is not None
    assert (recovery.new_holder, recovery.ready_at) == (address_text(account(2)), START + 120)
    assert read(index, deployment, who=2).recovery is None


def test_a_request_is_over_with_its_issuers_accreditation(
    index: Database, deployment: Deployment, member: History
) -> None:
    member.at(20).ask_for(1, old=1, new=2).at(30).withdraw(1).save(index)
    assert read(index, deployment).recovery is None
    member.at(40).accredit(1).save(index)
    assert read(index, deployment).recovery is None


def test_a_request_is_over_with_its_own_term(
    index: Database, deployment: Deployment, member: History
) -> None:
    member.at(20).ask_for(1, old=1, new=2, until=50).at(49).save(index)
    assert read(index, deployment).recovery is not None
    member.at(50).save(index)
    assert read(index, deployment).recovery is None


def test_an_account_whose_id_moved_says_so(index: Database, deployment: Deployment, member: History) -> None:
    member.at(20).end(1, 1, End.MOVED).attest(1, 2).save(index)
    assert read(index, deployment).status is HolderStatus.MOVED
    assert read(index, deployment, who=2).status is HolderStatus.LIVE


def test_grounds_are_listed_with_the_time_of_their_end(index: Database, history: History) -> None:
    history.at(10).ground(1, "Enrolled twice.").ground(2, "Stolen.").at(20).ground(1, retired=True).save(
        index
    )
    with index.read() as reader:
        found = [(item.definition, item.registered, item.retired) for item in build_grounds(reader)]
    assert found == [
        ("Enrolled twice.", START + 10, START + 20),
        ("Stolen.", START + 10, None),
    ]
