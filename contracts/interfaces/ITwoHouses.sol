// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {Track} from "./ITracks.sol";

/// @title The two houses: what a governor shows of the holder house beside its token house
/// @notice The token house is what every OpenZeppelin Governor has: `proposalVotes`, `quorum`, `VoteCast`. The holder
/// house counts one vote for each person on the roll. A proposal passes when every house that it asks passes it by its
/// own count. Which houses it asks follows from what it calls (ITracks) and is fixed when it is made.
/// @dev A person counts who was live on the roll at the snapshot and is live with the voting account when the ballot is
/// cast. Holder votes are never delegable. Times are seconds since 1970 (ERC-6372 timestamp clock).
interface ITwoHouses {
    /// @notice A person's ballot was counted in the holder house.
    /// @dev The token house's part of the same ballot is in `VoteCast`, emitted next.
    /// @param personTag The person on the roll; votes once per proposal, whatever account they use.
    event HolderVoteCast(
        address indexed voter,
        uint256 indexed proposalId,
        bytes32 indexed personTag,
        uint8 support
    );

    /// @notice A person's secret ballot was counted in the holder house. Nobody knows whose.
    /// @param nullifier Spent with this ballot; the same person has no other for this proposal.
    event SecretVoteCast(uint256 indexed proposalId, uint256 nullifier, uint8 support);

    /// @notice Which houses a new proposal asks, the least quorums of its track in percent (0: the governor's own), and
    /// whether the holder house votes in secret.
    event ProposalTerms(
        uint256 indexed proposalId,
        bool tokenHouse,
        bool holderHouse,
        uint8 tokenQuorum,
        uint8 holderQuorum,
        bool secret
    );

    /// @notice A quorum that was reached late gives everybody time to answer.
    event ProposalExtended(uint256 indexed proposalId, uint64 extendedDeadline);

    /// @notice The time that a late quorum gives changed, in seconds.
    event LateQuorumVoteExtensionSet(uint64 oldVoteExtension, uint64 newVoteExtension);

    /// @notice The share of holders that makes a quorum in the holder house changed, in percent.
    event HolderQuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator);

    /// @notice The governor cannot count persons without a roll.
    error TwoHousesRollInvalid(address roll);

    /// @notice The governor cannot tell which houses to ask without tracks.
    error TwoHousesTracksInvalid(address tracks);

    /// @notice A setting of the governor must lie between `least` and `most`, or later proposals would be impossible
    /// or worthless.
    error TwoHousesSettingOutOfBounds(bytes32 setting, uint256 value, uint256 least, uint256 most);

    /// @notice A timelock that was left, and the present one, cannot be chosen: what was queued there is canceled for
    /// ever. Deploy another.
    error TwoHousesTimelockLeft(address timelock);

    /// @notice The code behind a target is not what it was when the proposal was made. Propose again.
    error TwoHousesCodeChanged(uint256 proposalId);

    /// @notice The box must serve the governor's own roll.
    error TwoHousesBallotBoxInvalid(address ballotBox);

    /// @notice Only the ballot box hands in secret ballots.
    error TwoHousesNotBallotBox(address caller);

    /// @notice The holder house does not vote in secret on this proposal.
    error TwoHousesNotSecret(uint256 proposalId);

    /// @notice The ballot would count in neither house: no token votes at the snapshot, and no person who may vote.
    /// @dev On a secret proposal an open ballot counts tokens only.
    error TwoHousesNoVote(address voter, uint256 snapshot);

    /// @notice The roll whose persons sit in the holder house.
    function roll() external view returns (address);

    /// @notice Tally of the holder house, in persons.
    function holderVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice Which houses the proposal asks, the least quorums of its track in percent, and whether the holder house
    /// votes in secret; all zero when unknown.
    function proposalTerms(uint256 proposalId) external view returns (Track memory);

    /// @notice What makes a quorum for the proposal in each house; 0 for a house that it does not ask.
    /// @dev The greater of the governor's share at the snapshot and the track's. Reverts until the snapshot has passed:
    /// the token's past supply is not known before (ERC5805FutureLookup).
    /// @return tokens Voting units that must vote For or Abstain.
    /// @return persons Persons that must vote For or Abstain; at least 1.
    function proposalQuorums(uint256 proposalId) external view returns (uint256 tokens, uint256 persons);

    /// @notice The contract that says which houses decide what.
    function tracks() external view returns (address);

    /// @notice The box from which secret ballots come.
    function ballotBox() external view returns (address);

    /// @notice Counts a secret ballot. Only the ballot box, which has verified it.
    function countSecretBallot(uint256 proposalId, uint256 nullifier, uint8 support) external;

    /// @notice Seconds that remain to vote, at least, once every quorum has been reached.
    function lateQuorumVoteExtension() external view returns (uint48);

    /// @notice Sets {lateQuorumVoteExtension}, at most 14 days. Only by a proposal.
    function setLateQuorumVoteExtension(uint48 newVoteExtension) external;

    /// @notice Whether the person has voted on the proposal in the open, with any account.
    function hasPersonVoted(uint256 proposalId, bytes32 personTag) external view returns (bool);

    /// @notice Persons who must vote For or Abstain on a proposal with this snapshot; at least 1.
    function holderQuorum(uint256 timepoint) external view returns (uint256);

    /// @notice Share of holders that makes a quorum now, in percent.
    function holderQuorumNumerator() external view returns (uint256);

    /// @notice Share of holders that made a quorum at `timepoint`, in percent.
    function holderQuorumNumerator(uint256 timepoint) external view returns (uint256);

    /// @notice Sets the share of holders that makes a quorum, for proposals with a later snapshot.
    /// @dev Only by a proposal; 1 to 50 percent.
    function updateHolderQuorumNumerator(uint256 newQuorumNumerator) external;

    /// @notice What each house says of the proposal by now: quorum reached, and more For than Against. A house that is
    /// not asked says yes. All false while the proposal is unknown or its vote has not begun.
    function houseResults(
        uint256 proposalId
    ) external view returns (bool tokenQuorum, bool tokenMajority, bool holderQuorumReached, bool holderMajority);
}
