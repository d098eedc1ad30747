"""A proposal's calls in words: what would happen if it passed."""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lexiarch.dashboard.language import gettext, ngettext
from lexiarch.domain.texts import mark
from lexiarch.views.models import Action, DecodedCall

_TEMPLATES = {
    ("token", "transfer(address,uint256)"): mark("Send {1:tokens} from the treasury to {0:address}"),
    ("token", "approve(address,uint256)"): mark("Let {0:address} spend up to {1:tokens} of the treasury"),
    ("token", "transferFrom(address,address,uint256)"): mark(
        "Move {2:tokens} from {0:address} to {1:address}"
    ),
    ("token", "delegate(address)"): mark("Let {0:address} cast the votes of the treasury’s tokens"),
    (
        "issuer_registry",
        "registerSchema(string,uint8)",
    ): mark("Add a schema for a {1:kind} to the list: “{0:text}”"),
    ("issuer_registry", "registerGround(string)"): mark(
        "Add a ground for ending an iD to the list: “{0:text}”"
    ),
    ("issuer_registry", "retireGround(bytes32)"): mark(
        "Take the ground {0:hash} for ending an iD off the list"
    ),
    ("issuer_registry", "accredit(address,bytes32,uint48,uint32)"): mark(
        "Accredit {0:address} until {2:time}, for {3:number} new iDs a day at most, as an issuer of: "
        "{1:schema}"
    ),
    (
        "issuer_registry",
        "withdraw(address,bytes32)",
    ): mark("Take the accreditation of {0:address} back, for: {1:schema}"),
    ("issuer_registry", "setGuardian(address)"): mark(
        "Let {0:address} stop an issuer’s new attestations, once"
    ),
    ("issuer_registry", "transferOwnership(address)"): mark("Hand the issuers’ register to {0:address}"),
    ("holder_registry", "openCase(bytes32,bytes32,bool)"): mark("Open a case about the iD {0:hash}"),
    ("holder_registry", "decideCase(bytes32,uint32,bool)"): mark(
        "Decide case {1:number} about the iD {0:hash}: {2:verdict}"
    ),
    ("holder_registry", "sweep(bytes32[])"): mark("Take lapsed iDs out of the count of holders"),
    ("holder_registry", "transferOwnership(address)"): mark("Hand the roll to {0:address}"),
    ("governor", "setVotingDelay(uint48)"): mark("Open votes {0:duration} after the proposal"),
    ("governor", "setVotingPeriod(uint32)"): mark("Let votes last {0:duration}"),
    ("governor", "setProposalThreshold(uint256)"): mark(
        "Ask {0:tokens} of voting power of a proposer who is not on the roll"
    ),
    (
        "governor",
        "updateQuorumNumerator(uint256)",
    ): mark("Set the token house’s quorum to {0:percent} of all tokens"),
    ("governor", "updateHolderQuorumNumerator(uint256)"): mark(
        "Set the holder house’s quorum to {0:percent} of all persons"
    ),
    ("governor", "updateTimelock(address)"): mark(
        "Hand the Assembly’s power to another timelock, {0:address}"
    ),
    ("timelock", "updateDelay(uint256)"): mark("Let {0:duration} pass between queueing and execution"),
    ("timelock", "grantRole(bytes32,address)"): mark("Give {1:address} the role {0:hash} in the timelock"),
    ("timelock", "revokeRole(bytes32,address)"): mark(
        "Take the role {0:hash} in the timelock from {1:address}"
    ),
}
_FOREIGN = {
    "transfer(address,uint256)": mark("Send {1:tokens} from the treasury to {0:address}"),
    "approve(address,uint256)": mark("Let {0:address} spend up to {1:tokens} of the treasury"),
    "delegate(address)": mark("Let {0:address} cast the votes of the treasury’s tokens"),
}
"""Calls of another DAO's own token, which is known to be one. Elsewhere amounts may be of anything."""
_CONTRACT_WORDS = {
    "token": mark("the token"),
    "timelock": mark("the timelock"),
    "issuer_registry": mark("the issuers’ register"),
    "holder_registry": mark("the roll"),
    "governor": mark("the governor"),
}
"""As what is called: “call transfer of the token”."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a sentence. `kind` says how to show the value: text, code, address, tokens, ether, time, …"""

    kind: str
    value: str


def contract_piece(name: str | None, address: str) -> Piece:
    """A contract in a sentence that says what is called, or of what something is."""
    if name is None:
        return Piece("address", address)
    return Piece("text", gettext(_CONTRACT_WORDS[name]) if name in _CONTRACT_WORDS else name)


def fill(
    template: str, values: Sequence[str | Sequence[Piece]], schemas: Mapping[str, str] | None = None
) -> list[Piece]:
    """A sentence with values in it: `{1:tokens}` is the second of them, shown as tokens.

    Args:
        template: in the language of the page.
        values: texts, or what is itself made of pieces.
        schemas: definition by schema uid.
    """
    pieces: list[Piece] = []
    for text, field, kind, _ in string.Formatter().parse(template):
        if text:
            pieces.append(Piece("text", text))
        if field is None:
            continue
        value = values[int(field)]
        if not isinstance(value, str):
            pieces.extend(value)
        elif schemas and value in schemas:
            pieces.append(Piece("text", schemas[value]))
        else:
            pieces.append(Piece(kind or "text", value))
    return pieces


def _call(action: Action, schemas: Mapping[str, str]) -> list[Piece]:
    decoded = action.decoded
    if decoded is None:
        return _raw_call(action)
    if decoded.contract is None:
        return _foreign_call(action, decoded)
    template = _TEMPLATES.get((decoded.contract, decoded.function))
    if template:
        return fill(gettext(template), [argument.value for argument in decoded.arguments], schemas)
    return _named_call(decoded, contract_piece(decoded.contract, action.target))


def _raw_call(action: Action) -> list[Piece]:
    size = (len(action.calldata) - 2) // 2
    if size == 0:
        return fill(gettext("Call {0:address}"), [action.target])
    words = ngettext(
        "Call {0:address} with %(num)s byte that is not decoded",
        "Call {0:address} with %(num)s bytes that are not decoded",
        size,
    )
    return fill(words, [action.target])


def _named_call(decoded: DecodedCall, contract: Piece) -> list[Piece]:
    return fill(gettext("Call {0:code} of {1}"), [decoded.function.partition("(")[0], [contract]])


def _foreign_call(action: Action, decoded: DecodedCall) -> list[Piece]:
    """A call of a contract whose code nobody here has looked at."""
    if action.target_name == "token" and decoded.function in _FOREIGN:
        sentence = gettext(_FOREIGN[decoded.function])
        return fill(sentence, [argument.value for argument in decoded.arguments])
    return _named_call(decoded, contract_piece(action.target_name, action.target))


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
    if action.value and len(action.calldata) <= 2:
        return fill(gettext("Send {0:ether} to {1:address}"), [str(action.value), action.target])
    sentence = _call(action, schemas)
    if not action.value:
        return sentence
    return fill(gettext("{0}, sending {1:ether}"), [sentence, str(action.value)])
