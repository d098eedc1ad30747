// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title The ballot box: secret votes of the holder house
/// @notice A secret ballot is a proof (Semaphore 4) that its voter is one of the persons in a tree that was frozen
/// before the vote began, without saying which. The contract binds it to one proposal and one choice; its nullifier is
/// spent with it, so that each person has one. Anybody may hand it in: who sends it can neither change nor spend it.
/// @dev One box serves any number of governors; nothing that concerns one depends on another. The verifier is called
/// directly and the box keeps its own nullifiers: Semaphore's registry would let roots go stale and anybody spend a
/// proof.
interface IBallotBox {
    /// @notice The persons in the tree may vote in secret on the proposal. The last of these events counts.
    /// @param root Root of the tree, as of this event.
    /// @param memberCount Persons in it.
    event BallotsFrozen(
        address indexed governor,
        uint256 indexed proposalId,
        uint256 root,
        uint256 memberCount
    );

    /// @notice The box cannot work without this contract.
    error BallotBoxPartMissing(address part);

    /// @notice The proposal is unknown, not secret, or its vote has begun: nothing is frozen any more.
    error BallotBoxTooLate(address governor, uint256 proposalId);

    /// @notice Leaves wait to be pruned, nobody has looked for them for 92 days, or the tree is empty.
    error BallotBoxTreeUnsettled();

    /// @notice No tree is frozen for the proposal.
    error BallotBoxNotFrozen(address governor, uint256 proposalId);

    /// @notice The person has voted on the proposal.
    error BallotBoxNullifierSpent(uint256 nullifier);

    /// @notice The proof does not show that a person of the frozen tree made this choice on this proposal.
    error BallotBoxProofInvalid();

    /// @notice Freezes the tree for a new proposal of the caller, if the tree is settled; does nothing if it is not.
    /// @dev Called by a governor when a proposal is made.
    function open(uint256 proposalId) external;

    /// @notice Freezes the tree for a proposal whose snapshot has not passed, so that whoever is in it now may vote.
    /// Anyone may, again and again.
    /// @dev Reverts with {BallotBoxTooLate} or {BallotBoxTreeUnsettled}; then prune or refresh what is due, call
    /// {IHolderTree-settle} if it was not called for long, and freeze again.
    function freeze(address governor, uint256 proposalId) external;

    /// @notice Hands in a secret ballot; anyone may.
    /// @dev Reverts with {BallotBoxNotFrozen}, {BallotBoxNullifierSpent}, {BallotBoxProofInvalid}, or as the governor
    /// does when the vote is not open.
    /// @param support 0 Against, 1 For, 2 Abstain: the message of the proof.
    /// @param nullifier Poseidon hash of scope and secret, see {scopeOf}.
    /// @param proof Groth16 proof, the eight points that Semaphore gives.
    function castSecretBallot(
        address governor,
        uint256 proposalId,
        uint8 support,
        uint256 nullifier,
        uint256[8] calldata proof
    ) external;

    /// @notice The Semaphore scope of ballots on a proposal: the hash of this chain, box, governor and proposal.
    function scopeOf(address governor, uint256 proposalId) external view returns (uint256);

    /// @notice Root of the tree that is frozen for the proposal; 0 when none is.
    function frozenRoot(address governor, uint256 proposalId) external view returns (uint256);

    /// @notice Whether a ballot with this nullifier has been counted.
    function isSpent(address governor, uint256 proposalId, uint256 nullifier) external view returns (bool);

    /// @notice The tree whose persons vote.
    function tree() external view returns (address);

    /// @notice The contract that verifies proofs (Semaphore's verifier).
    function verifier() external view returns (address);
}
