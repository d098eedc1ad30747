// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock: owner of everything, ruled by the governor alone
/// @notice OpenZeppelin's TimelockController, unchanged. After deployment the governor is its only proposer, canceller
/// and executor, and nobody but the timelock itself administers its roles.
contract LexiarchTimelock is TimelockController {
    constructor(
        uint256 minDelay,
        address admin
    ) TimelockController(minDelay, new address[](0), new address[](0), admin) {}
}
