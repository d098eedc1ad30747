"""Functions of LexiarchToken. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("CLOCK_MODE", (), (Parameter("", "string"),)),
    Declaration("DOMAIN_SEPARATOR", (), (Parameter("", "bytes32"),)),
    Declaration(
        "allowance",
        (
            Parameter("owner", "address"),
            Parameter("spender", "address"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "approve",
        (
            Parameter("spender", "address"),
            Parameter("value", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration("balanceOf", (Parameter("account", "address"),), (Parameter("", "uint256"),)),
    Declaration(
        "checkpoints",
        (
            Parameter("account", "address"),
            Parameter("pos", "uint32"),
        ),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("_key", "uint48"),
                    Parameter("_value", "uint208"),
                ),
            ),
        ),
    ),
    Declaration("clock", (), (Parameter("", "uint48"),)),
    Declaration("decimals", (), (Parameter("", "uint8"),)),
    Declaration("delegate", (Parameter("delegatee", "address"),)),
    Declaration(
        "delegateBySig",
        (
            Parameter("delegatee", "address"),
            Parameter("nonce", "uint256"),
            Parameter("expiry", "uint256"),
            Parameter("v", "uint8"),
            Parameter("r", "bytes32"),
            Parameter("s", "bytes32"),
        ),
    ),
    Declaration("delegates", (Parameter("account", "address"),), (Parameter("", "address"),)),
    Declaration(
        "eip712Domain",
        (),
        (
            Parameter("fields", "bytes1"),
            Parameter("name", "string"),
            Parameter("version", "string"),
            Parameter("chainId", "uint256"),
            Parameter("verifyingContract", "address"),
            Parameter("salt", "bytes32"),
            Parameter("extensions", "uint256[]"),
        ),
    ),
    Declaration("getPastTotalSupply", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration(
        "getPastVotes",
        (
            Parameter("account", "address"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("getVotes", (Parameter("account", "address"),), (Parameter("", "uint256"),)),
    Declaration("name", (), (Parameter("", "string"),)),
    Declaration("nonces", (Parameter("account", "address"),), (Parameter("", "uint256"),)),
    Declaration("numCheckpoints", (Parameter("account", "address"),), (Parameter("", "uint32"),)),
    Declaration(
        "permit",
        (
            Parameter("owner", "address"),
            Parameter("spender", "address"),
            Parameter("value", "uint256"),
            Parameter("deadline", "uint256"),
            Parameter("v", "uint8"),
            Parameter("r", "bytes32"),
            Parameter("s", "bytes32"),
        ),
    ),
    Declaration("symbol", (), (Parameter("", "string"),)),
    Declaration("totalSupply", (), (Parameter("", "uint256"),)),
    Declaration(
        "transfer",
        (
            Parameter("to", "address"),
            Parameter("value", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "transferFrom",
        (
            Parameter("from", "address"),
            Parameter("to", "address"),
            Parameter("value", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
)
