"""A proposal's calls in words: what would happen if it passed."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lexiarch.domain.drafts import POWER_MOVES
from lexiarch.views.models import Action, DecodedArgument

_TEMPLATES = {
    ("token", "transfer(address,uint256)"): "Send {1:tokens} from the treasury to {0:address}",
    ("token", "approve(address,uint256)"): "Let {0:address} spend up to {1:tokens} of the treasury",
    ("token", "transferFrom(address,address,uint256)"): "Move {2:tokens} from {0:address} to {1:address}",
    ("token", "delegate(address)"): "Let {0:address} cast the votes of the treasury’s tokens",
    (
        "issuer_registry",
        "registerSchema(string,uint8)",
    ): "Add a schema for a {1:kind} to the list: “{0:text}”",
    ("issuer_registry", "registerGround(string)"): "Add a ground for ending an iD to the list: “{0:text}”",
    ("issuer_registry", "retireGround(bytes32)"): "Take the ground {0:hash} for ending an iD off the list",
    ("issuer_registry", "accredit(address,bytes32,uint48,uint32)"): (
        "Accredit {0:address} until {2:time}, for {3:number} new iDs a day at most, as an issuer of: "
        "{1:schema}"
    ),
    (
        "issuer_registry",
        "withdraw(address,bytes32)",
    ): "Take the accreditation of {0:address} back, for: {1:schema}",
    ("issuer_registry", "setGuardian(address)"): "Let {0:address} stop an issuer’s new attestations, once",
    ("issuer_registry", "transferOwnership(address)"): "Hand the issuers’ register to {0:address}",
    ("holder_registry", "openCase(bytes32,bytes32,bool)"): "Open a case about the iD {0:hash}",
    ("holder_registry", "decideCase(bytes32,uint32,bool)"): (
        "Decide case {1:number} about the iD {0:hash}: {2:verdict}"
    ),
    ("holder_registry", "sweep(bytes32[])"): "Take lapsed iDs out of the count of holders",
    ("holder_registry", "transferOwnership(address)"): "Hand the roll to {0:address}",
    ("governor", "setVotingDelay(uint48)"): "Open votes {0:duration} after the proposal",
    ("governor", "setVotingPeriod(uint32)"): "Let votes last {0:duration}",
    ("governor", "setProposalThreshold(uint256)"): (
        "Ask {0:tokens} of voting power of a proposer who is not on the roll"
    ),
    (
        "governor",
        "updateQuorumNumerator(uint256)",
    ): "Set the token house’s quorum to {0:percent} of all tokens",
    ("governor", "updateHolderQuorumNumerator(uint256)"): (
        "Set the holder house’s quorum to {0:percent} of all persons"
    ),
    ("governor", "updateTimelock(address)"): "Hand the Assembly’s power to another timelock, {0:address}",
    ("timelock", "updateDelay(uint256)"): "Let {0:duration} pass between queueing and execution",
    ("timelock", "grantRole(bytes32,address)"): "Give {1:address} the role {0:hash} in the timelock",
    ("timelock", "revokeRole(bytes32,address)"): "Take the role {0:hash} in the timelock from {1:address}",
}
_CONTRACT_WORDS = {
    "token": "the token",
    "timelock": "the timelock",
    "issuer_registry": "the issuers’ register",
    "holder_registry": "the roll",
    "governor": "the governor",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence. `kind` says how to show the value: text, code, address, tokens, ether, time, …"""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class ActionWords:
    sentence: list[Piece]
    caution: str | None


def contract_words(name: str) -> str:
    """A contract of the DAO in a sentence."""
    return _CONTRACT_WORDS.get(name, name)


def _fill(template: str, arguments: Sequence[DecodedArgument], schemas: Mapping[str, str]) -> list[Piece]:
    pieces: list[Piece] = []
    for text, field, kind, _ in string.Formatter().parse(template):
        if text:
            pieces.append(Piece("text", text))
        if field is not None:
            value = arguments[int(field)].value
            pieces.append(Piece("text", schemas[value]) if value in schemas else Piece(kind or "text", value))
    return pieces


def _call(action: Action, schemas: Mapping[str, str]) -> list[Piece]:
    decoded = action.decoded
    if decoded is None:
        where = [Piece("text", "Call "), Piece("address", action.target)]
        size = (len(action.calldata) - 2) // 2
        return where if size == 0 else [*where, Piece("text", f" with {size:,} bytes that are not decoded")]
    template = _TEMPLATES.get((decoded.contract, decoded.function))
    if template:
        return _fill(template, decoded.arguments, schemas)
    name = decoded.function.partition("(")[0]
    return [
        Piece("text", "Call "),
        Piece("code", name),
        Piece("text", f" of {contract_words(decoded.contract)}"),
    ]


def _caution(action: Action) -> str | None:
    if action.decoded is None:
        return (
            "The target is not a contract of this DAO, or the call is not known: read the raw data."
            if (len(action.calldata) > 2)
            else None
        )
    name = action.decoded.function.partition("(")[0]
    return "This changes who holds power in the DAO." if name in POWER_MOVES else None


def action_words(action: Action, schemas: Mapping[str, str]) -> ActionWords:
    """One action as a sentence. `schemas`: definition by schema uid."""
    ether = Piece("ether", str(action.value))
    if action.value and len(action.calldata) <= 2:
        sentence = [Piece("text", "Send "), ether, Piece("text", " to "), Piece("address", action.target)]
    else:
        sentence = _call(action, schemas)
        if action.value:
            sentence = [*sentence, Piece("text", ", sending "), ether]
    return ActionWords(sentence, _caution(action))
