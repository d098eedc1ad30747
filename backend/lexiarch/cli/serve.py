"""`lexiarch serve`."""

import resource
from typing import Annotated

import typer

from lexiarch.cli.listening import listen, url_of
from lexiarch.cli.options import ConfigOption, settings_with

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
    from lexiarch.app import SiteServer, create_site  # noqa: PLC0415 - a second that no other command has to wait

    settings = settings_with(config)
    _allow_open_files(settings.stream_clients + _OTHER_FILES)
    port = settings.port if port is None else port
    with listen(host or settings.host, port, "LEXIARCH") as listener:
        app = create_site(settings, with_indexer=not no_index)
        SiteServer(app, on_ready=lambda: typer.echo(f"Lexiarch is at {url_of(listener)}")).run([listener])


def _allow_open_files(wanted: int) -> None:
    """Raises the process's own limit as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
