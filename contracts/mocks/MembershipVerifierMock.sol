// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {PoseidonT2} from "poseidon-solidity/PoseidonT2.sol";
import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @title A verifier that is shown the secret, for tests that cannot stop to prove
/// @notice Checks in the clear what Semaphore's circuit checks without seeing it: that the prover knows the secret of a
/// leaf under the root, that the nullifier is that of secret and scope, and that the prover meant this message. As
/// sound as the real verifier, and hides nothing. Identities are simpler: a commitment is the hash of the secret.
/// @dev A proof is `[secret, seal | length | index, siblings…]`: six siblings at most, so trees of up to 64 leaves.
contract MembershipVerifierMock is ISemaphoreVerifier {
    uint256 private constant MOST_SIBLINGS = 6;
    uint256 private constant PATH = type(uint16).max; // the bits of length and index

    /// @notice The path to the leaf is too long for a proof.
    error MembershipVerifierMockTreeTooLarge(uint256 leaves);

    /// @inheritdoc ISemaphoreVerifier
    function verifyProof(
        uint256[2] calldata a,
        uint256[2][2] calldata b,
        uint256[2] calldata c,
        uint256[4] calldata signals,
        uint256 depth
    ) external pure returns (bool) {
        (uint256 secret, uint256 path) = (a[0], uint16(a[1]));
        uint256[MOST_SIBLINGS] memory siblings = [b[0][0], b[0][1], b[1][0], b[1][1], c[0], c[1]];
        (uint256 index, uint256 length) = (uint8(path), path >> 8);
        if (length > depth || length > MOST_SIBLINGS) return false;

        uint256 node = commitmentOf(secret);
        for (uint256 i; i < length; ++i) {
            node = (index >> i) & 1 == 1 ? _hash(siblings[i], node) : _hash(node, siblings[i]);
        }
        bool meant = a[1] == _seal(secret, signals) | path;
        return meant && node == signals[0] && _hash(signals[3], secret) == signals[1];
    }

    /// @notice The proof of the person who knows the secret of `leaves[index]`.
    /// @param support The message, as a ballot has it.
    /// @param scope See {IBallotBox-scopeOf}.
    function prove(
        uint256[] calldata leaves,
        uint256 index,
        uint256 secret,
        uint8 support,
        uint256 scope
    ) external pure returns (uint256 nullifier, uint256[8] memory proof) {
        if (leaves.length > 1 << MOST_SIBLINGS) revert MembershipVerifierMockTreeTooLarge(leaves.length);
        (uint256 root, uint256 path, uint256[] memory siblings) = _pathOf(leaves, index);
        nullifier = _hash(_field(scope), secret);
        proof[0] = secret;
        proof[1] = _seal(secret, [root, nullifier, _field(support), _field(scope)]) | (siblings.length << 8) | path;
        for (uint256 i; i < siblings.length; ++i) proof[2 + i] = siblings[i];
    }

    /// @notice The commitment of a secret.
    function commitmentOf(uint256 secret) public pure returns (uint256) {
        return PoseidonT2.hash([secret]);
    }

    /// @notice Root of the lean Merkle tree over `leaves`; 0 for none. A pruned leaf is 0.
    function rootOf(uint256[] calldata leaves) external pure returns (uint256 root) {
        if (leaves.length != 0) (root, , ) = _pathOf(leaves, 0);
    }

    /// @notice What `IHolderTree.replace` and `prune` want to hear about `leaves[index]`.
    function siblingsOf(uint256[] calldata leaves, uint256 index) external pure returns (uint256[] memory siblings) {
        (, , siblings) = _pathOf(leaves, index);
    }

    /// @dev Level by level, as the definition has it: a node without a right neighbour goes up as it is, and has no
    /// place in the path.
    function _pathOf(
        uint256[] memory level,
        uint256 index
    ) private pure returns (uint256 root, uint256 path, uint256[] memory siblings) {
        while (level.length > 1) {
            if (index ^ 1 < level.length) {
                path |= (index & 1) << siblings.length;
                siblings = _append(siblings, level[index ^ 1]);
            }
            level = _above(level);
            index >>= 1;
        }
        return (level[0], path, siblings);
    }

    function _above(uint256[] memory level) private pure returns (uint256[] memory above) {
        above = new uint256[]((level.length + 1) / 2);
        for (uint256 i; i < above.length; ++i) {
            bool alone = 2 * i + 1 == level.length;
            above[i] = alone ? level[2 * i] : _hash(level[2 * i], level[2 * i + 1]);
        }
    }

    function _append(uint256[] memory list, uint256 item) private pure returns (uint256[] memory longer) {
        longer = new uint256[](list.length + 1);
        for (uint256 i; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = item;
    }

    /// @dev Binds the signals to the secret, as no proof can be turned to other signals.
    function _seal(uint256 secret, uint256[4] memory signals) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(secret, signals))) & ~PATH;
    }

    /// @dev How Semaphore makes a field element of a message or a scope.
    function _field(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(value))) >> 8;
    }

    function _hash(uint256 left, uint256 right) private pure returns (uint256) {
        return PoseidonT3.hash([left, right]);
    }
}
