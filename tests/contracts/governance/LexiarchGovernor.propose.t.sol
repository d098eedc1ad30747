// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Who may put what before the houses.
contract LexiarchGovernorProposeTest is AssemblyCase {
    function test_a_member_without_tokens_may_propose() public {
        Motion memory m = idle("by a member");
        uint256 snapshot = time() + VOTING_DELAY;
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCreated(
            idOf(m),
            members[0],
            m.targets,
            m.values,
            new string[](1),
            m.calldatas,
            snapshot,
            snapshot + VOTING_PERIOD,
            m.description
        );
        uint256 id = propose(m, members[0]);
        assertEq(id, idOf(m), "id");
        assertEq(governor.proposalSnapshot(id), snapshot, "snapshot");
        assertEq(governor.proposalDeadline(id), snapshot + VOTING_PERIOD, "deadline");
        assertEq(governor.proposalProposer(id), members[0], "proposer");
    }

    function test_an_organisation_on_the_roll_needs_tokens_like_anybody() public {
        admitOrganisation(alice, TAG);
        expectTooFewVotes(alice, 0);
        giveTokens(alice, THRESHOLD);
        skip(1);
        propose(idle("by an organisation"), alice);
    }

    function test_a_suspended_member_may_propose() public {
        vm.prank(issuer);
        roll.openCase(tagOf(0), REASON, true);
        assertFalse(roll.isHolder(members[0]), "isHolder");
        propose(idle("by the suspended"), members[0]);
    }

    function test_an_outsider_may_not_propose() public {
        expectTooFewVotes(outsider, 0);
    }

    function test_an_issuer_may_not_propose() public {
        expectTooFewVotes(issuer, 0);
    }

    function test_who_holds_the_threshold_may_propose_and_who_holds_less_may_not() public {
        giveTokens(alice, THRESHOLD);
        giveTokens(bob, THRESHOLD - 1);
        skip(1);
        propose(idle("at the threshold"), alice);
        expectTooFewVotes(bob, THRESHOLD - 1);
    }

    function test_votes_bought_in_this_second_do_not_propose() public {
        giveTokens(alice, THRESHOLD);
        expectTooFewVotes(alice, 0);
        skip(1);
        propose(idle("a second later"), alice);
    }

    function test_an_expired_member_may_not_propose_from_the_second_of_expiration() public {
        vm.warp(START + TERM - 1);
        propose(idle("last second"), members[0]);
        vm.warp(START + TERM);
        expectTooFewVotes(members[0], 0);
    }

    function test_who_left_or_was_revoked_may_not_propose() public {
        exit(members[0]);
        revoke(tagOf(1));
        expectTooFewVotes(members[0], 0);
        expectTooFewVotes(members[1], 0);
    }

    function test_a_proposal_stands_when_its_proposer_leaves_the_roll() public {
        uint256 id = propose(idle("orphan"), members[0]);
        exit(members[0]);
        toVote(id);
        assertState(id, IGovernor.ProposalState.Active, "orphan");
    }

    /* #proposer= */

    function test_a_proposal_that_names_its_proposer_can_be_made_by_no_other() public {
        string memory words = string.concat("mine #proposer=", vm.toString(members[0]));
        address[2] memory others = [members[1], whale];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, others[i]));
            propose(idle(words), others[i]);
        }
        propose(idle(words), members[0]);
    }

    function test_a_token_holder_can_reserve_a_proposal_too() public {
        string memory words = string.concat("mine #proposer=", vm.toString(whale));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, members[0]));
        propose(idle(words), members[0]);
        propose(idle(words), whale);
    }

    function test_a_malformed_reservation_reserves_nothing() public {
        propose(idle("#proposer=0x00000000000000000000000000000000000000"), members[0]);
        propose(idle(string.concat("#proposer=", vm.toString(whale), " ")), members[0]);
        propose(idle("#proposer=0xzz00000000000000000000000000000000000000"), members[0]);
    }

    /* form */

    function test_propose_reverts_for_lists_of_different_length_or_none() public {
        Motion memory m = idle("lengths");
        m.values = new uint256[](2);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 1, 1, 2));
        propose(m, members[0]);
        m.values = new uint256[](1);
        m.calldatas = new bytes[](0);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 1, 0, 1));
        propose(m, members[0]);
        Motion memory empty;
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidProposalLength.selector, 0, 0, 0));
        propose(empty, members[0]);
    }

    function test_the_same_proposal_cannot_be_made_twice() public {
        uint256 id = propose(idle("twice"), members[0]);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Pending, 0));
        propose(idle("twice"), whale);
    }

    function test_the_same_proposal_in_other_words_can() public {
        uint256 first = propose(idle("once"), members[0]);
        uint256 second = propose(idle("once more"), members[0]);
        assertTrue(first != second, "ids");
    }

    function expectTooFewVotes(address proposer, uint256 votes) private {
        Motion memory m = idle("too few");
        vm.expectRevert(
            abi.encodeWithSelector(
                IGovernor.GovernorInsufficientProposerVotes.selector,
                proposer,
                votes,
                THRESHOLD
            )
        );
        propose(m, proposer);
    }
}
