"""A few scripts of each kind, and planted faults; `make audit-index` plays them all."""

import os
import shutil

import pytest

from tests.faults.databases import Databases, PostgresSchemas, SqliteFiles
from tests.faults.parts import BOTH, PARTS, pick
from tests.faults.play import find_fault, searches

pytestmark = pytest.mark.slow


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Databases:
    """A kind of database by its name."""
    if request.param == "postgresql":
        return PostgresSchemas(request.getfixturevalue("postgres_server"))
    return SqliteFiles(request.getfixturevalue("tmp_path"))


_PLAYED = [
    pytest.param(
        name, kind, marks=[pytest.mark.postgres] if kind == "postgresql" else [], id=f"{name}-{kind}"
    )
    for name, part in PARTS.items()
    for kind in part.databases
]


def _need_strace() -> None:
    """Linux only, and installed by .ci/run; `make audit-index` refuses to run without."""
    if not shutil.which("strace"):
        pytest.skip("needs strace")


@pytest.mark.parametrize(("name", "databases"), _PLAYED, indirect=["databases"])
def test_after_any_script_the_index_equals_one_from_zero(name: str, databases: Databases) -> None:
    if name == "disk" and os.geteuid():
        # not every developer is; .ci/run is, and `make audit-index` refuses to run otherwise
        pytest.skip("only root can mount a small disk")
    if name == "writes":
        _need_strace()
    part = PARTS[name]
    with part.play_with(databases) as player:
        for case in pick(player, part.short):
            player.play(case)


@pytest.mark.parametrize("search", [each for each in searches() if each[2] == "sqlite"], ids="-".join)
def test_a_planted_fault_is_found(search: tuple[str, str, str]) -> None:
    if search[1] == "writes":
        _need_strace()
    assert find_fault(*search).words


def test_every_kind_of_database_meets_every_fault_that_it_can_have() -> None:
    assert {kind for part in PARTS.values() for kind in part.databases} == set(BOTH)
    assert [name for name, part in PARTS.items() if tuple(part.databases) != BOTH] == ["restarts"]
