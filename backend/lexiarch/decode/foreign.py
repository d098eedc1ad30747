"""Reads of contracts that are not ours: governors, tokens and timelocks of other DAOs.

Sources: OpenZeppelin Contracts 4.x and 5.x (IGovernor, IVotes, TimelockController), GovernorBravoDelegate,
Compound's Timelock, ERC-20, ERC-721, ERC-6372. Tests call each on those contracts.
"""

import re
from functools import cache
from typing import Any

from lexiarch.decode.reader import AbiInvalid
from lexiarch.decode.signature import Declaration, Parameter


@cache
def declare(text: str) -> Declaration:
    """A function from its signature, an arrow, and what it returns: `quorum(uint256) -> uint256`."""
    parts = re.fullmatch(r"(\w+)\(([\w,\[\]]*)\) -> ([\w,\[\]]+)", text)
    if parts is None:
        raise ValueError(f"{text!r} is no function with what it returns")
    name, inputs, outputs = parts.groups()
    return Declaration(name, _parameters(inputs), _parameters(outputs))


def encode_foreign(function: Declaration, *args: Any) -> bytes:
    """Calldata."""
    from eth_abi import encode  # noqa: PLC0415 - takes a quarter of the index's time to start
    from eth_abi.exceptions import EncodingError  # noqa: PLC0415 - the same

    try:
        return function.selector + encode(function.types, args)
    except EncodingError as error:
        raise ValueError(f"{function.signature}: {error}") from None


def decode_foreign(function: Declaration, data: bytes) -> tuple[Any, ...] | None:
    """What a call returned; None when the function cannot have returned it: the contract does not have it."""
    try:
        return function.read_outputs(data)
    except AbiInvalid:
        return None


def _parameters(types: str) -> tuple[Parameter, ...]:
    return tuple(Parameter("", each) for each in types.split(",") if each)


STATE = declare("state(uint256) -> uint8")
SNAPSHOT = declare("proposalSnapshot(uint256) -> uint256")
DEADLINE = declare("proposalDeadline(uint256) -> uint256")
VOTES = declare("proposalVotes(uint256) -> uint256,uint256,uint256")
QUORUM = declare("quorum(uint256) -> uint256")
COUNTING_MODE = declare("COUNTING_MODE() -> string")
CLOCK_MODE = declare("CLOCK_MODE() -> string")
TOKEN = declare("token() -> address")
TIMELOCK = declare("timelock() -> address")

BRAVO_QUORUM = declare("quorumVotes() -> uint256")
BRAVO_PROPOSALS = declare(
    "proposals(uint256) -> uint256,address,uint256,uint256,uint256,uint256,uint256,uint256,bool,bool"
)
"""id, proposer, eta, startBlock, endBlock, forVotes, againstVotes, abstainVotes, canceled, executed."""

GRACE_PERIOD = declare("GRACE_PERIOD() -> uint256")

SYMBOL = declare("symbol() -> string")
DECIMALS = declare("decimals() -> uint8")
SUPPLY = declare("totalSupply() -> uint256")
BALANCE = declare("balanceOf(address) -> uint256")
DELEGATES = declare("delegates(address) -> address")
POWER = declare("getVotes(address) -> uint256")
COMP_POWER = declare("getCurrentVotes(address) -> uint96")
SUPPORTS = declare("supportsInterface(bytes4) -> bool")
ERC721 = bytes.fromhex("80ac58cd")
"""ERC-165 id of ERC-721."""
