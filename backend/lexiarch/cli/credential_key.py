"""`lexiarch credential-key`."""

from typing import Annotated

import typer


def credential_key(
    forget_others: Annotated[
        bool,
        typer.Option("--forget-others", help="Publish no older key any more: one may have been stolen."),
    ] = False,
) -> None:
    """Sign members' credentials with a new key from now on; docs/credentials.md says what follows."""
    from lexiarch.proofs.credentials.keys import IssuerKeys  # noqa: PLC0415 - no other command has to wait for it
    from lexiarch.settings import load_settings  # noqa: PLC0415 - the same

    made = IssuerKeys(load_settings().credential_keys).rotate(forget_others=forget_others)
    typer.echo(f"Credentials are signed with the key {made} from now on.")
