"""Functions of LexiarchGovernor. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

FUNCTIONS: Final = (
    Declaration("BALLOT_TYPEHASH", (), (Parameter("", "bytes32"),)),
    Declaration("CLOCK_MODE", (), (Parameter("", "string"),)),
    Declaration("COUNTING_MODE", (), (Parameter("", "string"),)),
    Declaration("EXTENDED_BALLOT_TYPEHASH", (), (Parameter("", "bytes32"),)),
    Declaration("ballotBox", (), (Parameter("", "address"),)),
    Declaration(
        "cancel",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("descriptionHash", "bytes32"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "castVote",
        (
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "castVoteBySig",
        (
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
            Parameter("voter", "address"),
            Parameter("signature", "bytes"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "castVoteWithReason",
        (
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
            Parameter("reason", "string"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "castVoteWithReasonAndParams",
        (
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
            Parameter("reason", "string"),
            Parameter("params", "bytes"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "castVoteWithReasonAndParamsBySig",
        (
            Parameter("proposalId", "uint256"),
            Parameter("support", "uint8"),
            Parameter("voter", "address"),
            Parameter("reason", "string"),
            Parameter("params", "bytes"),
            Parameter("signature", "bytes"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("clock", (), (Parameter("", "uint48"),)),
    Declaration(
        "countSecretBallot",
        (
            Parameter("proposalId", "uint256"),
            Parameter("nullifier", "uint256"),
            Parameter("support", "uint8"),
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
    Declaration(
        "execute",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("descriptionHash", "bytes32"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "getProposalId",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("descriptionHash", "bytes32"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "getVotes",
        (
            Parameter("account", "address"),
            Parameter("timepoint", "uint256"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "getVotesWithParams",
        (
            Parameter("account", "address"),
            Parameter("timepoint", "uint256"),
            Parameter("params", "bytes"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("gracePeriod", (), (Parameter("", "uint48"),)),
    Declaration(
        "hasPersonVoted",
        (
            Parameter("proposalId", "uint256"),
            Parameter("personTag", "bytes32"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "hasVoted",
        (
            Parameter("proposalId", "uint256"),
            Parameter("account", "address"),
        ),
        (Parameter("", "bool"),),
    ),
    Declaration(
        "hashProposal",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("descriptionHash", "bytes32"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("holderQuorum", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("holderQuorumNumerator", (), (Parameter("", "uint256"),)),
    Declaration("holderQuorumNumerator", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration(
        "holderVotes",
        (Parameter("proposalId", "uint256"),),
        (
            Parameter("againstVotes", "uint256"),
            Parameter("forVotes", "uint256"),
            Parameter("abstainVotes", "uint256"),
        ),
    ),
    Declaration(
        "houseResults",
        (Parameter("proposalId", "uint256"),),
        (
            Parameter("tokenQuorum", "bool"),
            Parameter("tokenMajority", "bool"),
            Parameter("holderQuorumReached", "bool"),
            Parameter("holderMajority", "bool"),
        ),
    ),
    Declaration("lateQuorumVoteExtension", (), (Parameter("", "uint48"),)),
    Declaration("name", (), (Parameter("", "string"),)),
    Declaration("nonces", (Parameter("owner", "address"),), (Parameter("", "uint256"),)),
    Declaration(
        "nonces",
        (
            Parameter("", "address"),
            Parameter("key", "uint192"),
        ),
        (Parameter("", "uint256"),),
    ),
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
    Declaration("proposalDeadline", (Parameter("proposalId", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("proposalEta", (Parameter("proposalId", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("proposalNeedsQueuing", (Parameter("proposalId", "uint256"),), (Parameter("", "bool"),)),
    Declaration("proposalProposer", (Parameter("proposalId", "uint256"),), (Parameter("", "address"),)),
    Declaration(
        "proposalQuorums",
        (Parameter("proposalId", "uint256"),),
        (
            Parameter("tokens", "uint256"),
            Parameter("persons", "uint256"),
        ),
    ),
    Declaration("proposalSnapshot", (Parameter("proposalId", "uint256"),), (Parameter("", "uint256"),)),
    Declaration(
        "proposalTerms",
        (Parameter("proposalId", "uint256"),),
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
    Declaration("proposalThreshold", (), (Parameter("", "uint256"),)),
    Declaration(
        "proposalVotes",
        (Parameter("proposalId", "uint256"),),
        (
            Parameter("againstVotes", "uint256"),
            Parameter("forVotes", "uint256"),
            Parameter("abstainVotes", "uint256"),
        ),
    ),
    Declaration(
        "propose",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("description", "string"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration(
        "queue",
        (
            Parameter("targets", "address[]"),
            Parameter("values", "uint256[]"),
            Parameter("calldatas", "bytes[]"),
            Parameter("descriptionHash", "bytes32"),
        ),
        (Parameter("", "uint256"),),
    ),
    Declaration("quorum", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration("quorumDenominator", (), (Parameter("", "uint256"),)),
    Declaration("quorumNumerator", (), (Parameter("", "uint256"),)),
    Declaration("quorumNumerator", (Parameter("timepoint", "uint256"),), (Parameter("", "uint256"),)),
    Declaration(
        "relay",
        (
            Parameter("target", "address"),
            Parameter("value", "uint256"),
            Parameter("data", "bytes"),
        ),
    ),
    Declaration("roll", (), (Parameter("", "address"),)),
    Declaration("setLateQuorumVoteExtension", (Parameter("newVoteExtension", "uint48"),)),
    Declaration("setProposalThreshold", (Parameter("newProposalThreshold", "uint256"),)),
    Declaration("setVotingDelay", (Parameter("newVotingDelay", "uint48"),)),
    Declaration("setVotingPeriod", (Parameter("newVotingPeriod", "uint32"),)),
    Declaration("state", (Parameter("proposalId", "uint256"),), (Parameter("", "uint8"),)),
    Declaration("supportsInterface", (Parameter("interfaceId", "bytes4"),), (Parameter("", "bool"),)),
    Declaration("timelock", (), (Parameter("", "address"),)),
    Declaration("token", (), (Parameter("", "address"),)),
    Declaration("tracks", (), (Parameter("", "address"),)),
    Declaration("updateHolderQuorumNumerator", (Parameter("newQuorumNumerator", "uint256"),)),
    Declaration("updateQuorumNumerator", (Parameter("newQuorumNumerator", "uint256"),)),
    Declaration("updateTimelock", (Parameter("newTimelock", "address"),)),
    Declaration("version", (), (Parameter("", "string"),)),
    Declaration("votingDelay", (), (Parameter("", "uint256"),)),
    Declaration("votingPeriod", (), (Parameter("", "uint256"),)),
)
