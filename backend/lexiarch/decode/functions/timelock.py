"""Functions of LexiarchTimelock. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("CANCELLER_ROLE", (), (Parameter("", "bytes32"),)),
    Declaration("DEFAULT_ADMIN_ROLE", (), (Parameter("", "bytes32"),)),
    Declaration("EXECUTOR_ROLE", (), (Parameter("", "bytes32"),)),
    Declaration("LEAST_DELAY", (), (Parameter("", "uint256"),)),
    Declaration("MOST_DELAY", (), (Parameter("", "uint256"),)),
    Declaration("PROPOSER_ROLE", (), (Parameter("", "bytes32"),)),
    Declaration("cancel", (Parameter("id", "bytes32"),)),
    Declaration(
        "execute",
        (
            Parameter("target", "address"),
            Parameter("value", "uint256"),
            Parameter("payload", "bytes"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
        ),
    ),
    Declaration(
        "executeBatch",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("payloads", "bytes[]"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
        ),
    ),
    Declaration("getMinDelay", (), (Parameter("", "uint256"),)),
    Declaration("getOperationState", (Parameter("id", "bytes32"),), (Parameter("", "uint8"),)),
    Declaration("getRoleAdmin", (Parameter("role", "bytes32"),), (Parameter("", "bytes32"),)),
    Declaration("getTimestamp", (Parameter("id", "bytes32"),), (Parameter("", "uint256"),)),
    Declaration(
        "grantRole",
        (
            Parameter("role", "bytes32"),
            Parameter("account", "address"),
        ),
    ),
    Declaration(
        "hasRole",
        (
            Parameter("role", "bytes32"),
            Parameter("account", "address"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "hashOperation",
        (
            Parameter("target", "address"),
            Parameter("value", "uint256"),
            Parameter("data", "bytes"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
        ),
        (Parameter("", "bytes32"),),
    ),
    Declaration(
        "hashOperationBatch",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("payloads", "bytes[]"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
        ),
        (Parameter("", "bytes32"),),
    ),
    Declaration("isOperation", (Parameter("id", "bytes32"),), (Parameter("", "bool"),)),
    Declaration("isOperationDone", (Parameter("id", "bytes32"),), (Parameter("", "bool"),)),
    Declaration("isOperationPending", (Parameter("id", "bytes32"),), (Parameter("", "bool"),)),
    Declaration("isOperationReady", (Parameter("id", "bytes32"),), (Parameter("", "bool"),)),
    Declaration(
        "onERC1155BatchReceived",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256[]"),
            Parameter("", "uint256[]"),
            Parameter("", "bytes"),
        ),
        (Parameter("", "bytes4"),),
    ),
    Declaration(
        "onERC1155Received",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256"),
            Parameter("", "uint256"),
            Parameter("", "bytes"),
        ),
        (Parameter("", "bytes4"),),
    ),
    Declaration(
        "onERC721Received",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256"),
            Parameter("", "bytes"),
        ),
        (Parameter("", "bytes4"),),
    ),
    Declaration(
        "renounceRole",
        (
            Parameter("role", "bytes32"),
            Parameter("callerConfirmation", "address"),
        ),
    ),
    Declaration(
        "revokeRole",
        (
            Parameter("role", "bytes32"),
            Parameter("account", "address"),
        ),
    ),
    Declaration(
        "schedule",
        (
            Parameter("target", "address"),
            Parameter("value", "uint256"),
            Parameter("data", "bytes"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
            Parameter("delay", "uint256"),
        ),
    ),
    Declaration(
        "scheduleBatch",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("payloads", "bytes[]"),
            Parameter("predecessor", "bytes32"),
            Parameter("salt", "bytes32"),
            Parameter("delay", "uint256"),
        ),
    ),
    Declaration("supportsInterface", (Parameter("interfaceId", "bytes4"),), (Parameter("", "bool"),)),
    Declaration("updateDelay", (Parameter("newDelay", "uint256"),)),
)
