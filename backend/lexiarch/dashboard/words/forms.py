"""What a proposal can have the DAO's contracts do, as forms: one for each function that obeys it.

Names and types come from the generated tables; here are only the words, and how a value is typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lexiarch.dashboard.language import gettext as _
from lexiarch.decode.functions import FUNCTIONS
from lexiarch.decode.signature import Declaration, Parameter
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.drafts import BOUNDS
from lexiarch.views.text import address_text

Choices = Mapping[str, list[tuple[str, str]]]
"""What can be chosen, by unit (schema, ground, track, role, kind): value and words."""

_MAX_QUORUM = 50


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form."""

    path: str
    """Place among the arguments: `1`, or `0.2` within a struct."""
    type: str
    unit: str
    """How it is typed: address, tokens, duration, time, percent, number, text, flag, hash; or a list."""
    label: str
    least: int | None = None
    most: int | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One function."""

    key: str
    words: str
    target: str
    function: str
    """As `function setVotingDelay(uint48 newVotingDelay)`."""
    fields: tuple[Field, ...]


def _words() -> dict[str, dict[str, str]]:
    """Forms by group: words by contract and function."""
    return {
        _("Roll and issuers"): {
            "issuer_registry.accredit": _("Accredit an issuer, or set its term anew"),
            "issuer_registry.withdraw": _("Take an issuer’s accreditation back"),
            "issuer_registry.registerSchema": _("Add a schema"),
            "issuer_registry.registerGround": _("Add a ground for ending an iD"),
            "issuer_registry.retireGround": _("Take a ground off the list"),
            "issuer_registry.setGuardian": _("Appoint the guardian, who can stop an issuer once"),
            "holder_registry.openCase": _("Open a case about an iD"),
            "holder_registry.decideCase": _("Decide an appealed case about an iD"),
        },
        _("Rules"): {
            "governor.setVotingDelay": _("Change the voting delay"),
            "governor.setVotingPeriod": _("Change the voting period"),
            "governor.setProposalThreshold": _("Change the proposal threshold"),
            "governor.updateQuorumNumerator": _("Change the token house’s quorum"),
            "governor.updateHolderQuorumNumerator": _("Change the holder house’s quorum"),
            "governor.setLateQuorumVoteExtension": _("Change the extension after a late quorum"),
            "timelock.updateDelay": _("Change the timelock’s delay"),
            "tracks.addTrack": _("Add a track"),
            "tracks.setTrack": _("Change a track’s quorums and secrecy"),
            "tracks.assign": _("Put a function on a track"),
        },
        _("Power"): {
            "token.approve": _("Let an account spend tokens of the treasury"),
            "token.delegate": _("Let an account vote with the treasury’s tokens"),
            "timelock.grantRole": _("Give a role in the timelock"),
            "timelock.revokeRole": _("Take a role in the timelock"),
            "governor.updateTimelock": _("Move to another timelock"),
            "issuer_registry.transferOwnership": _("Hand over the issuers’ register"),
            "holder_registry.transferOwnership": _("Hand over the roll"),
            "tracks.transferOwnership": _("Hand over the tracks"),
        },
    }


def _labels() -> dict[str, tuple[str, str]]:
    """Unit and label of a parameter, by its name, or by function and name."""
    return {
        "issuer": ("address", _("Issuer’s account")),
        "schema": ("schema", _("Schema")),
        "validUntil": ("time", _("Until")),
        "dailyCap": ("number", _("New iDs a day at most")),
        "registerSchema.definition": ("text", _("What is attested, in words")),
        "registerGround.definition": ("text", _("The ground, in words that never change")),
        "kind": ("kind", _("Whom it admits")),
        "uid": ("ground", _("Ground")),
        "newGuardian": ("address", _("Account (0x000…000 for none)")),
        "personTag": ("hash", _("Person tag of the iD")),
        "commitment": ("hash", _("Commitment to the reason")),
        "suspend": ("flag", _("Suspend the proof meanwhile")),
        "decideCase.number": ("number", _("Number of the case")),
        "uphold": ("flag", _("The iD ends")),
        "newVotingDelay": ("duration", _("Time before the vote opens")),
        "newVotingPeriod": ("duration", _("Time to vote")),
        "newProposalThreshold": ("tokens", _("Voting power of a proposer who is not on the roll")),
        "updateQuorumNumerator.newQuorumNumerator": ("percent", _("Percent of all tokens")),
        "updateHolderQuorumNumerator.newQuorumNumerator": ("percent", _("Percent of all persons")),
        "newVoteExtension": ("duration", _("Time left to answer")),
        "newDelay": ("duration", _("Time between queueing and execution")),
        "tokenHouse": ("flag", _("Ask the token house")),
        "holderHouse": ("flag", _("Ask the holder house")),
        "tokenQuorum": ("percent", _("Least quorum of tokens, in percent (0: as the rules say)")),
        "holderQuorum": ("percent", _("Least quorum of persons, in percent (0: as the rules say)")),
        "secret": ("flag", _("Persons vote in secret")),
        "number": ("track", _("Track")),
        "target": ("address", _("Contract")),
        "selector": ("selector", _("Function, as transfer(address,uint256)")),
        "spender": ("address", _("Account")),
        "value": ("tokens", _("At most")),
        "delegatee": ("address", _("Account")),
        "role": ("role", _("Role")),
        "account": ("address", _("Account")),
        "newTimelock": ("address", _("Timelock")),
        "newOwner": ("address", _("New owner")),
    }


def forms(deployment: Deployment, choices: Choices) -> dict[str, list[Form]]:
    """All forms, by the words of their group."""
    labels = _labels()
    return {
        group: [_form(key, words, deployment, labels, choices) for key, words in named.items()]
        for group, named in _words().items()
    }


def _form(
    key: str, words: str, deployment: Deployment, labels: Mapping[str, tuple[str, str]], choices: Choices
) -> Form:
    contract, _dot, name = key.partition(".")
    owner = ContractName(contract)
    declaration = next(each for each in FUNCTIONS[owner] if each.name == name)
    fields = []
    for path, parameter in _leaves(declaration.inputs):
        unit, label = labels.get(f"{name}.{parameter.name}") or labels[parameter.name]
        least, most = _bounds(owner, name, unit, path)
        options = tuple(choices.get(unit, ()))
        fields.append(Field(path, parameter.type, unit, label, least, most, options))
    return Form(key, words, address_text(deployment.address(owner)), human(declaration), tuple(fields))


def _leaves(parameters: tuple[Parameter, ...], before: str = "") -> Iterator[tuple[str, Parameter]]:
    for place, parameter in enumerate(parameters):
        path = f"{before}{place}"
        if parameter.components:
            yield from _leaves(parameter.components, f"{path}.")
        else:
            yield path, parameter


def _bounds(contract: ContractName, name: str, unit: str, path: str) -> tuple[int | None, int | None]:
    if (bound := BOUNDS.get((contract, name))) and path == str(bound[0]):
        return bound[1], bound[2]
    return (0, _MAX_QUORUM) if unit == "percent" else (None, None)


def human(declaration: Declaration) -> str:
    """A function with the names of its parameters, as viem reads it."""
    inputs = ", ".join(f"{_human_type(each)} {each.name}".strip() for each in declaration.inputs)
    return f"function {declaration.name}({inputs})"


def _human_type(parameter: Parameter) -> str:
    if not parameter.components:
        return parameter.type
    members = ", ".join(f"{_human_type(each)} {each.name}" for each in parameter.components)
    return parameter.type.replace("tuple", f"({members})", 1)
