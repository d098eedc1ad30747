// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {Rules} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A quorum that is reached at the last moment leaves time to answer.
contract GovernorLateQuorumTest is SecretCase {
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

    /// @dev Ballots of every kind at any time, on any track. That every quorum was reached is remembered at the ballot
    /// that did it; what is remembered decides the state, and the moment of it the deadline.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_the_quorum_remembered_is_the_quorum_counted_at_every_moment(uint256 seed) public {
        uint256 id = open(motion(address(roll), abi.encodePacked(assignTrack(seed)), "fuzz"));
        uint256 deadline = governor.proposalDeadline(id);
        bool met;
        for (uint256 i; i < 13; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            vm.warp(within(draw >> 16, time(), governor.proposalDeadline(id)));
            if (!ballot(i, id, uint8(draw % 3), (draw >> 8) % 4 == 0)) continue;

            (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
            if (!met && tokenQuorum && holderQuorum && time() + LATE_EXTENSION > deadline) {
                deadline = time() + LATE_EXTENSION;
            }
            met = tokenQuorum && holderQuorum;
            assertEq(governor.proposalDeadline(id), deadline, "deadline");
            assertEnd(id, met && tokenMajority && holderMajority);
        }
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

    /// @dev A function of the roll on a track drawn from the seed.
    function assignTrack(uint256 seed) private returns (bytes4 selector) {
        uint256 houses = 1 + (seed % 3);
        (bool tokens, bool persons) = (houses & 1 != 0, houses & 2 != 0);
        Track memory track = Track({
            tokenHouse: tokens,
            holderHouse: persons,
            tokenQuorum: tokens ? uint8((seed >> 8) % 51) : 0,
            holderQuorum: persons ? uint8((seed >> 16) % 51) : 0,
            secret: persons && (seed >> 24) % 2 == 0
        });
        vm.prank(address(timelock));
        uint8 number = tracks.addTrack(track);
        vm.prank(address(timelock));
        tracks.assign(address(roll), selector = 0x12345678, number);
    }

    /// @dev The ballot of one of ten members, or of one with tokens; false if it would count in no house.
    function ballot(uint256 voter, uint256 id, uint8 support, bool leaves_) private returns (bool counts) {
        Track memory terms = governor.proposalTerms(id);
        counts = voter < 10 ? terms.holderHouse : terms.tokenHouse;
        if (!counts) return false;
        if (voter >= 10) vote([whale, trader, minnow][voter - 10], id, support);
        else if (terms.secret) castSecret(members[voter], id, support);
        else vote(members[voter], id, support);
        if (voter < 10 && leaves_) exit(members[voter]);
    }

    /// @dev What the state will be if nobody votes from now on.
    function assertEnd(uint256 id, bool passes) private {
        uint48 now_ = time();
        toEnd(id);
        assertState(id, passes ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Defeated, "end");
        vm.warp(now_);
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
