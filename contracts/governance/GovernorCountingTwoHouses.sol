// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor, IGovernor} from "@openzeppelin/contracts/governance/Governor.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IHolderRegistry} from "../interfaces/IHolderRegistry.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";
import {Census} from "../libraries/Census.sol";
import {GovernorTerms} from "./GovernorTerms.sol";

/// @title Counting module: tokens in one house, persons in the other
/// @notice See {ITwoHouses}. One transaction votes in both houses.
/// @dev The token house keeps the interface of OpenZeppelin's GovernorCountingSimple, so that every client that reads
/// an OpenZeppelin Governor reads this one.
abstract contract GovernorCountingTwoHouses is GovernorTerms {
    using Census for Census.Book;

    /// @notice The values of `support`.
    enum VoteType {
        Against,
        For,
        Abstain
    }

    /// @dev One slot: what one choice has got. More than the 192 bits of tokens that OpenZeppelin's votes can hold at
    /// most (208 bits) would revert, not overflow.
    struct Count {
        uint192 tokens; // voting units
        uint64 persons;
    }

    struct ProposalTally {
        Count[3] counts; // by VoteType
        /// @dev 0: has not voted. Else the person counted with this ballot, or NO_PERSON.
        mapping(address voter => bytes32) ballots;
    }

    /// @dev No person tag: the roll refuses it.
    bytes32 private constant NO_PERSON = bytes32(uint256(1));

    uint256 internal constant MAX_QUORUM = 50;

    IHolderRegistry private immutable _roll;
    mapping(uint256 proposalId => ProposalTally) private _tallies;
    Census.Book private _holderQuorumNumerators;

    constructor(IHolderRegistry roll_, uint256 holderQuorumNumerator_) {
        if (address(roll_).code.length == 0) revert TwoHousesRollInvalid(address(roll_));
        _roll = roll_;
        _updateHolderQuorumNumerator(holderQuorumNumerator_);
    }

    /// @inheritdoc IGovernor
    // solhint-disable-next-line func-name-mixedcase
    function COUNTING_MODE() public pure override returns (string memory) {
        return "support=bravo&quorum=for,abstain&houses=token,holder&terms=proposal";
    }

    /// @inheritdoc IGovernor
    function hasVoted(uint256 proposalId, address account) public view override returns (bool) {
        return _tallies[proposalId].ballots[account] != 0;
    }

    /// @inheritdoc ITwoHouses
    function hasPersonVoted(uint256 proposalId, bytes32 personTag) external view returns (bool) {
        address holder = _roll.attestationOf(personTag).holder;
        bool votedNow = _tallies[proposalId].ballots[holder] == personTag;
        return uint256(personTag) > 1 && (votedNow || _votedBefore(proposalId, personTag));
    }

    /// @notice Tally of the token house, in voting units; as in OpenZeppelin's GovernorCountingSimple.
    function proposalVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        Count[3] memory counts = _countsOf(proposalId);
        return (counts[0].tokens, counts[1].tokens, counts[2].tokens);
    }

    /// @inheritdoc ITwoHouses
    function holderVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes) {
        Count[3] memory counts = _countsOf(proposalId);
        return (counts[0].persons, counts[1].persons, counts[2].persons);
    }

    /// @inheritdoc ITwoHouses
    function houseResults(
        uint256 proposalId
    ) public view returns (bool tokenQuorum, bool tokenMajority, bool holderQuorumReached, bool holderMajority) {
        uint256 snapshot = proposalSnapshot(proposalId);
        if (snapshot == 0 || snapshot >= clock()) return (false, false, false, false);

        Terms memory terms = _termsOf(proposalId);
        tokenQuorum = _tokenQuorumReached(proposalId, terms);
        holderQuorumReached = _holderQuorumReached(proposalId, terms);
        (tokenMajority, holderMajority) = _majorities(proposalId, terms);
    }

    /// @inheritdoc ITwoHouses
    function proposalQuorums(uint256 proposalId) external view returns (uint256 tokens, uint256 persons) {
        Terms memory terms = _termsOf(proposalId);
        uint256 snapshot = proposalSnapshot(proposalId);
        if (terms.tokenHouse) tokens = _tokenQuorum(terms, snapshot);
        if (terms.holderHouse) persons = _holderQuorum(terms, snapshot);
    }

    /// @inheritdoc ITwoHouses
    function roll() public view returns (address) {
        return address(_roll);
    }

    /// @inheritdoc ITwoHouses
    function holderQuorum(uint256 timepoint) public view returns (uint256) {
        return _share(_roll.holderCountAt(timepoint), holderQuorumNumerator(timepoint));
    }

    /// @inheritdoc ITwoHouses
    function holderQuorumNumerator() public view returns (uint256) {
        return _holderQuorumNumerators.current();
    }

    /// @inheritdoc ITwoHouses
    function holderQuorumNumerator(uint256 timepoint) public view returns (uint256) {
        return _holderQuorumNumerators.countAt(timepoint);
    }

    /// @inheritdoc ITwoHouses
    function updateHolderQuorumNumerator(uint256 newQuorumNumerator) external onlyGovernance {
        _updateHolderQuorumNumerator(newQuorumNumerator);
    }

    function _updateHolderQuorumNumerator(uint256 newQuorumNumerator) private {
        _checkBounds("holderQuorumNumerator", newQuorumNumerator, 1, MAX_QUORUM);
        uint256 oldQuorumNumerator = holderQuorumNumerator();
        _holderQuorumNumerators.set(clock(), newQuorumNumerator);
        emit HolderQuorumNumeratorUpdated(oldQuorumNumerator, newQuorumNumerator);
    }

    /// @inheritdoc Governor
    /// @dev What a quorum takes is fixed at the snapshot and tallies never fall, so the moment of it is remembered.
    function _quorumReached(uint256 proposalId) internal view override returns (bool) {
        return _termsOf(proposalId).quorumMet;
    }

    /// @inheritdoc Governor
    function _voteSucceeded(uint256 proposalId) internal view override returns (bool) {
        (bool tokens, bool persons) = _majorities(proposalId, _termsOf(proposalId));
        return tokens && persons;
    }

    /// @dev A person whose iD moved to `account` after voting with another one adds the tokens only.
    function _countVote(
        uint256 proposalId,
        address account,
        uint8 support,
        uint256 totalWeight,
        bytes memory // params
    ) internal override returns (uint256 weight) {
        _checkSupport(support);
        ProposalTally storage tally = _tallies[proposalId];
        if (tally.ballots[account] != 0) revert GovernorAlreadyCastVote(account);
        Terms memory terms = _termsOf(proposalId);
        if (terms.tokenHouse) weight = totalWeight;
        bytes32 personTag = terms.holderHouse && !terms.secret ? _seat(proposalId, account) : bytes32(0);
        if (weight == 0 && personTag == 0) revert TwoHousesNoVote(account, proposalSnapshot(proposalId));

        tally.ballots[account] = personTag == 0 ? NO_PERSON : personTag;
        _count(proposalId, support, weight, personTag == 0 ? 0 : 1);
        if (personTag != 0) emit HolderVoteCast(account, proposalId, personTag, support);
    }

    function _countsOf(uint256 proposalId) private view returns (Count[3] memory) {
        return _tallies[proposalId].counts;
    }

    function _checkSupport(uint8 support) internal pure {
        if (support > uint8(VoteType.Abstain)) revert GovernorInvalidVoteType();
    }

    function _count(uint256 proposalId, uint8 support, uint256 weight, uint64 persons) internal {
        Count memory count = _tallies[proposalId].counts[support];
        count.tokens += SafeCast.toUint192(weight);
        count.persons += persons;
        _tallies[proposalId].counts[support] = count;
    }

    /// @dev The person for whom `account` may vote; 0 when there is none or they have voted.
    function _seat(uint256 proposalId, address account) private view returns (bytes32) {
        (bytes32 personTag, bool moved) = _roll.seatAt(account, proposalSnapshot(proposalId));
        return moved && _votedBefore(proposalId, personTag) ? bytes32(0) : personTag;
    }

    /// @dev Whether an account that held the iD after the snapshot, and no longer does, voted for the person.
    function _votedBefore(uint256 proposalId, bytes32 personTag) private view returns (bool) {
        address[] memory accounts = _roll.holdersSince(personTag, proposalSnapshot(proposalId));
        for (uint256 i; i < accounts.length; ++i) {
            if (_tallies[proposalId].ballots[accounts[i]] == personTag) return true;
        }
        return false;
    }

    /// @dev Whether the ballots so far make every quorum; the one that costs less to find out first.
    function _quorumsReached(uint256 proposalId) internal view returns (bool) {
        Terms memory terms = _termsOf(proposalId);
        return _holderQuorumReached(proposalId, terms) && _tokenQuorumReached(proposalId, terms);
    }

    function _tokenQuorumReached(uint256 proposalId, Terms memory terms) private view returns (bool) {
        if (!terms.tokenHouse) return true;
        Count[3] storage counts = _tallies[proposalId].counts;
        uint256 votes = uint256(counts[1].tokens) + counts[2].tokens;
        return votes >= _tokenQuorum(terms, proposalSnapshot(proposalId));
    }

    function _holderQuorumReached(uint256 proposalId, Terms memory terms) private view returns (bool) {
        if (!terms.holderHouse) return true;
        Count[3] storage counts = _tallies[proposalId].counts;
        uint256 votes = uint256(counts[1].persons) + counts[2].persons;
        return votes >= _holderQuorum(terms, proposalSnapshot(proposalId));
    }

    function _majorities(uint256 proposalId, Terms memory terms) private view returns (bool tokens, bool persons) {
        Count memory against = _tallies[proposalId].counts[0];
        Count memory for_ = _tallies[proposalId].counts[1];
        tokens = !terms.tokenHouse || for_.tokens > against.tokens;
        persons = !terms.holderHouse || for_.persons > against.persons;
    }

    function _tokenQuorum(Terms memory terms, uint256 snapshot) private view returns (uint256) {
        uint256 own = quorum(snapshot);
        if (terms.tokenQuorum == 0) return own;
        return Math.max(own, (_tokenSupplyAt(snapshot) * terms.tokenQuorum) / 100);
    }

    /// @dev All votes that the token house could have at `timepoint`, in voting units.
    function _tokenSupplyAt(uint256 timepoint) internal view virtual returns (uint256);

    function _holderQuorum(Terms memory terms, uint256 snapshot) private view returns (uint256) {
        uint256 numerator = Math.max(holderQuorumNumerator(snapshot), terms.holderQuorum);
        return _share(_roll.holderCountAt(snapshot), numerator);
    }

    function _share(uint256 persons, uint256 numerator) private pure returns (uint256) {
        return Math.max(1, (persons * numerator) / 100);
    }
}
