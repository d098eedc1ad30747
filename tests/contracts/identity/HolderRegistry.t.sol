// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What the roll is made with, and what it keeps for the tree. Its acts have files of their own beside this one.
contract HolderRegistryTest is RollActs {
    function test_constructor_names_owner_register_and_tree() public view {
        assertEq(roll.owner(), address(timelock), "owner");
        assertEq(roll.issuers(), address(issuers), "issuers");
        assertEq(roll.tree(), address(tree), "tree");
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

    function test_clock_is_the_time_in_seconds() public {
        skip(5);
        assertEq(roll.clock(), START + 5, "clock");
        assertEq(roll.CLOCK_MODE(), "mode=timestamp", "CLOCK_MODE");
    }

    function test_eip712Domain_names_the_roll_the_chain_and_the_contract() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifier,
            bytes32 salt,
            uint256[] memory extensions
        ) = roll.eip712Domain();
        assertEq(bytes32(fields), bytes32(bytes1(0x0f)), "fields");
        assertEq(name, "Lexiarch Roll", "name");
        assertEq(version, "1", "version");
        assertEq(chainId, block.chainid, "chainId");
        assertEq(verifier, address(roll), "verifyingContract");
        assertEq(salt, 0, "salt");
        assertEq(extensions.length, 0, "extensions");
    }

    /* setLeaf */

    function test_setLeaf_reverts_for_all_but_the_tree() public {
        admit(alice, TAG);
        address[5] memory callers = [alice, issuer, address(timelock), address(box), outsider];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotTree.selector, callers[i]));
            vm.prank(callers[i]);
            roll.setLeaf(TAG, true);
        }
    }

    function test_endedLeaves_counts_leaves_whose_iD_was_left_or_ended_and_no_other() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        admit(carol, keccak256("person 3"));
        setLeaf(TAG, true);
        setLeaf(OTHER_TAG, true);
        assertEq(roll.endedLeaves(), 0, "all stand");
        exit(carol);
        assertEq(roll.endedLeaves(), 0, "carol had no leaf");
        exit(alice);
        assertEq(roll.endedLeaves(), 1, "alice left");
        revoke(OTHER_TAG);
        assertEq(roll.endedLeaves(), 2, "bob's was ended");
        setLeaf(TAG, false);
        assertEq(roll.endedLeaves(), 1, "alice's is pruned");
        setLeaf(OTHER_TAG, false);
        assertEq(roll.endedLeaves(), 0, "bob's is pruned");
    }

    function test_endedLeaves_counts_a_leaf_once_and_until_it_is_refreshed() public {
        admit(alice, TAG);
        setLeaf(TAG, true);
        exit(alice);
        skip(1);
        admit(alice, TAG);
        assertEq(roll.endedLeaves(), 1, "after a return");
        exit(alice);
        assertEq(roll.endedLeaves(), 1, "after the second end");
        skip(1);
        admit(alice, TAG);
        setLeaf(TAG, true);
        assertEq(roll.endedLeaves(), 0, "refreshed");
        exit(alice);
        assertEq(roll.endedLeaves(), 1, "after the third end");
    }

    function test_endedLeaves_counts_no_leaf_that_lapsed_or_moved() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        setLeaf(TAG, true);
        setLeaf(OTHER_TAG, true);
        skip(1);
        recover(carol, TAG);
        vm.warp(START + TERM);
        sweep(OTHER_TAG);
        assertEq(roll.endedLeaves(), 0, "moved, and swept");
        admit(bob, OTHER_TAG);
        exit(bob);
        exit(carol);
        assertEq(roll.endedLeaves(), 2, "the marks of both leaves came along");
    }

    function test_setLeaf_changes_nothing_else() public {
        admit(alice, TAG);
        openSuspending(issuer, TAG);
        bytes32 before = keccak256(abi.encode(roll.attestationOf(TAG), roll.caseOf(TAG), roll.holderCount()));
        setLeaf(TAG, true);
        setLeaf(TAG, false);
        bytes32 later = keccak256(abi.encode(roll.attestationOf(TAG), roll.caseOf(TAG), roll.holderCount()));
        assertEq(later, before, "iD, case, count");
        assertFalse(roll.isHolder(alice), "still suspended");
    }

    function test_the_roll_takes_no_ether() public {
        vm.deal(address(this), 1);
        (bool taken, ) = address(roll).call{value: 1}("");
        assertFalse(taken, "taken");
    }

    function setLeaf(bytes32 tag, bool present) private {
        vm.prank(address(tree));
        roll.setLeaf(tag, present);
    }

    function expectIssuersInvalid(address register) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryIssuersInvalid.selector, register));
        this.deployApart("HolderRegistry", abi.encode(timelock, register, tree));
    }
}
