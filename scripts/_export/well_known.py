"""Writes `lexiarch/decode/functions/well_known.py`: functions that many contracts have, by their interfaces.

From the ABIs that OpenZeppelin's npm packages bring, 5.x and 4.x; Compound's are in no package, so their
public functions are declared here.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from scripts._export.compiled import Entry, signature
from scripts._export.tables import NOTE, declaration

_PACKAGES = ("@openzeppelin/contracts", "openzeppelin-contracts-v4")
_INTERFACES = {
    "ERC-20": ("IERC20", "ERC20Burnable", "IERC20Permit"),
    "ERC-721": ("IERC721",),
    "ERC-1155": ("IERC1155",),
    "ERC-4626": ("IERC4626",),
    "Votes": ("IVotes",),
    "Ownable": ("Ownable", "Ownable2Step"),
    "AccessControl": ("IAccessControl", "AccessControlDefaultAdminRules"),
    "AccessManager": ("IAccessManager",),
    "UUPS": ("UUPSUpgradeable",),
    "upgradeable proxy": ("ITransparentUpgradeableProxy",),
    "ProxyAdmin": ("ProxyAdmin",),
    "UpgradeableBeacon": ("UpgradeableBeacon",),
    "Governor": (
        "Governor",
        "GovernorSettings",
        "GovernorVotesQuorumFraction",
        "GovernorTimelockControl",
        "GovernorPreventLateQuorum",
    ),
    "TimelockController": ("TimelockController",),
}
"""Contracts of the packages by the name that people know."""

_EXTENDS = {"ERC-4626": "ERC-20"}
"""What an interface takes over from another is that one's."""

_DECLARED = {
    "Compound timelock": (
        "setDelay(uint256 delay)",
        "acceptAdmin()",
        "setPendingAdmin(address pendingAdmin)",
        "queueTransaction(address target,uint256 value,string signature,bytes data,uint256 eta)",
        "cancelTransaction(address target,uint256 value,string signature,bytes data,uint256 eta)",
        "executeTransaction(address target,uint256 value,string signature,bytes data,uint256 eta)",
    ),
    "GovernorBravo": (
        "_setVotingDelay(uint256 newVotingDelay)",
        "_setVotingPeriod(uint256 newVotingPeriod)",
        "_setProposalThreshold(uint256 newProposalThreshold)",
        "_setImplementation(address implementation)",
        "_setPendingAdmin(address newPendingAdmin)",
        "_acceptAdmin()",
        "_setWhitelistAccountExpiration(address account,uint256 expiration)",
        "_setWhitelistGuardian(address account)",
    ),
    "COMP-like token": ("mint(address dst,uint256 rawAmount)", "setMinter(address minter)"),
}


def well_known_module(modules: Path) -> str:
    """The module.

    Args:
        modules: the folder node_modules.

    Raises:
        FileNotFoundError: no package has a contract of a name.
    """
    rows: dict[str, tuple[Entry, list[str]]] = {}
    for interface, entry in _entries(modules):
        names = rows.setdefault(signature(entry), ({**entry, "outputs": []}, []))[1]
        if interface not in names and _EXTENDS.get(interface) not in names:
            names.append(interface)
    lines = "\n".join(
        f"    ({declaration(entry)}, {tuple(names)!r})," for _, (entry, names) in sorted(rows.items())
    )
    return f'''"""Functions that many contracts have. {NOTE}"""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

WELL_KNOWN: Final = (
{lines}
)
"""Each with the interfaces that declare it."""
'''


def _entries(modules: Path) -> Iterator[tuple[str, Entry]]:
    for interface, contracts in _INTERFACES.items():
        for contract in contracts:
            yield from ((interface, entry) for entry in _of_packages(modules, contract))
    for interface, texts in _DECLARED.items():
        yield from ((interface, _declared(text)) for text in texts)


def _of_packages(modules: Path, contract: str) -> Iterator[Entry]:
    """Functions of a contract that change something, in any of the packages."""
    files = [modules / package / "build/contracts" / f"{contract}.json" for package in _PACKAGES]
    found = [file for file in files if file.is_file()]
    if not found:
        raise FileNotFoundError(f"no package has {contract}: run `make setup`")
    for file in found:
        for entry in json.loads(file.read_text(encoding="utf-8"))["abi"]:
            if entry["type"] == "function" and entry["stateMutability"] not in ("view", "pure"):
                yield entry


def _declared(text: str) -> Entry:
    parts = re.fullmatch(r"(\w+)\((.*)\)", text)
    if parts is None:
        raise ValueError(f"{text!r} is no function")
    inputs = [each.split(" ") for each in parts[2].split(",") if each]
    return {"name": parts[1], "inputs": [{"type": kind, "name": name} for kind, name in inputs]}
