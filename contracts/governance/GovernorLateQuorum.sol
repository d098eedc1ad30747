// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";
import {GovernorCountingTwoHouses} from "./GovernorCountingTwoHouses.sol";

/// @title Module: a quorum that is reached late extends the vote
/// @notice The words and the meaning of OpenZeppelin's GovernorPreventLateQuorum: once, when every quorum that the
/// proposal needs is first reached, the deadline moves to {lateQuorumVoteExtension} from then, if that is later.
/// @dev Kept in the slot of the terms, which a ballot has read already.
abstract contract GovernorLateQuorum is GovernorCountingTwoHouses {
    uint48 private constant MAX_EXTENSION = 14 days;

    uint48 private _extension;

    constructor(uint48 extension) {
        _setExtension(extension);
    }

    /// @inheritdoc ITwoHouses
    function lateQuorumVoteExtension() public view returns (uint48) {
        return _extension;
    }

    /// @inheritdoc ITwoHouses
    function setLateQuorumVoteExtension(uint48 newVoteExtension) external onlyGovernance {
        _setExtension(newVoteExtension);
    }

    /// @inheritdoc Governor
    function proposalDeadline(uint256 proposalId) public view virtual override returns (uint256) {
        return super.proposalDeadline(proposalId) + _termsOf(proposalId).extension;
    }

    /// @inheritdoc Governor
    function _tallyUpdated(uint256 proposalId) internal virtual override {
        super._tallyUpdated(proposalId);
        if (_quorumReached(proposalId) || !_quorumsReached(proposalId)) return;

        uint256 deadline = proposalDeadline(proposalId);
        uint256 extended = Math.max(deadline, clock() + _extension);
        _setQuorumMet(proposalId, uint24(extended - deadline)); // at most MAX_EXTENSION, less than 2^24 seconds
        if (extended > deadline) emit ProposalExtended(proposalId, uint64(extended));
    }

    function _setExtension(uint48 newExtension) private {
        _checkBounds("lateQuorumVoteExtension", newExtension, 0, MAX_EXTENSION);
        emit LateQuorumVoteExtensionSet(_extension, newExtension);
        _extension = newExtension;
    }
}
