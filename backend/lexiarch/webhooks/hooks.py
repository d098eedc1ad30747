"""Who wants to be told of what: the file that LEXIARCH_WEBHOOKS names. docs/webhooks.md describes it."""

import base64
import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.words import Change
from lexiarch.web.outbound.target import Target, check_url, target_of

_SECRET_BYTES = range(24, 65)


def _read_secret(text: object) -> bytes:
    if not isinstance(text, str) or not text.startswith("whsec_"):
        raise ValueError("a secret begins with whsec_")
    try:
        secret = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise ValueError("a secret is whsec_ and base64") from None
    if len(secret) not in _SECRET_BYTES:
        raise ValueError("a secret has 24 to 64 bytes")
    return secret


def _read_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


Secret = Annotated[bytes, BeforeValidator(_read_secret)]


class Hook(BaseModel):
    """One service that is told of changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    url: str
    secret: Annotated[
        list[Secret], BeforeValidator(_read_list), Field(min_length=1, max_length=4, repr=False)
    ]
    """The first signs, and while it is changed the others, too."""
    kinds: frozenset[Change] = frozenset()
    """Empty: all."""
    subject: str = ""
    """Empty: all."""
    allow_private: bool = False
    """Whether the receiver may be in this network, and without TLS."""

    @property
    def target(self) -> Target:
        """Where to send."""
        return target_of(self.url)

    def wants(self, kind: str, subject: str) -> bool:
        """Whether it asked for such a change."""
        return (not self.kinds or kind in self.kinds) and self.subject.lower() in ("", subject.lower())

    @model_validator(mode="after")
    def _check_url(self) -> Self:
        check_url(self.url, allow_private=self.allow_private)
        return self


def load_hooks(path: str) -> list[Hook]:
    """Reads the file; no file, no hooks.

    Raises:
        SettingsInvalid: it cannot be read or is wrong; the message names the hook and never a secret.
    """
    if not path:
        return []
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, f"it cannot be read: {error}") from None
    return [_load_hook(path, name, table) for name, table in tables.items()]


def _load_hook(path: str, name: str, table: object) -> Hook:
    if not isinstance(table, dict):
        raise _wrong(path, f"{name} stands outside a table; each hook is a [name] of its own")
    try:
        return Hook.model_validate({"name": name} | table)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False)[0]
        where = " ".join([f"[{name}]", *(str(part) for part in fault["loc"])])
        raise _wrong(path, f"{where}: {fault['msg'].removeprefix('Value error, ')}") from None


def _wrong(path: str, why: str) -> SettingsInvalid:
    return SettingsInvalid(
        f"The file of webhooks {path} is wrong: {why}.", "Correct it; docs/webhooks.md describes it."
    )
