"""Functions of HolderTree. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("clearUntil", (), (Parameter("", "uint256"),)),
    Declaration("commitmentOf", (Parameter("personTag", "bytes32"),), (Parameter("", "uint256"),)),
    Declaration("depth", (), (Parameter("", "uint8"),)),
    Declaration("dueOn", (Parameter("day", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("join", (Parameter("commitment", "uint256"),)),
    Declaration("memberCount", (), (Parameter("", "uint256"),)),
    Declaration(
        "prune",
        (
            Parameter("personTag", "bytes32"),
            Parameter("siblings", "uint256[]"),
        ),
    ),
    Declaration("refresh", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "replace",
        (
            Parameter("commitment", "uint256"),
            Parameter("siblings", "uint256[]"),
        ),
    ),
    Declaration("roll", (), (Parameter("", "address"),)),
    Declaration("root", (), (Parameter("", "uint256"),)),
    Declaration("settle", (Parameter("maxDays", "uint256"),), (Parameter("settled", "bool"),)),
    Declaration("size", (), (Parameter("", "uint256"),)),
)
