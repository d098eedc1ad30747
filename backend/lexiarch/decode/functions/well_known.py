"""Functions that many contracts have. Written by scripts/export_abi.py: do not edit."""

from typing import Final

from lexiarch.decode.signature import Declaration, Parameter

WELL_KNOWN: Final = (
    (Declaration("_acceptAdmin"), ("GovernorBravo",)),
    (Declaration("_setImplementation", (Parameter("implementation", "address"),)), ("GovernorBravo",)),
    (Declaration("_setPendingAdmin", (Parameter("newPendingAdmin", "address"),)), ("GovernorBravo",)),
    (
        Declaration("_setProposalThreshold", (Parameter("newProposalThreshold", "uint256"),)),
        ("GovernorBravo",),
    ),
    (Declaration("_setVotingDelay", (Parameter("newVotingDelay", "uint256"),)), ("GovernorBravo",)),
    (Declaration("_setVotingPeriod", (Parameter("newVotingPeriod", "uint256"),)), ("GovernorBravo",)),
    (
        Declaration(
            "_setWhitelistAccountExpiration",
            (
                Parameter("account", "address"),
                Parameter("expiration", "uint256"),
            ),
        ),
        ("GovernorBravo",),
    ),
    (Declaration("_setWhitelistGuardian", (Parameter("account", "address"),)), ("GovernorBravo",)),
    (Declaration("acceptAdmin"), ("Compound timelock",)),
    (Declaration("acceptDefaultAdminTransfer"), ("AccessControl",)),
    (Declaration("acceptOwnership"), ("Ownable",)),
    (
        Declaration(
            "approve",
            (
                Parameter("spender", "address"),
                Parameter("value", "uint256"),
            ),
        ),
        ("ERC-20", "ERC-721"),
    ),
    (Declaration("beginDefaultAdminTransfer", (Parameter("newAdmin", "address"),)), ("AccessControl",)),
    (Declaration("burn", (Parameter("value", "uint256"),)), ("ERC-20",)),
    (
        Declaration(
            "burnFrom",
            (
                Parameter("account", "address"),
                Parameter("value", "uint256"),
            ),
        ),
        ("ERC-20",),
    ),
    (
        Declaration(
            "cancel",
            (
                Parameter("caller", "address"),
                Parameter("target", "address"),
                Parameter("data", "bytes"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "cancel",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("calldatas", "bytes[]"),
                Parameter("descriptionHash", "bytes32"),
            ),
        ),
        ("Governor",),
    ),
    (Declaration("cancel", (Parameter("id", "bytes32"),)), ("TimelockController",)),
    (Declaration("cancelDefaultAdminTransfer"), ("AccessControl",)),
    (
        Declaration(
            "cancelTransaction",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("signature", "string"),
                Parameter("data", "bytes"),
                Parameter("eta", "uint256"),
            ),
        ),
        ("Compound timelock",),
    ),
    (
        Declaration(
            "castVote",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "castVoteBySig",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
                Parameter("voter", "address"),
                Parameter("signature", "bytes"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "castVoteBySig",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
                Parameter("v", "uint8"),
                Parameter("r", "bytes32"),
                Parameter("s", "bytes32"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "castVoteWithReason",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
                Parameter("reason", "string"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "castVoteWithReasonAndParams",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
                Parameter("reason", "string"),
                Parameter("params", "bytes"),
            ),
        ),
        ("Governor",),
    ),
    (
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
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "castVoteWithReasonAndParamsBySig",
            (
                Parameter("proposalId", "uint256"),
                Parameter("support", "uint8"),
                Parameter("reason", "string"),
                Parameter("params", "bytes"),
                Parameter("v", "uint8"),
                Parameter("r", "bytes32"),
                Parameter("s", "bytes32"),
            ),
        ),
        ("Governor",),
    ),
    (Declaration("changeAdmin", (Parameter("", "address"),)), ("upgradeable proxy",)),
    (Declaration("changeDefaultAdminDelay", (Parameter("newDelay", "uint48"),)), ("AccessControl",)),
    (
        Declaration(
            "changeProxyAdmin",
            (
                Parameter("proxy", "address"),
                Parameter("newAdmin", "address"),
            ),
        ),
        ("ProxyAdmin",),
    ),
    (
        Declaration(
            "consumeScheduledOp",
            (
                Parameter("caller", "address"),
                Parameter("data", "bytes"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "decreaseAllowance",
            (
                Parameter("spender", "address"),
                Parameter("subtractedValue", "uint256"),
            ),
        ),
        ("ERC-20",),
    ),
    (Declaration("delegate", (Parameter("delegatee", "address"),)), ("Votes",)),
    (
        Declaration(
            "delegateBySig",
            (
                Parameter("delegatee", "address"),
                Parameter("nonce", "uint256"),
                Parameter("expiry", "uint256"),
                Parameter("v", "uint8"),
                Parameter("r", "bytes32"),
                Parameter("s", "bytes32"),
            ),
        ),
        ("Votes",),
    ),
    (
        Declaration(
            "deposit",
            (
                Parameter("assets", "uint256"),
                Parameter("receiver", "address"),
            ),
        ),
        ("ERC-4626",),
    ),
    (
        Declaration(
            "execute",
            (
                Parameter("target", "address"),
                Parameter("data", "bytes"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "execute",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("payload", "bytes"),
                Parameter("predecessor", "bytes32"),
                Parameter("salt", "bytes32"),
            ),
        ),
        ("TimelockController",),
    ),
    (
        Declaration(
            "execute",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("calldatas", "bytes[]"),
                Parameter("descriptionHash", "bytes32"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "executeBatch",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("payloads", "bytes[]"),
                Parameter("predecessor", "bytes32"),
                Parameter("salt", "bytes32"),
            ),
        ),
        ("TimelockController",),
    ),
    (
        Declaration(
            "executeTransaction",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("signature", "string"),
                Parameter("data", "bytes"),
                Parameter("eta", "uint256"),
            ),
        ),
        ("Compound timelock",),
    ),
    (
        Declaration(
            "grantRole",
            (
                Parameter("role", "bytes32"),
                Parameter("account", "address"),
            ),
        ),
        ("AccessControl", "TimelockController"),
    ),
    (
        Declaration(
            "grantRole",
            (
                Parameter("roleId", "uint64"),
                Parameter("account", "address"),
                Parameter("executionDelay", "uint32"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "increaseAllowance",
            (
                Parameter("spender", "address"),
                Parameter("addedValue", "uint256"),
            ),
        ),
        ("ERC-20",),
    ),
    (
        Declaration(
            "labelRole",
            (
                Parameter("roleId", "uint64"),
                Parameter("label", "string"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "mint",
            (
                Parameter("dst", "address"),
                Parameter("rawAmount", "uint256"),
            ),
        ),
        ("COMP-like token",),
    ),
    (
        Declaration(
            "mint",
            (
                Parameter("shares", "uint256"),
                Parameter("receiver", "address"),
            ),
        ),
        ("ERC-4626",),
    ),
    (
        Declaration(
            "onERC1155BatchReceived",
            (
                Parameter("", "address"),
                Parameter("", "address"),
                Parameter("", "uint256[]"),
                Parameter("", "uint256[]"),
                Parameter("", "bytes"),
            ),
        ),
        ("Governor", "TimelockController"),
    ),
    (
        Declaration(
            "onERC1155Received",
            (
                Parameter("", "address"),
                Parameter("", "address"),
                Parameter("", "uint256"),
                Parameter("", "uint256"),
                Parameter("", "bytes"),
            ),
        ),
        ("Governor", "TimelockController"),
    ),
    (
        Declaration(
            "onERC721Received",
            (
                Parameter("", "address"),
                Parameter("", "address"),
                Parameter("", "uint256"),
                Parameter("", "bytes"),
            ),
        ),
        ("Governor", "TimelockController"),
    ),
    (
        Declaration(
            "permit",
            (
                Parameter("owner", "address"),
                Parameter("spender", "address"),
                Parameter("value", "uint256"),
                Parameter("deadline", "uint256"),
                Parameter("v", "uint8"),
                Parameter("r", "bytes32"),
                Parameter("s", "bytes32"),
            ),
        ),
        ("ERC-20",),
    ),
    (
        Declaration(
            "propose",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("calldatas", "bytes[]"),
                Parameter("description", "string"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "queue",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("calldatas", "bytes[]"),
                Parameter("descriptionHash", "bytes32"),
            ),
        ),
        ("Governor",),
    ),
    (
        Declaration(
            "queueTransaction",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("signature", "string"),
                Parameter("data", "bytes"),
                Parameter("eta", "uint256"),
            ),
        ),
        ("Compound timelock",),
    ),
    (
        Declaration(
            "redeem",
            (
                Parameter("shares", "uint256"),
                Parameter("receiver", "address"),
                Parameter("owner", "address"),
            ),
        ),
        ("ERC-4626",),
    ),
    (
        Declaration(
            "relay",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("data", "bytes"),
            ),
        ),
        ("Governor",),
    ),
    (Declaration("renounceOwnership"), ("Ownable", "ProxyAdmin", "UpgradeableBeacon")),
    (
        Declaration(
            "renounceRole",
            (
                Parameter("role", "bytes32"),
                Parameter("callerConfirmation", "address"),
            ),
        ),
        ("AccessControl", "TimelockController"),
    ),
    (
        Declaration(
            "renounceRole",
            (
                Parameter("roleId", "uint64"),
                Parameter("callerConfirmation", "address"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "revokeRole",
            (
                Parameter("role", "bytes32"),
                Parameter("account", "address"),
            ),
        ),
        ("AccessControl", "TimelockController"),
    ),
    (
        Declaration(
            "revokeRole",
            (
                Parameter("roleId", "uint64"),
                Parameter("account", "address"),
            ),
        ),
        ("AccessManager",),
    ),
    (Declaration("rollbackDefaultAdminDelay"), ("AccessControl",)),
    (
        Declaration(
            "safeBatchTransferFrom",
            (
                Parameter("from", "address"),
                Parameter("to", "address"),
                Parameter("ids", "uint256[]"),
                Parameter("values", "uint256[]"),
                Parameter("data", "bytes"),
            ),
        ),
        ("ERC-1155",),
    ),
    (
        Declaration(
            "safeTransferFrom",
            (
                Parameter("from", "address"),
                Parameter("to", "address"),
                Parameter("tokenId", "uint256"),
            ),
        ),
        ("ERC-721",),
    ),
    (
        Declaration(
            "safeTransferFrom",
            (
                Parameter("from", "address"),
                Parameter("to", "address"),
                Parameter("tokenId", "uint256"),
                Parameter("data", "bytes"),
            ),
        ),
        ("ERC-721",),
    ),
    (
        Declaration(
            "safeTransferFrom",
            (
                Parameter("from", "address"),
                Parameter("to", "address"),
                Parameter("id", "uint256"),
                Parameter("value", "uint256"),
                Parameter("data", "bytes"),
            ),
        ),
        ("ERC-1155",),
    ),
    (
        Declaration(
            "schedule",
            (
                Parameter("target", "address"),
                Parameter("data", "bytes"),
                Parameter("when", "uint48"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "schedule",
            (
                Parameter("target", "address"),
                Parameter("value", "uint256"),
                Parameter("data", "bytes"),
                Parameter("predecessor", "bytes32"),
                Parameter("salt", "bytes32"),
                Parameter("delay", "uint256"),
            ),
        ),
        ("TimelockController",),
    ),
    (
        Declaration(
            "scheduleBatch",
            (
                Parameter("targets", "address[]"),
                Parameter("values", "uint256[]"),
                Parameter("payloads", "bytes[]"),
                Parameter("predecessor", "bytes32"),
                Parameter("salt", "bytes32"),
                Parameter("delay", "uint256"),
            ),
        ),
        ("TimelockController",),
    ),
    (
        Declaration(
            "setApprovalForAll",
            (
                Parameter("operator", "address"),
                Parameter("approved", "bool"),
            ),
        ),
        ("ERC-721", "ERC-1155"),
    ),
    (Declaration("setDelay", (Parameter("delay", "uint256"),)), ("Compound timelock",)),
    (
        Declaration(
            "setGrantDelay",
            (
                Parameter("roleId", "uint64"),
                Parameter("newDelay", "uint32"),
            ),
        ),
        ("AccessManager",),
    ),
    (Declaration("setLateQuorumVoteExtension", (Parameter("newVoteExtension", "uint48"),)), ("Governor",)),
    (Declaration("setLateQuorumVoteExtension", (Parameter("newVoteExtension", "uint64"),)), ("Governor",)),
    (Declaration("setMinter", (Parameter("minter", "address"),)), ("COMP-like token",)),
    (Declaration("setPendingAdmin", (Parameter("pendingAdmin", "address"),)), ("Compound timelock",)),
    (Declaration("setProposalThreshold", (Parameter("newProposalThreshold", "uint256"),)), ("Governor",)),
    (
        Declaration(
            "setRoleAdmin",
            (
                Parameter("roleId", "uint64"),
                Parameter("admin", "uint64"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "setRoleGuardian",
            (
                Parameter("roleId", "uint64"),
                Parameter("guardian", "uint64"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "setTargetAdminDelay",
            (
                Parameter("target", "address"),
                Parameter("newDelay", "uint32"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "setTargetClosed",
            (
                Parameter("target", "address"),
                Parameter("closed", "bool"),
            ),
        ),
        ("AccessManager",),
    ),
    (
        Declaration(
            "setTargetFunctionRole",
            (
                Parameter("target", "address"),
                Parameter("selectors", "bytes4[]"),
                Parameter("roleId", "uint64"),
            ),
        ),
        ("AccessManager",),
    ),
    (Declaration("setVotingDelay", (Parameter("newVotingDelay", "uint256"),)), ("Governor",)),
    (Declaration("setVotingDelay", (Parameter("newVotingDelay", "uint48"),)), ("Governor",)),
    (Declaration("setVotingPeriod", (Parameter("newVotingPeriod", "uint256"),)), ("Governor",)),
    (Declaration("setVotingPeriod", (Parameter("newVotingPeriod", "uint32"),)), ("Governor",)),
    (
        Declaration(
            "transfer",
            (
                Parameter("to", "address"),
                Parameter("value", "uint256"),
            ),
        ),
        ("ERC-20",),
    ),
    (
        Declaration(
            "transferFrom",
            (
                Parameter("from", "address"),
                Parameter("to", "address"),
                Parameter("value", "uint256"),
            ),
        ),
        ("ERC-20", "ERC-721"),
    ),
    (
        Declaration("transferOwnership", (Parameter("newOwner", "address"),)),
        ("Ownable", "ProxyAdmin", "UpgradeableBeacon"),
    ),
    (
        Declaration(
            "updateAuthority",
            (
                Parameter("target", "address"),
                Parameter("newAuthority", "address"),
            ),
        ),
        ("AccessManager",),
    ),
    (Declaration("updateDelay", (Parameter("newDelay", "uint256"),)), ("TimelockController",)),
    (Declaration("updateQuorumNumerator", (Parameter("newQuorumNumerator", "uint256"),)), ("Governor",)),
    (Declaration("updateTimelock", (Parameter("newTimelock", "address"),)), ("Governor",)),
    (
        Declaration(
            "upgrade",
            (
                Parameter("proxy", "address"),
                Parameter("implementation", "address"),
            ),
        ),
        ("ProxyAdmin",),
    ),
    (
        Declaration(
            "upgradeAndCall",
            (
                Parameter("proxy", "address"),
                Parameter("implementation", "address"),
                Parameter("data", "bytes"),
            ),
        ),
        ("ProxyAdmin",),
    ),
    (
        Declaration("upgradeTo", (Parameter("newImplementation", "address"),)),
        ("UUPS", "upgradeable proxy", "UpgradeableBeacon"),
    ),
    (
        Declaration(
            "upgradeToAndCall",
            (
                Parameter("newImplementation", "address"),
                Parameter("data", "bytes"),
            ),
        ),
        ("UUPS", "upgradeable proxy"),
    ),
    (
        Declaration(
            "withdraw",
            (
                Parameter("assets", "uint256"),
                Parameter("receiver", "address"),
                Parameter("owner", "address"),
            ),
        ),
        ("ERC-4626",),
    ),
)
"""Each with the interfaces that declare it."""
