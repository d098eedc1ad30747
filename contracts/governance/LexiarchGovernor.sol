// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {
    GovernorTimelockControl
} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {
    GovernorVotesQuorumFraction
} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IHolderRegistry} from "../interfaces/IHolderRegistry.sol";
import {GovernorCountingTwoHouses} from "./GovernorCountingTwoHouses.sol";
import {GovernorExpiry} from "./GovernorExpiry.sol";

/// @title The Assembly
/// @notice An OpenZeppelin Governor with two houses: tokens vote in one, persons in the other, and a proposal passes
/// when both pass it. Any member of the roll may propose, and so may anyone with {proposalThreshold} token votes.
/// @dev A list of modules; only what two modules both define is written here. {GovernorVotes} comes before the counting
/// module, whose constructor needs the clock.
contract LexiarchGovernor is
    Governor,
    GovernorSettings,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorCountingTwoHouses,
    GovernorTimelockControl,
    GovernorExpiry
{
    /// @notice The rules that a DAO starts with.
    struct Rules {
        uint48 votingDelay; // seconds from proposal to snapshot
        uint32 votingPeriod; // seconds from snapshot to deadline
        uint256 proposalThreshold; // token votes that let a proposer who is no member propose
        uint256 tokenQuorumNumerator; // percent of the token supply
        uint256 holderQuorumNumerator; // percent of the persons on the roll
        uint48 gracePeriod; // seconds, see GovernorExpiry
    }

    constructor(
        IVotes token_,
        IHolderRegistry roll_,
        TimelockController timelock_,
        Rules memory rules
    )
        Governor("Lexiarch Governor")
        GovernorSettings(rules.votingDelay, rules.votingPeriod, rules.proposalThreshold)
        GovernorVotes(token_)
        GovernorVotesQuorumFraction(rules.tokenQuorumNumerator)
        GovernorCountingTwoHouses(roll_, rules.holderQuorumNumerator)
        GovernorTimelockControl(timelock_)
        GovernorExpiry(rules.gracePeriod)
    {}

    /// @notice Puts a proposal before both houses.
    /// @dev As in OpenZeppelin's Governor, but a live member of the roll needs no token votes. A description that ends
    /// in `#proposer=0x…` can be proposed by that account only.
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256) {
        address proposer = _msgSender();
        if (!IHolderRegistry(roll()).isHolder(proposer)) {
            return super.propose(targets, values, calldatas, description);
        }
        if (!_isValidDescriptionForProposer(proposer, description)) revert GovernorRestrictedProposer(proposer);
        return _propose(targets, values, calldatas, description, proposer);
    }

    /// @inheritdoc IGovernor
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl, GovernorExpiry) returns (ProposalState) {
        return super.state(proposalId);
    }

    /// @inheritdoc IGovernor
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }
}
