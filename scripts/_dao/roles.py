"""Who may do what on a deployed DAO, by the chain's own word, and the proof that it is as declared."""

from collections.abc import Mapping
from typing import Any

from ape import chain
from ape.contracts import ContractInstance
from eth_utils import keccak

from lexiarch.domain.deployment import ContractName
from scripts._dao.system import ADMIN_ROLE, GOVERNOR_ROLES, MEMBERSHIP, Addresses, contract_at

OWNED = (ContractName.ISSUER_REGISTRY, ContractName.HOLDER_REGISTRY, ContractName.TRACKS)
WIRED = {
    ContractName.HOLDER_REGISTRY: {"issuers": "issuer_registry", "tree": "holder_tree"},
    ContractName.HOLDER_TREE: {"roll": "holder_registry"},
    ContractName.BALLOT_BOX: {"tree": "holder_tree", "verifier": "membership_verifier"},
    ContractName.GOVERNOR: {
        "token": "token",
        "roll": "holder_registry",
        "timelock": "timelock",
        "tracks": "tracks",
        "ballotBox": "ballot_box",
    },
}
"""What each contract must answer when it is asked for another."""
ROLES = {ADMIN_ROLE: "DEFAULT_ADMIN_ROLE"} | {keccak(text=role): role for role in GOVERNOR_ROLES}

DECLARED: dict[str, dict[str, Any]] = {
    "owners": {name.value: "timelock" for name in OWNED},
    "roles": {"DEFAULT_ADMIN_ROLE": ["timelock"]} | {role: ["governor"] for role in GOVERNOR_ROLES},
    "wiring": {
        f"{contract}.{function}": answer
        for contract, functions in WIRED.items()
        for function, answer in functions.items()
    }
    | {"code of holder_tree": "poseidon"},
    "membership": {"decided without tokens": sorted(name.value for name in MEMBERSHIP)},
    "tokens": {"deployer": "0"},
}
"""What holds from the end of the deployment on, whatever is voted later about guardian and tracks."""


def dump_roles(
    addresses: Addresses, deployer: str, names: Mapping[str, str] | None = None
) -> dict[str, dict[str, Any]]:
    """Every owner, role, wire and guardian, and which track decides what; who has no name by address.

    Args:
        names: words for further accounts.
    """
    words = dict(names or {}) | {address: name.value for name, address in addresses.items()}
    words[deployer] = "deployer"

    def word(address: Any) -> str:
        return words.get(str(address), str(address))

    def ask(name: ContractName, function: str, *arguments: Any) -> Any:
        return contract_at(addresses, name).call_view_method(function, *arguments)

    timelock = contract_at(addresses, ContractName.TIMELOCK)
    return {
        "owners": {name.value: word(ask(name, "owner")) for name in OWNED},
        "roles": {
            ROLES.get(role, f"0x{role.hex()}"): sorted(map(word, members))
            for role, members in _role_members(timelock).items()
        },
        "wiring": {
            f"{name}.{function}": word(ask(name, function))
            for name, functions in WIRED.items()
            for function in functions
        }
        | {"code of holder_tree": _library_of_tree(addresses)},
        "membership": {
            "decided without tokens": sorted(
                name.value
                for name, address in addresses.items()
                if ask(ContractName.TRACKS, "isMembership", address)
            )
        },
        "tokens": {"deployer": str(ask(ContractName.TOKEN, "balanceOf", deployer))},
        "guardian": {"of issuer_registry": word(ask(ContractName.ISSUER_REGISTRY, "guardian"))},
        "tracks": {
            f"{name}.{function}": ask(
                ContractName.TRACKS, "trackOf", addresses[name], keccak(text=function)[:4]
            )
            for name, functions in MEMBERSHIP.items()
            for function in functions
        },
    }


def find_leftovers(addresses: Addresses, deployer: str) -> list[str]:
    """Rights that the deployer kept, that timelock or governor lack, and wires that lead elsewhere."""
    found = dump_roles(addresses, deployer)
    leftovers = [
        f"{section}: {key} is {found[section].get(key)}, declared is {declared.get(key)}"
        for section, declared in DECLARED.items()
        for key in sorted(declared.keys() | found[section].keys())
        if found[section].get(key) != declared.get(key)
    ]
    if "deployer" in found["guardian"].values():
        leftovers.append("guardian: the deployer can stop new attestations")
    return leftovers


def _role_members(timelock: ContractInstance) -> dict[bytes, set[str]]:
    """Members of every role that was ever granted, by the contract's own word."""
    granted = {(bytes(log.role), str(log.account)) for log in timelock.RoleGranted}
    members: dict[bytes, set[str]] = {}
    for role, account in granted:
        if timelock.hasRole(role, account):
            members.setdefault(role, set()).add(account)
    return members


def _library_of_tree(addresses: Addresses) -> str:
    """The library of hashes, if the tree's code calls the one of this deployment."""
    code = bytes(chain.provider.get_code(addresses[ContractName.HOLDER_TREE]))
    library = bytes.fromhex(addresses[ContractName.POSEIDON].removeprefix("0x"))
    return ContractName.POSEIDON.value if library in code else "another library"
