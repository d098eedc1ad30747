"""`lexiarch relay`."""

from typing import Annotated

import typer

from lexiarch.cli.listening import listen, url_of


def relay(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on.  [default: LEXIARCH_RELAY_HOST]")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Port; 0: a free one.  [default: LEXIARCH_RELAY_PORT]"),
    ] = None,
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="Make a key and its keystore, print the account to fund, and end."),
    ] = False,
) -> None:
    """Send what others signed or proved, and pay for it: ballots, acceptances, appeals, exits.

    A process of its own with the only hot key; it needs a node and no index. docs/relay.md is its manual.
    """
    from lexiarch.relay.app import MOST_OPEN, create_relay  # noqa: PLC0415 - a second that no other command has to wait
    from lexiarch.relay.key import read_password  # noqa: PLC0415 - the same
    from lexiarch.relay.settings import load_relay_settings  # noqa: PLC0415 - the same
    from lexiarch.settings import load_settings  # noqa: PLC0415 - the same
    from lexiarch.signing.keystore import make_key  # noqa: PLC0415 - the same
    from lexiarch.web.server import Server  # noqa: PLC0415 - the same

    settings = load_relay_settings()
    if new_key:
        typer.echo(make_key(settings.keystore, read_password(settings)).checksum_address)
        return
    port = settings.port if port is None else port
    with listen(host or settings.host, port, "LEXIARCH_RELAY") as listener:
        app = create_relay(load_settings(), settings)
        ready = f"The relay is at {url_of(listener)}"
        Server(app, on_ready=lambda: typer.echo(ready), most=MOST_OPEN).run([listener])
