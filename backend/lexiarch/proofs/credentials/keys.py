"""The keys that sign credentials and their status list: in a file that nobody but its owner reads."""

import json
import os
import secrets
import stat
import time
from pathlib import Path
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.sdjwt.jwt import bare_jwk

_REMEDY: Final = "Name another file in LEXIARCH_CREDENTIAL_KEYS, or bring this one back from a backup."


class IssuerKeys:
    """One key that signs, and those that did before, which stay published.

    Any thread may use it. A change of the file is seen with the next use, without a restart.

    Args:
        path: of the file; made with a new key when it is not there.

    Raises:
        SettingsInvalid: the file cannot be read, or others can.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        if not path.exists():
            _write_new(path, [_new_key()])
        self._seen = (0, 0)
        self._keys: list[ECKey] = []
        self._read()

    @property
    def current(self) -> ECKey:
        """The key that signs; its `kid` says which it is."""
        return self._read()[0]

    def published(self) -> dict[str, list[dict[str, str]]]:
        """The public keys, as a JWK set (RFC 7517): that which signs first, then those that did."""
        return {"keys": [_public(key) for key in self._read()]}

    def rotate(self, *, forget_others: bool = False) -> str:
        """Signs with a new key from now on. The private half of the old one is gone, its public half stays.

        Args:
            forget_others: whether no older key stays published: one may be in wrong hands.

        Returns:
            The new key's `kid`.
        """
        new = _new_key()
        _replace(self._path, [new, *([] if forget_others else self.published()["keys"])])
        return str(new["kid"])

    def _read(self) -> list[ECKey]:
        try:
            found = self._path.stat()
            if (mark := (found.st_mtime_ns, found.st_ino)) != self._seen:
                self._keys = _read_keys(self._path, found)
                self._seen = mark
        except (OSError, ValueError, KeyError, TypeError, JoseError) as error:
            raise SettingsInvalid(
                f"The keys in {self._path.name} cannot be read: {error}.", _REMEDY
            ) from error
        return self._keys


def _read_keys(path: Path, found: os.stat_result) -> list[ECKey]:
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise SettingsInvalid(
            f"Others than its owner can read {path.name}, which holds the keys of the issuer.",
            f"Run `chmod 600 {path.name}`, and `lexiarch credential-key` for a new key if somebody may have.",
        )
    keys = [ECKey.import_key(jwk) for jwk in json.loads(path.read_text())["keys"]]
    if not keys or not keys[0].is_private:
        raise ValueError("the first is no private key")
    return keys


def _new_key() -> dict[str, Any]:
    return {**ECKey.generate_key("P-256").as_dict(private=True), "kid": secrets.token_urlsafe(9)}


def _public(key: ECKey) -> dict[str, str]:
    return {**bare_jwk(key), "kid": str(key.kid), "use": "sig", "alg": "ES256"}


def _write_new(path: Path, keys: list[dict[str, Any]]) -> None:
    """Of several processes that begin at once, one makes the file, and all read it whole."""
    made = _write_beside(path, keys)
    try:
        os.link(made, path)
    except FileExistsError:
        pass  # another process was first
    finally:
        made.unlink()


def _replace(path: Path, keys: list[dict[str, Any]]) -> None:
    _write_beside(path, keys).replace(path)


def _write_beside(path: Path, keys: list[dict[str, Any]]) -> Path:
    made = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise SettingsInvalid(
            f"The keys of the issuer cannot be written to {path}: {error.strerror}.", _REMEDY
        ) from error
    with os.fdopen(handle, "w") as file:
        json.dump({"keys": keys}, file)
        file.flush()
        os.fsync(file.fileno())
    return made
