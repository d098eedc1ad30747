"""The deployment file: where a DAO's contracts are. Written by `ape run deploy`, read by everything else."""

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from lexiarch.domain.chain import Address
from lexiarch.domain.errors import SettingsInvalid
from lexiarch.domain.governor import GovernorModel


class ContractName(StrEnum):
    """The contracts of a deployment; the values are the keys of the file."""

    TOKEN = "token"
    TIMELOCK = "timelock"
    ISSUER_REGISTRY = "issuer_registry"
    HOLDER_REGISTRY = "holder_registry"
    HOLDER_TREE = "holder_tree"
    GOVERNOR = "governor"
    TRACKS = "tracks"
    BALLOT_BOX = "ballot_box"
    BALLOT_BATCH = "ballot_batch"
    MEMBERSHIP_VERIFIER = "membership_verifier"
    POSEIDON = "poseidon"  # the library of hashes that the tree is linked to


def _hex(value: str, length: int) -> str:
    if not re.fullmatch(rf"0x[0-9a-fA-F]{{{length * 2}}}", value):
        raise ValueError(f"must be 0x and {length * 2} hexadecimal digits")
    return value


HexAddress = Annotated[str, AfterValidator(lambda value: _hex(value, 20))]
HexHash = Annotated[str, AfterValidator(lambda value: _hex(value, 32))]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ContractDeployment(_File):
    address: HexAddress
    tx_hash: HexHash
    block_number: int
    arguments: list[Any]
    """Constructor arguments as JSON; integers as decimal strings."""

    @property
    def address_bytes(self) -> Address:
        return Address(bytes.fromhex(self.address[2:]))


class Deployment(_File):
    """One DAO on one chain."""

    name: str
    chain_id: int
    genesis_hash: HexHash
    start_block: int
    """First block that can hold an event of these contracts."""
    start_block_hash: HexHash
    token_symbol: str
    grace_period: int | None
    """Seconds in which what has passed can be executed, fixed at the deployment; None for ever."""
    governor: GovernorModel = GovernorModel()
    """What kind of governor it is; of this project when the file does not say."""
    contracts: dict[ContractName, ContractDeployment]

    def address(self, name: ContractName) -> Address:
        return self.contracts[name].address_bytes

    @property
    def executor(self) -> Address:
        """Who makes the calls of what has passed, and holds the treasury: the timelock, if there is one."""
        has_timelock = ContractName.TIMELOCK in self.contracts
        return self.address(ContractName.TIMELOCK if has_timelock else ContractName.GOVERNOR)

    @property
    def names(self) -> dict[Address, ContractName]:
        """Contract by address."""
        return {contract.address_bytes: name for name, contract in self.contracts.items()}


def load_deployment(path: Path) -> Deployment:
    """Reads a deployment file.

    Raises:
        SettingsInvalid: the file is missing or does not have the form.
    """
    remedy = (
        "Run `ape run deploy` (or `make demo`), or set LEXIARCH_DEPLOYMENT to a deployments/<chain-id>.json."
    )
    try:
        deployment = Deployment.model_validate(json.loads(path.read_text()))
    except FileNotFoundError:
        raise SettingsInvalid(f"There is no deployment file {path}.", remedy) from None
    except (OSError, ValueError, ValidationError) as error:
        raise SettingsInvalid(f"The deployment file {path} cannot be read: {error}.", remedy) from error
    missing = [name.value for name in ContractName if name not in deployment.contracts]
    if missing:
        raise SettingsInvalid(f"The deployment file {path} lacks {', '.join(missing)}.", remedy)
    return deployment
