// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC5192} from "contracts/interfaces/IERC5192.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderRegistry} from "contracts/interfaces/IHolderRegistry.sol";
import {RollCase} from "../helpers/RollCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What the roll is made with, and the faces it shows. Its acts have files of their own beside this one.
contract HolderRegistryTest is RollCase {
    function test_constructor_names_owner_and_register() public view {
        assertEq(roll.owner(), address(timelock), "owner");
        assertEq(roll.issuers(), address(issuers), "issuers");
        assertEq(roll.holderCount(), 0, "holderCount");
    }

    function test_constructor_reverts_without_a_register() public {
        expectIssuersInvalid(address(0));
        expectIssuersInvalid(outsider);
    }

    function test_constructor_reverts_without_an_owner() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        this.deployApart("HolderRegistry", abi.encode(address(0), issuers, tree));
    }

    function test_supportsInterface_knows_its_interfaces_and_no_other() public view {
        assertTrue(roll.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        assertTrue(roll.supportsInterface(0xb45a3c0e), "ERC-5192");
        assertEq(bytes32(type(IERC5192).interfaceId), bytes32(bytes4(0xb45a3c0e)), "id of ERC-5192");
        assertTrue(roll.supportsInterface(type(IHolderRegistry).interfaceId), "IHolderRegistry");
        assertFalse(roll.supportsInterface(0xffffffff), "the invalid id");
        assertFalse(roll.supportsInterface(0x80ac58cd), "ERC-721");
    }

    function test_clock_is_the_time_in_seconds() public {
        skip(5);
        assertEq(roll.clock(), START + 5, "clock");
        assertEq(roll.CLOCK_MODE(), "mode=timestamp", "CLOCK_MODE");
    }

    function test_eip712Domain_names_the_roll_the_chain_and_the_contract() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier, , ) = roll
            .eip712Domain();
        assertEq(bytes32(fields), bytes32(bytes1(0x0f)), "fields");
        assertEq(name, "Lexiarch Roll", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chainId");
        assertEq(verifier, address(roll), "verifyingContract");
    }

    function test_locked_is_true_for_a_live_iD_and_reverts_for_any_other() public {
        admit(alice, TAG);
        assertTrue(roll.locked(uint256(TAG)), "live");
        expectTokenUnknown(uint256(OTHER_TAG));
        expectTokenUnknown(0);
        exit(alice);
        expectTokenUnknown(uint256(TAG));
    }

    function test_an_iD_cannot_be_moved_by_any_function_of_a_token() public {
        admit(alice, TAG);
        string[4] memory functions = [
            "transferFrom(address,address,uint256)",
            "safeTransferFrom(address,address,uint256)",
            "approve(address,uint256)",
            "setApprovalForAll(address,bool)"
        ];
        for (uint256 i; i < functions.length; ++i) {
            vm.prank(alice);
            (bool done, ) = address(roll).call(abi.encodeWithSignature(functions[i], alice, bob, uint256(TAG)));
            assertFalse(done, functions[i]);
        }
    }

    function test_the_roll_takes_no_ether() public {
        vm.deal(address(this), 1);
        (bool taken, ) = address(roll).call{value: 1}("");
        assertFalse(taken, "taken");
    }

    function expectIssuersInvalid(address register) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryIssuersInvalid.selector, register));
        this.deployApart("HolderRegistry", abi.encode(timelock, register, tree));
    }

    function expectTokenUnknown(uint256 tokenId) private {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, tokenId));
        roll.locked(tokenId);
    }
}
