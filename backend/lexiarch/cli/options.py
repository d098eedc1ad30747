"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from lexiarch.domain.errors import SettingsInvalid
from lexiarch.indexer.daos import Dao, load_daos
from lexiarch.settings import Settings, load_settings

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", help="A file that names several DAOs.  [default: LEXIARCH_CONFIG]"),
]
DaoOption = Annotated[
    str | None, typer.Option("--dao", help="Slug of one DAO of the file.  [default: all of them]")
]


def settings_with(config: Path | None) -> Settings:
    """The settings, with the file of the command line if there is one."""
    settings = load_settings()
    return settings.model_copy(update={"config": config}) if config else settings


def choose_daos(config: Path | None, slug: str | None) -> list[Dao]:
    """The DAOs that a command is about.

    Raises:
        SettingsInvalid: a file is wrong, or has no DAO of that slug.
        ChainError: see `load_daos`.
    """
    daos = load_daos(settings_with(config))
    chosen = [dao for dao in daos if slug in (None, dao.slug)]
    if not chosen:
        known = ", ".join(dao.slug for dao in daos if dao.slug) or "no slugs"
        raise SettingsInvalid(f"There is no DAO {slug}.", f"The file knows {known}.")
    return chosen
