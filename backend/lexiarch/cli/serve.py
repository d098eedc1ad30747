"""`lexiarch serve`."""

import resource
import socket
from typing import Annotated

import typer

from lexiarch.cli.options import ConfigOption, settings_with
from lexiarch.domain.errors import SettingsInvalid

_OTHER_FILES = 1000
"""Open files beside the event streams: other requests, the database, the node."""


def serve(
    config: ConfigOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [default: LEXIARCH_HOST]")] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port to listen on; 0: a free one.  [default: LEXIARCH_PORT]"),
    ] = None,
    no_index: Annotated[
        bool, typer.Option("--no-index", help="Only answer requests; `lexiarch index` runs elsewhere.")
    ] = False,
) -> None:
    """Serve the API and the pages, and follow the chain."""
    from lexiarch.app import Server, create_site  # noqa: PLC0415 - a second that no other command has to wait

    settings = settings_with(config)
    _allow_open_files(settings.stream_clients + _OTHER_FILES)
    with _listen(host or settings.host, settings.port if port is None else port) as listener:
        app = create_site(settings, with_indexer=not no_index)
        Server(app, on_ready=lambda: typer.echo(f"Lexiarch is at {_url(listener)}")).run([listener])


def _allow_open_files(wanted: int) -> None:
    """Raises the process's own limit as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _listen(host: str, port: int) -> socket.socket:
    """A socket on the address.

    Raises:
        SettingsInvalid: it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsInvalid(
            f"Nobody can listen on {host} port {port}: {error}.",
            "Set LEXIARCH_HOST and LEXIARCH_PORT (or --host and --port) to a free address; port 0 takes any.",
        ) from None


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
