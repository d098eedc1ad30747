// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Asserts} from "../helpers/Asserts.sol";

/// @notice What forge asks a contract of invariants: whom to call, and how.
abstract contract Campaign is Asserts {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    address private target;
    bytes4[] private selectors;

    function targetContracts() external view returns (address[] memory list) {
        list = new address[](1);
        list[0] = target;
    }

    function targetSelectors() external view returns (FuzzSelector[] memory list) {
        list = new FuzzSelector[](1);
        list[0] = FuzzSelector(target, selectors);
    }

    function aim(address handler) internal {
        target = handler;
    }

    function allow(bytes4 selector) internal {
        selectors.push(selector);
    }
}
