// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Who is in the tree. When it is settled has a file of its own beside this one.
contract HolderTreeTest is SecretCase {
    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint48 private constant TODAY = START / 1 days;

    bytes4 private constant TOO_LARGE = bytes4(keccak256("LeafGreaterThanSnarkScalarField()"));
    bytes4 private constant ZERO = bytes4(keccak256("LeafCannotBeZero()"));
    bytes4 private constant TAKEN = bytes4(keccak256("LeafAlreadyExists()"));
    bytes4 private constant WRONG_SIBLINGS = bytes4(keccak256("WrongSiblingNodes()"));

    /// @dev Ten members on the roll, and nobody in the tree.
    function setUp() public override {
        AssemblyCase.setUp();
    }

    /* making */

    function test_constructor_sets_roll_depth_and_today() public view {
        assertEq(tree.roll(), address(roll), "roll");
        assertEq(tree.depth(), TREE_DEPTH, "depth");
        assertEq(tree.clearUntil(), TODAY, "clearUntil");
        assertEq(tree.root(), 0, "root");
        assertEq(tree.size(), 0, "size");
        assertEq(tree.memberCount(), 0, "memberCount");
        assertEq(roll.tree(), address(tree), "the roll's tree");
    }

    function test_constructor_takes_a_depth_of_1_to_32() public {
        assertEq(deployTree(1).depth(), 1, "least");
        assertEq(deployTree(32).depth(), 32, "most");
        uint8[3] memory wrong = [0, 33, 255];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeDepthInvalid.selector, wrong[i]));
            this.deployApart("HolderTree", abi.encode(roll, wrong[i]));
        }
    }

    function test_constructor_reverts_when_the_roll_obeys_another_tree() public {
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeRollInvalid.selector, roll));
        this.deployApart("HolderTree", abi.encode(roll, TREE_DEPTH));
    }

    /* join */

    function test_join_adds_the_commitment_and_the_day_on_which_it_is_due() public {
        uint256 dueDay = (START + TERM) / 1 days;
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafDue(tagOf(0), dueDay);
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafAdded(tagOf(0), 0, 11, 11);
        joinWith(members[0], 11);
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafAdded(tagOf(1), 1, 12, verifier.rootOf(leaves_(11, 12)));
        joinWith(members[1], 12);
        assertEq(tree.root(), verifier.rootOf(leaves_(11, 12)), "root");
        assertEq(tree.size(), 2, "size");
        assertEq(tree.memberCount(), 2, "memberCount");
        assertEq(tree.commitmentOf(tagOf(1)), 12, "commitmentOf");
        assertEq(tree.commitmentOf(tagOf(2)), 0, "commitmentOf nobody");
        assertEq(tree.dueOn(dueDay), 2, "dueOn");
    }

    function test_join_reverts_for_whoever_is_no_person_that_stands() public {
        admitOrganisation(alice, TAG);
        admitUntil(bob, OTHER_TAG, time() + 1);
        exit(members[0]);
        revoke(tagOf(1));
        address[5] memory others = [outsider, alice, bob, members[0], members[1]];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeNotPerson.selector, others[i]));
            joinWith(others[i], 11);
        }
    }

    function test_the_suspended_may_join() public {
        vm.prank(issuer);
        roll.openCase(tagOf(0), REASON, true);
        joinWith(members[0], 11);
        assertEq(tree.commitmentOf(tagOf(0)), 11, "commitmentOf");
    }

    function test_a_person_joins_once() public {
        joinWith(members[0], 11);
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafExists.selector, tagOf(0)));
        joinWith(members[0], 12);
    }

    function test_join_reverts_for_a_commitment_that_is_none_or_taken() public {
        joinWith(members[0], 11);
        expectJoinReverts(0, ZERO);
        expectJoinReverts(FIELD, TOO_LARGE);
        expectJoinReverts(type(uint256).max, TOO_LARGE);
        expectJoinReverts(11, TAKEN);
        joinWith(members[1], FIELD - 1);
        assertEq(tree.memberCount(), 2, "memberCount");
    }

    function test_join_is_possible_until_the_last_second_before_the_day_of_expiry() public {
        uint48 day = (TODAY + 3) * 1 days;
        admitUntil(alice, TAG, day);
        admitUntil(bob, OTHER_TAG, day + 1 days - 1);
        vm.warp(day - 1);
        joinWith(alice, 11);
        joinWith(bob, 12);
        assertEq(tree.dueOn(TODAY + 3), 2, "dueOn");
    }

    function test_join_reverts_on_the_day_of_expiry() public {
        uint48 day = (TODAY + 3) * 1 days;
        admitUntil(alice, TAG, day + 1 days - 1);
        vm.warp(day);
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeExpiresToday.selector, TAG));
        joinWith(alice, 11);
    }

    function test_joining_does_not_wait_for_leaves_of_others_to_be_pruned() public {
        join(members[0]);
        exit(members[0]);
        assertFalse(tree.settle(1), "unsettled");
        join(members[1]);
        assertEq(tree.size(), 2, "size");
    }

    function test_a_tree_takes_two_to_the_depth_leaves_in_its_life() public {
        for (uint8 depth = 1; depth <= 3; ++depth) {
            freshTree(depth);
            for (uint256 i; i < 2 ** depth; ++i) {
                admit(members[i], tagOf(i));
                join(members[i]);
            }
            admit(alice, TAG);
            expectFull();
            exit(members[0]);
            prune(members[0], tagOf(0));
            expectFull(); // a place is not used again
            replaceWith(members[1], 99); // and those inside go on
            assertEq(tree.memberCount(), 2 ** depth - 1, "memberCount");
        }
    }

    /* replace */

    function test_replace_puts_another_commitment_in_the_place() public {
        for (uint256 i; i < 3; ++i) join(members[i]);
        uint256[] memory changed = leaves;
        changed[1] = 99;
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafReplaced(tagOf(1), 1, 99, verifier.rootOf(changed));
        replaceWith(members[1], 99);
        assertEq(tree.root(), verifier.rootOf(changed), "root");
        assertEq(tree.commitmentOf(tagOf(1)), 99, "commitmentOf");
        assertEq(tree.size(), 3, "size");
        assertEq(tree.memberCount(), 3, "memberCount");
        assertEq(tree.dueOn((START + TERM) / 1 days), 3, "dueOn");
    }

    function test_replace_reverts_for_whoever_has_no_leaf() public {
        join(members[0]);
        uint256[] memory none = new uint256[](0);
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafUnknown.selector, tagOf(1)));
        vm.prank(members[1]);
        tree.replace(99, none);
        exit(members[0]);
        address[2] memory others = [outsider, members[0]];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeNotPerson.selector, others[i]));
            vm.prank(others[i]);
            tree.replace(99, none);
        }
    }

    function test_replace_reverts_for_a_commitment_that_is_none_or_taken() public {
        join(members[0]);
        join(members[1]);
        expectReplaceReverts(0, abi.encodeWithSelector(IHolderTree.HolderTreeCommitmentInvalid.selector, 0));
        expectReplaceReverts(FIELD, abi.encodeWithSelector(TOO_LARGE));
        expectReplaceReverts(leaves[0], abi.encodeWithSelector(TAKEN));
        expectReplaceReverts(leaves[1], abi.encodeWithSelector(TAKEN));
    }

    function test_replace_and_prune_revert_for_wrong_siblings() public {
        for (uint256 i; i < 4; ++i) join(members[i]);
        exit(members[3]);
        uint256[] memory siblings = verifier.siblingsOf(leaves, 0);
        siblings[1] += 1;
        expectSiblingsRefused(siblings, abi.encodeWithSelector(WRONG_SIBLINGS));
        siblings[1] = FIELD;
        expectSiblingsRefused(siblings, abi.encodeWithSelector(TOO_LARGE));
        expectSiblingsRefused(new uint256[](1), abi.encodeWithSignature("Panic(uint256)", 0x32));
        expectSiblingsRefused(new uint256[](0), abi.encodeWithSignature("Panic(uint256)", 0x32));
    }

    function test_a_commitment_that_was_replaced_or_pruned_is_free_again() public {
        join(members[0]);
        join(members[1]);
        uint256 former = leaves[0];
        replaceWith(members[0], 99);
        joinWith(members[2], former);
        leaves.push(former);
        exit(members[0]);
        leaves[0] = 0;
        uint256[] memory before = leaves;
        before[0] = 99;
        tree.prune(tagOf(0), verifier.siblingsOf(before, 0));
        joinWith(members[3], 99);
        assertEq(tree.commitmentOf(tagOf(3)), 99, "commitmentOf");
    }

    /* prune */

    function test_prune_takes_out_the_leaf_of_whoever_left() public {
        for (uint256 i; i < 3; ++i) join(members[i]);
        exit(members[1]);
        uint256[] memory changed = leaves;
        changed[1] = 0;
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafPruned(tagOf(1), 1, verifier.rootOf(changed));
        vm.prank(outsider);
        prune(members[1], tagOf(1));
        assertEq(tree.root(), verifier.rootOf(changed), "root");
        assertEq(tree.commitmentOf(tagOf(1)), 0, "commitmentOf");
        assertEq(tree.size(), 3, "size");
        assertEq(tree.memberCount(), 2, "memberCount");
        assertEq(tree.dueOn((START + TERM) / 1 days), 2, "dueOn");
    }

    function test_prune_takes_out_whatever_way_an_iD_ended() public {
        admitUntil(alice, TAG, START + 20 days);
        join(members[0]);
        join(members[1]);
        join(alice);
        revoke(tagOf(0));
        exit(members[1]);
        vm.warp(START + 20 days);
        sweep(TAG);
        prune(members[0], tagOf(0));
        prune(members[1], tagOf(1));
        prune(alice, TAG);
        assertEq(tree.memberCount(), 0, "memberCount");
        assertTrue(tree.settle(365), "settled");
    }

    function test_prune_reverts_while_the_iD_is_good_beyond_today() public {
        uint48 day = (TODAY + 3) * 1 days;
        admitUntil(alice, TAG, day + 12 hours);
        join(alice);
        vm.warp(day - 1);
        expectNotDue(TAG);
        vm.warp(day);
        (bool stands, ) = roll.standingOf(TAG);
        assertTrue(stands, "on the last day");
        prune(alice, TAG);
    }

    function test_prune_reverts_for_whoever_has_no_leaf() public {
        join(members[0]);
        exit(members[0]);
        exit(members[1]);
        expectUnknown(tagOf(1));
        prune(members[0], tagOf(0));
        expectUnknown(tagOf(0));
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafUnknown.selector, tagOf(0)));
        tree.refresh(tagOf(0));
    }

    function test_whoever_was_pruned_and_returned_joins_in_a_new_place() public {
        join(members[0]);
        join(members[1]);
        exit(members[0]);
        prune(members[0], tagOf(0));
        skip(1);
        admit(members[0], tagOf(0));
        vm.prank(members[0]);
        tree.join(99);
        leaves.push(99);
        assertEq(tree.root(), verifier.rootOf(leaves), "root");
        assertEq(tree.size(), 3, "size");
        assertEq(tree.memberCount(), 2, "memberCount");
    }

    /* as Semaphore does */

    /// @dev Random lives of Semaphore's own groups, written by tests/contracts/ballots/make.mjs.
    function test_roots_are_those_of_semaphores_own_groups() public {
        uint256 steps;
        while (this.playStep()) ++steps;
        vm.closeFile(".forge/ballots/tree.jsonl");
        assertTrue(steps >= 400, "fewer than 400 acts");
    }

    /// @notice Plays the next line; false when there is none.
    /// @dev A call of its own, so that the memory it takes is given back.
    function playStep() external returns (bool) {
        string memory line = vm.readLine(".forge/ballots/tree.jsonl");
        if (bytes(line).length == 0) return false;
        bytes32 kind = keccak256(bytes(vm.parseJsonString(line, ".act")));
        if (kind == keccak256("begin")) {
            freshTree(TREE_DEPTH);
            return true;
        }
        uint256 number = vm.parseJsonUint(line, ".person");
        (address person_, bytes32 tag) = (vm.addr(number + 1), bytes32(number + 2));
        uint256 commitment = vm.parseJsonUint(line, ".commitment");
        uint256[] memory siblings = vm.parseJsonUintArray(line, ".siblings");
        if (kind == keccak256("join")) {
            keys[person_] = number + 1;
            admit(person_, tag);
            joinWith(person_, commitment);
        } else if (kind == keccak256("replace")) {
            vm.prank(person_);
            tree.replace(commitment, siblings);
        } else {
            exit(person_);
            tree.prune(tag, siblings);
        }
        assertEq(tree.root(), vm.parseJsonUint(line, ".root"), line);
        return true;
    }

    /* helpers */

    function deployTree(uint8 depth) private returns (IHolderTree) {
        freshTree(depth);
        return tree;
    }

    function leaves_(uint256 one, uint256 two) private pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (one, two);
    }

    function expectJoinReverts(uint256 commitment, bytes4 selector) private {
        vm.expectRevert(abi.encodeWithSelector(selector));
        joinWith(members[1], commitment);
    }

    function expectReplaceReverts(uint256 commitment, bytes memory revertData) private {
        uint256[] memory siblings = verifier.siblingsOf(leaves, 0);
        vm.expectRevert(revertData);
        vm.prank(members[0]);
        tree.replace(commitment, siblings);
    }

    /// @dev Member 0 would replace, and anybody prune member 3.
    function expectSiblingsRefused(uint256[] memory siblings, bytes memory revertData) private {
        vm.expectRevert(revertData);
        vm.prank(members[0]);
        tree.replace(99, siblings);
        vm.expectRevert(revertData);
        tree.prune(tagOf(3), siblings);
    }

    function expectFull() private {
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeFull.selector));
        joinWith(alice, 77);
    }

    function expectUnknown(bytes32 tag) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafUnknown.selector, tag));
        tree.prune(tag, new uint256[](0));
    }
}
