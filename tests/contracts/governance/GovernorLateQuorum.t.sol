// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {Rules} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A quorum that is reached at the last moment leaves time to answer.
contract GovernorLateQuorumTest is AssemblyCase {
    function test_a_quorum_reached_in_the_last_second_extends_the_vote_once() public {
        uint256 id = open(idle("ambush"));
        voteMembers(5, id, FOR);
        uint256 deadline = governor.proposalDeadline(id);
        vm.warp(deadline);
        vm.expectEmit(address(governor));
        emit ITwoHouses.ProposalExtended(id, uint64(deadline + LATE_EXTENSION));
        vote(whale, id, FOR);
        assertEq(governor.proposalDeadline(id), deadline + LATE_EXTENSION, "deadline");
        vm.warp(deadline + LATE_EXTENSION);
        vote(trader, id, AGAINST);
        assertEq(governor.proposalDeadline(id), deadline + LATE_EXTENSION, "once");
        skip(1);
        assertState(id, IGovernor.ProposalState.Succeeded, "closed");
    }

    function test_the_last_of_all_houses_to_reach_its_quorum_decides() public {
        uint256 id = open(idle("the other house"));
        vote(whale, id, FOR);
        uint256 deadline = governor.proposalDeadline(id);
        vm.warp(deadline - 1 hours);
        voteMembers(2, id, FOR);
        assertEq(governor.proposalDeadline(id), deadline, "two of three persons");
        vote(members[2], id, FOR);
        assertEq(governor.proposalDeadline(id), deadline - 1 hours + LATE_EXTENSION, "three");
    }

    function test_a_quorum_reached_in_time_extends_nothing() public {
        uint256 id = open(idle("in time"));
        uint256 deadline = governor.proposalDeadline(id);
        vote(whale, id, FOR);
        vm.warp(deadline - LATE_EXTENSION);
        voteMembers(3, id, FOR);
        assertEq(governor.proposalDeadline(id), deadline, "deadline");
        vm.warp(deadline);
        vote(members[5], id, AGAINST);
        assertEq(governor.proposalDeadline(id), deadline, "nor a later ballot");
    }

    function test_a_quorum_that_is_never_reached_extends_nothing() public {
        uint256 id = open(idle("never"));
        vm.warp(governor.proposalDeadline(id));
        vote(whale, id, FOR);
        skip(1);
        assertState(id, IGovernor.ProposalState.Defeated, "closed");
    }

    function test_the_extension_changes_by_proposal_within_bounds() public {
        enact(extension(3 days));
        assertEq(governor.lateQuorumVoteExtension(), 3 days, "set");
        Motion memory m = extension(14 days + 1);
        toEta(pledge(m));
        vm.expectRevert(outOfBounds("lateQuorumVoteExtension", 14 days + 1, 0, 14 days));
        execute(m);
    }

    /* bounds of the other settings */

    function test_no_setting_can_make_the_next_proposal_impossible_or_worthless() public {
        expectBounds("votingDelay", abi.encodeCall(governor.setVotingDelay, (1 hours - 1)), 1 hours - 1, 1 hours, 30 days);
        expectBounds("votingDelay", abi.encodeCall(governor.setVotingDelay, (30 days + 1)), 30 days + 1, 1 hours, 30 days);
        expectBounds("votingPeriod", abi.encodeCall(governor.setVotingPeriod, (1 days - 1)), 1 days - 1, 1 days, 90 days);
        expectBounds("votingPeriod", abi.encodeCall(governor.setVotingPeriod, (90 days + 1)), 90 days + 1, 1 days, 90 days);
        expectBounds("quorumNumerator", abi.encodeCall(governor.updateQuorumNumerator, (0)), 0, 1, 50);
        expectBounds("quorumNumerator", abi.encodeCall(governor.updateQuorumNumerator, (51)), 51, 1, 50);
        expectBounds(
            "proposalThreshold",
            abi.encodeCall(governor.setProposalThreshold, (50_000e18 + 1)),
            50_000e18 + 1,
            0,
            50_000e18
        );
    }

    function test_settings_may_go_to_their_bounds() public {
        enact(motion(address(governor), abi.encodeCall(governor.setVotingDelay, (1 hours)), "delay"));
        enact(motion(address(governor), abi.encodeCall(governor.setVotingPeriod, (1 days)), "period"));
        enact(motion(address(governor), abi.encodeCall(governor.setProposalThreshold, (50_000e18)), "threshold"));
        enact(motion(address(timelock), abi.encodeCall(timelock.updateDelay, (30 days)), "timelock"));
        enact(motion(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (50)), "quorum"));
        assertEq(timelock.getMinDelay(), 30 days, "timelock");
        assertEq(governor.quorumNumerator(), 50, "quorum");
    }

    function test_a_timelock_waits_an_hour_at_least_and_a_month_at_most() public {
        bytes4 invalid = bytes4(keccak256("LexiarchTimelockDelayInvalid(uint256,uint256,uint256)"));
        uint256[2] memory wrong = [uint256(1 hours - 1), 30 days + 1];
        for (uint256 i; i < wrong.length; ++i) {
            Motion memory m = motion(
                address(timelock),
                abi.encodeCall(timelock.updateDelay, (wrong[i])),
                vm.toString(i)
            );
            toEta(pledge(m));
            vm.expectRevert(abi.encodeWithSelector(invalid, wrong[i], 1 hours, 30 days));
            execute(m);
            vm.expectRevert(abi.encodeWithSelector(invalid, wrong[i], 1 hours, 30 days));
            this.deployApart("LexiarchTimelock", abi.encode(wrong[i], deployer));
        }
    }

    function test_a_governor_is_not_made_with_settings_out_of_bounds() public {
        Rules memory wrong = rules();
        wrong.lateQuorumVoteExtension = 15 days;
        vm.expectRevert(outOfBounds("lateQuorumVoteExtension", 15 days, 0, 14 days));
        this.deployApart("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, wrong));
    }

    function extension(uint48 time_) private view returns (Motion memory) {
        bytes memory data = abi.encodeCall(governor.setLateQuorumVoteExtension, (time_));
        return motion(address(governor), data, vm.toString(time_));
    }

    function expectBounds(bytes32 name, bytes memory data, uint256 value, uint256 least, uint256 most) private {
        Motion memory m = motion(address(governor), data, string.concat("wrong ", vm.toString(value)));
        toEta(pledge(m));
        vm.expectRevert(outOfBounds(name, value, least, most));
        execute(m);
    }
}
