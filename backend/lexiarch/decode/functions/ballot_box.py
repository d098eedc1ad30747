"""Functions of BallotBox. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration(
        "castSecretBallot",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
            Parameter("nullifier", "uint256"),
            Parameter("proof", "uint256[8]"),
        ),
    ),
    Declaration(
        "freeze",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
        ),
    ),
    Declaration(
        "frozenRoot",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "isSpent",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
            Parameter("nullifier", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration("open", (Parameter("proposalId", "uint256"),)),
    Declaration(
        "scopeOf",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("tree", (), (Parameter("", "address"),)),
    Declaration("verifier", (), (Parameter("", "address"),)),
)
