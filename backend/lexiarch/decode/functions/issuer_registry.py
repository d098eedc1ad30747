"""Functions of IssuerRegistry. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("MAX_TERM", (), (Parameter("", "uint48"),)),
    Declaration(
        "accredit",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
            Parameter("validUntil", "uint48"),
        ),
        (Parameter("number", "uint16"),),
    ),
    Declaration(
        "accreditation",
        (Parameter("number", "uint16"),),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("issuer", "address"),
                    Parameter("validFrom", "uint48"),
                    Parameter("validUntil", "uint48"),
                    Parameter("schema", "bytes32"),
                ),
            ),
        ),
    ),
    Declaration("accreditationCount", (), (Parameter("", "uint16"),)),
    Declaration(
        "accreditationOf",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
        (
            Parameter("number", "uint16"),
            Parameter("kind", "uint8"),
            Parameter("validFrom", "uint48"),
        ),
    ),
    Declaration(
        "isAccredited",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration("owner", (), (Parameter("", "address"),)),
    Declaration(
        "registerSchema",
        (
            Parameter("definition", "string"),
            Parameter("kind", "uint8"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration("renounceOwnership"),
    Declaration("schemaKind", (Parameter("schema", "bytes32"),), (Parameter("", "uint8"),)),
    Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
    Declaration(
        "withdraw",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
)
