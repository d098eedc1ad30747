from pathlib import Path

from fastapi import FastAPI

from lexiarch.dashboard.static_files import AssetFiles, asset_url
from tests.helpers.asgi import get


def test_the_address_changes_with_the_content_and_only_then(tmp_path: Path) -> None:
    script = tmp_path / "main.js"
    script.write_text("one")
    first = asset_url(tmp_path, "main.js")
    assert asset_url(tmp_path, "main.js") == first
    script.write_text("two")
    assert asset_url(tmp_path, "main.js") != first


def test_a_bundle_that_is_not_built_has_plain_addresses(tmp_path: Path) -> None:
    assert asset_url(tmp_path, "main.js") == "/static/main.js"


def test_only_addresses_that_name_their_content_are_kept_for_ever(tmp_path: Path) -> None:
    (tmp_path / "chunks").mkdir()
    for name in ("main.js", "chunks/acts-ABC.js"):
        (tmp_path / name).write_text("1")
    app = FastAPI()
    app.mount("/static", AssetFiles(directory=tmp_path))
    caching = {
        path: get(app, f"/static/{path}").headers["cache-control"]
        for path in ("main.js", "main.js?v=abc", "chunks/acts-ABC.js")
    }
    assert caching["main.js"] == "no-cache"
    assert "immutable" in caching["main.js?v=abc"]
    assert "immutable" in caching["chunks/acts-ABC.js"]
