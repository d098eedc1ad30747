"""The built bundle: addresses that change with the content, so that no browser keeps a stale file."""

import hashlib
import mimetypes
from os import PathLike
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_EVER: Final = "public, max-age=31536000, immutable"
_NAMED_BY_CONTENT: Final = ("chunks", "prover")
"""Folders of files whose names hold their hashes."""
_PROVER_POLICY: Final = "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'"
"""A worker has the policy of its script: this one compiles the circuit, and can connect to nothing."""


def asset_url(folder: Path, name: str) -> str:
    """Address of a built file, with a part of its hash; without it while the bundle is not built."""
    try:
        content = (folder / name).read_bytes()
    except FileNotFoundError:
        return f"/static/{name}"
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def chunk_url(folder: Path, name: str) -> str | None:
    """Address of a chunk that is loaded when it is needed; None while there is none."""
    found = next(folder.glob(f"chunks/{name}-*.js"), None)
    return f"/static/chunks/{found.name}" if found else None


class AssetFiles(StaticFiles):
    """Static files; a versioned address and one that holds a hash are kept for ever.

    Where the bundler left a compressed file beside one, clients that take it get that.
    """

    def __init__(self, *, directory: str | PathLike[str]) -> None:
        super().__init__(directory=directory, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        compressed = _takes_gzip(scope) and self.lookup_path(f"{path}.gz")[1] is not None
        response = await super().get_response(f"{path}.gz" if compressed else path, scope)
        fixed = path.startswith(_NAMED_BY_CONTENT) or scope.get("query_string", b"").startswith(b"v=")
        good = response.status_code < 400
        response.headers["Cache-Control"] = _FOR_EVER if fixed and good else "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Vary"] = "Accept-Encoding"
        if good and "content-type" in response.headers:
            response.headers["Content-Type"] = _media_type(path)
        if compressed:
            response.headers["Content-Encoding"] = "gzip"
        if path.startswith("prover"):
            response.headers["Content-Security-Policy"] = _PROVER_POLICY
        return response


def _takes_gzip(scope: Scope) -> bool:
    """Whether the client takes it; one that is particular about it (`gzip;q=0`) does not."""
    names = Headers(scope=scope).get("accept-encoding", "").split(",")
    return "gzip" in (name.strip() for name in names)


def _media_type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
