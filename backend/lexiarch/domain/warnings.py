"""What a reader should know of a proposal before they trust its words. Codes are stable."""

from enum import StrEnum
from typing import Final

from lexiarch.domain.deployment import ContractName


class WarningCode(StrEnum):
    """Of a proposal's calls, from the index alone; the last four from a node, when one is asked."""

    POWER_MOVES = "POWER_MOVES"  # an owner, a role, an admin or the timelock changes
    CODE_UPGRADE = "CODE_UPGRADE"  # a proxy gets other code
    OWN_RULES = "OWN_RULES"  # it calls the governor, the timelock or the tracks
    VALUE_SENT = "VALUE_SENT"  # ether leaves with the call
    UNKNOWN_TARGET = "UNKNOWN_TARGET"  # a call of a contract that is not this DAO's
    UNKNOWN_FUNCTION = "UNKNOWN_FUNCTION"  # this DAO's contract, and none of its functions
    NOT_AS_ENCODED = "NOT_AS_ENCODED"  # a known function, and arguments that nobody would encode so
    REPEATED = "REPEATED"  # an earlier proposal had the same calls
    TARGET_WITHOUT_CODE = "TARGET_WITHOUT_CODE"  # a call with data that nothing answers
    CODE_CHANGED = "CODE_CHANGED"  # the target's code is not what it was when it was proposed
    TARGET_IS_PROXY = "TARGET_IS_PROXY"  # its code can be changed behind the same address
    IMPLEMENTATION_CHANGED = "IMPLEMENTATION_CHANGED"  # and was, since it was proposed


OWN: Final = frozenset({ContractName.GOVERNOR, ContractName.TIMELOCK, ContractName.TRACKS})
"""Contracts whose calls change how the DAO decides."""

POWER_FUNCTIONS: Final = (
    "transferOwnership(address)",
    "renounceOwnership()",
    "acceptOwnership()",
    "grantRole(bytes32,address)",
    "revokeRole(bytes32,address)",
    "renounceRole(bytes32,address)",
    "updateTimelock(address)",
    "relay(address,uint256,bytes)",
    "schedule(address,uint256,bytes,bytes32,bytes32,uint256)",
    "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)",
    "execute(address,uint256,bytes,bytes32,bytes32)",
    "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)",
    "setPendingAdmin(address)",
    "acceptAdmin()",
    "_setPendingAdmin(address)",
    "_acceptAdmin()",
    "setOwner(address)",
    "setAdmin(address)",
    "beginDefaultAdminTransfer(address)",
    "setAuthority(address)",
    "setMinter(address)",
    "setTargetFunctionRole(address,bytes4[],uint64)",
    "grantRole(uint64,address,uint32)",
    "revokeRole(uint64,address)",
    "_setWhitelistGuardian(address)",
)
"""Of OpenZeppelin's Ownable, AccessControl, AccessManager, Governor and TimelockController, and of Compound's
Timelock and GovernorBravo: whoever the target is, these selectors move power.
"""

UPGRADE_FUNCTIONS: Final = (
    "upgradeTo(address)",
    "upgradeToAndCall(address,bytes)",
    "changeAdmin(address)",
    "changeProxyAdmin(address,address)",
    "upgrade(address,address)",
    "upgradeAndCall(address,address,bytes)",
    "_setImplementation(address)",
    "diamondCut((address,uint8,bytes4[])[],address,bytes)",
)
"""Of ERC-1967 proxies and their ProxyAdmin, GovernorBravoDelegator, and ERC-2535 diamonds."""
