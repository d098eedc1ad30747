// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "./Vm.sol";

/// @notice Assertions, and the little that every test needs.
abstract contract Asserts {
    /// @dev By this flag forge knows a contract of tests.
    // solhint-disable-next-line func-name-mixedcase, const-name-snakecase
    bool public constant IS_TEST = true;

    function assertTrue(bool condition, string memory what) internal pure {
        vm.assertTrue(condition, what);
    }

    function assertFalse(bool condition, string memory what) internal pure {
        vm.assertTrue(!condition, what);
    }

    function assertEq(bool left, bool right, string memory what) internal pure {
        vm.assertEq(left, right, what);
    }

    function assertEq(uint256 left, uint256 right, string memory what) internal pure {
        vm.assertEq(left, right, what);
    }

    function assertEq(address left, address right, string memory what) internal pure {
        vm.assertEq(left, right, what);
    }

    function assertEq(bytes32 left, bytes32 right, string memory what) internal pure {
        vm.assertEq(left, right, what);
    }

    function assertEq(string memory left, string memory right, string memory what) internal pure {
        vm.assertEq(left, right, what);
    }

    /// @notice The chain's time, in seconds since 1970.
    /// @dev `block.timestamp` may be read once by the optimiser and kept across a warp.
    function time() internal view returns (uint48) {
        return uint48(vm.getBlockTimestamp());
    }

    function skip(uint256 seconds_) internal {
        vm.warp(time() + seconds_);
    }

    /// @notice `value` folded into `low .. high`, both included.
    function within(uint256 value, uint256 low, uint256 high) internal pure returns (uint256) {
        return low + (value % (high - low + 1));
    }
}
