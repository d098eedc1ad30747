"""An index with content of every kind, and the ids, addresses, tags and cursors that are in it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from fastapi import FastAPI

from lexiarch.app import create_site
from lexiarch.domain.chain import Address
from lexiarch.proofs.standing import load_standing_now
from lexiarch.settings import Settings
from lexiarch.store.database import Reader
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
    private_url: str
    """Of the database in which sessions are."""
    known: Path
    """A file of values that exist: by parameter, and cursors by list; and who can sign in."""

    @property
    def where(self) -> dict[str, object]:
        """Settings of a service for it."""
        return {
            "deployment": self.deployment,
            "database_url": self.database_url,
            "private_database_url": self.private_url,
        }


def make_world(folder: Path, database_url: str, seed: int, *, private_url: str = "") -> World:
    """A DAO that lived by chance, indexed; and the files that a service and schemathesis need.

    Raises:
        AssertionError: chance left some list empty.
    """
    dao = FakeDao()
    live(dao, Random(seed), 300)
    index = new_index(dao, database_url)
    index.follow()
    index.database.close()
    deployment = folder / "deployment.json"
    deployment.write_text(dao.deployment.model_dump_json())
    settings = Settings(deployment=deployment, database_url=database_url, rpc_url=NOWHERE, rate_per_second=0)
    app = create_site(settings, with_indexer=False)
    private_url = private_url or f"sqlite:///{folder / 'private.db'}"
    found = _known(app)
    with app.state.context.database.read() as reader:
        found["holders"] = list(_live_holders(reader, found["holders"]))
    assert found["holders"], "a poor world: try another seed"
    known = folder / "known.json"
    known.write_text(json.dumps(found | {"private": private_url}))
    app.state.context.database.close()
    return World(deployment, database_url, private_url, known)


def _live_holders(reader: Reader, accounts: list[str]) -> Iterator[tuple[str, str]]:
    """Accounts with live iDs, and their person tags."""
    for account in accounts:
        if standing := load_standing_now(reader, Address(bytes.fromhex(account[2:]))):
            yield account, "0x" + standing.person_tag.hex()


def _known(app: FastAPI) -> dict[str, Any]:
    client = Client(app)

    def ask(path: str, **query: Any) -> Any:
        answer = client.get(f"/api/v1{path}", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    proposals = ask("/proposals", limit=100)["items"]
    participation = ask("/participation", limit=100)["items"]
    holders = ask("/holders", limit=100)["items"]
    ids = {
        "id": [each["id"] for each in proposals],
        "address": [each["address"] for each in ask("/delegates", limit=100)["items"]],
        "person_tag": [each["person_tag"] for each in holders],
    }
    asked = [each["proposal_id"] for each in participation if each["token_house"]["asked"]]
    frozen = [each for each in ids["id"] if client.get(f"/api/v1/proposals/{each}/tree").status_code == 200]
    assert frozen, "a poor world: try another seed"
    assert all(ids.values()), "a poor world: try another seed"
    return {
        **ids,
        "frozen": frozen,
        "holders": [each["holder"] for each in holders],
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
