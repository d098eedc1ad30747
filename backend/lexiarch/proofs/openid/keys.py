"""The provider's keys: one file, its owner's only, read again when `lexiarch keys` has changed it."""

import json
import os
import secrets
import stat
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple

from joserfc.jwk import ECKey, Key, KeySet, RSAKey

from lexiarch.domain.errors import SettingsInvalid

ALGORITHMS: Final = ("ES256", "RS256")
RETIRED_SECONDS: Final = 24 * 3600
"""How long a former key is still published; tokens are over within minutes, logout hints take longer."""
_AGAIN_SECONDS: Final = 3600.0
"""After it the file is read again, so that former keys go."""
_SECRET_BYTES: Final = 32
_RSA_BITS: Final = 2048


class _Content(NamedTuple):
    secret: bytes
    current: dict[str, Key]
    """By algorithm."""
    published: KeySet
    """Public halves."""


class KeyFile:
    """Keys for signing, and the secret of pairwise subjects. Any thread may use it.

    Args:
        path: made when there is none.

    Raises:
        SettingsInvalid: the file cannot be made or read, is no such file, or others can read it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        if not path.exists():
            _create(path)
        self._seen: object = None
        self._content = self._read()

    @property
    def secret(self) -> bytes:
        """Of pairwise subjects and of forms."""
        return self._fresh().secret

    def signing(self, algorithm: str) -> Key:
        """The key that signs now."""
        return self._fresh().current[algorithm]

    @property
    def published(self) -> KeySet:
        """All keys that a signature may still be of."""
        return self._fresh().published

    def _fresh(self) -> _Content:
        with self._lock:
            if _identity(self._path) != self._seen or time.monotonic() > self._until:
                self._content = self._read()
            return self._content

    def _read(self) -> _Content:
        self._seen = _identity(self._path)
        self._until = time.monotonic() + _AGAIN_SECONDS
        return _parse(self._path, _load(self._path), time.time())


def rotate_keys(path: Path) -> None:
    """Makes a new key for each algorithm. The former ones stay published until their signatures are over.

    Raises:
        SettingsInvalid: see {KeyFile}.
    """
    now = int(time.time())
    content = _load(path)
    kept = [entry for entry in content["keys"] if _is_published(entry, now)]
    for entry in kept:
        entry["retired"] = entry["retired"] or now
    content["keys"] = [*_new_keys(), *kept]
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, content)
    beside.replace(path)


def _new_keys() -> list[dict[str, Any]]:
    keys: list[Key] = [
        ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True),
        RSAKey.generate_key(_RSA_BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True),
    ]
    return [{"jwk": key.as_dict(private=True), "retired": None} for key in keys]


def _create(path: Path) -> None:
    secret = urlsafe_b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()
    beside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        _write(beside, {"subject_secret": secret, "keys": _new_keys()})
        try:
            os.link(beside, path)  # whole, or not at all; another process may have been faster
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    except OSError as error:
        raise _wrong(path, f"it cannot be made: {error.strerror}") from error


def _write(path: Path, content: dict[str, Any]) -> None:
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as text:
        json.dump(content, text, indent=1)
        text.flush()
        os.fsync(text.fileno())


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open(encoding="ascii") as text:
            mode = os.fstat(text.fileno()).st_mode
            if mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise _wrong(path, "others than its owner can read or change it", f"Run `chmod 600 {path}`.")
            content = json.load(text)
    except (OSError, ValueError) as error:
        raise _wrong(path, f"it cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise _wrong(path, "it holds something else")
    return content


def _parse(path: Path, content: dict[str, Any], now: float) -> _Content:
    try:
        secret = urlsafe_b64decode(content["subject_secret"])
        if len(secret) != _SECRET_BYTES:
            raise ValueError("the secret is too short")
        live = [entry for entry in content["keys"] if _is_published(entry, now)]
        current = {entry["jwk"]["alg"]: _import(entry["jwk"]) for entry in live if entry["retired"] is None}
        if set(current) != set(ALGORITHMS):
            raise ValueError("a key is missing")
        published = [_public(_import(entry["jwk"])) for entry in live]
    except (KeyError, TypeError, ValueError) as error:
        raise _wrong(path, f"it holds something else ({error})") from error
    return _Content(secret, current, KeySet(published))


def _import(jwk: dict[str, Any]) -> Key:
    return ECKey.import_key(jwk) if jwk["kty"] == "EC" else RSAKey.import_key(jwk)


def _public(key: Key) -> Key:
    return _import(key.as_dict(private=False))


def _is_published(entry: dict[str, Any], now: float) -> bool:
    return entry["retired"] is None or bool(now < entry["retired"] + RETIRED_SECONDS)


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def _wrong(path: Path, why: str, remedy: str = "") -> SettingsInvalid:
    return SettingsInvalid(
        f"The file of keys {path} cannot be used: {why}.",
        remedy or "Put it back from a copy; a new one would make every member a stranger to every website.",
    )
