// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Who votes with what: tokens, persons, both, neither.
contract GovernorCountingTwoHousesBallotsTest is AssemblyCase {
    /* one transaction, two houses */

    function test_one_transaction_votes_in_both_houses() public {
        giveTokens(members[0], 7e18);
        skip(1);
        uint256 id = open(idle("both"));
        vm.expectEmit(address(governor));
        emit ITwoHouses.HolderVoteCast(members[0], id, tagOf(0), FOR);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(members[0], id, FOR, 7e18, "because");
        vm.prank(members[0]);
        assertEq(governor.castVoteWithReason(id, FOR, "because"), 7e18, "weight");
        assertTokenVotes(id, 0, 7e18, 0);
        assertHolderVotes(id, 0, 1, 0);
        assertTrue(governor.hasVoted(id, members[0]), "hasVoted");
        assertTrue(governor.hasPersonVoted(id, tagOf(0)), "hasPersonVoted");
    }

    function test_every_support_counts_on_its_own_side_in_both_houses() public {
        for (uint256 i; i < 3; ++i) giveTokens(members[i], (i + 1) * 1e18);
        skip(1);
        uint256 id = open(idle("sides"));
        vote(members[0], id, AGAINST);
        vote(members[1], id, FOR);
        vote(members[2], id, ABSTAIN);
        assertTokenVotes(id, 1e18, 2e18, 3e18);
        assertHolderVotes(id, 1, 1, 1);
    }

    function test_a_person_without_tokens_votes_in_the_holder_house_only() public {
        uint256 id = open(idle("person"));
        vm.expectEmit(address(governor));
        emit ITwoHouses.HolderVoteCast(members[0], id, tagOf(0), AGAINST);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(members[0], id, AGAINST, 0, "");
        assertEq(vote(members[0], id, AGAINST), 0, "weight");
        assertTokenVotes(id, 0, 0, 0);
        assertHolderVotes(id, 1, 0, 0);
    }

    function test_tokens_without_a_person_vote_in_the_token_house_only() public {
        uint256 id = open(idle("tokens"));
        assertEq(vote(whale, id, FOR), 400_000e18, "weight");
        assertTokenVotes(id, 0, 400_000e18, 0);
        assertHolderVotes(id, 0, 0, 0);
        assertFalse(governor.hasPersonVoted(id, 0), "nobody's tag");
    }

    function test_an_organisation_has_no_vote_in_the_holder_house() public {
        admitOrganisation(alice, TAG);
        admitOrganisation(bob, OTHER_TAG);
        giveTokens(alice, 5e18);
        skip(1);
        uint256 id = open(idle("organisation"));
        vote(alice, id, FOR);
        assertTokenVotes(id, 0, 5e18, 0);
        assertHolderVotes(id, 0, 0, 0);
        expectNoVote(bob, id);
    }

    function test_votes_delegated_to_a_member_count_with_the_member() public {
        vm.prank(trader);
        token.delegate(members[0]);
        skip(1);
        uint256 id = open(idle("delegation"));
        vote(members[0], id, FOR);
        assertTokenVotes(id, 0, 200_000e18, 0);
        assertHolderVotes(id, 0, 1, 0);
        expectNoVote(trader, id);
    }

    function test_tokens_that_nobody_delegated_do_not_vote() public {
        vm.prank(whale);
        token.transfer(outsider, 50_000e18);
        skip(1);
        expectNoVote(outsider, open(idle("undelegated")));
    }

    /* standing at the snapshot and when the ballot is cast */

    function test_who_was_revoked_after_the_snapshot_votes_with_tokens_only() public {
        for (uint256 i = 1; i < 3; ++i) openCase(address(timelock), tagOf(i));
        skip(10 days);
        (uint256 id, ) = openWithTokens();
        skip(3 days);
        for (uint256 i = 1; i < 3; ++i) roll.concludeCase(tagOf(i));
        vote(members[1], id, FOR);
        assertTokenVotes(id, 0, 3e18, 0);
        assertHolderVotes(id, 0, 0, 0);
        expectNoVote(members[2], id);
    }

    function test_who_is_suspended_or_under_notice_votes_like_anybody() public {
        uint256 id = open(idle("suspended"));
        vm.prank(issuer);
        roll.openCase(tagOf(0), REASON, true);
        vm.prank(address(timelock));
        roll.openCase(tagOf(1), REASON, true);
        assertFalse(roll.isHolder(members[0]) || roll.isHolder(members[1]), "isHolder");
        vote(members[0], id, FOR);
        vote(members[1], id, AGAINST);
        assertHolderVotes(id, 1, 1, 0);
    }

    function test_who_left_after_the_snapshot_votes_with_tokens_only() public {
        (uint256 id, ) = openWithTokens();
        exit(members[1]);
        exit(members[2]);
        vote(members[1], id, FOR);
        assertTokenVotes(id, 0, 3e18, 0);
        assertHolderVotes(id, 0, 0, 0);
        expectNoVote(members[2], id);
    }

    function test_who_expires_during_the_vote_counts_until_the_second_before_and_not_from_then() public {
        admitUntil(alice, TAG, START + 3 days);
        admitUntil(bob, OTHER_TAG, START + 3 days);
        giveTokens(bob, 3e18);
        skip(1);
        uint256 id = open(idle("expiry"));
        vm.warp(START + 3 days - 1);
        vote(alice, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
        vm.warp(START + 3 days);
        vote(bob, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
        assertTokenVotes(id, 0, 3e18, 0);
    }

    function test_who_is_admitted_in_the_second_of_the_snapshot_counts_and_a_second_later_does_not() public {
        uint256 id = propose(idle("admission"), members[0]);
        vm.warp(governor.proposalSnapshot(id));
        admit(alice, TAG);
        skip(1);
        admit(bob, OTHER_TAG);
        vote(alice, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
        expectNoVote(bob, id);
        assertEq(governor.holderQuorum(governor.proposalSnapshot(id)), 3, "30 % of eleven");
    }

    function test_who_renews_during_the_vote_still_counts() public {
        uint256 id = open(idle("renewal"));
        admit(members[0], tagOf(0));
        vote(members[0], id, FOR);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_who_lapses_and_returns_during_the_vote_counts() public {
        admitUntil(alice, TAG, START + 2 days);
        uint256 id = open(idle("return"));
        vm.warp(START + 3 days);
        expectNoVote(alice, id);
        admit(alice, TAG);
        vote(alice, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_ballot_stays_counted_when_its_person_leaves_afterwards() public {
        uint256 id = open(idle("afterwards"));
        vote(members[0], id, FOR);
        exit(members[0]);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_tokens_count_as_they_stood_at_the_snapshot() public {
        uint256 id = open(idle("snapshot"));
        vm.prank(whale);
        token.transfer(outsider, 400_000e18);
        vm.prank(outsider);
        token.delegate(outsider);
        skip(1);
        assertEq(vote(whale, id, FOR), 400_000e18, "weight");
        expectNoVote(outsider, id);
    }

    function test_tokens_lent_within_the_second_of_the_snapshot_count_where_they_ended_it() public {
        uint256 id = propose(idle("loan"), members[0]);
        vm.warp(governor.proposalSnapshot(id));
        giveTokens(outsider, 400_000e18);
        vm.prank(outsider);
        token.transfer(whale, 400_000e18);
        skip(1);
        expectNoVote(outsider, id);
        assertEq(vote(whale, id, FOR), 400_000e18, "weight");
    }

    /* a person who moves to another account */

    function test_a_person_who_voted_and_moved_does_not_vote_again() public {
        giveTokens(bob, 5e18);
        skip(1);
        uint256 id = open(idle("moved"));
        vote(members[0], id, FOR);
        move(members[0], bob, tagOf(0));
        vote(bob, id, AGAINST);
        assertHolderVotes(id, 0, 1, 0);
        assertTokenVotes(id, 5e18, 0, 0);
        move(bob, carol, tagOf(0));
        expectNoVote(carol, id);
    }

    function test_a_person_who_moved_before_voting_votes_once_with_the_new_account() public {
        uint256 id = open(idle("moving"));
        move(members[0], bob, tagOf(0));
        expectNoVote(members[0], id);
        vote(bob, id, FOR);
        assertHolderVotes(id, 0, 1, 0);
        assertTrue(governor.hasPersonVoted(id, tagOf(0)), "hasPersonVoted");
        move(bob, members[0], tagOf(0));
        expectNoVote(members[0], id);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_an_account_votes_once_even_when_it_becomes_another_person() public {
        uint256 id = open(idle("two persons"));
        vote(members[0], id, FOR);
        exit(members[0]);
        exit(members[1]);
        skip(1);
        admit(members[0], tagOf(1));
        expectRevertAlreadyVoted(members[0], id);
        assertHolderVotes(id, 0, 1, 0);
    }

    /* ballots that do not count */

    function test_a_ballot_that_would_count_in_neither_house_reverts() public {
        expectNoVote(outsider, open(idle("nothing")));
    }

    function test_a_ballot_that_reverted_leaves_the_account_free_to_vote() public {
        admitUntil(alice, TAG, START + 2 days);
        uint256 id = open(idle("free"));
        vm.warp(START + 2 days);
        expectNoVote(alice, id);
        assertFalse(governor.hasVoted(id, alice), "hasVoted");
        admit(alice, TAG);
        vote(alice, id, FOR);
        assertTrue(governor.hasVoted(id, alice), "hasVoted after all");
    }

    function test_nobody_votes_twice() public {
        uint256 id = open(idle("twice"));
        vote(whale, id, FOR);
        expectRevertAlreadyVoted(whale, id);
        vote(members[0], id, FOR);
        expectRevertAlreadyVoted(members[0], id);
    }

    function test_a_support_that_is_not_one_of_three_reverts() public {
        uint256 id = open(idle("support"));
        for (uint256 support = 3; support <= 255; support += 84) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidVoteType.selector));
            vote(whale, id, uint8(support));
        }
    }

    function test_votes_count_from_the_second_after_the_snapshot_to_the_second_of_the_deadline() public {
        uint256 id = propose(idle("edges"), members[0]);
        bytes32 active = bitmap(IGovernor.ProposalState.Active);
        vm.warp(governor.proposalSnapshot(id));
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Pending, active));
        vote(whale, id, FOR);
        skip(1);
        vote(whale, id, FOR);
        voteMembers(3, id, FOR);
        vm.warp(governor.proposalDeadline(id));
        vote(members[4], id, FOR);
        skip(1);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Succeeded, active));
        vote(members[3], id, FOR);
    }

    function test_votes_on_one_proposal_do_not_touch_another() public {
        uint256 first = propose(idle("first"), members[0]);
        uint256 second = propose(idle("second"), members[0]);
        toVote(first);
        vote(whale, first, FOR);
        vote(members[0], first, FOR);
        assertTokenVotes(second, 0, 0, 0);
        assertHolderVotes(second, 0, 0, 0);
        vote(members[0], second, AGAINST);
        assertHolderVotes(first, 0, 1, 0);
        assertHolderVotes(second, 1, 0, 0);
    }

    /* helpers */

    /// @dev A vote that members 1 and 2 may take part in; only member 1 has tokens, three of them.
    function openWithTokens() private returns (uint256 id, address voter) {
        voter = members[1];
        giveTokens(voter, 3e18);
        skip(1);
        id = open(idle("standing"));
    }

    function move(address from, address to, bytes32 tag) private {
        exit(from);
        skip(1);
        admit(to, tag);
    }

    function expectNoVote(address voter, uint256 id) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, voter, governor.proposalSnapshot(id))
        );
        vote(voter, id, FOR);
    }

    function expectRevertAlreadyVoted(address voter, uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, voter));
        vote(voter, id, FOR);
    }
}
