// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice OpenZeppelin's advisory GHSA-5h3x-9wvq-w4m2 (2023): whoever sees a proposal on its way can make it first, be
/// its proposer, and cancel it; the honest one can then not be made any more.
contract FrontRunProposalScenario is AssemblyCase {
    address private author;
    address private thief;

    function setUp() public override {
        super.setUp();
        (author, thief) = (members[0], members[1]);
    }

    function test_a_proposal_that_names_its_author_cannot_be_taken() public {
        Motion memory m = idle(string.concat("A park for the valley #proposer=", vm.toString(author)));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, thief));
        propose(m, thief);
        uint256 id = propose(m, author);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, thief));
        cancel(m, thief);
        toVote(id);
        assertState(id, IGovernor.ProposalState.Active, "the author's");
    }

    function test_a_proposal_that_names_nobody_can_be_taken_and_is_made_again_in_other_words() public {
        Motion memory m = idle("A park for the valley");
        uint256 id = propose(m, thief);
        cancel(m, thief);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Canceled, 0));
        propose(m, author);
        m.description = string.concat("A park for the valley, again #proposer=", vm.toString(author));
        toVote(propose(m, author));
    }

    function test_a_thief_cannot_cancel_once_people_vote() public {
        Motion memory m = idle("A park for the valley");
        uint256 id = propose(m, thief);
        toVote(id);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, thief));
        cancel(m, thief);
        vote(whale, id, FOR);
        voteMembers(10, id, FOR);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Succeeded, "whoever made it");
    }
}
