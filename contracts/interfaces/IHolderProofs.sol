// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @notice What a person hands in to prove, without saying who, that they are in the tree of a round.
struct HolderProof {
    uint256 nullifier; // Poseidon hash of scope and secret: the same for all that a person proves in a round
    uint256[8] points; // Groth16 proof, the eight points that Semaphore gives
}

/// @title Anonymous proofs of holding an iD, for contracts outside the DAO
/// @notice A contract opens a *round* for a purpose. Whoever is in the tree at that moment may act in it once, by a
/// proof (Semaphore 4) that says neither who they are nor whether they acted in another round, contract, vote or
/// website. A proof is bound to this chain, this contract, the purpose and a message; who sends it can neither change
/// nor spend it otherwise.
/// @dev A round has one root for all of its life, since only within one root does a person have one secret: they may
/// replace it in the tree, and would act again with the new one if the root went along. So whoever joins, or replaces
/// their secret, waits for the next round; and whoever leaves the roll, or is ended, keeps what they may do in a round
/// that is open, until its deadline: make rounds as short as that is bearable.
/// Warning: the tree holds persons whose iD stands, suspended or not; a proof cannot say that nobody has suspended the
/// person. Where that matters ask {IHolderRecords-isRegistered} about an account.
/// Warning: a person hides among those of the round only, see `memberCount` of {RoundOpened}.
interface IHolderProofs {
    /// @notice The persons in the tree may act for the purpose, once each, until the deadline.
    /// @param root Root of the tree, as of this event.
    /// @param memberCount Persons in it.
    /// @param deadline Seconds since 1970, last moment at which they may.
    event RoundOpened(bytes32 indexed purpose, uint256 root, uint256 memberCount, uint48 deadline);

    /// @notice One of the persons has acted.
    /// @param message What they agreed to.
    event HolderProven(bytes32 indexed purpose, uint256 nullifier, uint256 message);

    /// @notice The contract cannot work without this one.
    error HolderProofsPartMissing(address part);

    /// @notice A round lasts some time, and no longer than `most`, in seconds.
    error HolderProofsDurationInvalid(uint48 duration, uint48 most);

    /// @notice A purpose has one round for ever; name another.
    error HolderProofsRoundExists(bytes32 purpose);

    /// @notice Leaves wait to be pruned, nobody has looked for them for 92 days, or the tree is empty.
    /// @dev Prune or refresh what is due, call {IHolderTree-settle} if it was not called for long, and try again.
    error HolderProofsTreeUnsettled();

    /// @notice The round is over, or was never opened: then `deadline` is 0.
    error HolderProofsRoundClosed(bytes32 purpose, uint48 deadline);

    /// @notice The person has acted in the round.
    error HolderProofsNullifierSpent(bytes32 purpose, uint256 nullifier);

    /// @notice The proof does not show that a person of the round agreed to this message for this purpose.
    error HolderProofsInvalid(bytes32 purpose, uint256 nullifier);

    /// @notice The Semaphore scope of proofs for a purpose: the hash of this chain, this contract and the purpose.
    function scopeOf(bytes32 purpose) external view returns (uint256);

    /// @notice Root of the round's tree, and its last moment in seconds since 1970; 0 when it was not opened.
    function roundOf(bytes32 purpose) external view returns (uint256 root, uint48 deadline);

    /// @notice Whether the person with this nullifier has acted in the round.
    function isSpent(bytes32 purpose, uint256 nullifier) external view returns (bool);

    /// @notice The tree whose persons may act.
    function holderTree() external view returns (address);

    /// @notice The contract that verifies proofs (Semaphore's verifier).
    function membershipVerifier() external view returns (address);
}
