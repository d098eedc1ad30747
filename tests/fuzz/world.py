"""An index with content of every kind, and the ids, addresses, tags and cursors that are in it."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.settings import Settings
from tests.helpers.client import Client
from tests.helpers.fake_dao import FakeDao
from tests.helpers.index import new_index
from tests.helpers.random_life import live

NOWHERE = "http://127.0.0.1:9"
"""Where no node answers: whoever serves follows no chain."""
_LISTS = (
    "/proposals",
    "/proposals/{id}/votes",
    "/proposals/{id}/nonvoters",
    "/participation",
    "/accounts/{address}/votes",
    "/accounts/{address}/power",
    "/accounts/{address}/delegations",
    "/holders",
    "/delegates",
)
"""What comes in pages."""


class World(NamedTuple):
    """Where the index is, and what can be asked of it."""

    deployment: Path
    database_url: str
    known: Path
    """A file of values that exist: by parameter, and cursors by list."""


def make_world(folder: Path, database_url: str, seed: int, blocks: int = 300) -> World:
    """A DAO that lived by chance, indexed; and the files that a service and schemathesis need.

    Raises:
        AssertionError: chance left some list empty.
    """
    dao = FakeDao()
    live(dao, Random(seed), blocks)
    index = new_index(dao, database_url)
    index.follow()
    index.database.close()
    deployment = folder / "deployment.json"
    deployment.write_text(dao.deployment.model_dump_json())
    settings = Settings(deployment=deployment, database_url=database_url, rpc_url=NOWHERE, rate_per_second=0)
    app = create_site(settings, with_indexer=False)
    known = folder / "known.json"
    known.write_text(json.dumps(_known(app)))
    app.state.context.database.close()
    return World(deployment, database_url, known)


def _known(app: FastAPI) -> dict[str, Any]:
    client = Client(app)

    def ask(path: str, **query: Any) -> Any:
        answer = client.get(f"/api/v1{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    proposals = ask("/proposals", limit=100)["items"]
    participation = ask("/participation", limit=100)["items"]
    ids = {
        "id": [each["id"] for each in proposals],
        "address": [each["address"] for each in ask("/delegates", limit=100)["items"]],
        "person_tag": [each["person_tag"] for each in ask("/holders")["items"]],
    }
    asked = [each["proposal_id"] for each in participation if each["token_house"]["asked"]]
    frozen = [each for each in ids["id"] if client.get(f"/api/v1/proposals/{each}/tree").status_code == 200]
    assert frozen, "a poor world: try another seed"
    assert all(ids.values()), "a poor world: try another seed"
    return {
        **ids,
        "frozen": frozen,
        "time": [each["created"] for each in proposals],
        "cursors": {
            path: _cursors(ask, path, ids | {"id": asked} if "nonvoters" in path else ids) for path in _LISTS
        },
    }


def _cursors(ask: Callable[..., Any], path: str, ids: dict[str, list[str]]) -> list[str]:
    """`next_cursor` of a list's first pages."""
    names = [name for name in ids if f"{{{name}}}" in path]
    paths = [path.replace(f"{{{name}}}", value) for name in names for value in ids[name]] or [path]
    found = {ask(each, limit=limit)["next_cursor"] for each in paths for limit in (1, 2)} - {None}
    assert found, f"a poor world: try another seed, {path} has one page"
    return sorted(found)
