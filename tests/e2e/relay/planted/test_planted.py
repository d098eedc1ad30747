"""The tests of the relay can fail: each fault that is planted in it is found by the tests named for it.

A few in every run; all of them in `make audit-relay`.
"""

import importlib
import inspect
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.relay.conftest import Assembly
from tests.e2e.relay.planted.faults import FAULTS
from tests.helpers.relay import PLANTED, relaying

pytestmark = [pytest.mark.chain, pytest.mark.slow, pytest.mark.timeout(400)]

ALL = bool(os.environ.get("PLANT_ALL"))
SEARCHES = [
    (name, finder)
    for name, fault in FAULTS.items()
    for finder in (fault.finders if ALL else fault.finders[:1])
    if ALL or fault.quick
]


@pytest.mark.parametrize(("fault", "finder"), SEARCHES, ids=lambda part: part.rpartition(".")[2])
def test_a_fault_planted_in_a_relay_is_found(
    fault: str,
    finder: str,
    assembly: Assembly,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    module, _, function = finder.rpartition(".")
    test = getattr(importlib.import_module(f"tests.e2e.relay.{module}"), function)
    monkeypatch.setenv(PLANTED, fault)
    with pytest.raises(AssertionError) as found:
        play(test, assembly, tmp_path)
    words = str(found.value)
    assert "the relay's start" not in words, "a relay that does not start shows nothing"
    record_property("fault", fault)
    record_property("finder", function)
    record_property("words", " ".join(words.split())[:200])


def play(test: Callable[..., None], assembly: Assembly, folder: Path) -> None:
    """Runs a test with what it asks for."""
    wanted = inspect.signature(test).parameters
    given: dict[str, Any] = {"assembly": assembly, "tmp_path": folder, "record_property": lambda *_: None}
    with ExitStack() as stack:
        if "relay" in wanted:
            given["relay"] = stack.enter_context(relaying(assembly.dao, folder, replace_seconds=0.5))
            if "nonces" in test.__module__:
                assembly.dao.rpc("evm_setAutomine", False)
        test(**{name: given[name] for name in wanted})
