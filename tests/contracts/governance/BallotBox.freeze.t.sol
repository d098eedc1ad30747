// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {PretendedGovernor} from "../helpers/PretendedGovernor.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice When a tree is frozen, and that ballots never outnumber the members in it; with proofs in the clear.
contract BallotBoxFreezeTest is SecretCase {
    Motion private m;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        m = decision("a decision");
        id = idOf(m);
    }

    function test_a_settled_tree_is_frozen_when_the_proposal_is_made() public {
        vm.expectEmit(address(box));
        emit IBallotBox.BallotsFrozen(address(governor), id, tree.root(), 10);
        propose(m, members[0]);
        assertEq(box.frozenRoot(address(governor), id), tree.root(), "frozenRoot");
    }

    function test_an_unsettled_tree_is_frozen_by_anybody_once_it_is_pruned() public {
        exit(members[9]);
        propose(m, members[0]);
        assertEq(box.frozenRoot(address(governor), id), 0, "unsettled");
        expectUnsettled();
        prune(members[9], tagOf(9));
        vm.expectEmit(address(box));
        emit IBallotBox.BallotsFrozen(address(governor), id, tree.root(), 9);
        freeze(outsider);
        toVote(id);
        castSecret(members[8], id, FOR);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_frozen_tree_stays_frozen_when_the_tree_becomes_unsettled() public {
        propose(m, members[0]);
        uint256 root = tree.root();
        exit(members[9]);
        expectUnsettled();
        assertEq(box.frozenRoot(address(governor), id), root, "frozenRoot");
        toVote(id);
        castSecret(members[9], id, FOR);
        castSecret(members[0], id, FOR);
        assertHolderVotes(id, 0, 2, 0);
    }

    function test_the_last_freeze_before_the_vote_counts() public {
        propose(m, members[0]);
        join_(alice, TAG);
        freeze(outsider);
        join_(bob, OTHER_TAG);
        vm.warp(governor.proposalSnapshot(id));
        freeze(carol);
        freeze(carol);
        assertEq(box.frozenRoot(address(governor), id), tree.root(), "frozenRoot");
        skip(1);
        expectTooLate(address(governor), id);
        castSecret(bob, id, FOR);
        castSecret(alice, id, FOR);
        assertHolderVotes(id, 0, 2, 0);
    }

    function test_a_leaf_that_is_due_today_unsettles_the_tree_from_the_first_second_of_the_day() public {
        uint48 day = (START / 1 days + 20) * 1 days;
        admitUntil(alice, TAG, day + 1 hours);
        join(alice);
        vm.warp(day - 1);
        propose(m, members[0]);
        assertEq(box.frozenRoot(address(governor), id), tree.root(), "the day before");
        vm.warp(day);
        expectUnsettled();
        prune(alice, TAG);
        freeze(outsider);
    }

    function test_a_leaf_renewed_and_refreshed_leaves_the_tree_settled() public {
        uint48 day = (START / 1 days + 20) * 1 days;
        admitUntil(alice, TAG, day + 1 hours);
        join(alice);
        vm.warp(day);
        propose(m, members[0]);
        expectUnsettled();
        admit(alice, TAG);
        expectUnsettled();
        tree.refresh(TAG);
        freeze(outsider);
        toVote(id);
        castSecret(alice, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_freeze_looks_through_a_quarter_of_a_year_at_a_time() public {
        skip(200 days);
        propose(m, members[0]);
        assertEq(tree.clearUntil(), START / 1 days + 92, "clearUntil");
        expectUnsettled(); // and the look is undone with the refusal
        assertFalse(tree.settle(92), "a settle of its own stays");
        freeze(outsider);
        assertEq(tree.clearUntil(), time() / 1 days + 1, "today");
    }

    function test_nothing_is_frozen_for_an_open_proposal_or_an_unknown_one_or_too_late() public {
        uint256 open_ = propose(idle("open"), members[0]);
        expectTooLate(address(governor), open_);
        expectTooLate(address(governor), id);
        propose(m, members[0]);
        toVote(id);
        expectTooLate(address(governor), id);
    }

    function test_an_empty_tree_is_not_frozen() public {
        address treeToBe = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        address otherRoll = deploy("HolderRegistry", abi.encode(timelock, issuers, treeToBe));
        address empty = deploy("HolderTree", abi.encode(otherRoll, TREE_DEPTH));
        box = IBallotBox(deploy("BallotBox", abi.encode(empty, verifier)));
        propose(m, members[0]);
        expectUnsettled();
    }

    function test_open_does_what_a_caller_could_do_for_itself_and_never_reverts_for_a_governor() public {
        PretendedGovernor pretended = new PretendedGovernor();
        pretended.say(time(), true);
        pretended.open(box, 1);
        assertEq(box.frozenRoot(address(pretended), 1), tree.root(), "frozen");
        pretended.say(time(), false);
        pretended.open(box, 2);
        assertEq(box.frozenRoot(address(pretended), 2), 0, "not secret");
        pretended.say(time() - 1, true);
        pretended.open(box, 3);
        assertEq(box.frozenRoot(address(pretended), 3), 0, "too late");
        exit(members[9]);
        pretended.say(time(), true);
        pretended.open(box, 4);
        assertEq(box.frozenRoot(address(pretended), 4), 0, "unsettled");
        assertEq(box.frozenRoot(address(governor), 1), 0, "of nobody else");
    }

    /// @dev Invariant 26: whoever hands in what, in any order, ballots never outnumber the members in the frozen tree.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_accepted_ballots_are_those_of_members_once_each(uint256 seed) public {
        propose(m, members[0]);
        toVote(id);
        uint256 accepted;
        bool[10] memory voted;
        for (uint256 i; i < 16; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            uint256 voter = draw % 10;
            uint8 meant = uint8((draw >> 8) % 3);
            uint8 support = (draw >> 16) % 4 == 0 ? (meant + 1) % 3 : meant;
            if (hand(members[voter], meant, support)) {
                assertTrue(support == meant && !voted[voter], "a ballot too many");
                voted[voter] = true;
                ++accepted;
            } else {
                assertTrue(support != meant || voted[voter], "a ballot too few");
            }
        }
        (uint256 against, uint256 for_, uint256 abstain) = governor.holderVotes(id);
        assertEq(against + for_ + abstain, accepted, "tally");
        assertTrue(accepted <= tree.memberCount(), "members");
    }

    /* helpers */

    function decision(string memory words) private view returns (Motion memory) {
        return motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), words);
    }

    function join_(address holder, bytes32 tag) private {
        admit(holder, tag);
        join(holder);
    }

    function freeze(address by) private {
        vm.prank(by);
        box.freeze(address(governor), id);
    }

    function expectUnsettled() private {
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxTreeUnsettled.selector));
        box.freeze(address(governor), id);
    }

    function expectTooLate(address of_, uint256 proposal) private {
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxTooLate.selector, of_, proposal));
        box.freeze(of_, proposal);
    }

    /// @dev The ballot of a member who meant one thing, handed in as another.
    function hand(address member, uint8 meant, uint8 support) private returns (bool accepted) {
        (uint256 nullifier, uint256[8] memory proof) = secretBallot(member, id, meant);
        (accepted, ) = address(box).call(
            abi.encodeCall(box.castSecretBallot, (address(governor), id, support, nullifier, proof))
        );
    }
}
