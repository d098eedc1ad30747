// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Merkle trees as issuers make them: pairs hashed in order of size, a hash without a partner goes up as it is.
library MerkleTree {
    function rootOf(bytes32[] memory leaves) internal pure returns (bytes32) {
        bytes32[] memory level = leaves;
        while (level.length > 1) level = above(level);
        return level[0];
    }

    function proofOf(bytes32[] memory leaves, uint256 index) internal pure returns (bytes32[] memory proof) {
        bytes32[] memory level = leaves;
        while (level.length > 1) {
            if (index ^ 1 < level.length) proof = append(proof, level[index ^ 1]);
            (level, index) = (above(level), index / 2);
        }
    }

    function above(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i; i < next.length; ++i) {
            next[i] = 2 * i + 1 < level.length ? pair(level[2 * i], level[2 * i + 1]) : level[2 * i];
        }
    }

    function pair(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(left < right ? abi.encode(left, right) : abi.encode(right, left));
    }

    function append(bytes32[] memory list, bytes32 item) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i; i < list.length; ++i) longer[i] = list[i];
        longer[list.length] = item;
    }
}
