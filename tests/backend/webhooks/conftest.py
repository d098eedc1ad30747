"""Hooks as an operator writes them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lexiarch.webhooks.hooks import Hook, load_hooks

SECRET = "whsec_bGV4aWFyY2ggdGVzdCBzZWNyZXQgb2YgMzIgYnl0ZXM="


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], list[Hook]]:
    """Reads hooks from a file with this text."""

    def write_and_load(text: str) -> list[Hook]:
        path = tmp_path / "webhooks.toml"
        path.write_text(text, encoding="utf-8")
        return load_hooks(str(path))

    return write_and_load
