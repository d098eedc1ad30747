"""`lexiarch keys`."""

from typing import Annotated

import typer

from lexiarch.settings import load_settings


def keys(
    rotate: Annotated[
        bool,
        typer.Option("--rotate", help="Make new keys; the former are published for another 24 hours."),
    ] = False,
) -> None:
    """List the keys that sign what websites are told; make their file when there is none.

    Running services notice a change by themselves.
    """
    from lexiarch.proofs.openid.keys import KeyFile, rotate_keys  # noqa: PLC0415 - a second that no other command has to wait

    path = load_settings().keys
    file = KeyFile(path)
    if rotate:
        rotate_keys(path)
    current = {file.signing(algorithm).kid for algorithm in ("ES256", "RS256")}
    for key in file.published.keys:
        words = "signs" if key.kid in current else "still published"
        typer.echo(f"{key.alg}  {key.kid}  {words}")
