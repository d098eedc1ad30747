"""The DAOs of one process: each with a deployment, a node and a database of its own."""

from typing import NamedTuple

from lexiarch.chain.node import Node
from lexiarch.domain.config import DaoEntry, load_config
from lexiarch.domain.deployment import ContractName, Deployment, load_deployment
from lexiarch.domain.errors import ChainError, SettingsInvalid
from lexiarch.indexer.survey import survey
from lexiarch.settings import Settings
from lexiarch.store.database import database_beside, open_database
from lexiarch.store.schema import load_survey

NODE_TIMEOUT = 10.0
"""Seconds."""


class Dao(NamedTuple):
    """One DAO, ready to be indexed and served."""

    slug: str
    """Empty for the only DAO of a process without a file of DAOs."""
    settings: Settings
    """With the node and the database of this DAO."""
    deployment: Deployment


def load_daos(settings: Settings) -> list[Dao]:
    """All DAOs that the settings name: those of the file LEXIARCH_CONFIG, or the one of LEXIARCH_DEPLOYMENT.

    What a file does not say of another DAO is asked of its contracts; where no node answers, the index
    remembers it from the last time.

    Raises:
        SettingsInvalid: a file is wrong.
        ChainError: a DAO was never surveyed, and its node cannot be used.
    """
    if settings.config is None:
        return [Dao("", settings, load_deployment(settings.deployment))]
    return [_load_dao(entry, settings) for entry in load_config(settings.config).dao]


def _load_dao(entry: DaoEntry, settings: Settings) -> Dao:
    url = entry.database_url or database_beside(settings.database_url, entry.slug)
    private = database_beside(settings.private_database_url, entry.slug)
    changes: dict[str, object] = {"database_url": url, "private_database_url": private}
    if entry.rpc_url:
        changes["rpc_url"] = entry.rpc_url
    if entry.deployment:
        changes["deployment"] = entry.deployment
    own = settings.model_copy(update=changes)
    deployment = load_deployment(entry.deployment) if entry.deployment else _survey(entry, own)
    return Dao(entry.slug, own, deployment)


def _survey(entry: DaoEntry, settings: Settings) -> Deployment:
    known = _known(settings)
    try:
        with Node(settings.rpc_urls, NODE_TIMEOUT) as node:
            found = survey(node, entry)
    except ChainError as error:
        if known is None:
            raise
        if known.chain_id != entry.chain_id or known.start_block != entry.start_block:
            raise SettingsInvalid(
                f"The index of {entry.slug} was made with another chain or start block, and no node answers: "
                f"{error.message}",
                "Start again when the node answers, with `lexiarch index --rebuild` if the change is meant.",
            ) from error
        return known
    return _as_indexed(entry, known, found)


def _known(settings: Settings) -> Deployment | None:
    """What an index remembers of the DAO that it is of."""
    database = open_database(settings.database_url)
    try:
        with database.read() as reader:
            return load_survey(reader)
    finally:
        database.close()


def _as_indexed(entry: DaoEntry, known: Deployment | None, found: Deployment) -> Deployment:
    """Token and timelock that the index was made of, where the file names no others.

    The governor may have left one since. Nobody then goes on with the new one as if it had been there always:
    the comparison with the contracts says that it is another.
    """
    governor = ContractName.GOVERNOR
    if known is None or known.address(governor) != found.address(governor):
        return found
    given = {ContractName.TOKEN: entry.token, ContractName.TIMELOCK: entry.timelock}
    kept = {
        name: known.contracts[name]
        for name, address in given.items()
        if address is None and name in known.contracts
    }
    return found.model_copy(update={"contracts": found.contracts | kept})
