"""Functions of Tracks. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("MAX_QUORUM", (), (Parameter("", "uint8"),)),
    Declaration(
        "addTrack",
        (
            Parameter(
                "newTrack",
                "tuple",
                (
                    Parameter("tokenHouse", "bool"),
                    Parameter("holderHouse", "bool"),
                    Parameter("tokenQuorum", "uint8"),
                    Parameter("holderQuorum", "uint8"),
                    Parameter("secret", "bool"),
                ),
            ),
        ),
        (Parameter("number", "uint8"),),
    ),
    Declaration(
        "assign",
        (
            Parameter("target", "address"),
            Parameter("selector", "bytes4"),
            Parameter("number", "uint8"),
        ),
    ),
    Declaration("isMembership", (Parameter("target", "address"),), (Parameter("", "bool"),)),
    Declaration("owner", (), (Parameter("", "address"),)),
    Declaration("renounceOwnership"),
    Declaration(
        "setTrack",
        (
            Parameter("number", "uint8"),
            Parameter("tokenQuorum", "uint8"),
            Parameter("holderQuorum", "uint8"),
            Parameter("secret", "bool"),
        ),
    ),
    Declaration(
        "termsOf",
        (
            Parameter("targets", "address[]"),
            Parameter("selectors", "bytes4[]"),
        ),
        (
            Parameter(
                "terms",
                "tuple",
                (
                    Parameter("tokenHouse", "bool"),
                    Parameter("holderHouse", "bool"),
                    Parameter("tokenQuorum", "uint8"),
                    Parameter("holderQuorum", "uint8"),
                    Parameter("secret", "bool"),
                ),
            ),
        ),
    ),
    Declaration(
        "track",
        (Parameter("number", "uint8"),),
        (
            Parameter(
                "",
                "tuple",
                (
                    Parameter("tokenHouse", "bool"),
                    Parameter("holderHouse", "bool"),
                    Parameter("tokenQuorum", "uint8"),
                    Parameter("holderQuorum", "uint8"),
                    Parameter("secret", "bool"),
                ),
            ),
        ),
    ),
    Declaration("trackCount", (), (Parameter("", "uint8"),)),
    Declaration(
        "trackOf",
        (
            Parameter("target", "address"),
            Parameter("selector", "bytes4"),
        ),
        (Parameter("", "uint8"),),
    ),
    Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
)
