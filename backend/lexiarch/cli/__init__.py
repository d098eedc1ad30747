"""`lexiarch serve`, `index`, … An error is two lines: what is wrong, what to do."""

import gc
import logging
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from lexiarch import __version__
from lexiarch.domain.errors import LexiarchError

_COMMANDS = ("serve", "index", "status", "audit", "relay", "keys", "credential-key", "settings")


class _Commands(TyperGroup):
    """Loads a command when it is asked for: nobody waits for what another one needs."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
        alone.command(cmd_name)(_function(cmd_name))
        return get_command(alone)


def _function(command: str) -> Any:
    name = command.replace("-", "_")
    return getattr(import_module(f"{__name__}.{name}"), name)


app = typer.Typer(
    cls=_Commands,
    help="DAO governance with a registry of iD holders: the index of one DAO, its API, its pages, a relay.",
    epilog="Settings come from the environment; `lexiarch settings` lists them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_log = logging.getLogger("lexiarch")
_SWITCH_SECONDS = 0.0005
"""A thread that comes back from the database or the node waits no longer for its turn."""
_GC = (50_000, 20, 50)
"""Rows and logs come by the ten thousand and make no cycles; looking for some every 700 costs a tenth."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def configure(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens in detail.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)-7s %(name)s  %(message)s", level=logging.INFO)
    _log.setLevel(logging.DEBUG if verbose else logging.INFO)
    logging.getLogger("uvicorn").setLevel(logging.INFO if verbose else logging.WARNING)


def main(arguments: list[str] | None = None) -> None:
    """Runs a command; ends the process with 0, 1 (it failed) or 2 (it was called wrongly)."""
    gc.set_threshold(*_GC)
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        app(arguments)
    except LexiarchError as error:
        typer.echo(f"{error.message}\n{error.remedy}", err=True)
        sys.exit(1)
    except Exception as error:
        _log.debug("unexpected", exc_info=error)
        typer.echo(
            f"Something went wrong that should not: {type(error).__name__}: {error}\n"
            "Run it again as `lexiarch --verbose …` to see where, and report it.",
            err=True,
        )
        sys.exit(1)
