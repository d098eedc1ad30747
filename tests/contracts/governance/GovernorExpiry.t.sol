// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorExpiry} from "contracts/governance/GovernorExpiry.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {Rules} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice An approval does not last for ever.
contract GovernorExpiryTest is AssemblyCase {
    function test_a_succeeded_proposal_can_be_queued_to_the_last_second_of_grace() public {
        Motion memory m = idle("late");
        uint256 id = pass(m);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD);
        assertState(id, IGovernor.ProposalState.Succeeded, "last second");
        queue(m);
        assertState(id, IGovernor.ProposalState.Queued, "queued");
    }

    function test_a_succeeded_proposal_expires_a_second_after_its_grace() public {
        Motion memory m = idle("too late");
        uint256 id = pass(m);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD + 1);
        assertState(id, IGovernor.ProposalState.Expired, "over");
        vm.expectRevert(
            wrongState(id, IGovernor.ProposalState.Expired, bitmap(IGovernor.ProposalState.Succeeded))
        );
        queue(m);
        expectExecuteReverts(m, id);
        expectCancelReverts(m, id);
    }

    function test_a_queued_proposal_can_be_executed_to_the_last_second_of_grace() public {
        Motion memory m = idle("late");
        uint256 id = pledge(m);
        vm.warp(governor.proposalEta(id) + GRACE_PERIOD);
        assertState(id, IGovernor.ProposalState.Queued, "last second");
        execute(m);
        assertState(id, IGovernor.ProposalState.Executed, "executed");
    }

    function test_a_queued_proposal_expires_a_second_after_its_grace() public {
        Motion memory m = idle("too late");
        uint256 id = pledge(m);
        vm.warp(governor.proposalEta(id) + GRACE_PERIOD + 1);
        assertState(id, IGovernor.ProposalState.Expired, "over");
        expectExecuteReverts(m, id);
        expectCancelReverts(m, id);
        assertTrue(timelock.isOperationReady(operationOf(m)), "the timelock would, but listens to the governor alone");
    }

    function test_the_grace_of_a_queued_proposal_runs_from_its_eta_not_from_its_deadline() public {
        Motion memory m = idle("queued late");
        uint256 id = pass(m);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD);
        queue(m);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD + TIMELOCK_DELAY + GRACE_PERIOD);
        assertState(id, IGovernor.ProposalState.Queued, "last second");
        skip(1);
        assertState(id, IGovernor.ProposalState.Expired, "over");
    }

    function test_a_defeated_proposal_does_not_expire() public {
        uint256 id = open(idle("defeated"));
        toEnd(id);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD + 1);
        assertState(id, IGovernor.ProposalState.Defeated, "for good");
    }

    function test_expired_executed_and_canceled_stay_so() public {
        Motion[3] memory motions = [idle("expired"), idle("executed"), idle("canceled")];
        uint256 canceled = propose(motions[2], members[0]);
        cancel(motions[2], members[0]);
        uint256 executed = enact(motions[1]);
        uint256 expired = pass(motions[0]);
        for (uint256 i; i < 5; ++i) {
            skip(i * 30 days + GRACE_PERIOD + 1);
            assertState(expired, IGovernor.ProposalState.Expired, vm.toString(i));
            assertState(executed, IGovernor.ProposalState.Executed, vm.toString(i));
            assertState(canceled, IGovernor.ProposalState.Canceled, vm.toString(i));
        }
    }

    function test_an_expired_proposal_cannot_be_proposed_again() public {
        Motion memory m = idle("again");
        uint256 id = pass(m);
        vm.warp(governor.proposalDeadline(id) + GRACE_PERIOD + 1);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Expired, 0));
        propose(m, whale);
    }

    function test_gracePeriod_is_what_the_rules_say() public view {
        assertEq(governor.gracePeriod(), GRACE_PERIOD, "gracePeriod");
    }

    function test_constructor_takes_a_grace_period_of_1_to_90_days() public {
        uint48[2] memory good = [uint48(1 days), 90 days];
        uint48[4] memory bad = [uint48(0), 1 days - 1, 90 days + 1, type(uint48).max];
        Rules memory other = rules();
        for (uint256 i; i < good.length; ++i) {
            other.gracePeriod = good[i];
            deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, other));
        }
        for (uint256 i; i < bad.length; ++i) {
            other.gracePeriod = bad[i];
            vm.expectRevert(
                abi.encodeWithSelector(GovernorExpiry.GovernorExpiryGracePeriodInvalid.selector, bad[i])
            );
            this.deployApart("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, other));
        }
    }

    function expectExecuteReverts(Motion memory m, uint256 id) private {
        bytes32 allowed = bitmap(IGovernor.ProposalState.Queued);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Expired, allowed));
        execute(m);
    }

    function expectCancelReverts(Motion memory m, uint256 id) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, id, members[0]));
        cancel(m, members[0]);
    }
}
