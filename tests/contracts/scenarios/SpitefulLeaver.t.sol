// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A member leaves the roll in order to unsettle the tree, so that no secret ballot can be frozen.
contract SpitefulLeaverScenario is SecretCase {
    Motion private m;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        m = motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), "secret");
        id = idOf(m);
    }

    function test_leaving_before_the_proposal_costs_the_others_one_prune() public {
        exit(members[9]);
        propose(m, members[0]);
        assertEq(box.frozenRoot(address(governor), id), 0, "not frozen");
        prune(members[9], tagOf(9));
        box.freeze(address(governor), id);
        passIt(9);
    }

    function test_leaving_after_the_proposal_changes_nothing() public {
        propose(m, members[0]);
        uint256 root = box.frozenRoot(address(governor), id);
        for (uint256 i = 5; i < 10; ++i) exit(members[i]);
        vm.warp(governor.proposalSnapshot(id));
        assertEq(box.frozenRoot(address(governor), id), root, "frozenRoot");
        passIt(5);
    }

    function test_leaving_one_after_the_other_costs_a_membership_each_and_the_vote_goes_on() public {
        exit(members[9]);
        propose(m, members[0]);
        for (uint256 i = 9; i > 6; --i) {
            prune(members[i], tagOf(i));
            exit(members[i - 1]); // in front of the freeze
            vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxTreeUnsettled.selector));
            box.freeze(address(governor), id);
        }
        vm.warp(governor.proposalSnapshot(id)); // the last second
        prune(members[6], tagOf(6));
        box.freeze(address(governor), id);
        passIt(6);
    }

    function test_letting_an_iD_expire_is_no_other_weapon() public {
        uint48 day = (START / 1 days + 30) * 1 days;
        admitUntil(alice, TAG, day);
        join(alice);
        vm.warp(day);
        propose(m, members[0]);
        assertEq(box.frozenRoot(address(governor), id), 0, "not frozen");
        prune(alice, TAG);
        box.freeze(address(governor), id);
        passIt(10);
    }

    /// @dev What it would take to stop a secret vote: that nobody at all prunes for a whole voting delay.
    function test_if_nobody_prunes_in_time_nothing_is_decided_and_it_is_proposed_again() public {
        exit(members[9]);
        propose(m, members[0]);
        toVote(id);
        prune(members[9], tagOf(9));
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxTooLate.selector, address(governor), id));
        box.freeze(address(governor), id);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "no ballots");
        m.description = "secret, again";
        id = propose(m, members[0]);
        passIt(9);
    }

    function passIt(uint256 voters) private {
        toVote(id);
        for (uint256 i; i < voters; ++i) castSecret(members[i], id, FOR);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Succeeded, "secret");
    }
}
