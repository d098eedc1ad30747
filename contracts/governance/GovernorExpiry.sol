// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";

/// @title Module: an approval does not last for ever
/// @notice A proposal that succeeded and is not queued within the grace period after its deadline expires, and so does
/// a queued one that is not executed within the grace period after its eta.
/// @dev Put it last in the list of bases, after the timelock module, whose states it narrows. The grace period never
/// changes, so that an expired proposal stays expired.
abstract contract GovernorExpiry is Governor {
    uint48 private immutable _gracePeriod;

    /// @notice A grace period is 1 to 90 days.
    error GovernorExpiryGracePeriodInvalid(uint48 gracePeriod);

    constructor(uint48 gracePeriod_) {
        if (gracePeriod_ < 1 days || gracePeriod_ > 90 days) revert GovernorExpiryGracePeriodInvalid(gracePeriod_);
        _gracePeriod = gracePeriod_;
    }

    /// @notice Seconds in which a succeeded proposal must be queued, and a queued one executed.
    function gracePeriod() public view returns (uint48) {
        return _gracePeriod;
    }

    /// @inheritdoc IGovernor
    function state(uint256 proposalId) public view virtual override returns (ProposalState) {
        ProposalState current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            return _isPast(proposalDeadline(proposalId)) ? ProposalState.Expired : current;
        }
        if (current == ProposalState.Queued) {
            return _isPast(proposalEta(proposalId)) ? ProposalState.Expired : current;
        }
        return current;
    }

    function _isPast(uint256 start) private view returns (bool) {
        return block.timestamp > start + _gracePeriod;
    }
}
