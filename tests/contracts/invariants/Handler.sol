// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Asserts} from "../helpers/Asserts.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Plays at random, knows from a model whether each act must succeed, and remembers the first breach.
/// @dev An act that was rightly refused is discarded, so that forge's table tells how often each act succeeded. Any
/// revert fails the campaign.
abstract contract Handler is Asserts {
    /// @notice The first breach, after the number of its invariant; empty while there is none.
    string public breach;

    /// @dev Whether the act was done, as it had to be; what must not be done and was not ends here.
    function judge(uint256 number, bool done, bool may, string memory what) internal returns (bool) {
        if (done != may) fail(number, string.concat(what, done ? " was done" : " was refused"));
        else if (!done) discard();
        return done && may;
    }

    /// @dev The act ends here and counts as none.
    function discard() internal pure {
        vm.assume(false);
    }

    /// @dev The call must succeed.
    function demand(
        uint256 number,
        address caller,
        address target,
        bytes memory data,
        string memory what
    ) internal returns (bool) {
        return judge(number, attempt(caller, target, data), true, what);
    }

    /// @dev The call must revert.
    function refuse(
        uint256 number,
        address caller,
        address target,
        bytes memory data,
        string memory what
    ) internal {
        if (attempt(caller, target, data)) fail(number, string.concat(what, " was done"));
    }

    function attempt(address caller, address target, bytes memory data) internal returns (bool done) {
        vm.prank(caller);
        (done, ) = target.call(data);
    }

    function fail(uint256 number, string memory what) internal {
        if (bytes(breach).length == 0) breach = sentence(number, what);
    }

    function sentence(uint256 number, string memory what) internal pure returns (string memory) {
        return string.concat(vm.toString(number), ": ", what);
    }

    /// @dev Time never goes back.
    function warpOn(uint256 timestamp) internal {
        if (timestamp > time()) vm.warp(timestamp);
    }
}
