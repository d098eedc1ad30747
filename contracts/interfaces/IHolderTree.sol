// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title The tree: persons of the roll who can prove, without saying who, that they are on it
/// @notice A person on the roll may add one commitment of a secret (a Semaphore identity), and replace it when the
/// secret is lost. Leaving the roll never waits for the tree: a leaf whose iD is over is pruned afterwards, by anybody.
/// The tree is *settled* when no leaf waits to be pruned; only then is a ballot's root frozen.
/// @dev A lean incremental Merkle tree over Poseidon, as Semaphore 4 uses it. Expiry needs no event: each leaf is due
/// at the beginning of the day (UTC) on which its iD expires, and is pruned, or refreshed after a renewal. Places are
/// not used again: the tree takes `2 ** depth` leaves in its life.
interface IHolderTree {
    /// @notice A person added a commitment.
    /// @param index Place of the leaf, from 0.
    /// @param root Root of the tree after it.
    event LeafAdded(bytes32 indexed personTag, uint256 index, uint256 commitment, uint256 root);

    /// @notice A person replaced their commitment; roots frozen before still hold the old one.
    event LeafReplaced(bytes32 indexed personTag, uint256 index, uint256 commitment, uint256 root);

    /// @notice A leaf was taken out: its place holds zero.
    event LeafPruned(bytes32 indexed personTag, uint256 index, uint256 root);

    /// @notice The leaf is good until the beginning of `dueDay` (days since 1970, UTC).
    event LeafDue(bytes32 indexed personTag, uint256 dueDay);

    /// @notice A tree has a depth of 1 to 32.
    error HolderTreeDepthInvalid(uint256 depth);

    /// @notice The roll obeys another tree.
    error HolderTreeRollInvalid(address roll);

    /// @notice The account holds no iD of a person that stands.
    error HolderTreeNotPerson(address account);

    /// @notice The iD expires today; renew it first.
    error HolderTreeExpiresToday(bytes32 personTag);

    /// @notice The person has a leaf already; replace it.
    error HolderTreeLeafExists(bytes32 personTag);

    /// @notice The person has no leaf.
    error HolderTreeLeafUnknown(bytes32 personTag);

    /// @notice The iD is good beyond today; nothing is to be pruned.
    error HolderTreeNotDue(bytes32 personTag);

    /// @notice A leaf of zero is a pruned one.
    error HolderTreeCommitmentInvalid(uint256 commitment);

    /// @notice All places have been used.
    error HolderTreeFull();

    /// @notice Adds the caller's commitment.
    /// @dev Only a person whose iD stands, suspended or not. Reverts with {HolderTreeNotPerson},
    /// {HolderTreeLeafExists}, {HolderTreeFull} or {HolderTreeExpiresToday}.
    /// @param commitment Semaphore identity commitment: a field element, not 0, not in the tree.
    function join(uint256 commitment) external;

    /// @notice Replaces the caller's commitment, for ballots frozen from now on.
    /// @param commitment As in {join}.
    /// @param siblings Sibling nodes of the leaf, from the bottom, as Semaphore's Merkle proofs have them.
    function replace(uint256 commitment, uint256[] calldata siblings) external;

    /// @notice Takes out the leaf of an iD that is over or expires today. Anyone may.
    function prune(bytes32 personTag, uint256[] calldata siblings) external;

    /// @notice Sets the day on which the leaf is due anew, after a renewal or a return. Anyone may.
    function refresh(bytes32 personTag) external;

    /// @notice Looks for leaves that are due, over so many days at most, and remembers where it stopped. Anyone may.
    /// @return settled Whether no leaf waits to be pruned.
    function settle(uint256 maxDays) external returns (bool settled);

    /// @notice Leaves due on a day (since 1970, UTC).
    function dueOn(uint256 day) external view returns (uint256);

    /// @notice First day that {settle} has not found clear.
    function clearUntil() external view returns (uint256 day);

    /// @notice The person's commitment; 0 when they have none.
    function commitmentOf(bytes32 personTag) external view returns (uint256);

    /// @notice Root of the tree; 0 when it is empty, or when the only leaf that it ever had is pruned.
    function root() external view returns (uint256);

    /// @notice Places used, pruned ones included.
    function size() external view returns (uint256);

    /// @notice Leaves that are not pruned: the persons among whom a secret ballot hides.
    function memberCount() external view returns (uint256);

    /// @notice Greatest depth of the tree; the depth of its circuit.
    function depth() external view returns (uint8);

    /// @notice The roll whose persons may join.
    function roll() external view returns (address);
}
