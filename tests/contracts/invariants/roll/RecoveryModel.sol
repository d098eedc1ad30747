// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A move of an iD to another account that was asked for.
struct Move {
    address to; // zero: none
    uint16 accreditation;
    uint48 startedAt;
    uint48 until; // expiration of the attestation that it will be
    uint48 standing; // beginning of the standing that it is about
}

/// @notice Recoveries, told from the interface.
library RecoveryModel {
    struct Model {
        mapping(bytes32 tag => Move) moves;
        mapping(bytes32 tag => uint48) restsUntil; // after a refusal
    }

    uint48 internal constant DELAY = 14 days;
    uint48 internal constant REST = 90 days;

    function veto(Model storage self, bytes32 tag, uint48 now_) internal {
        delete self.moves[tag];
        self.restsUntil[tag] = now_ + REST;
    }

    /// @param standing Beginning of the iD's present standing.
    function isPending(Model storage self, bytes32 tag, uint48 standing, uint48 now_) internal view returns (bool) {
        Move storage move = self.moves[tag];
        return move.to != address(0) && move.standing == standing && now_ < move.until;
    }
}
