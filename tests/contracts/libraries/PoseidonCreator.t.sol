// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {System} from "../helpers/System.sol";
import {vm} from "../helpers/Vm.sol";

interface IPoseidonT3 {
    function hash(uint256[2] memory inputs) external pure returns (uint256);
}

contract PoseidonCreatorTest is System {
    function setUp() public override {}

    function test_the_library_is_the_first_that_the_creator_creates() public {
        address creator = deploy("PoseidonCreator", "");
        IPoseidonT3 library_ = IPoseidonT3(vm.computeCreateAddress(creator, 1));
        // The value that circomlib gives for the inputs 1 and 2.
        uint256 known = 7853200120776062878684798364095072458815029376092732009249414926327459813530;
        assertEq(library_.hash([uint256(1), 2]), known, "hash of 1 and 2");
    }

    function test_a_creation_without_the_library_reverts() public {
        // A sixty-fourth of the gas stays with the creator: enough to say that the library could not be created.
        (bool created, bytes memory said) = address(this).call{gas: 2_000_000}(
            abi.encodeCall(this.deployApart, ("PoseidonCreator", ""))
        );
        assertFalse(created, "created");
        assertEq(bytes4(said), bytes4(keccak256("PoseidonCreatorFailed()")), "error");
    }
}
