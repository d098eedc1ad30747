"""The errors of all contracts. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

ERRORS: Final[tuple[Declaration, ...]] = (
    Declaration("AccessControlBadConfirmation"),
    Declaration(
        "AccessControlUnauthorizedAccount",
        (
            Parameter("account", "address"),
            Parameter("neededRole", "bytes32"),
        ),
    ),
    Declaration("BallotBatchGasTooLow", (Parameter("ballot", "uint256"),)),
    Declaration("BallotBatchGovernorInvalid", (Parameter("governor", "address"),)),
    Declaration(
        "BallotBoxNotFrozen",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
        ),
    ),
    Declaration("BallotBoxNullifierSpent", (Parameter("nullifier", "uint256"),)),
    Declaration("BallotBoxPartMissing", (Parameter("part", "address"),)),
    Declaration("BallotBoxProofInvalid"),
    Declaration(
        "BallotBoxTooLate",
        (
            Parameter("governor", "address"),
            Parameter("proposalId", "uint256"),
        ),
    ),
    Declaration("BallotBoxTreeUnsettled"),
    Declaration("CensusFull", (Parameter("count", "uint256"),)),
    Declaration("CheckpointUnorderedInsertion"),
    Declaration("ECDSAInvalidSignature"),
    Declaration("ECDSAInvalidSignatureLength", (Parameter("length", "uint256"),)),
    Declaration("ECDSAInvalidSignatureS", (Parameter("s", "bytes32"),)),
    Declaration(
        "ERC20ExceededSafeSupply",
        (
            Parameter("increasedSupply", "uint256"),
            Parameter("cap", "uint256"),
        ),
    ),
    Declaration(
        "ERC20InsufficientAllowance",
        (
            Parameter("spender", "address"),
            Parameter("allowance", "uint256"),
            Parameter("needed", "uint256"),
        ),
    ),
    Declaration(
        "ERC20InsufficientBalance",
        (
            Parameter("sender", "address"),
            Parameter("balance", "uint256"),
            Parameter("needed", "uint256"),
        ),
    ),
    Declaration("ERC20InvalidApprover", (Parameter("approver", "address"),)),
    Declaration("ERC20InvalidReceiver", (Parameter("receiver", "address"),)),
    Declaration("ERC20InvalidSender", (Parameter("sender", "address"),)),
    Declaration("ERC20InvalidSpender", (Parameter("spender", "address"),)),
    Declaration("ERC2612ExpiredSignature", (Parameter("deadline", "uint256"),)),
    Declaration(
        "ERC2612InvalidSigner",
        (
            Parameter("signer", "address"),
            Parameter("owner", "address"),
        ),
    ),
    Declaration(
        "ERC5805FutureLookup",
        (
            Parameter("timepoint", "uint256"),
            Parameter("clock", "uint48"),
        ),
    ),
    Declaration("ERC6372InconsistentClock"),
    Declaration(
        "ERC721IncorrectOwner",
        (
            Parameter("sender", "address"),
            Parameter("tokenId", "uint256"),
            Parameter("owner", "address"),
        ),
    ),
    Declaration(
        "ERC721InsufficientApproval",
        (
            Parameter("operator", "address"),
            Parameter("tokenId", "uint256"),
        ),
    ),
    Declaration("ERC721InvalidApprover", (Parameter("approver", "address"),)),
    Declaration("ERC721InvalidOperator", (Parameter("operator", "address"),)),
    Declaration("ERC721InvalidOwner", (Parameter("owner", "address"),)),
    Declaration("ERC721InvalidReceiver", (Parameter("receiver", "address"),)),
    Declaration("ERC721InvalidSender", (Parameter("sender", "address"),)),
    Declaration("ERC721NonexistentToken", (Parameter("tokenId", "uint256"),)),
    Declaration("FailedCall"),
    Declaration("GovernorAlreadyCastVote", (Parameter("voter", "address"),)),
    Declaration("GovernorAlreadyQueuedProposal", (Parameter("proposalId", "uint256"),)),
    Declaration("GovernorDisabledDeposit"),
    Declaration("GovernorExpiryGracePeriodInvalid", (Parameter("gracePeriod", "uint48"),)),
    Declaration(
        "GovernorInsufficientProposerVotes",
        (
            Parameter("proposer", "address"),
            Parameter("votes", "uint256"),
            Parameter("threshold", "uint256"),
        ),
    ),
    Declaration(
        "GovernorInvalidProposalLength",
        (
            Parameter("targets", "uint256"),
            Parameter("calldatas", "uint256"),
            Parameter("values", "uint256"),
        ),
    ),
    Declaration(
        "GovernorInvalidQuorumFraction",
        (
            Parameter("quorumNumerator", "uint256"),
            Parameter("quorumDenominator", "uint256"),
        ),
    ),
    Declaration("GovernorInvalidSignature", (Parameter("voter", "address"),)),
    Declaration("GovernorInvalidVoteParams"),
    Declaration("GovernorInvalidVoteType"),
    Declaration("GovernorInvalidVotingPeriod", (Parameter("votingPeriod", "uint256"),)),
    Declaration("GovernorNonexistentProposal", (Parameter("proposalId", "uint256"),)),
    Declaration("GovernorOnlyExecutor", (Parameter("account", "address"),)),
    Declaration("GovernorProposalQueueingFailed", (Parameter("proposalId", "uint256"),)),
    Declaration("GovernorProposalQueueingNotRequired", (Parameter("proposalId", "uint256"),)),
    Declaration("GovernorRestrictedProposer", (Parameter("proposer", "address"),)),
    Declaration(
        "GovernorUnableToCancel",
        (
            Parameter("proposalId", "uint256"),
            Parameter("account", "address"),
        ),
    ),
    Declaration(
        "GovernorUnexpectedProposalState",
        (
            Parameter("proposalId", "uint256"),
            Parameter("current", "uint8"),
            Parameter("expectedStates", "bytes32"),
        ),
    ),
    Declaration(
        "HolderCasesAppealTooLate",
        (
            Parameter("personTag", "bytes32"),
            Parameter("appealUntil", "uint48"),
        ),
    ),
    Declaration(
        "HolderCasesAppealWindowOpen",
        (
            Parameter("personTag", "bytes32"),
            Parameter("appealUntil", "uint48"),
        ),
    ),
    Declaration("HolderCasesGroundUnlisted", (Parameter("ground", "bytes32"),)),
    Declaration(
        "HolderCasesNotOpener",
        (
            Parameter("caller", "address"),
            Parameter("personTag", "bytes32"),
        ),
    ),
    Declaration(
        "HolderCasesPending",
        (
            Parameter("personTag", "bytes32"),
            Parameter("number", "uint32"),
        ),
    ),
    Declaration("HolderCasesReasonMissing", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderCasesSpent", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "HolderCasesUnknown",
        (
            Parameter("personTag", "bytes32"),
            Parameter("number", "uint32"),
        ),
    ),
    Declaration(
        "HolderCasesWrongPhase",
        (
            Parameter("personTag", "bytes32"),
            Parameter("current", "uint8"),
            Parameter("needed", "uint8"),
        ),
    ),
    Declaration(
        "HolderRecoveryBlocked",
        (
            Parameter("personTag", "bytes32"),
            Parameter("until", "uint48"),
        ),
    ),
    Declaration(
        "HolderRecoveryNotIssuer",
        (
            Parameter("personTag", "bytes32"),
            Parameter("issuer", "address"),
        ),
    ),
    Declaration("HolderRecoveryNotPending", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "HolderRecoverySameHolder",
        (
            Parameter("personTag", "bytes32"),
            Parameter("holder", "address"),
        ),
    ),
    Declaration(
        "HolderRecoveryTooEarly",
        (
            Parameter("personTag", "bytes32"),
            Parameter("readyAt", "uint48"),
        ),
    ),
    Declaration(
        "HolderRegistryAlreadyHolder",
        (
            Parameter("holder", "address"),
            Parameter("personTag", "bytes32"),
        ),
    ),
    Declaration(
        "HolderRegistryExpirationInvalid",
        (
            Parameter("expirationTime", "uint48"),
            Parameter("earliest", "uint48"),
            Parameter("latest", "uint48"),
        ),
    ),
    Declaration(
        "HolderRegistryHolderSignatureInvalid",
        (
            Parameter("holder", "address"),
            Parameter("uid", "bytes32"),
        ),
    ),
    Declaration(
        "HolderRegistryIssuerCapReached",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
            Parameter("dailyCap", "uint32"),
        ),
    ),
    Declaration(
        "HolderRegistryIssuerNotAccredited",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
    Declaration(
        "HolderRegistryIssuerSignatureInvalid",
        (
            Parameter("issuer", "address"),
            Parameter("uid", "bytes32"),
        ),
    ),
    Declaration("HolderRegistryIssuersInvalid", (Parameter("issuers", "address"),)),
    Declaration(
        "HolderRegistryKindChanged",
        (
            Parameter("personTag", "bytes32"),
            Parameter("current", "uint8"),
            Parameter("offered", "uint8"),
        ),
    ),
    Declaration("HolderRegistryNotHolder", (Parameter("account", "address"),)),
    Declaration("HolderRegistryNotLapsed", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderRegistryNotLive", (Parameter("personTag", "bytes32"),)),
    Declaration(
        "HolderRegistryNotOfferHolder",
        (
            Parameter("caller", "address"),
            Parameter("holder", "address"),
        ),
    ),
    Declaration("HolderRegistryNotTree", (Parameter("caller", "address"),)),
    Declaration(
        "HolderRegistryOfferExpired",
        (
            Parameter("deadline", "uint48"),
            Parameter("now_", "uint48"),
        ),
    ),
    Declaration(
        "HolderRegistryOfferIncomplete",
        (
            Parameter("holder", "address"),
            Parameter("personTag", "bytes32"),
        ),
    ),
    Declaration(
        "HolderRegistryOfferStale",
        (
            Parameter("issuedAt", "uint48"),
            Parameter("notBefore", "uint48"),
            Parameter("now_", "uint48"),
        ),
    ),
    Declaration(
        "HolderRegistryPersonTagInUse",
        (
            Parameter("personTag", "bytes32"),
            Parameter("holder", "address"),
        ),
    ),
    Declaration("HolderRegistrySignatureInvalid", (Parameter("holder", "address"),)),
    Declaration("HolderTokenLocked"),
    Declaration("HolderTreeCommitmentInvalid", (Parameter("commitment", "uint256"),)),
    Declaration("HolderTreeDepthInvalid", (Parameter("depth", "uint256"),)),
    Declaration("HolderTreeExpiresToday", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderTreeFull"),
    Declaration("HolderTreeLeafExists", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderTreeLeafUnknown", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderTreeNotDue", (Parameter("personTag", "bytes32"),)),
    Declaration("HolderTreeNotPerson", (Parameter("account", "address"),)),
    Declaration("HolderTreeRollInvalid", (Parameter("roll", "address"),)),
    Declaration(
        "InvalidAccountNonce",
        (
            Parameter("account", "address"),
            Parameter("currentNonce", "uint256"),
        ),
    ),
    Declaration("InvalidShortString"),
    Declaration("IssuerRegistryCapInvalid"),
    Declaration("IssuerRegistryFull"),
    Declaration("IssuerRegistryGroundExists", (Parameter("ground", "bytes32"),)),
    Declaration("IssuerRegistryGroundInvalid"),
    Declaration("IssuerRegistryGroundUnknown", (Parameter("ground", "bytes32"),)),
    Declaration("IssuerRegistryIssuerInvalid", (Parameter("issuer", "address"),)),
    Declaration(
        "IssuerRegistryNotAccredited",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
    Declaration("IssuerRegistryNotGuardian", (Parameter("caller", "address"),)),
    Declaration("IssuerRegistrySchemaExists", (Parameter("schema", "bytes32"),)),
    Declaration(
        "IssuerRegistrySchemaInvalid",
        (
            Parameter("kind", "uint8"),
            Parameter("definition", "string"),
        ),
    ),
    Declaration("IssuerRegistrySchemaUnknown", (Parameter("schema", "bytes32"),)),
    Declaration("IssuerRegistrySignerInvalid", (Parameter("signer", "bytes"),)),
    Declaration(
        "IssuerRegistrySuspensionSpent",
        (
            Parameter("issuer", "address"),
            Parameter("schema", "bytes32"),
        ),
    ),
    Declaration(
        "IssuerRegistryTermInvalid",
        (
            Parameter("validUntil", "uint48"),
            Parameter("maxTerm", "uint48"),
        ),
    ),
    Declaration("LeafAlreadyExists"),
    Declaration("LeafCannotBeZero"),
    Declaration("LeafDoesNotExist"),
    Declaration("LeafGreaterThanSnarkScalarField"),
    Declaration(
        "LexiarchTimelockDelayInvalid",
        (
            Parameter("delay", "uint256"),
            Parameter("least", "uint256"),
            Parameter("most", "uint256"),
        ),
    ),
    Declaration("LexiarchTimelockRecall", (Parameter("id", "bytes32"),)),
    Declaration("OwnableInvalidOwner", (Parameter("owner", "address"),)),
    Declaration("OwnableUnauthorizedAccount", (Parameter("account", "address"),)),
    Declaration(
        "SafeCastOverflowedUintDowncast",
        (
            Parameter("bits", "uint8"),
            Parameter("value", "uint256"),
        ),
    ),
    Declaration("StringTooLong", (Parameter("str", "string"),)),
    Declaration(
        "TimelockInsufficientDelay",
        (
            Parameter("delay", "uint256"),
            Parameter("minDelay", "uint256"),
        ),
    ),
    Declaration(
        "TimelockInvalidOperationLength",
        (
            Parameter("targets", "uint256"),
            Parameter("payloads", "uint256"),
            Parameter("values", "uint256"),
        ),
    ),
    Declaration("TimelockUnauthorizedCaller", (Parameter("caller", "address"),)),
    Declaration("TimelockUnexecutedPredecessor", (Parameter("predecessorId", "bytes32"),)),
    Declaration(
        "TimelockUnexpectedOperationState",
        (
            Parameter("operationId", "bytes32"),
            Parameter("expectedStates", "bytes32"),
        ),
    ),
    Declaration("TracksDefaultFixed"),
    Declaration("TracksFull"),
    Declaration(
        "TracksInvalid",
        (
            Parameter(
                "track",
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
        "TracksTokenHouseNeeded",
        (
            Parameter("target", "address"),
            Parameter("selector", "bytes4"),
            Parameter("track", "uint8"),
        ),
    ),
    Declaration("TracksUnknown", (Parameter("track", "uint8"),)),
    Declaration("TwoHousesBallotBoxInvalid", (Parameter("ballotBox", "address"),)),
    Declaration("TwoHousesCodeChanged", (Parameter("proposalId", "uint256"),)),
    Declaration(
        "TwoHousesNoVote",
        (
            Parameter("voter", "address"),
            Parameter("snapshot", "uint256"),
        ),
    ),
    Declaration("TwoHousesNotBallotBox", (Parameter("caller", "address"),)),
    Declaration("TwoHousesNotSecret", (Parameter("proposalId", "uint256"),)),
    Declaration("TwoHousesRollInvalid", (Parameter("roll", "address"),)),
    Declaration(
        "TwoHousesSettingOutOfBounds",
        (
            Parameter("setting", "bytes32"),
            Parameter("value", "uint256"),
            Parameter("least", "uint256"),
            Parameter("most", "uint256"),
        ),
    ),
    Declaration("TwoHousesTimelockLeft", (Parameter("timelock", "address"),)),
    Declaration("TwoHousesTracksInvalid", (Parameter("tracks", "address"),)),
    Declaration("VotesExpiredSignature", (Parameter("expiry", "uint256"),)),
    Declaration("WrongSiblingNodes"),
)
