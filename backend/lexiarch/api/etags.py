"""Answers that have not changed are not made again: entity tags (RFC 9110, 8.8.3) from the index's state.

The tag is known before the answer is built, and is never newer than what was built under it: when the index
moves between the two, a client keeps the newer answer under the older tag, and asks once too often.
"""

from collections.abc import Callable, Coroutine
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute

from lexiarch.api.memo import Memo
from lexiarch.api.shared import Shared
from lexiarch.store.database import Database
from lexiarch.views.version import build_version

_CACHE_CONTROL: Final = "no-cache"
"""May be kept, and must be asked for again each time."""


class Tags:
    """Makes tags, and keeps what was answered under them.

    Args:
        identity: what else answers depend on beside the index: program, deployment, settings.
    """

    def __init__(self, database: Database, identity: str) -> None:
        self._database = database
        self._identity = identity
        self._versions = {
            with_status: Shared(partial(self._read_version, with_status)) for with_status in (False, True)
        }
        self.memo = Memo()

    async def make(self, url: str, variant: str, *, with_status: bool) -> str:
        """The tag of what an address answers now.

        Args:
            variant: which of several answers for different readers.
        """
        version = await self._versions[with_status].get()
        return f'W/"{_digest(self._identity, version, url, variant)}"'

    def _read_version(self, with_status: bool) -> str:
        with self._database.read() as reader:
            return build_version(reader, with_status=with_status)


class TaggedRoute(APIRoute):
    """A route whose answer is a function of the index. The application's state must hold `tags`."""

    with_status: ClassVar[bool] = False
    vary: ClassVar[str] = ""
    """Headers of a request that choose the variant."""

    @staticmethod
    def variant() -> str:
        """Which of several answers this reader gets. They have different tags."""
        return ""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answers 304 to a client that has the present answer."""
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            tags: Tags = request.app.state.tags
            tag = await tags.make(str(request.url), self.variant(), with_status=self.with_status)
            known = request.headers.get("if-none-match", "")
            if has_present(request, tag):
                return self._not_modified(tag)
            response = await tags.memo.answer(tag, lambda: self._make(answer, request, tag))
            if response.status_code == 200 and known.strip() == "*":
                return self._not_modified(tag)
            return response

        return handle

    def _not_modified(self, tag: str) -> Response:
        vary = {"Vary": self.vary} if self.vary else {}
        return not_modified({"ETag": tag, "Cache-Control": _CACHE_CONTROL, **vary})

    @staticmethod
    async def _make(
        answer: Callable[[Request], Coroutine[Any, Any, Response]], request: Request, tag: str
    ) -> Response:
        response = await answer(request)
        if response.status_code == 200:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = _CACHE_CONTROL
        return response


class StatusRoute(TaggedRoute):
    """One that also says how fresh the index is, as every page does."""

    with_status: ClassVar[bool] = True


def program_digest() -> str:
    """Digest of this program: the same on every machine that runs the same."""
    root = Path(str(files("lexiarch")))
    digest = sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root)} {path.stat().st_size} ".encode() + path.read_bytes())
    return digest.hexdigest()


def _listed(header: str) -> set[str]:
    """Tags of an If-None-Match; they are compared weakly, so that a proxy's strong ones do, too."""
    tags = (tag.strip() for tag in header.split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags}


def has_present(request: Request, tag: str) -> bool:
    """Whether the client has the answer with this tag."""
    return tag in _listed(request.headers.get("if-none-match", ""))


def not_modified(headers: dict[str, str]) -> Response:
    """What such a client is answered."""
    return Response(status_code=304, headers=headers)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
