"""One POST, over a real socket."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lexiarch.web.outbound.failure import DeliveryFailed
from lexiarch.web.outbound.post import post
from lexiarch.web.outbound.target import Target
from tests.helpers.receiver import Message, receiving


def target_of(url: str, host: str = "127.0.0.1") -> Target:
    parts = urlsplit(url)
    assert parts.port
    return Target(parts.scheme == "https", host, parts.port, "/in?x=1")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For hook.example, signed by itself."""
    folder = tmp_path_factory.mktemp("tls")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    names = ["-nodes", "-days", "2", "-subj", "/CN=hook.example", "-addext"]
    files = ["-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(
        [*command, *names, "subjectAltName=DNS:hook.example", *files],
        check=True,
        capture_output=True,
        cwd=folder,
    )
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[Target]:
    """A server that says what a test wants, byte by byte, to one client."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                connection.recv(65536)
                talk(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield Target(False, "127.0.0.1", listener.getsockname()[1], "/")
        thread.join(15)


def test_a_message_arrives_as_it_is(tmp_path: Path) -> None:
    with receiving() as receiver:
        target = target_of(receiver.url, "hook.example")
        post(target, ["127.0.0.1"], {"Content-Type": "application/json", "Webhook-Id": "7"}, b'{"id":7}')
    (message,) = receiver.messages
    assert (message.path, message.body) == ("/in?x=1", b'{"id":7}')
    assert message.headers["host"] == f"hook.example:{target.port}"
    assert message.headers["content-type"] == "application/json"


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 404, 410, 429, 500, 503])
def test_an_answer_that_is_no_2xx_is_a_failure(status: int) -> None:
    with receiving() as receiver:
        receiver.answer = lambda message: status
        with pytest.raises(DeliveryFailed, match=f"answered {status}"):
            post(target_of(receiver.url), ["127.0.0.1"], {"Webhook-Id": "7"}, b"{}")


def test_a_redirect_is_not_followed() -> None:
    with receiving() as inside, receiving() as receiver:
        receiver.answer = lambda message: 307
        receiver.headers = {"Location": f"{inside.url}/secret"}
        with pytest.raises(DeliveryFailed, match="redirects are not followed"):
            post(target_of(receiver.url), ["127.0.0.1"], {}, b"{}")
        assert inside.connections == 0


def test_the_next_address_is_tried_when_one_takes_no_connection() -> None:
    with receiving() as receiver:
        post(target_of(receiver.url), ["::1", "127.0.0.1"], {"Webhook-Id": "1"}, b"{}")
        assert receiver.taken == [1]


def test_nobody_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(DeliveryFailed, match="ConnectionRefusedError"):
        post(Target(False, "127.0.0.1", port, "/"), ["127.0.0.1"], {}, b"{}")


def test_an_answer_without_end_is_left_unread() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 65536)
            sent.append(65536)

    sent: list[int] = []
    with raw_server(flood) as target:
        begin = time.monotonic()
        post(target, ["127.0.0.1"], {}, b"{}")
    assert time.monotonic() - begin < 5
    assert sum(sent) < 20_000_000, "what the kernel buffers, no more"


@pytest.mark.parametrize(
    "drip", [b"x", b"HTTP/1.1 100 Continue\r\n\r\n", b"H"], ids=["nonsense", "continue", "nothing else"]
)
def test_who_drips_is_cut_off(drip: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the answer never does."""

    def talk(connection: socket.socket) -> None:
        while True:
            connection.sendall(drip)
            time.sleep(0.05)

    monkeypatch.setattr("lexiarch.web.outbound.post.SECONDS", 0.5)
    with raw_server(talk) as target:
        begin = time.monotonic()
        with pytest.raises(DeliveryFailed, match=r"longer than 0\.5 s"):
            post(target, ["127.0.0.1"], {}, b"{}")
        assert time.monotonic() - begin < 3


def test_who_says_nothing_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lexiarch.web.outbound.post.SECONDS", 0.3)
    with raw_server(lambda connection: time.sleep(1)) as target, pytest.raises(DeliveryFailed):
        post(target, ["127.0.0.1"], {}, b"{}")


def test_nonsense_is_a_failure() -> None:
    nonsense = raw_server(lambda connection: connection.sendall(b"\x00\xff\r\n\r\n"))
    with nonsense as target, pytest.raises(DeliveryFailed):
        post(target, ["127.0.0.1"], {}, b"{}")


def test_tls_is_spoken_under_the_hosts_name_whatever_its_address(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.parent / "cert.pem"))
    with receiving(certificate) as receiver:
        post(target_of(receiver.url, "hook.example"), ["127.0.0.1"], {"Webhook-Id": "1"}, b"{}")
        assert receiver.taken == [1]
        with pytest.raises(DeliveryFailed, match="CERTIFICATE_VERIFY_FAILED"):
            post(target_of(receiver.url, "other.example"), ["127.0.0.1"], {"Webhook-Id": "2"}, b"{}")
        assert receiver.taken == [1]


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    sent: list[Message] = []
    with receiving(certificate) as receiver:
        with pytest.raises(DeliveryFailed, match="CERTIFICATE_VERIFY_FAILED"):
            post(target_of(receiver.url, "hook.example"), ["127.0.0.1"], {}, b"{}")
        assert receiver.messages == sent
