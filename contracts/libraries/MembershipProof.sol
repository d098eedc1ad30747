// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";

/// @notice What a proof of membership says in the open, as Semaphore 4 has it.
struct Statement {
    uint256 root; // of the tree
    uint256 nullifier; // hash of scope and secret
    uint256 message; // what is agreed to, before it is made a field element
    uint256 scope; // where it counts, before it is made a field element
}

/// @title What a Semaphore proof of membership says, verified
library MembershipProof {
    /// @dev Order of the scalar field of BN254; a nullifier and the same plus the order would be one to the verifier.
    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @notice Whether the points prove the statement.
    /// @param depth Greatest depth of the tree; the depth of the circuit.
    function verify(
        ISemaphoreVerifier verifier,
        uint256 depth,
        Statement memory said,
        uint256[8] calldata points
    ) internal view returns (bool) {
        if (said.nullifier >= FIELD) return false;
        return
            verifier.verifyProof(
                [points[0], points[1]],
                [[points[2], points[3]], [points[4], points[5]]],
                [points[6], points[7]],
                [said.root, said.nullifier, _signal(said.message), _signal(said.scope)],
                depth
            );
    }

    /// @dev How Semaphore makes a field element of a message or a scope.
    function _signal(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(value))) >> 8;
    }
}
