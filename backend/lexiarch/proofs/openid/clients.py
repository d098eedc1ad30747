"""Websites that may ask: the file that LEXIARCH_CLIENTS names. docs/proofs.md describes it."""

import hmac
import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.proofs.openid.authentication import WALLET
from lexiarch.proofs.openid.claims import CLAIMS
from lexiarch.web.outbound.target import check_url

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_DIGEST = re.compile("[0-9a-f]{64}")


def _read_list(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Client(BaseModel):
    """One website."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str
    name: str = Field(min_length=1, max_length=80)
    """As members know it."""
    purpose: str = Field(min_length=1, max_length=300)
    """Why it asks, in a sentence that members read before they agree."""
    redirect_uris: list[str] = Field(min_length=1, max_length=20)
    secret_sha256: Annotated[list[str], BeforeValidator(_read_list), Field(max_length=4, repr=False)] = []
    """Digests of secrets with 256 random bits; several while one is changed for another."""
    public: bool = False
    """Whether it can keep no secret: an app, or a page's script."""
    means: frozenset[Literal["wallet", "anonymous"]] = Field(frozenset({"wallet"}), min_length=1)
    """How a visitor may prove the status to it; `sub` is another for each."""
    claims: frozenset[str] = frozenset()
    """Scopes that it may ask for, beside `openid`."""
    sector: str = ""
    """Clients of one sector know the same person by the same `sub`; without it, the host of redirect_uris."""
    post_logout_redirect_uris: list[str] = []
    backchannel_logout_uri: str = ""
    allow_private: bool = False
    """Whether backchannel_logout_uri may be in this network, and without TLS."""
    id_token_signed_response_alg: Literal["RS256", "ES256"] = "RS256"

    @property
    def sector_identifier(self) -> str:
        """What its subjects are made for."""
        return self.sector or urlsplit(self.redirect_uris[0]).netloc or self.id

    def knows(self, secret: str) -> bool:
        """Whether a secret is the client's."""
        digest = sha256(secret.encode()).hexdigest()
        return any(hmac.compare_digest(digest, known) for known in self.secret_sha256)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not _ID.fullmatch(self.id):
            raise ValueError("an id is 1 to 64 letters, digits, _, . and -")
        if self.public == bool(self.secret_sha256):
            raise ValueError("give secret_sha256, or public = true, and not both")
        if any(not _DIGEST.fullmatch(digest) for digest in self.secret_sha256):
            raise ValueError("secret_sha256 is 64 hexadecimal digits in lower case: sha256sum of the secret")
        if unknown := self.claims - set(CLAIMS):
            raise ValueError(f"there is no claim {min(unknown)}; there are {', '.join(CLAIMS)}")
        if self.claims and WALLET not in self.means:
            raise ValueError("an anonymous proof tells nothing beside the status: leave claims out")
        for uri in (*self.redirect_uris, *self.post_logout_redirect_uris):
            _check_redirect(uri, self.public)
        if not self.sector and len({urlsplit(uri).netloc for uri in self.redirect_uris}) > 1:
            raise ValueError("redirect_uris of several hosts need a sector")
        if self.backchannel_logout_uri:
            check_url(self.backchannel_logout_uri, allow_private=self.allow_private)
        return self


def _check_redirect(uri: str, public: bool) -> None:
    if not re.fullmatch(r"[!-~]+", uri) or re.search(r"[\\\"'<>^`{|};,*]", uri):
        raise ValueError("a redirect URI may hold visible ASCII only, and no \\ \" ' < > ^ ` { | } ; , *")
    url = urlsplit(uri)
    if url.fragment or uri.endswith("#"):
        raise ValueError(f"{uri} may hold no fragment")
    if url.scheme == "https" and url.hostname and "@" not in url.netloc:
        return
    if url.scheme == "http" and url.hostname in _LOOPBACK and "@" not in url.netloc:
        return
    if public and re.fullmatch(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+", url.scheme) and not url.netloc:
        return
    raise ValueError(
        f"{uri} must begin with https:// (http:// on this machine only; an app of its own with its domain "
        "turned round, such as com.example.app:/signed-in)"
    )


def load_clients(path: str) -> Mapping[str, Client]:
    """Reads the file, clients by id; no file, no clients.

    Raises:
        SettingsInvalid: it cannot be read or is wrong; the message names the client and never a secret.
    """
    if not path:
        return {}
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(path, f"it cannot be read: {error}") from None
    return {name: _load_client(path, name, table) for name, table in tables.items()}


def _load_client(path: str, name: str, table: object) -> Client:
    if not isinstance(table, dict):
        raise _wrong(path, f"{name} stands outside a table; each client is an [id] of its own")
    try:
        return Client.model_validate({"id": name} | table)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False)[0]
        where = " ".join([f"[{name}]", *(str(part) for part in fault["loc"])])
        raise _wrong(path, f"{where}: {fault['msg'].removeprefix('Value error, ')}") from None


def _wrong(path: str, why: str) -> SettingsInvalid:
    return SettingsInvalid(
        f"The file of clients {path} is wrong: {why}.", "Correct it; docs/proofs.md describes it."
    )
