// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @notice OpenZeppelin's timelock under a name of its own, so that the one compiled with our settings is found.
contract OpenZeppelinTimelock is TimelockController {
    constructor(
        uint256 delay,
        address admin
    ) TimelockController(delay, new address[](0), new address[](0), admin) {}
}
