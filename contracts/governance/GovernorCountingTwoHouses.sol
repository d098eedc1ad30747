// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IHolderRegistry} from "../interfaces/IHolderRegistry.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";

/// @title Counting module: tokens in one house, persons in the other
/// @notice See {ITwoHouses}. One transaction votes in both houses.
/// @dev The token house keeps the interface of OpenZeppelin's GovernorCountingSimple, so that every client that reads
/// an OpenZeppelin Governor reads this one.
abstract contract GovernorCountingTwoHouses is Governor, ITwoHouses {
    using Checkpoints for Checkpoints.Trace208;

    /// @notice The values of `support`.
    enum VoteType {
        Against,
        For,
        Abstain
    }

    struct ProposalTally {
        uint256[3] tokens; // by VoteType, in voting units
        uint64[3] persons; // by VoteType
        mapping(address voter => bool) accountVoted;
        mapping(bytes32 personTag => bool) personVoted;
    }

    IHolderRegistry private immutable _roll;
    mapping(uint256 proposalId => ProposalTally) private _tallies;
    Checkpoints.Trace208 private _holderQuorumNumerators;

    constructor(IHolderRegistry roll_, uint256 holderQuorumNumerator_) {
        if (address(roll_).code.length == 0) revert TwoHousesRollInvalid(address(roll_));
        _roll = roll_;
        _updateHolderQuorumNumerator(holderQuorumNumerator_);
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo&quorum=for,abstain&houses=token,holder";
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        return _tallies[proposalId].accountVoted[account];
    }

    /// @inheritdoc ITwoHouses
    function hasPersonVoted(uint256 proposalId, bytes32 personTag) external view returns (bool) {
        return _tallies[proposalId].personVoted[personTag];
    }

    /// @notice Tally of the token house, in voting units; as in OpenZeppelin's GovernorCountingSimple.
    function proposalVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        uint256[3] storage tokens = _tallies[proposalId].tokens;
        return (tokens[0], tokens[1], tokens[2]);
    }

    /// @inheritdoc ITwoHouses
    function holderVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        uint64[3] storage persons = _tallies[proposalId].persons;
        return (persons[0], persons[1], persons[2]);
    }

    /// @inheritdoc ITwoHouses
    function houseResults(
        uint256 proposalId
    ) public view returns (bool tokenQuorum, bool tokenMajority, bool holderQuorumReached, bool holderMajority) {
        uint256 snapshot = proposalSnapshot(proposalId);
        uint256[3] memory tokens = _tallies[proposalId].tokens;
        uint64[3] memory persons = _tallies[proposalId].persons;
        tokenQuorum = tokens[1] + tokens[2] >= quorum(snapshot);
        tokenMajority = tokens[1] > tokens[0];
        holderQuorumReached = persons[1] + persons[2] >= holderQuorum(snapshot);
        holderMajority = persons[1] > persons[0];
    }

    /// @inheritdoc ITwoHouses
    function roll() public view returns (address) {
        return address(_roll);
    }

    /// @inheritdoc ITwoHouses
    function holderQuorum(uint256 timepoint) public view returns (uint256) {
        uint256 share = _roll.holderCountAt(timepoint) * holderQuorumNumerator(timepoint);
        return share <= 100 ? 1 : share / 100;
    }

    /// @inheritdoc ITwoHouses
    function holderQuorumNumerator() public view returns (uint256) {
        return _holderQuorumNumerators.latest();
    }

    /// @inheritdoc ITwoHouses
    function holderQuorumNumerator(uint256 timepoint) public view returns (uint256) {
        return _holderQuorumNumerators.upperLookupRecent(SafeCast.toUint48(timepoint));
    }

    /// @inheritdoc ITwoHouses
    function updateHolderQuorumNumerator(uint256 newQuorumNumerator) external onlyGovernance {
        _updateHolderQuorumNumerator(newQuorumNumerator);
    }

    function _updateHolderQuorumNumerator(uint256 newQuorumNumerator) private {
        if (newQuorumNumerator == 0 || newQuorumNumerator > 100) {
            revert TwoHousesHolderQuorumInvalid(newQuorumNumerator);
        }
        uint256 oldQuorumNumerator = holderQuorumNumerator();
        _holderQuorumNumerators.push(clock(), uint208(newQuorumNumerator));
        emit HolderQuorumNumeratorUpdated(oldQuorumNumerator, newQuorumNumerator);
    }

    /// @inheritdoc Governor
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        (bool tokenQuorum, , bool holderQuorumReached, ) = houseResults(proposalId);
        return tokenQuorum && holderQuorumReached;
    }

    /// @inheritdoc Governor
    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        (, bool tokenMajority, , bool holderMajority) = houseResults(proposalId);
        return tokenMajority && holderMajority;
    }

    /// @dev A person whose iD moved to `account` after voting with another one adds the tokens only.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory // params
    ) internal override returns (uint256) {
        ProposalTally storage tally = _tallies[proposalId];
        if (support > uint8(VoteType.Abstain)) revert GovernorInvalidVoteType();
        if (tally.accountVoted[account]) revert GovernorAlreadyCastVote(account);
        uint256 snapshot = proposalSnapshot(proposalId);
        bytes32 personTag = _roll.personAt(account, snapshot);
        bool counts = personTag != 0 && !tally.personVoted[personTag];
        if (!counts && totalWeight == 0) revert TwoHousesNoVote(account, snapshot);

        tally.accountVoted[account] = true;
        if (totalWeight != 0) tally.tokens[support] += totalWeight;
        if (counts) {
            tally.personVoted[personTag] = true;
            ++tally.persons[support];
            emit HolderVoteCast(account, proposalId, personTag, support);
        }
        return totalWeight;
    }
}
