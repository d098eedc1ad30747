// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

contract Canary {
    function test_forge_canary_fails() external pure {
        revert("the forge canary sang");
    }
}
