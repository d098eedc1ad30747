// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "../../helpers/Vm.sol";
import {IssuerModel, Post} from "./IssuerModel.sol";
import {RecoveryActs} from "./RecoveryActs.sol";
import {RollModel} from "./RollModel.sol";

/// @notice The DAO accredits and withdraws, issuers change their keys, the guardian stops issuance.
abstract contract IssuerActs is RecoveryActs {
    using IssuerModel for IssuerModel.Model;

    /* ACTS */

    function accredit(uint256 which, uint256 term, uint256 form) external act {
        Post storage post = register.posts[which % register.posts.length];
        uint48 until = time() + uint48(within(term, form % 8 == 0 ? 0 : 1 days, form % 8 == 1 ? 1500 days : 400 days));
        uint32 cap = uint32(within(form >> 3, form % 16 == 2 ? 0 : 1, largestCap()));
        bytes memory data = abi.encodeCall(issuers.accredit, (post.issuer, post.schema, until, cap));
        bool may = until > time() && until <= time() + 4 * 365 days && cap != 0;
        if (!judge(16, attempt(address(timelock), address(issuers), data), may, "accrediting")) return;
        register.accredit(Post(post.issuer, post.schema, post.kind, address(0), 0, until, 0, cap), time());
    }

    function withdraw(uint256 which) external act {
        uint16 number = postInForce(which);
        Post storage post = register.postOf(number);
        bytes memory data = abi.encodeCall(issuers.withdraw, (post.issuer, post.schema));
        bool may = register.isInForce(number, time());
        if (judge(10, attempt(address(timelock), address(issuers), data), may, "a withdrawal")) {
            register.withdraw(number, time());
        }
    }

    /// @dev Whoever tries may be an issuer for the same schema: then it is their own key that changes.
    function setSigner(uint256 which, uint256 form) external act {
        Post storage post = register.postOf(postInForce(which));
        address by = form % 8 == 3 ? anyone(form >> 3) : post.issuer;
        uint16 number = register.numberOf(by, post.schema);
        bool own = form % 2 == 0;
        address signer = own ? by : account(string.concat("key ", vm.toString(form % 3)));
        bytes memory key = own ? bytes("") : abi.encodePacked(signer);
        bool may = register.isInForce(number, time());
        bool done = attempt(by, address(issuers), abi.encodeCall(issuers.setSigner, (post.schema, key)));
        if (judge(10, done, may, "a new key")) register.postOf(number).signer = signer;
    }

    function suspendIssuance(uint256 which, uint256 form) external act {
        uint16 number = form % 8 == 0 ? uint16(which % register.posts.length) + 1 : unsuspended(which);
        Post storage post = register.postOf(number);
        address by = form % 8 == 1 ? anyone(form >> 3) : guardian;
        bool may = by == guardian && register.isInForce(number, time()) && post.suspendedUntil == 0;
        bytes memory data = abi.encodeCall(issuers.suspendIssuance, (post.issuer, post.schema));
        if (judge(32, attempt(by, address(issuers), data), may, "stopping issuance")) register.suspend(number, time());
    }

    /* HOW IT IS DONE */

    /// @dev From a place drawn at random; any when none is in force.
    function postInForce(uint256 start) private view returns (uint16 number) {
        uint256 count = register.posts.length;
        for (uint256 i; i < count; ++i) {
            number = uint16((start % count + i) % count) + 1;
            if (register.isInForce(number, time())) return number;
        }
    }

    /// @dev In force and not suspended since it was accredited last; the DAO accredits one when there is none.
    function unsuspended(uint256 start) private returns (uint16 number) {
        uint256 count = register.posts.length;
        for (uint256 i; i < count; ++i) {
            number = uint16((start % count + i) % count) + 1;
            if (register.isInForce(number, time()) && register.postOf(number).suspendedUntil == 0) return number;
        }
        appoint(register.postOf(number).issuer, register.postOf(number).schema, 100 days);
    }
}
