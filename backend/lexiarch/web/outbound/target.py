"""Addresses of other servers, as an operator writes them."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\.?|[0-9A-Fa-f:.]+")
_PORTS = {"https": 443, "http": 80}


class Target(NamedTuple):
    """Where a message is sent."""

    secure: bool
    host: str
    port: int
    path: str
    """With the query."""

    @property
    def authority(self) -> str:
        """The Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS["https" if self.secure else "http"] else f"{host}:{self.port}"


def target_of(address: str) -> Target:
    """The parts of an address that {check_url} has passed."""
    url = urlsplit(address)
    assert url.hostname is not None
    path = (url.path or "/") + (f"?{url.query}" if url.query else "")
    return Target(url.scheme == "https", url.hostname, url.port or _PORTS[url.scheme], path)


def check_url(address: str, *, allow_private: bool) -> None:
    """Whether messages may be sent there, as far as the address alone tells.

    Args:
        allow_private: whether the receiver may be in this network, and without TLS.

    Raises:
        ValueError: says what is wrong with the `url`.
    """
    if not re.fullmatch(r"[!-~]+", address) or "\\" in address:
        raise ValueError("url may hold visible ASCII only, and no backslash")
    url = urlsplit(address)
    if url.scheme != "https" and not (url.scheme == "http" and allow_private):
        raise ValueError("url must begin with https:// (or with http://, if allow_private = true)")
    _check_authority(url)


def _check_authority(url: SplitResult) -> None:
    if "@" in url.netloc:
        raise ValueError("url may hold no user and no password")
    if not url.hostname or not _HOST.fullmatch(url.hostname):
        raise ValueError("url needs the name of a host, in ASCII (xn--… for others)")
    if url.port == 0:
        raise ValueError("url has no port 0")
    if url.fragment:
        raise ValueError("url may hold no fragment")
