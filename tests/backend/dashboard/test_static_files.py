import gzip
import hashlib
import json
from pathlib import Path

import pytest
from fastapi import FastAPI

from lexiarch.dashboard import STATIC_DIR
from lexiarch.dashboard.static_files import AssetFiles, asset_url
from scripts.node_tools import ROOT
from tests.helpers.asgi import get
from tests.helpers.client import Client


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
    for name in ("main.js", "chunks/acts-ABC.js", "prover/key-0a1b.zkey"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    app = FastAPI()
    app.mount("/static", AssetFiles(directory=tmp_path))
    caching = {
        path: get(app, f"/static/{path}").headers["cache-control"]
        for path in (
            "main.js",
            "main.js?v=abc",
            "chunks/acts-ABC.js",
            "prover/key-0a1b.zkey",
        )
    }
    assert caching["main.js"] == "no-cache"
    assert "immutable" in caching["main.js?v=abc"]
    assert "immutable" in caching["chunks/acts-ABC.js"]
    assert "immutable" in caching["prover/key-0a1b.zkey"]


@pytest.fixture
def served(tmp_path: Path) -> FastAPI:
    """A script that was compressed, one that was not, and a prover."""
    (tmp_path / "prover").mkdir()
    for name in ("main.js", "prover/prover-AB.js", "prover/key-0a1b.zkey"):
        (tmp_path / name).write_text("plain")
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"plain"))
    (tmp_path / "other.js").write_text("plain")
    app = FastAPI()
    app.mount("/static", AssetFiles(directory=tmp_path))
    return app


@pytest.mark.parametrize(
    ("path", "accepted", "encoding"),
    [
        ("main.js", "gzip, deflate, br", "gzip"),
        ("main.js", "br, gzip;q=0", None),
        ("main.js", "", None),
        ("other.js", "gzip", None),
        ("prover/key-0a1b.zkey", "br,gzip", "gzip"),
    ],
)
def test_what_was_compressed_is_sent_so_to_those_who_take_it(
    served: FastAPI, path: str, accepted: str, encoding: str | None
) -> None:
    answer = Client(served).get(f"/static/{path}", headers={"Accept-Encoding": accepted})
    assert (answer.status_code, answer.text) == (200, "plain")
    assert answer.headers.get("content-encoding") == encoding
    kind = "application/octet-stream" if path.endswith("zkey") else "text/javascript; charset=utf-8"
    assert answer.headers["content-type"] == kind
    assert answer.headers["vary"] == "Accept-Encoding"


def test_the_prover_may_compile_and_connect_to_nothing(served: FastAPI) -> None:
    policy = get(served, "/static/prover/prover-AB.js").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'wasm-unsafe-eval'")
    assert "connect-src" not in policy
    assert "content-security-policy" not in get(served, "/static/main.js").headers


def test_the_files_for_proofs_are_the_pinned_ones_and_small_enough() -> None:
    """Of the bundle as it is built: 3.5 MB are what a member's first secret ballot may cost."""
    folder = STATIC_DIR / "prover"
    pinned = json.loads((ROOT / "scripts" / "circuits.json").read_text())["16"]
    total = 0
    for kind, sha256 in pinned.items():
        name = f"semaphore-16-{sha256[:12]}.{kind}"
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256
        total += (folder / f"{name}.gz").stat().st_size
    (script,) = folder.glob("prover-*.js")
    total += Path(f"{script}.gz").stat().st_size
    assert total < 3_500_000
    assert "GNU GENERAL PUBLIC LICENSE" in (folder / "LICENSE.txt").read_text()
