"""The compiler's output as `ape compile` leaves it, and the words that all generated files share."""

import json
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eth_utils import keccak

from lexiarch.domain.deployment import ContractName

Entry = dict[str, Any]
"""One event, error or function of a JSON ABI."""

SOURCES = {
    ContractName.TOKEN: "LexiarchToken",
    ContractName.TIMELOCK: "LexiarchTimelock",
    ContractName.ISSUER_REGISTRY: "IssuerRegistry",
    ContractName.HOLDER_REGISTRY: "HolderRegistry",
    ContractName.GOVERNOR: "LexiarchGovernor",
    ContractName.TRACKS: "Tracks",
    ContractName.BALLOT_BATCH: "BallotBatch",
    ContractName.HOLDER_TREE: "HolderTree",
    ContractName.BALLOT_BOX: "BallotBox",
}
"""The contracts that Python and the pages read; verifier and library of hashes say nothing to them."""


class BuildMissing(Exception):
    """There is no compiler output, or it lacks a contract."""


@dataclass(frozen=True)
class Contract:
    """One compiled contract."""

    name: ContractName
    source: str
    """Name in Solidity."""
    abi: list[Entry]
    notices: dict[str, str]
    """NatSpec notice by signature of an event."""

    def entries(self, kind: str) -> list[Entry]:
        """The entries of a kind (`event`, `error`, `function`), in an order that no compiler decides."""
        return sorted((entry for entry in self.abi if entry["type"] == kind), key=signature)


def load_contracts(build: Path) -> list[Contract]:
    """Reads `.build/__local__.json`.

    Raises:
        BuildMissing: see there.
    """
    try:
        types = json.loads(build.read_text(encoding="utf-8"))["contractTypes"]
        return [_contract(name, types[source]) for name, source in SOURCES.items()]
    except (OSError, ValueError, KeyError) as error:
        raise BuildMissing(f"{build} cannot be used ({error!r}): run `make build`") from error


def _contract(name: ContractName, compiled: dict[str, Any]) -> Contract:
    events = (compiled.get("userdoc") or {}).get("events", {})
    notices = {key: doc["notice"] for key, doc in events.items() if "notice" in doc}
    return Contract(name, compiled["contractName"], compiled["abi"], notices)


def canonical(parameter: Entry) -> str:
    """The type as signatures spell it: tuples by their members."""
    if not parameter["type"].startswith("tuple"):
        return str(parameter["type"])
    members = ",".join(canonical(member) for member in parameter["components"])
    return f"({members}){parameter['type'].removeprefix('tuple')}"


def signature(entry: Entry) -> str:
    """As `transfer(address,uint256)`; a constructor has no name."""
    return f"{entry.get('name', '')}({','.join(canonical(each) for each in entry.get('inputs', []))})"


def topic(event: Entry) -> str:
    """topic0 of the event's logs, in hex without 0x."""
    return keccak(text=signature(event)).hex()


def snake(name: str) -> str:
    """A Solidity name as Python spells it: `personTag` -> `person_tag`, `from` -> `from_`."""
    spelled = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).strip("_").lower()
    return spelled + "_" * keyword.iskeyword(spelled)


def field_names(entry: Entry) -> Iterator[str]:
    """A Python name for each input; a nameless one is called by its place."""
    for place, parameter in enumerate(entry["inputs"]):
        yield snake(parameter["name"]) or f"field_{place}"
