// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice The life of a proposal, through the real timelock, in all eight states.
contract LexiarchGovernorLifecycleTest is AssemblyCase {
    function test_a_proposal_lives_from_pending_to_executed() public {
        Motion memory m = motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "grant");
        uint256 id = propose(m, members[0]);
        assertState(id, IGovernor.ProposalState.Pending, "proposed");
        vm.warp(governor.proposalSnapshot(id));
        assertState(id, IGovernor.ProposalState.Pending, "at the snapshot");
        skip(1);
        assertState(id, IGovernor.ProposalState.Active, "a second later");
        vote(whale, id, FOR);
        voteMembers(3, id, FOR);
        vm.warp(governor.proposalDeadline(id));
        assertState(id, IGovernor.ProposalState.Active, "at the deadline");
        skip(1);
        assertState(id, IGovernor.ProposalState.Succeeded, "a second later");

        vm.expectEmit(address(governor));
        emit IGovernor.ProposalQueued(id, time() + TIMELOCK_DELAY);
        queue(m);
        assertState(id, IGovernor.ProposalState.Queued, "queued");
        toEta(id);
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalExecuted(id);
        execute(m);
        assertState(id, IGovernor.ProposalState.Executed, "executed");
        assertEq(token.balanceOf(bob), 1e18, "done");
    }

    function test_an_unknown_proposal_has_no_state() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 7));
        governor.state(7);
    }

    /* canceled */

    function test_the_proposer_may_cancel_while_pending() public {
        Motion memory m = idle("regret");
        uint256 id = propose(m, members[0]);
        vm.warp(governor.proposalSnapshot(id));
        vm.expectEmit(address(governor));
        emit IGovernor.ProposalCanceled(id);
        cancel(m, members[0]);
        assertState(id, IGovernor.ProposalState.Canceled, "canceled");
        toVote(id);
        vm.expectRevert(
            wrongState(id, IGovernor.ProposalState.Canceled, bitmap(IGovernor.ProposalState.Active))
        );
        vote(whale, id, FOR);
    }

    function test_nobody_else_may_cancel_and_the_proposer_not_once_the_vote_is_open() public {
        Motion memory m = idle("no regret");
        uint256 id = propose(m, members[0]);
        address[6] memory others = [members[1], whale, issuer, deployer, address(timelock), address(governor)];
        for (uint256 i; i < others.length; ++i) expectCancelReverts(m, others[i]);
        toVote(id);
        expectCancelReverts(m, members[0]);
        vote(whale, id, FOR);
        voteMembers(3, id, FOR);
        toEnd(id);
        expectCancelReverts(m, members[0]);
        queue(m);
        expectCancelReverts(m, members[0]);
    }

    function test_a_canceled_proposal_cannot_be_proposed_again() public {
        Motion memory m = idle("canceled");
        uint256 id = propose(m, members[0]);
        cancel(m, members[0]);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Canceled, 0));
        propose(m, whale);
    }

    function test_the_assembly_may_cancel_what_it_has_queued() public {
        vm.warp(START + 1 days);
        Motion memory wrong = motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "wrong");
        bytes memory undo = abi.encodeCall(timelock.cancel, (operationOf(wrong)));
        Motion memory remedy = motion(
            address(governor),
            abi.encodeCall(governor.relay, (address(timelock), 0, undo)),
            "remedy"
        );
        uint256 remedyId = pledge(remedy);
        uint256 wrongId = idOf(wrong);
        toEta(remedyId);
        pass(wrong);
        assertState(wrongId, IGovernor.ProposalState.Succeeded, "before");
        queue(wrong);
        execute(remedy);
        assertState(wrongId, IGovernor.ProposalState.Canceled, "canceled");
        skip(TIMELOCK_DELAY);
        vm.expectRevert(
            wrongState(wrongId, IGovernor.ProposalState.Canceled, bitmap(IGovernor.ProposalState.Queued))
        );
        execute(wrong);
    }

    /* order of the steps */

    function test_queue_and_execute_revert_in_every_other_state() public {
        Motion memory m = idle("order");
        uint256 id = propose(m, members[0]);
        expectTooEarly(m, id, IGovernor.ProposalState.Pending);
        toVote(id);
        expectTooEarly(m, id, IGovernor.ProposalState.Active);
        vote(whale, id, FOR);
        voteMembers(3, id, FOR);
        toEnd(id);
        expectExecuteReverts(m, id, IGovernor.ProposalState.Succeeded);
        queue(m);
        expectQueueReverts(m, id, IGovernor.ProposalState.Queued);
        toEta(id);
        execute(m);
        expectTooEarly(m, id, IGovernor.ProposalState.Executed);
    }

    function test_a_defeated_proposal_can_neither_be_queued_nor_executed_nor_proposed_again() public {
        Motion memory m = idle("defeated");
        uint256 id = open(m);
        vote(whale, id, FOR);
        toEnd(id);
        expectTooEarly(m, id, IGovernor.ProposalState.Defeated);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Defeated, 0));
        propose(m, whale);
    }

    function test_lowered_quorums_do_not_revive_a_defeated_proposal() public {
        uint256 first = propose(idle("too few persons"), members[0]);
        uint256 second = propose(idle("too few tokens"), members[0]);
        toVote(first);
        vote(whale, first, FOR);
        voteMembers(2, first, FOR);
        vote(minnow, second, FOR);
        voteMembers(3, second, FOR);
        toEnd(first);
        assertState(first, IGovernor.ProposalState.Defeated, "first");
        assertState(second, IGovernor.ProposalState.Defeated, "second");
        enact(motion(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (1)), "persons"));
        enact(motion(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (1)), "tokens"));
        assertEq(governor.holderQuorum(time()), 1, "holderQuorum");
        assertEq(governor.quorum(time() - 1), SUPPLY / 10, "quorum of a past second");
        assertState(first, IGovernor.ProposalState.Defeated, "first");
        assertState(second, IGovernor.ProposalState.Defeated, "second");
    }

    function test_a_succeeded_proposal_stays_so_when_its_voters_leave_or_sell() public {
        Motion memory m = idle("leavers");
        uint256 id = pass(m);
        for (uint256 i; i < members.length; ++i) exit(members[i]);
        vm.prank(whale);
        token.transfer(outsider, 400_000e18);
        assertState(id, IGovernor.ProposalState.Succeeded, "after");
        queue(m);
        toEta(id);
        execute(m);
    }

    function test_a_setting_changed_while_a_vote_runs_leaves_its_dates_alone() public {
        Motion memory change = motion(
            address(governor),
            abi.encodeCall(governor.setVotingPeriod, (30 days)),
            "longer"
        );
        uint256 id = pledge(change);
        toEta(id);
        uint256 running = propose(idle("running"), members[0]);
        uint256 deadline = governor.proposalDeadline(running);
        execute(change);
        assertEq(governor.votingPeriod(), 30 days, "votingPeriod");
        assertEq(governor.proposalDeadline(running), deadline, "deadline");
    }

    function test_a_proposal_cannot_execute_itself_twice_by_reentry() public {
        bytes memory inner = abi.encodeCall(token.transfer, (bob, 1e18));
        Motion memory m = motion(address(token), inner, "reentry");
        m.targets = new address[](2);
        m.values = new uint256[](2);
        m.calldatas = new bytes[](2);
        Reenterer reenterer = new Reenterer();
        (m.targets[0], m.calldatas[0]) = (address(token), inner);
        (m.targets[1], m.calldatas[1]) = (address(reenterer), abi.encodeCall(reenterer.strike, ()));
        uint256 id = pledge(m);
        toEta(id);
        reenterer.aim(
            address(governor),
            abi.encodeCall(governor.execute, (m.targets, m.values, m.calldatas, keccak256("reentry")))
        );
        execute(m);
        assertTrue(reenterer.struck(), "it tried");
        assertFalse(reenterer.succeeded(), "it did");
        assertEq(token.balanceOf(bob), 1e18, "paid once");
    }

    /* helpers */

    function expectCancelReverts(Motion memory m, address by) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, idOf(m), by));
        cancel(m, by);
    }

    function expectTooEarly(Motion memory m, uint256 id, IGovernor.ProposalState current) private {
        expectQueueReverts(m, id, current);
        expectExecuteReverts(m, id, current);
    }

    function expectQueueReverts(Motion memory m, uint256 id, IGovernor.ProposalState current) private {
        vm.expectRevert(wrongState(id, current, bitmap(IGovernor.ProposalState.Succeeded)));
        queue(m);
    }

    function expectExecuteReverts(Motion memory m, uint256 id, IGovernor.ProposalState current) private {
        vm.expectRevert(wrongState(id, current, bitmap(IGovernor.ProposalState.Queued)));
        execute(m);
    }
}

/// @notice Calls back when it is called.
contract Reenterer {
    bool public struck;
    bool public succeeded;
    address private target;
    bytes private data;

    function aim(address target_, bytes calldata data_) external {
        (target, data) = (target_, data_);
    }

    function strike() external {
        struck = true;
        (succeeded, ) = target.call(data);
    }
}
