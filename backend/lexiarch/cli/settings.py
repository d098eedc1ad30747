"""`lexiarch settings`."""

import re
from urllib.parse import urlsplit

import typer

from lexiarch.settings import Settings, load_settings


def settings() -> None:
    """List every setting: its variable, the value in force, its default, and what it means."""
    values = load_settings()
    for name, field in Settings.model_fields.items():
        default = "none" if field.default == "" else field.default
        typer.echo(f"LEXIARCH_{name.upper()}={hide_secrets(str(getattr(values, name)))}")
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
