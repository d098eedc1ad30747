// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AssemblyHandler} from "./AssemblyHandler.sol";
import {Campaign} from "./Campaign.sol";

contract AssemblyInvariants is Campaign {
    AssemblyHandler private handler;

    function setUp() public {
        handler = new AssemblyHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.attest.selector);
        allow(handler.attestBySig.selector);
        allow(handler.exitRoll.selector);
        allow(handler.revokeHolder.selector);
        allow(handler.sweepLapsed.selector);
        allow(handler.wait.selector);
        allow(handler.waitForExpiry.selector);
        allow(handler.remember.selector);
        allow(handler.propose.selector);
        allow(handler.vote.selector);
        allow(handler.voteBySig.selector);
        allow(handler.voteAndMove.selector);
        allow(handler.rally.selector);
        allow(handler.waitForVote.selector);
        allow(handler.cancelPending.selector);
        allow(handler.queue.selector);
        allow(handler.execute.selector);
        allow(handler.cancelQueued.selector);
        allow(handler.forget.selector);
        allow(handler.transfer.selector);
        allow(handler.delegate.selector);
        allow(handler.overstep.selector);
    }

    function invariant_03_a_past_value_never_changes() public view {
        assertTrue(handler.pastIsUnchanged(), "past");
    }

    function invariant_06_nobody_votes_with_nothing() public view {
        assertUnbroken(6);
    }

    function invariant_07_a_ballot_weighs_what_its_voter_had_at_the_snapshot() public view {
        assertUnbroken(7);
    }

    function invariant_17_a_proposal_moves_along_legal_edges_only() public view {
        assertTrue(handler.endedStayEnded(), "ended");
        assertUnbroken(17);
    }

    function invariant_18_snapshot_and_deadline_stay_as_they_were_made() public view {
        assertTrue(handler.datesAreFixed(), "dates");
    }

    function invariant_20_executed_means_approved_by_both_houses_and_queued_long_enough() public view {
        assertTrue(handler.executedOnlyOnceAndInTime(), "executed");
        assertUnbroken(20);
    }

    function invariant_21_an_account_and_a_person_vote_once() public view {
        assertTrue(handler.ballotsAreOnePerVoter(), "voted");
        assertUnbroken(21);
    }

    function invariant_22_tally_is_the_sum_of_ballots() public view {
        assertTrue(handler.tallyIsSumOfBallots(), "tally");
    }

    function invariant_23_a_quorum_is_fixed_at_the_snapshot_and_votes_for_never_undo_a_pass() public view {
        assertTrue(handler.quorumsAreFixed(), "quorum");
        assertUnbroken(23);
    }

    function invariant_24_a_proposal_passes_exactly_when_both_houses_pass_it() public view {
        assertTrue(handler.outcomeIsBicameral(), "outcome");
    }

    function invariant_34_members_and_whoever_has_the_threshold_can_propose_and_nobody_else() public view {
        assertUnbroken(34);
        assertUnbroken(30);
    }

    /// @dev Every campaign watches for every breach.
    function afterInvariant() public view {
        assertEq(handler.firstBreach(), "", "breach");
    }

    function assertUnbroken(uint256 number) private view {
        assertEq(handler.broken(number), "", "broken");
    }
}
