"""`lexiarch settings`."""

import re
from urllib.parse import urlsplit

import typer

from lexiarch.relay.settings import load_relay_settings
from lexiarch.settings import load_settings


def settings() -> None:
    """List every setting: its variable, the value in force, its default, and what it means."""
    for values in (load_settings(), load_relay_settings()):
        for name, field in type(values).model_fields.items():
            variable = f"{values.model_config['env_prefix']}{name.upper()}"
            default = "none" if str(field.default) in ("", "None") else field.default
            typer.echo(f"{variable}={hide_secrets(str(getattr(values, name)))}")
            typer.echo(f"    {field.description}  [default: {default}]")


def hide_secrets(value: str) -> str:
    """The value without passwords, and without what may be a key in the address of a node."""
    return ",".join(_hide(part) for part in re.split(r",(?=\s*\w+://)", value))


def _hide(text: str) -> str:
    url = urlsplit(text)
    if not url.netloc:
        return text
    host = url.netloc.rpartition("@")[2]
    user = url.username or ""
    login = "" if not user else f"{user}:…@" if url.password else f"{user}@"
    is_node = re.fullmatch("https?|wss?", url.scheme) and len(url.path) > 1
    path = "/…" if is_node else url.path
    return f"{url.scheme}://{login}{host}{path}" + ("?…" if url.query else "")
