"""Functions of IssuerRegistry. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("MAX_TERM", (), (Parameter("", "uint48"),)),
    Declaration("SUSPENSION", (), (Parameter("", "uint48"),)),
    Declaration(
        "accredit",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
            Parameter("validUntil", "uint48"),
            Parameter("dailyCap", "uint32"),
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
    Declaration("guardian", (), (Parameter("", "address"),)),
    Declaration(
        "isAccredited",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "isGroundAt",
        (
            Parameter("ground", "bytes32"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "mandateOf",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("number", "uint16"),
                    Parameter("kind", "uint8"),
                    Parameter("validFrom", "uint48"),
                    Parameter("dailyCap", "uint32"),
                    Parameter("keyed", "bool"),
                ),
            ),
        ),
    ),
    Declaration("owner", (), (Parameter("", "address"),)),
    Declaration("registerGround", (Parameter("definition", "string"),), (Parameter("uid", "bytes32"),)),
    Declaration(
        "registerSchema",
        (
            Parameter("definition", "string"),
            Parameter("kind", "uint8"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration("renounceOwnership"),
    Declaration("retireGround", (Parameter("uid", "bytes32"),)),
    Declaration("schemaKind", (Parameter("schema", "bytes32"),), (Parameter("", "uint8"),)),
    Declaration("setGuardian", (Parameter("newGuardian", "address"),)),
    Declaration(
        "setSigner",
        (
            Parameter("schema", "bytes32"),
            Parameter("signer", "bytes"),
        ),
    ),
    Declaration("signerOf", (Parameter("number", "uint16"),), (Parameter("", "bytes"),)),
    Declaration(
        "suspendIssuance",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
    Declaration(
        "suspendedUntil",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
        (Parameter("", "uint48"),),
    ),
    Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
    Declaration(
        "withdraw",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
)
