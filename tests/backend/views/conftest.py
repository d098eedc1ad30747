"""A history to tell, and the deployment that it is of."""

import pytest

from lexiarch.domain.deployment import Deployment
from lexiarch.store.database import Database
from lexiarch.store.schema import prepare_schema
from tests.helpers.builders import History, make_deployment


@pytest.fixture
def deployment() -> Deployment:
    return make_deployment()


@pytest.fixture
def index(database: Database, deployment: Deployment) -> Database:
    """A database with tables, and nothing in them."""
    prepare_schema(database, deployment)
    return database


@pytest.fixture
def history() -> History:
    """A DAO that begins: 1000 tokens, 10 persons, quorums of 10 % and 20 %."""
    return History().founded()
