"""A webhook is no way into the operator's network: hostile addresses, and nobody is connected to."""

import json
import socket
import sys
from collections.abc import Callable, Iterator
from threading import Event
from typing import Any

import pytest

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.words import Change
from lexiarch.store.database import open_database
from lexiarch.store.outbox import append_changes, new_change
from lexiarch.store.schema import prepare_schema
from lexiarch.store.webhooks import begin_cursor
from lexiarch.web.outbound.addresses import is_public, resolve
from lexiarch.web.outbound.failure import AddressForbidden, DeliveryFailed
from lexiarch.webhooks.courier import Courier
from lexiarch.webhooks.hooks import Hook
from tests.backend.webhooks.conftest import SECRET
from tests.helpers.builders import make_deployment

_connects: list[Any] = []
_listening = False


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _listening and event == "socket.connect":
        _connects.append(arguments[1])


sys.addaudithook(_note)  # for ever: nobody can take one off

_NAMES = {
    "inside.example": ["10.0.0.7"],
    "mapped.example": ["::ffff:10.0.0.7"],
    "both.example": ["93.184.215.14", "192.168.0.7"],
    "metadata.example": ["169.254.169.254"],
    "v6.example": ["fd00::7"],
}

HOSTILE = [
    # this machine, in every spelling
    "https://127.0.0.1/",
    "https://127.1/",
    "https://127.0.0.1./",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.255.255.254/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://0.0.0.0/",
    "https://0/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::]/",
    # IPv4 within IPv6
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::1]/",
    # the network around it
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[fe80::1]/",
    "https://[fe80::1%25lo]/",
    "https://[fe80::1%lo]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/latest/",
    "https://[fec0::1]/",
    # nobody's, or everybody's
    "https://192.0.0.8/",
    "https://192.0.2.1/",
    "https://198.18.0.1/",
    "https://203.0.113.5/",
    "https://192.88.99.1/",
    "https://[3fff::1]/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[100::1]/",
    # names that lead there
    "https://inside.example/",
    "https://mapped.example/",
    "https://both.example/",
    "https://metadata.example/",
    "https://v6.example/",
    # what another parser may read otherwise
    "https://good.example@127.0.0.1/",
    "https://127.0.0.1@good.example/",
    "https://user:password@good.example/",
    "https://good.example\\@127.0.0.1/",
    "https://127.0.0.1#good.example/",
    "https://good.example:0/",
    "https://good.example:99999/",
    "https://good.example:80:443/",
    "https://good.example /",
    "https://good.example\r\nHost: inside/",
    "https://%31%32%37.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://[::1",
    "https:///path",
    "https:127.0.0.1",
    "//127.0.0.1/",
    "127.0.0.1",
    "",
    # other protocols
    "http://good.example/",
    "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "unix:///var/run/docker.sock",
]


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Every connection that this process tries to make."""
    system = socket.getaddrinfo

    def look_up(host: Any, port: Any, *arguments: Any, **options: Any) -> Any:
        found: list[Any] = []
        for address in _NAMES.get(host, [host]):
            found += system(address, port, *arguments, **options)
        return found

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    globals()["_listening"] = True
    _connects.clear()
    yield _connects
    globals()["_listening"] = False


@pytest.fixture
def courier(tmp_path: Any, connects: list[Any]) -> Iterator[Callable[[Hook], Courier]]:
    """A courier with a change to deliver."""
    database = open_database(f"sqlite:///{tmp_path / 'index.db'}")
    prepare_schema(database, make_deployment())
    with database.write() as writer:
        begin_cursor(writer, "hostile", 0)
        append_changes(writer, [new_change(1, Change.BLOCK)])
    leadership = database.leadership()
    assert leadership.take()
    yield lambda hook: Courier(hook, database, make_deployment(), leadership)
    leadership.give_up()
    database.close()


def test_the_table_is_long_enough() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 30


@pytest.mark.parametrize("url", HOSTILE)
def test_nobody_connects_to_a_hostile_address(
    url: str, load: Callable[[str], list[Hook]], courier: Callable[[Hook], Courier], connects: list[Any]
) -> None:
    def deliver() -> None:
        (hook,) = load(f'[hostile]\nurl = {json.dumps(url)}\nsecret = "{SECRET}"')
        courier(hook)._step(Event())

    with pytest.raises((SettingsInvalid, AddressForbidden, DeliveryFailed)) as refused:
        deliver()
    print(url, "->", refused.value)
    assert connects == []


def test_what_is_allowed_is_connected_to(
    load: Callable[[str], list[Hook]], courier: Callable[[Hook], Courier], connects: list[Any]
) -> None:
    """The same on a hook that allows it: the table would notice a connection."""
    (hook,) = load(f'[hostile]\nurl = "https://127.0.0.1:9/"\nsecret = "{SECRET}"\nallow_private = true')
    with pytest.raises(DeliveryFailed):
        courier(hook)._step(Event())
    assert connects == [("127.0.0.1", 9)]


def test_a_name_is_looked_up_once_and_what_it_said_is_connected_to(
    load: Callable[[str], list[Hook]],
    courier: Callable[[Hook], Courier],
    connects: list[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name server that answers with a public address first, and with this machine's ever after."""
    system = socket.getaddrinfo
    looked_up: list[str] = []

    def rebind(host: Any, port: Any, *arguments: Any, **options: Any) -> Any:
        if host != "rebind.example":
            return system(host, port, *arguments, **options)
        looked_up.append(host)
        address = "93.184.215.14" if len(looked_up) == 1 else "127.0.0.1"
        return system(address, port, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebind)
    monkeypatch.setattr("lexiarch.web.outbound.post.SECONDS", 0.2)
    (hook,) = load(f'[hostile]\nurl = "https://rebind.example/"\nsecret = "{SECRET}"')
    with pytest.raises(DeliveryFailed):
        courier(hook)._step(Event())
    assert looked_up == ["rebind.example"]
    assert connects == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "1.1.1.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::200e"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_a_name_that_nobody_knows_is_a_failure() -> None:
    with pytest.raises(DeliveryFailed, match="not known"):
        resolve("no.such.host.invalid", 443, allow_private=False)
    with pytest.raises(DeliveryFailed, match="not known"):
        resolve("a" * 64 + ".example", 443, allow_private=False)
