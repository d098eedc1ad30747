"""Functions of HolderRegistry. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("APPEAL_WINDOW", (), (Parameter("", "uint48"),)),
    Declaration("CLOCK_MODE", (), (Parameter("", "string"),)),
    Declaration("DECISION_TIME", (), (Parameter("", "uint48"),)),
    Declaration("MAX_TERM", (), (Parameter("", "uint48"),)),
    Declaration("RECOVERY_DELAY", (), (Parameter("", "uint48"),)),
    Declaration("SUSPENSION", (), (Parameter("", "uint48"),)),
    Declaration("VETO_REST", (), (Parameter("", "uint48"),)),
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
    Declaration("appeal", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "appealBySig",
        (
            Parameter("personTag", "bytes32"),
            Parameter("signature", "bytes"),
        ),
    ),
    Declaration(
        "approve",
        (
            Parameter("", "address"),
            Parameter("", "uint256"),
        ),
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
    Declaration("balanceOf", (Parameter("owner", "address"),), (Parameter("", "uint256"),)),
    Declaration("batchDigest", (Parameter("root", "bytes32"),), (Parameter("digest", "bytes32"),)),
    Declaration("burnAuth", (Parameter("tokenId", "uint256"),), (Parameter("", "uint8"),)),
    Declaration(
        "caseOf",
        (Parameter("personTag", "bytes32"),),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("number", "uint32"),
                    Parameter("phase", "uint8"),
                    Parameter("byIssuer", "bool"),
                    Parameter("openedAt", "uint48"),
                    Parameter("appealUntil", "uint48"),
                    Parameter("decideUntil", "uint48"),
                    Parameter("suspendedUntil", "uint48"),
                ),
            ),
        ),
    ),
    Declaration(
        "claim",
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
            Parameter("proof", "bytes32[]"),
            Parameter("batchSignature", "bytes"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration(
        "claimBySig",
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
            Parameter("proof", "bytes32[]"),
            Parameter("batchSignature", "bytes"),
            Parameter("holderSignature", "bytes"),
        ),
        (Parameter("uid", "bytes32"),),
    ),
    Declaration("clock", (), (Parameter("", "uint48"),)),
    Declaration("completeRecovery", (Parameter("personTag", "bytes32"),)),
    Declaration("concludeCase", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "decideCase",
        (
            Parameter("personTag", "bytes32"),
            Parameter("number", "uint32"),
            Parameter("uphold", "bool"),
        ),
    ),
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
    Declaration("endTime", (Parameter("tokenId", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("endedLeaves", (), (Parameter("", "uint256"),)),
    Declaration("exit"),
    Declaration(
        "exitBySig",
        (
            Parameter("personTag", "bytes32"),
            Parameter("deadline", "uint48"),
            Parameter("signature", "bytes"),
        ),
    ),
    Declaration("expiryType", (), (Parameter("", "uint8"),)),
    Declaration("getApproved", (Parameter("tokenId", "uint256"),), (Parameter("", "address"),)),
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
    Declaration(
        "isApprovedForAll",
        (
            Parameter("", "address"),
            Parameter("", "address"),
        ),
        (Parameter("", "bool"),),
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
    Declaration("isRegistered", (Parameter("account", "address"),), (Parameter("", "bool"),)),
    Declaration(
        "isSuspendedAt",
        (
            Parameter("personTag", "bytes32"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration("isTokenExpired", (Parameter("tokenId", "uint256"),), (Parameter("", "bool"),)),
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
    Declaration(
        "openCase",
        (
            Parameter("personTag", "bytes32"),
            Parameter("commitment", "bytes32"),
            Parameter("suspend", "bool"),
        ),
        (Parameter("number", "uint32"),),
    ),
    Declaration("owner", (), (Parameter("", "address"),)),
    Declaration("ownerOf", (Parameter("tokenId", "uint256"),), (Parameter("", "address"),)),
    Declaration(
        "personAt",
        (
            Parameter("account", "address"),
            Parameter("snapshot", "uint256"),
        ),
        (Parameter("personTag", "bytes32"),),
    ),
    Declaration("personTagOf", (Parameter("account", "address"),), (Parameter("personTag", "bytes32"),)),
    Declaration(
        "reasonCommitment",
        (
            Parameter("personTag", "bytes32"),
            Parameter("ground", "bytes32"),
            Parameter("evidenceHash", "bytes32"),
            Parameter("salt", "bytes32"),
            Parameter("timepoint", "uint48"),
        ),
        (Parameter("", "bytes32"),),
    ),
    Declaration(
        "recoveryOf",
        (Parameter("personTag", "bytes32"),),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("newHolder", "address"),
                    Parameter("readyAt", "uint48"),
                    Parameter("expirationTime", "uint48"),
                    Parameter("accreditation", "uint16"),
                ),
            ),
        ),
    ),
    Declaration("renounceOwnership"),
    Declaration(
        "safeTransferFrom",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256"),
        ),
    ),
    Declaration(
        "safeTransferFrom",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256"),
            Parameter("", "bytes"),
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
    Declaration(
        "setApprovalForAll",
        (
            Parameter("", "address"),
            Parameter("", "bool"),
        ),
    ),
    Declaration(
        "setLeaf",
        (
            Parameter("personTag", "bytes32"),
            Parameter("present", "bool"),
        ),
    ),
    Declaration(
        "standingOf",
        (Parameter("personTag", "bytes32"),),
        (
            Parameter("stands", "bool"),
            Parameter("expirationTime", "uint48"),
        ),
    ),
    Declaration(
        "startRecovery",
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
    Declaration("startTime", (Parameter("tokenId", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("supportsInterface", (Parameter("interfaceId", "bytes4"),), (Parameter("", "bool"),)),
    Declaration("sweep", (Parameter("personTags", "bytes32[]"),)),
    Declaration(
        "transferFrom",
        (
            Parameter("", "address"),
            Parameter("", "address"),
            Parameter("", "uint256"),
        ),
    ),
    Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
    Declaration("tree", (), (Parameter("", "address"),)),
    Declaration("usedToday", (Parameter("accreditation", "uint16"),), (Parameter("", "uint32"),)),
    Declaration("vetoRecovery", (Parameter("personTag", "bytes32"),)),
    Declaration("withdrawCase", (Parameter("personTag", "bytes32"),)),
)
