// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

/// @title The timelock: owner of everything, ruled by the governor alone
/// @notice OpenZeppelin's TimelockController with bounds on its delay. After deployment the governor is its only
/// proposer, canceller and executor, and nobody but the timelock itself administers its roles. If the Assembly appoints
/// another canceller, it can take the role back: nobody cancels an operation that does nothing else.
contract LexiarchTimelock is TimelockController {
    /// @notice Shortest and longest delay between approval and execution, in seconds.
    uint256 public constant LEAST_DELAY = 1 hours;
    uint256 public constant MOST_DELAY = 30 days;

    /// @notice A delay lies between {LEAST_DELAY} and {MOST_DELAY}: people can leave before a decision takes effect,
    /// and no decision can be put off for ever.
    error LexiarchTimelockDelayInvalid(uint256 delay, uint256 least, uint256 most);

    /// @notice Nobody cancels an operation that takes the canceller's role from somebody and does nothing else.
    error LexiarchTimelockRecall(bytes32 id);

    mapping(bytes32 id => bool) private _recalls;

    constructor(
        uint256 minDelay,
        address admin
    ) TimelockController(minDelay, new address[](0), new address[](0), admin) {
        _checkDelay(minDelay);
    }

    /// @inheritdoc TimelockController
    function scheduleBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt,
        uint256 delay
    ) public override {
        super.scheduleBatch(targets, values, payloads, predecessor, salt, delay);
        if (_isRecall(targets, payloads)) {
            _recalls[hashOperationBatch(targets, values, payloads, predecessor, salt)] = true;
        }
    }

    /// @inheritdoc TimelockController
    function cancel(bytes32 id) public override {
        if (_recalls[id]) revert LexiarchTimelockRecall(id);
        super.cancel(id);
    }

    /// @inheritdoc TimelockController
    function updateDelay(uint256 newDelay) public override {
        _checkDelay(newDelay);
        super.updateDelay(newDelay);
    }

    /// @dev Of no other role: a canceller is there to stop, among others, a proposal that takes the governor's powers.
    function _isRecall(address[] calldata targets, bytes[] calldata payloads) private view returns (bool) {
        for (uint256 i; i < targets.length; ++i) {
            if (targets[i] != address(this) || payloads[i].length < 36) return false;
            if (bytes4(payloads[i]) != this.revokeRole.selector) return false;
            if (bytes32(payloads[i][4:36]) != CANCELLER_ROLE) return false;
        }
        return true;
    }

    function _checkDelay(uint256 delay) private pure {
        if (delay < LEAST_DELAY || delay > MOST_DELAY) {
            revert LexiarchTimelockDelayInvalid(delay, LEAST_DELAY, MOST_DELAY);
        }
    }
}
