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
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IHolderRegistry} from "../interfaces/IHolderRegistry.sol";
import {GovernorCountingTwoHouses} from "./GovernorCountingTwoHouses.sol";
import {GovernorExpiry} from "./GovernorExpiry.sol";
import {GovernorLateQuorum} from "./GovernorLateQuorum.sol";
import {GovernorSecretBallot} from "./GovernorSecretBallot.sol";
import {GovernorSignedBallots} from "./GovernorSignedBallots.sol";
import {GovernorTerms} from "./GovernorTerms.sol";

/// @title The Assembly
/// @notice An OpenZeppelin Governor with two houses: tokens vote in one, persons in the other, and a proposal passes
/// when every house that it asks passes it. Any person on the roll may propose, and so may anyone with
/// {proposalThreshold} token votes.
/// @dev A list of modules; only what two of them define is written here, and the bounds of OpenZeppelin's settings.
/// {GovernorVotes} comes first, because bounds ask its token; {GovernorTerms} after {GovernorTimelockControl}, whose
/// execution it guards.
contract LexiarchGovernor is
    Governor,
    GovernorVotes,
    GovernorSettings,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl,
    GovernorSecretBallot,
    GovernorLateQuorum,
    GovernorSignedBallots,
    GovernorExpiry
{
    /// @notice The contracts that a governor works with.
    struct Parts {
        IVotes token;
        IHolderRegistry roll;
        TimelockController timelock;
        address tracks;
        address ballotBox;
    }

    /// @notice The rules that a DAO starts with.
    struct Rules {
        uint48 votingDelay; // seconds from proposal to snapshot
        uint32 votingPeriod; // seconds from snapshot to deadline
        uint256 proposalThreshold; // token votes that let a proposer who is no member propose
        uint256 tokenQuorumNumerator; // percent of the token supply
        uint256 holderQuorumNumerator; // percent of the persons on the roll
        uint48 gracePeriod; // seconds, see GovernorExpiry
        uint48 lateQuorumVoteExtension; // seconds, see GovernorLateQuorum
    }

    mapping(address timelock => bool) private _left;

    constructor(
        Parts memory parts,
        Rules memory rules
    )
        Governor("Lexiarch Governor")
        GovernorVotes(parts.token)
        GovernorSettings(rules.votingDelay, rules.votingPeriod, rules.proposalThreshold)
        GovernorVotesQuorumFraction(rules.tokenQuorumNumerator)
        GovernorTimelockControl(parts.timelock)
        GovernorTerms(parts.tracks)
        GovernorCountingTwoHouses(parts.roll, rules.holderQuorumNumerator)
        GovernorSecretBallot(parts.ballotBox)
        GovernorLateQuorum(rules.lateQuorumVoteExtension)
        GovernorExpiry(rules.gracePeriod)
    {}

    /// @notice Puts a proposal before both houses.
    /// @dev As in OpenZeppelin's Governor, but a person on the roll needs no token votes. A description that ends
    /// in `#proposer=0x…` can be proposed by that account only.
    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description
    ) public override returns (uint256) {
        address proposer = _msgSender();
        if (IHolderRegistry(roll()).personAt(proposer, clock()) == 0) {
            return super.propose(targets, values, calldatas, description);
        }
        if (!_isValidDescriptionForProposer(proposer, description)) revert GovernorRestrictedProposer(proposer);
        return _propose(targets, values, calldatas, description, proposer);
    }

    /// @inheritdoc GovernorTimelockControl
    /// @dev What is queued in the old timelock is canceled by that, and must not come back to life.
    function updateTimelock(TimelockController newTimelock) public override {
        _left[timelock()] = true;
        super.updateTimelock(newTimelock); // by a proposal only
        if (_left[address(newTimelock)]) revert TwoHousesTimelockLeft(address(newTimelock));
    }

    /// @inheritdoc IERC6372
    /// @dev The token's clock, without asking it.
    function clock() public view override(Governor, GovernorVotes) returns (uint48) {
        return uint48(block.timestamp);
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
    ) internal override(Governor, GovernorTimelockControl, GovernorTerms) {
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

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(Governor, GovernorTerms) returns (uint256) {
        return super._propose(targets, values, calldatas, description, proposer);
    }

    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _checkBounds("votingDelay", newVotingDelay, 1 hours, 30 days);
        super._setVotingDelay(newVotingDelay);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _checkBounds("votingPeriod", newVotingPeriod, 1 days, 90 days);
        super._setVotingPeriod(newVotingPeriod);
    }

    function _updateQuorumNumerator(uint256 newQuorumNumerator) internal override {
        _checkBounds("quorumNumerator", newQuorumNumerator, 1, MAX_QUORUM);
        super._updateQuorumNumerator(newQuorumNumerator);
    }

    function _tokenSupplyAt(uint256 timepoint) internal view override returns (uint256) {
        return token().getPastTotalSupply(timepoint);
    }

    /// @dev So that whoever speaks for one token in twenty can propose without being a member.
    function _setProposalThreshold(uint256 newProposalThreshold) internal override {
        uint256 most = IERC20(address(token())).totalSupply() / 20;
        _checkBounds("proposalThreshold", newProposalThreshold, 0, most);
        super._setProposalThreshold(newProposalThreshold);
    }

    function _validateVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        bytes memory signature
    ) internal override(Governor, GovernorSignedBallots) returns (bool) {
        return super._validateVoteSig(proposalId, support, voter, signature);
    }

    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override(Governor, GovernorSignedBallots) returns (bool) {
        return super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }
}
