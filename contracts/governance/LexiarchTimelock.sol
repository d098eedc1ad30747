// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock: owner of everything, ruled by the governor alone
/// @notice OpenZeppelin's TimelockController with bounds on its delay. After deployment the governor is its only
/// proposer, canceller and executor, and nobody but the timelock itself administers its roles.
contract LexiarchTimelock is TimelockController {
    /// @notice Shortest and longest delay between approval and execution, in seconds.
    uint256 public constant LEAST_DELAY = 1 hours;
    uint256 public constant MOST_DELAY = 30 days;

    /// @notice A delay lies between {LEAST_DELAY} and {MOST_DELAY}: people can leave before a decision takes effect,
    /// and no decision can be put off for ever.
    error LexiarchTimelockDelayInvalid(uint256 delay, uint256 least, uint256 most);

    constructor(
        uint256 minDelay,
        address admin
    ) TimelockController(minDelay, new address[](0), new address[](0), admin) {
        _checkDelay(minDelay);
    }

    /// @inheritdoc TimelockController
    function updateDelay(uint256 newDelay) public override {
        _checkDelay(newDelay);
        super.updateDelay(newDelay);
    }

    function _checkDelay(uint256 delay) private pure {
        if (delay < LEAST_DELAY || delay > MOST_DELAY) {
            revert LexiarchTimelockDelayInvalid(delay, LEAST_DELAY, MOST_DELAY);
        }
    }
}
