import pytest

from lexiarch.dashboard.errors import create_error_page
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import DatabaseUnavailable, LexiarchError, ParameterInvalid, ProposalNotFound
from lexiarch.settings import Settings
from lexiarch.store.database import Database, open_database
from tests.helpers.html import Html


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (ProposalNotFound(7), "There is no such page"),
        (ParameterInvalid("<b> is wrong.", "Use a."), "That cannot be read"),
        (LexiarchError("It broke.", "Try again."), "Something went wrong"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_to_do(
    error: LexiarchError, title: str, database: Database, deployment: Deployment
) -> None:
    answer = create_error_page(database, deployment, Settings())(error)
    page = Html(bytes(answer.body).decode())
    assert answer.status_code == error.status_code
    assert page.one("h1").text == title
    assert error.message in page.test_id("error").text
    assert error.remedy in page.test_id("error").text
    page.test_id("freshness")


def test_a_lost_database_still_gets_a_page_and_another_try(deployment: Deployment) -> None:
    nowhere = open_database("sqlite:////nowhere/at/all/index.db")
    answer = create_error_page(nowhere, deployment, Settings())(DatabaseUnavailable("it is gone"))
    page = Html(bytes(answer.body).decode())
    assert not page.all(data_testid="freshness")
    assert answer.headers["refresh"] == "5"
