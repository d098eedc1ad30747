"""Functions of BallotBatch. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("GAS_PER_BALLOT", (), (Parameter("", "uint256"),)),
    Declaration(
        "castVotesBySig",
        (
            Parameter("governor", "address"),
            Parameter(
                "ballots",
                "tuple[]",
                (
                    Parameter("proposalId", "uint256"),
                    Parameter("support", "uint8"),
                    Parameter("voter", "address"),
                    Parameter("signature", "bytes"),
                ),
            ),
        ),
        (Parameter("counted", "uint256"),),
    ),
)
