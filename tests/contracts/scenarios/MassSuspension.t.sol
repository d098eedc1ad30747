// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice An issuer that is about to be recalled suspends everybody it ever attested, in the week of the vote.
contract MassSuspensionScenario is SecretCase {
    Motion private recall;

    function setUp() public override {
        super.setUp();
        recall = motion(address(issuers), abi.encodeCall(issuers.withdraw, (issuer, person)), "recall the issuer");
        for (uint256 i; i < members.length; ++i) suspend(i);
    }

    function test_the_suspended_cannot_prove_their_status_and_keep_every_seat() public view {
        for (uint256 i; i < members.length; ++i) {
            assertFalse(roll.isHolder(members[i]), "live");
            assertEq(roll.personAt(members[i], time()), tagOf(i), "seat");
        }
        assertEq(roll.holderCount(), 10, "and are counted");
    }

    function test_the_suspended_propose_vote_and_recall_the_issuer() public {
        uint256 id = propose(recall, members[0]);
        toVote(id);
        for (uint256 i; i < 10; ++i) vote(members[i], id, FOR);
        assertHolderVotes(id, 0, 10, 0);
        toEnd(id);
        queue(recall);
        toEta(id);
        execute(recall);
        assertFalse(issuers.isAccredited(issuer, person), "recalled");
    }

    function test_the_suspended_vote_in_secret_by_the_tree_that_nothing_unsettled() public {
        bytes memory data = abi.encodeCall(roll.decideCase, (tagOf(0), 1, false));
        uint256 id = open(motion(address(roll), data, "dismiss"));
        for (uint256 i; i < 10; ++i) castSecret(members[i], id, FOR);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Succeeded, "dismiss");
    }

    function test_it_ends_by_itself_and_cannot_be_done_again() public {
        for (uint256 i; i < 10; ++i) appeal(members[i], tagOf(i));
        skip(roll.SUSPENSION());
        for (uint256 i; i < 10; ++i) assertTrue(roll.isHolder(members[i]), "live again");
        skip(roll.DECISION_TIME());
        for (uint256 i; i < 10; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesSpent.selector, tagOf(i)));
            vm.prank(issuer);
            roll.openCase(tagOf(i), REASON, true);
        }
    }

    function test_an_issuer_that_was_recalled_cannot_even_take_its_cases_back() public {
        enact(recall);
        vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesNotOpener.selector, issuer, tagOf(0)));
        vm.prank(issuer);
        roll.withdrawCase(tagOf(0));
    }

    function suspend(uint256 index) private {
        vm.prank(issuer);
        roll.openCase(tagOf(index), REASON, true);
    }
}
