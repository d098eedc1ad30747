"""Writes the ABIs that the pages' wallet code calls, as TypeScript constants."""

import json
from typing import Any

from lexiarch.domain.deployment import ContractName
from scripts._export.compiled import Contract, Entry

CALLED = {
    ContractName.GOVERNOR: {
        "SecretVoteCast",
        "cancel",
        "castVote",
        "castVoteWithReason",
        "execute",
        "hasPersonVoted",
        "hasVoted",
        "proposalDeadline",
        "proposalSnapshot",
        "proposalThreshold",
        "proposalTerms",
        "propose",
        "queue",
        "state",
    },
    ContractName.TOKEN: {"balanceOf", "delegate", "delegates", "getPastVotes", "getVotes"},
    ContractName.HOLDER_REGISTRY: {
        "CaseOpened",
        "MAX_TERM",
        "appeal",
        "attest",
        "attestationOf",
        "caseOf",
        "claim",
        "completeRecovery",
        "concludeCase",
        "exit",
        "isHolder",
        "openCase",
        "personAt",
        "personTagOf",
        "recoveryOf",
        "standingOf",
        "startRecovery",
        "sweep",
        "usedToday",
        "vetoRecovery",
        "withdrawCase",
    },
    ContractName.TIMELOCK: set[str](),
    ContractName.ISSUER_REGISTRY: {"accreditation", "mandateOf", "setSigner", "signerOf", "suspendedUntil"},
    ContractName.TRACKS: set[str](),
    ContractName.HOLDER_TREE: {
        "LeafAdded",
        "LeafDue",
        "LeafPruned",
        "LeafReplaced",
        "commitmentOf",
        "depth",
        "join",
        "prune",
        "refresh",
        "replace",
        "root",
    },
    ContractName.BALLOT_BOX: {"castSecretBallot", "freeze", "frozenRoot"},
}
"""The functions that the pages call and the events that they read; all errors are there anyway."""

NAMES = {
    ContractName.GOVERNOR: "governorAbi",
    ContractName.TOKEN: "tokenAbi",
    ContractName.HOLDER_REGISTRY: "holderRegistryAbi",
    ContractName.TIMELOCK: "timelockAbi",
    ContractName.ISSUER_REGISTRY: "issuerRegistryAbi",
    ContractName.TRACKS: "tracksAbi",
    ContractName.HOLDER_TREE: "holderTreeAbi",
    ContractName.BALLOT_BOX: "ballotBoxAbi",
}


def abi_module(contracts: list[Contract]) -> str:
    """`abi.ts`: one constant for each contract that the pages know."""
    parts = ["// Written by scripts/export_abi.py: do not edit."]
    parts += [_constant(contract) for contract in contracts if contract.name in CALLED]
    return "\n\n".join(parts) + "\n"


def _constant(contract: Contract) -> str:
    called = CALLED[contract.name]
    known = contract.entries("function") + contract.entries("event")
    read = [entry for entry in known if entry["name"] in called]
    if missing := called - {entry["name"] for entry in read}:
        raise ValueError(f"{contract.source} has no {', '.join(sorted(missing))}")
    rows = "\n".join(f"  {json.dumps(_plain(entry))}," for entry in read + contract.entries("error"))
    return f"export const {NAMES[contract.name]} = [\n{rows}\n] as const;"


def _plain(entry: Entry) -> dict[str, Any]:
    """The entry without what only the compiler needs."""
    plain = {key: value for key, value in sorted(entry.items()) if key != "internalType"}
    for key in {"inputs", "outputs", "components"} & plain.keys():
        plain[key] = [_plain(each) for each in plain[key]]
    return plain
