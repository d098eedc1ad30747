"""A proposal's calls in words: what would happen if it passed."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lexiarch.dashboard.language import gettext
from lexiarch.views.models import Action, DecodedCall

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
_FOREIGN = {
    "transfer(address,uint256)": "Send {1:tokens} from the treasury to {0:address}",
    "approve(address,uint256)": "Let {0:address} spend up to {1:tokens} of the treasury",
    "delegate(address)": "Let {0:address} cast the votes of the treasury’s tokens",
}
"""Calls of another DAO's own token, which is known to be one. Elsewhere amounts may be of anything."""
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


def contract_words(name: str) -> str:
    """A contract of the DAO in a sentence."""
    return _CONTRACT_WORDS.get(name, name)


def fill(template: str, values: Sequence[str], schemas: Mapping[str, str]) -> list[Piece]:
    """A sentence with values in it: `{1:tokens}` is the second of them, shown as tokens."""
    pieces: list[Piece] = []
    for text, field, kind, _ in string.Formatter().parse(template):
        if text:
            pieces.append(Piece("text", text))
        if field is not None:
            value = values[int(field)]
            pieces.append(Piece("text", schemas[value]) if value in schemas else Piece(kind or "text", value))
    return pieces


def _call(action: Action, schemas: Mapping[str, str]) -> list[Piece]:
    decoded = action.decoded
    if decoded is None:
        where = [Piece("text", "Call "), Piece("address", action.target)]
        size = (len(action.calldata) - 2) // 2
        return where if size == 0 else [*where, Piece("text", f" with {size:,} bytes that are not decoded")]
    if decoded.contract is None:
        return _foreign_call(action, decoded)
    template = _TEMPLATES.get((decoded.contract, decoded.function))
    if template:
        return fill(template, [argument.value for argument in decoded.arguments], schemas)
    name = decoded.function.partition("(")[0]
    return [
        Piece("text", "Call "),
        Piece("code", name),
        Piece("text", f" of {contract_words(decoded.contract)}"),
    ]


def _foreign_call(action: Action, decoded: DecodedCall) -> list[Piece]:
    """A call of a contract whose code nobody here has looked at."""
    if action.target_name == "token" and decoded.function in _FOREIGN:
        return fill(_FOREIGN[decoded.function], [argument.value for argument in decoded.arguments], {})
    call = fill(gettext("Call {0:code} of "), [decoded.function.partition("(")[0]], {})
    if action.target_name:
        return [*call, Piece("text", contract_words(action.target_name))]
    return [*call, Piece("address", action.target)]


def unchecked(action: Action) -> str | None:
    """What a reader must know of a call that was read by what many contracts declare."""
    decoded = action.decoded
    if decoded is None or decoded.contract is not None:
        return None
    if action.target_name == "token" and decoded.function in _FOREIGN:
        return None
    if decoded.interface is None:
        return gettext("The function is named by the proposal; the contract’s code was not looked at.")
    return gettext(
        "Read as %(interface)s declares it; the contract’s code was not looked at.",
        interface=decoded.interface,
    )


def action_words(action: Action, schemas: Mapping[str, str]) -> list[Piece]:
    """One action as a sentence. `schemas`: definition by schema uid."""
    ether = Piece("ether", str(action.value))
    if action.value and len(action.calldata) <= 2:
        return [Piece("text", "Send "), ether, Piece("text", " to "), Piece("address", action.target)]
    sentence = _call(action, schemas)
    return [*sentence, Piece("text", ", sending "), ether] if action.value else sentence
