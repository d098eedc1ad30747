// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";

/// @title Creates the library of Poseidon hashes, to which the tree is linked
/// @notice The library gets the address of this contract's first creation; this contract has nothing else to do.
/// @dev So that a deployment needs no copy of the library that somebody else has put on the chain.
contract PoseidonCreator {
    /// @notice The library was not created: too little gas.
    error PoseidonCreatorFailed();

    constructor() {
        bytes memory code = type(PoseidonT3).creationCode;
        address library_;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            library_ := create(0, add(code, 32), mload(code))
        }
        if (library_ == address(0)) revert PoseidonCreatorFailed();
    }
}
