// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title The two houses: what a governor shows of the holder house beside its token house
/// @notice The token house is what every OpenZeppelin Governor has: `proposalVotes`, `quorum`, `VoteCast`. The holder
/// house counts one vote for each person on the roll. A proposal passes when both houses pass it by their own count.
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

    /// @notice The share of holders that makes a quorum in the holder house changed, in percent.
    event HolderQuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator);

    /// @notice The governor cannot count persons without a roll.
    error TwoHousesRollInvalid(address roll);

    /// @notice A holder quorum is 1 to 100 percent.
    error TwoHousesHolderQuorumInvalid(uint256 quorumNumerator);

    /// @notice The ballot would count in neither house: no token votes at the snapshot, and no person who may vote.
    error TwoHousesNoVote(address voter, uint256 snapshot);

    /// @notice The roll whose persons sit in the holder house.
    function roll() external view returns (address);

    /// @notice Tally of the holder house, in persons.
    function holderVotes(
        uint256 proposalId
    ) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);

    /// @notice Whether the person has voted on the proposal, with any account.
    function hasPersonVoted(uint256 proposalId, bytes32 personTag) external view returns (bool);

    /// @notice Persons who must vote For or Abstain on a proposal with this snapshot; at least 1.
    function holderQuorum(uint256 timepoint) external view returns (uint256);

    /// @notice Share of holders that makes a quorum now, in percent.
    function holderQuorumNumerator() external view returns (uint256);

    /// @notice Share of holders that made a quorum at `timepoint`, in percent.
    function holderQuorumNumerator(uint256 timepoint) external view returns (uint256);

    /// @notice Sets the share of holders that makes a quorum, for proposals with a later snapshot.
    /// @dev Only by a proposal. Reverts with {TwoHousesHolderQuorumInvalid}.
    function updateHolderQuorumNumerator(uint256 newQuorumNumerator) external;

    /// @notice What each house says of the proposal by now: quorum reached, and more For than Against.
    /// @dev Reverts until the snapshot has passed: the token's past supply is not known before (ERC5805FutureLookup).
    function houseResults(
        uint256 proposalId
    ) external view returns (bool tokenQuorum, bool tokenMajority, bool holderQuorumReached, bool holderMajority);
}
