"""The file that names the DAOs to index: ours by their deployment files, others by a few addresses."""

import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from lexiarch.domain.deployment import HexAddress
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.governor import Clock, GovernorKind

_REMEDY = "docs/indexing.md describes the file."

Slug = Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,39}$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DaoEntry(_Table):
    """One DAO of the file."""

    slug: Slug
    """Its name in addresses, and in the name of its database."""
    deployment: Path | None = None
    """The deployment file of a DAO of this project. Without it, the fields below say where the DAO is."""
    name: str | None = None
    chain_id: int | None = None
    start_block: int | None = None
    """The block of the first of these contracts; earlier is slower, later loses events."""
    kind: GovernorKind = GovernorKind.OPENZEPPELIN
    governor: HexAddress | None = None
    token: HexAddress | None = None
    """The token that votes; asked of the governor when left out."""
    timelock: HexAddress | None = None
    """Asked of the governor when left out; a governor may have none."""
    clock: Clock | None = None
    """Asked of the governor (ERC-6372) when left out; blocks, when it does not say."""
    rpc_url: str | None = None
    """As LEXIARCH_RPC_URL, which is taken when it is left out."""
    database_url: str | None = None
    """As LEXIARCH_DATABASE_URL; left out: a database of its own beside that one."""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        named = ("name", "chain_id", "start_block", "governor")
        missing = [field for field in named if getattr(self, field) is None]
        if self.deployment is None and missing:
            raise ValueError(f"{self.slug} lacks {', '.join(missing)} (or deployment)")
        if self.deployment is not None and len(missing) < len(named):
            raise ValueError(f"{self.slug} has a deployment file: leave out {', '.join(named)}")
        if self.kind is GovernorKind.LEXIARCH and self.deployment is None:
            raise ValueError(f"{self.slug} is of kind lexiarch: name its deployment file")
        return self


class Config(_Table):
    """All DAOs of one process."""

    dao: list[DaoEntry] = Field(min_length=1)

    @model_validator(mode="after")
    def _are_apart(self) -> Self:
        slugs = [entry.slug for entry in self.dao]
        if twice := {slug for slug in slugs if slugs.count(slug) > 1}:
            raise ValueError(f"the slug {min(twice)} is there twice")
        return self


def load_config(path: Path) -> Config:
    """Reads the file. Paths of deployment files in it are relative to it.

    Raises:
        SettingsInvalid: it is missing or does not have the form.
    """
    try:
        config = Config.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise SettingsInvalid(f"There is no file {path}.", _REMEDY) from None
    except ValidationError as error:
        faults = "; ".join(map(_fault, error.errors()))
        raise SettingsInvalid(f"{path} is wrong: {faults}.", _REMEDY) from None
    except (OSError, ValueError) as error:
        raise SettingsInvalid(f"{path} cannot be read: {error}.", _REMEDY) from None
    entries = [
        entry.model_copy(update={"deployment": path.parent / entry.deployment}) if entry.deployment else entry
        for entry in config.dao
    ]
    return Config(dao=entries)


def _fault(fault: ErrorDetails) -> str:
    where = ".".join(map(str, fault["loc"]))
    return f"{where} {fault['msg'].removeprefix('Value error, ')}".strip()
