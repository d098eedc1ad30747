"""Functions of HolderRegistry. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("CLOCK_MODE", (), (Parameter("", "string"),)),
    Declaration("MAX_TERM", (), (Parameter("", "uint48"),)),
    Declaration(
        "acceptanceDigest",
        (
            Parameter(
                "offer",
                "tuple",
                (
                    Parameter("holder", "address"),
                    Parameter("issuer", "address"),
                    Parameter("schema", "bytes32"),
                    Parameter("personTag", "bytes32"),
                    Parameter("issuedAt", "uint48"),
                    Parameter("expirationTime", "uint48"),
                    Parameter("deadline", "uint48"),
                ),
            ),
        ),
        (Parameter("digest", "bytes32"),),
    ),
    Declaration(
        "attest",
        (
            Parameter(
                "offer",
                "tuple",
                (
                    Parameter("holder", "address"),
                    Parameter("issuer", "address"),
                    Parameter("schema", "bytes32"),
                    Parameter("personTag", "bytes32"),
                    Parameter("issuedAt", "uint48"),
                    Parameter("expirationTime", "uint48"),
                    Parameter("deadline", "uint48"),
                ),
            ),
            Parameter("issuerSignature", "bytes"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration(
        "attestBySig",
        (
            Parameter(
                "offer",
                "tuple",
                (
                    Parameter("holder", "address"),
                    Parameter("issuer", "address"),
                    Parameter("schema", "bytes32"),
                    Parameter("personTag", "bytes32"),
                    Parameter("issuedAt", "uint48"),
                    Parameter("expirationTime", "uint48"),
                    Parameter("deadline", "uint48"),
                ),
            ),
            Parameter("issuerSignature", "bytes"),
            Parameter("holderSignature", "bytes"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration(
        "attestationOf",
        (Parameter("personTag", "bytes32"),),
        (
            Parameter(
                "attestation",
                "tuple",
                (
                    Parameter("holder", "address"),
                    Parameter("issuer", "address"),
                    Parameter("schema", "bytes32"),
                    Parameter("kind", "uint8"),
                    Parameter("since", "uint48"),
                    Parameter("expirationTime", "uint48"),
                ),
            ),
        ),
    ),
    Declaration("clock", (), (Parameter("", "uint48"),)),
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
    Declaration("exit"),
    Declaration("holderCount", (), (Parameter("", "uint256"),)),
    Declaration("holderCountAt", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration(
        "holdersSince",
        (
            Parameter("personTag", "bytes32"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("holders", "address[]"),),
    ),
    Declaration("isHolder", (Parameter("account", "address"),), (Parameter("", "bool"),)),
    Declaration(
        "isHolderAt",
        (
            Parameter("account", "address"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration("issuers", (), (Parameter("", "address"),)),
    Declaration("locked", (Parameter("tokenId", "uint256"),), (Parameter("", "bool"),)),
    Declaration(
        "offerDigest",
        (
            Parameter(
                "offer",
                "tuple",
                (
                    Parameter("holder", "address"),
                    Parameter("issuer", "address"),
                    Parameter("schema", "bytes32"),
                    Parameter("personTag", "bytes32"),
                    Parameter("issuedAt", "uint48"),
                    Parameter("expirationTime", "uint48"),
                    Parameter("deadline", "uint48"),
                ),
            ),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration("owner", (), (Parameter("", "address"),)),
    Declaration(
        "personAt",
        (
            Parameter("account", "address"),
            Parameter("snapshot", "uint256"),
        ),
        (Parameter("personTag", "bytes32"),),
    ),
    Declaration("personTagOf", (Parameter("account", "address"),), (Parameter("personTag", "bytes32"),)),
    Declaration("renounceOwnership"),
    Declaration(
        "revoke",
        (
            Parameter("personTag", "bytes32"),
            Parameter("reasonCommitment", "bytes32"),
        ),
    ),
    Declaration(
        "seatAt",
        (
            Parameter("account", "address"),
            Parameter("snapshot", "uint256"),
        ),
        (
            Parameter("personTag", "bytes32"),
            Parameter("moved", "bool"),
        ),
    ),
    Declaration("supportsInterface", (Parameter("interfaceId", "bytes4"),), (Parameter("", "bool"),)),
    Declaration("sweep", (Parameter("personTags", "bytes32[]"),)),
    Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
)
