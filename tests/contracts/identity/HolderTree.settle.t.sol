// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {IRoll} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Which leaves are due or ended, who puts that right, and that nobody on the roll waits for it.
contract HolderTreeSettleTest is SecretCase {
    uint48 private constant TODAY = START / 1 days;

    /// @dev Ten members on the roll, and nobody in the tree.
    function setUp() public override {
        AssemblyCase.setUp();
    }

    /* refresh */

    function test_refresh_moves_the_day_after_a_renewal() public {
        admitUntil(alice, TAG, START + 30 days);
        join(alice);
        skip(1 days);
        admitUntil(alice, TAG, START + 60 days);
        vm.expectEmit(address(tree));
        emit IHolderTree.LeafDue(TAG, (START + 60 days) / 1 days);
        vm.prank(outsider);
        tree.refresh(TAG);
        assertEq(tree.dueOn((START + 30 days) / 1 days), 0, "old day");
        assertEq(tree.dueOn((START + 60 days) / 1 days), 1, "new day");
        vm.warp(START + 31 days);
        assertTrue(tree.settle(365), "settled");
    }

    function test_refresh_changes_nothing_when_nothing_has_changed() public {
        join(members[0]);
        tree.refresh(tagOf(0));
        assertEq(tree.dueOn((START + TERM) / 1 days), 1, "dueOn");
        assertEq(tree.memberCount(), 1, "memberCount");
    }

    function test_refresh_reverts_for_an_iD_that_is_over_or_expires_today() public {
        uint48 day = (TODAY + 3) * 1 days;
        admitUntil(alice, TAG, day + 12 hours);
        join(alice);
        join(members[0]);
        exit(members[0]);
        expectExpiresToday(tagOf(0));
        vm.warp(day - 1);
        tree.refresh(TAG);
        vm.warp(day);
        expectExpiresToday(TAG);
        vm.warp(day + 12 hours);
        expectExpiresToday(TAG);
    }

    /* settle */

    function test_a_tree_without_due_leaves_is_settled() public {
        assertTrue(tree.settle(1), "empty");
        join(members[0]);
        assertTrue(tree.settle(1), "one leaf");
        assertEq(tree.clearUntil(), TODAY + 1, "clearUntil");
        assertTrue(tree.settle(0), "without a look at another day");
    }

    function test_settle_remembers_how_far_it_came() public {
        vm.warp((TODAY + 10) * 1 days);
        assertFalse(tree.settle(0), "no day");
        assertEq(tree.clearUntil(), TODAY, "none");
        assertFalse(tree.settle(4), "four days");
        assertEq(tree.clearUntil(), TODAY + 4, "four");
        assertFalse(tree.settle(6), "ten days");
        assertTrue(tree.settle(1), "eleven days");
        assertEq(tree.clearUntil(), TODAY + 11, "all");
    }

    function test_settle_stops_at_a_day_on_which_a_leaf_is_due() public {
        admitUntil(alice, TAG, (TODAY + 5) * 1 days);
        admitUntil(bob, OTHER_TAG, (TODAY + 7) * 1 days);
        join(alice);
        join(bob);
        vm.warp((TODAY + 5) * 1 days - 1);
        assertTrue(tree.settle(365), "the day before");
        skip(1);
        assertFalse(tree.settle(365), "on the day");
        vm.warp((TODAY + 9) * 1 days);
        assertFalse(tree.settle(365), "later");
        assertEq(tree.clearUntil(), TODAY + 5, "the first day");
        prune(alice, TAG);
        assertFalse(tree.settle(365), "the other is due");
        assertEq(tree.clearUntil(), TODAY + 7, "the second day");
        prune(bob, OTHER_TAG);
        assertTrue(tree.settle(365), "settled");
        assertEq(tree.clearUntil(), TODAY + 10, "today");
    }

    function test_a_leaf_that_ended_unsettles_the_tree_at_once_and_until_it_is_pruned() public {
        join(members[0]);
        join(members[1]);
        exit(members[0]);
        assertEq(roll.endedLeaves(), 1, "one");
        revoke(tagOf(1));
        assertEq(roll.endedLeaves(), 2, "two");
        assertFalse(tree.settle(365), "unsettled");
        prune(members[0], tagOf(0));
        assertFalse(tree.settle(365), "one is left");
        prune(members[1], tagOf(1));
        assertEq(roll.endedLeaves(), 0, "none");
        assertTrue(tree.settle(365), "settled");
    }

    function test_who_leaves_without_a_leaf_unsettles_nothing() public {
        join(members[0]);
        exit(members[1]);
        assertEq(roll.endedLeaves(), 0, "endedLeaves");
        assertTrue(tree.settle(1), "settled");
    }

    function test_a_notice_a_suspension_or_an_appeal_unsettles_nothing() public {
        join(members[0]);
        vm.prank(issuer);
        roll.openCase(tagOf(0), REASON, true);
        appeal(members[0], tagOf(0));
        assertTrue(tree.settle(1), "settled");
        expectNotDue(tagOf(0));
    }

    /* returns */

    function test_who_leaves_and_returns_is_refreshed() public {
        join(members[0]);
        exit(members[0]);
        skip(1);
        admit(members[0], tagOf(0));
        assertFalse(tree.settle(1), "until somebody refreshes");
        expectNotDue(tagOf(0));
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafExists.selector, tagOf(0)));
        joinWith(members[0], 99);
        tree.refresh(tagOf(0));
        assertEq(roll.endedLeaves(), 0, "endedLeaves");
        assertTrue(tree.settle(1), "settled");
    }

    function test_who_leaves_twice_is_counted_once() public {
        join(members[0]);
        for (uint256 i; i < 2; ++i) {
            exit(members[0]);
            skip(1);
            admit(members[0], tagOf(0));
        }
        assertEq(roll.endedLeaves(), 1, "endedLeaves");
        exit(members[0]);
        assertEq(roll.endedLeaves(), 1, "after the third time");
        prune(members[0], tagOf(0));
        assertEq(roll.endedLeaves(), 0, "pruned");
    }

    function test_who_returns_with_an_earlier_expiry_is_due_earlier() public {
        join(members[0]);
        exit(members[0]);
        skip(1);
        admitUntil(members[0], tagOf(0), START + 10 days);
        assertFalse(tree.settle(365), "until somebody refreshes");
        tree.refresh(tagOf(0));
        assertEq(tree.dueOn((START + TERM) / 1 days), 0, "old day");
        assertEq(tree.dueOn((START + 10 days) / 1 days), 1, "new day");
        vm.warp(START + 10 days);
        assertFalse(tree.settle(365), "due");
        prune(members[0], tagOf(0));
        assertTrue(tree.settle(365), "settled");
    }

    function test_who_returns_and_lapses_before_a_refresh_is_pruned() public {
        join(members[0]);
        exit(members[0]);
        skip(1);
        admitUntil(members[0], tagOf(0), START + 10 days);
        vm.warp(START + 10 days);
        expectExpiresToday(tagOf(0));
        assertFalse(tree.settle(365), "unsettled");
        prune(members[0], tagOf(0));
        assertEq(roll.endedLeaves(), 0, "endedLeaves");
        assertTrue(tree.settle(365), "settled");
    }

    function test_who_lapses_and_returns_later_is_refreshed() public {
        admitUntil(alice, TAG, START + 5 days);
        join(alice);
        vm.warp(START + 8 days);
        admit(alice, TAG);
        assertEq(roll.endedLeaves(), 0, "no act ended it");
        assertFalse(tree.settle(365), "the old day is due");
        tree.refresh(TAG);
        assertTrue(tree.settle(365), "settled");
        assertEq(tree.commitmentOf(TAG), leaves[0], "the same leaf");
    }

    function test_the_leaf_of_a_recovered_iD_stays_and_obeys_the_new_account() public {
        join(members[0]);
        Offer memory offer = offerTo(alice, tagOf(0));
        roll.startRecovery(offer, signOffer(offer), signAcceptance(offer));
        skip(roll.RECOVERY_DELAY());
        roll.completeRecovery(tagOf(0));
        assertTrue(tree.settle(365), "settled");
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeNotPerson.selector, members[0]));
        vm.prank(members[0]);
        tree.replace(99, new uint256[](0));
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeLeafExists.selector, tagOf(0)));
        joinWith(alice, 99);
        vm.prank(alice);
        tree.replace(99, new uint256[](0));
        assertEq(tree.commitmentOf(tagOf(0)), 99, "commitmentOf");
        tree.refresh(tagOf(0));
        exit(alice);
        assertEq(roll.endedLeaves(), 1, "and is counted when it ends");
    }

    /* leaving never waits for the tree */

    function test_a_tree_that_is_not_there_stops_nothing_on_the_roll() public {
        address absent = account("absent");
        roll = IRoll(deploy("HolderRegistry", abi.encode(timelock, issuers, absent)));
        liveThrough();
    }

    function test_a_tree_that_fails_stops_nothing_on_the_roll() public {
        freshTree(TREE_DEPTH);
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        join(alice);
        join(bob);
        vm.etch(address(tree), hex"fe"); // burns all gas and fails
        exit(alice);
        exit(bob);
        skip(1);
        liveThrough();
    }

    /// @dev Beginning, renewal, notice, appeal, end, exit, return and lapse of iDs.
    function liveThrough() private {
        admit(alice, TAG);
        skip(1);
        admit(alice, TAG);
        openCase(address(timelock), TAG);
        appeal(alice, TAG);
        skip(roll.APPEAL_WINDOW());
        vm.prank(address(timelock));
        roll.decideCase(TAG, 1, true);
        assertFalse(roll.isHolder(alice), "decided");
        admit(bob, OTHER_TAG);
        revoke(OTHER_TAG);
        assertFalse(roll.isHolder(bob), "concluded");
        skip(1);
        admit(bob, OTHER_TAG);
        exit(bob);
        skip(1);
        admitUntil(alice, TAG, time() + 1 days);
        skip(1 days);
        sweep(TAG);
        assertEq(roll.holderCount(), 0, "all have left");
    }

    /* any life at all */

    /// @dev A settled tree has no leaf but of persons who stand beyond today; an unsettled one can be settled by
    /// anybody; and the counts are those of the leaves.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_a_settled_tree_has_only_leaves_of_persons_who_stand(uint256 seed) public {
        bool[10] memory inTree;
        for (uint256 i; i < 40; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            uint256 who = (draw >> 8) % 10;
            inTree[who] = act(draw, who, inTree[who]);
            if (tree.settle(4_000)) assertOnlyStanding(inTree);
        }
        for (uint256 i; i < 10; ++i) if (inTree[i]) inTree[i] = tidy(i);
        assertTrue(tree.settle(4_000), "tidied, and not settled");
        assertOnlyStanding(inTree);
        assertCounts(inTree);
    }

    function act(uint256 draw, uint256 who, bool inTree) private returns (bool) {
        (address member, bytes32 tag, uint256 kind) = (members[who], tagOf(who), draw % 8);
        (bool stands, uint48 until) = roll.standingOf(tag);
        if (kind == 0) skip(within(draw >> 16, 1, 12 days));
        else if (kind == 1 && stands) exit(member);
        else if (kind < 4 && !stands) admitUntil(member, tag, time() + uint48(within(draw >> 16, 1, 40 days)));
        else if (kind == 4 && stands) admitUntil(member, tag, until + uint48(within(draw >> 16, 1, 9 days)));
        else if (kind == 5 && inTree && isBeyondToday(tag)) tree.refresh(tag);
        else if (kind == 6 && inTree && !isBeyondToday(tag)) return tidy(who);
        else if (!inTree && isBeyondToday(tag)) join_(who);
        else return inTree;
        if (kind != 0) skip(1);
        return tree.commitmentOf(tag) != 0;
    }

    /// @dev What anybody can do about a leaf; false if it was pruned.
    function tidy(uint256 who) private returns (bool) {
        bytes32 tag = tagOf(who);
        if (isBeyondToday(tag)) {
            tree.refresh(tag);
            return true;
        }
        uint256 place = placeIn(tree.commitmentOf(tag));
        tree.prune(tag, verifier.siblingsOf(leaves, place));
        leaves[place] = 0;
        return false;
    }

    function join_(uint256 who) private {
        uint256 commitment = 1_000 + leaves.length;
        joinWith(members[who], commitment);
        leaves.push(commitment);
    }

    function isBeyondToday(bytes32 tag) private view returns (bool) {
        (bool stands, uint48 until) = roll.standingOf(tag);
        return stands && until / 1 days > time() / 1 days;
    }

    function assertOnlyStanding(bool[10] memory inTree) private view {
        for (uint256 i; i < 10; ++i) {
            if (inTree[i]) assertTrue(isBeyondToday(tagOf(i)), "a leaf of nobody in a settled tree");
        }
    }

    function assertCounts(bool[10] memory inTree) private view {
        uint256 members_;
        uint256 due;
        for (uint256 i; i < 10; ++i) if (inTree[i]) ++members_;
        for (uint256 day = TODAY; day < TODAY + 1_000; ++day) due += tree.dueOn(day);
        assertEq(tree.memberCount(), members_, "memberCount");
        assertEq(due, members_, "dueOn");
        assertEq(roll.endedLeaves(), 0, "endedLeaves");
        assertEq(tree.root(), verifier.rootOf(leaves), "root");
    }

    /* helpers */

    function expectExpiresToday(bytes32 tag) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeExpiresToday.selector, tag));
        tree.refresh(tag);
    }
}
