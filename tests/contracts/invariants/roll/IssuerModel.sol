// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";

/// @notice What an issuer may attest.
struct Post {
    address issuer;
    bytes32 schema;
    HolderKind kind;
    address signer; // whose signature makes its offers
    uint48 from; // first second
    uint48 until; // first second after the last
    uint48 suspendedUntil; // first second after a suspension; 0: none since the DAO accredited last
    uint32 cap; // iDs that may begin or move in a day
}

/// @notice The issuers' register, and what the roll has counted for it, told from their interfaces.
library IssuerModel {
    struct Model {
        Post[] posts; // number 1 first
        mapping(uint16 number => mapping(uint256 day => uint32)) used;
    }

    uint48 internal constant SUSPENSION = 14 days;

    /* ACTS */

    function accredit(Model storage self, Post memory post, uint48 now_) internal returns (uint16 number) {
        number = numberOf(self, post.issuer, post.schema);
        if (number == 0) {
            self.posts.push();
            number = uint16(self.posts.length);
        }
        Post storage former = postOf(self, number);
        (post.from, post.signer) = former.until > now_ ? (former.from, former.signer) : (now_, post.issuer);
        self.posts[number - 1] = post;
    }

    function withdraw(Model storage self, uint16 number, uint48 now_) internal {
        postOf(self, number).until = now_;
    }

    function suspend(Model storage self, uint16 number, uint48 now_) internal {
        postOf(self, number).suspendedUntil = now_ + SUSPENSION;
    }

    function use(Model storage self, uint16 number, uint48 now_) internal {
        ++self.used[number][now_ / 1 days];
    }

    /* QUESTIONS */

    function postOf(Model storage self, uint16 number) internal view returns (Post storage) {
        return self.posts[number - 1];
    }

    /// @notice 0 when there never was one.
    function numberOf(Model storage self, address issuer, bytes32 schema) internal view returns (uint16) {
        for (uint16 i; i < self.posts.length; ++i) {
            if (self.posts[i].issuer == issuer && self.posts[i].schema == schema) return i + 1;
        }
        return 0;
    }

    function isInForce(Model storage self, uint16 number, uint48 now_) internal view returns (bool) {
        return number != 0 && now_ < postOf(self, number).until;
    }

    function mayAttest(Model storage self, uint16 number, uint48 now_) internal view returns (bool) {
        return isInForce(self, number, now_) && now_ >= postOf(self, number).suspendedUntil;
    }

    function hasRoom(Model storage self, uint16 number, uint48 now_) internal view returns (bool) {
        return usedToday(self, number, now_) < postOf(self, number).cap;
    }

    function usedToday(Model storage self, uint16 number, uint48 now_) internal view returns (uint32) {
        return self.used[number][now_ / 1 days];
    }
}
