"""The built bundle: addresses that change with the content, so that no browser keeps a stale file."""

import hashlib
from os import PathLike
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_EVER = "public, max-age=31536000, immutable"


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
    """Static files; a versioned address and a chunk (its name holds its hash) are kept for ever."""

    def __init__(self, *, directory: str | PathLike[str]) -> None:
        super().__init__(directory=directory, check_dir=False)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        fixed = path.startswith("chunks") or scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = _FOR_EVER if fixed and response.status_code < 400 else "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
