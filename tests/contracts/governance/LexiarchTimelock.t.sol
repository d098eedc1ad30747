// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {ITimelock} from "../helpers/Faces.sol";
import {Log, vm} from "../helpers/Vm.sol";

/// @notice The timelock listens to the governor alone, and to itself about its own rules.
contract LexiarchTimelockTest is AssemblyCase {
    Log[] private logs;
    uint256 private motions;

    function setUp() public override {
        vm.recordLogs();
        super.setUp();
        Log[] memory recorded = vm.getRecordedLogs();
        for (uint256 i; i < recorded.length; ++i) logs.push(recorded[i]);
    }

    function test_after_deployment_every_role_is_where_it_is_declared_and_nowhere_else() public view {
        uint256 held;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != address(timelock)) continue;
            if (logs[i].topics[0] != IAccessControl.RoleGranted.selector) continue;
            bytes32 role = logs[i].topics[1];
            address member = address(uint160(uint256(logs[i].topics[2])));
            bool declared = role == timelock.DEFAULT_ADMIN_ROLE()
                ? member == address(timelock)
                : member == address(governor);
            assertEq(timelock.hasRole(role, member), declared, string.concat("role of ", vm.toString(member)));
            if (declared) ++held;
        }
        assertEq(held, 4, "admin, proposer, canceller, executor");
        assertFalse(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "not open to anyone");
    }

    function test_the_timelock_owns_register_and_roll() public view {
        assertEq(issuers.owner(), address(timelock), "register");
        assertEq(roll.owner(), address(timelock), "roll");
        assertEq(governor.timelock(), address(timelock), "governor's");
        assertEq(timelock.getMinDelay(), TIMELOCK_DELAY, "delay");
    }

    function test_constructor_gives_the_admin_nothing_but_administration() public {
        TimelockController made = TimelockController(payable(deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, alice))));
        assertTrue(made.hasRole(made.DEFAULT_ADMIN_ROLE(), alice), "admin");
        assertTrue(made.hasRole(made.DEFAULT_ADMIN_ROLE(), address(made)), "itself");
        assertFalse(made.hasRole(made.PROPOSER_ROLE(), alice), "proposer");
        assertFalse(made.hasRole(made.CANCELLER_ROLE(), alice), "canceller");
        assertFalse(made.hasRole(made.EXECUTOR_ROLE(), alice), "executor");
        assertEq(made.getMinDelay(), TIMELOCK_DELAY, "delay");
    }

    function test_nobody_but_the_governor_executes_a_queued_proposal_on_the_timelock() public {
        Motion memory m = idle("execute");
        uint256 id = pledge(m);
        toEta(id);
        bytes32 salt = bytes20(address(governor)) ^ keccak256("execute");
        address[6] memory callers = strangers();
        for (uint256 i; i < callers.length; ++i) {
            expectRefusal(callers[i], timelock.EXECUTOR_ROLE());
            timelock.executeBatch(m.targets, m.values, m.calldatas, 0, salt);
            expectRefusal(callers[i], timelock.EXECUTOR_ROLE());
            timelock.execute(m.targets[0], 0, m.calldatas[0], 0, salt);
        }
        vm.prank(outsider);
        execute(m);
        assertTrue(timelock.isOperationDone(operationOf(m)), "anyone may through the governor");
    }

    function test_nobody_but_the_governor_cancels_on_the_timelock() public {
        Motion memory m = idle("cancel");
        pledge(m);
        address[6] memory callers = strangers();
        bytes32 operation = operationOf(m);
        for (uint256 i; i < callers.length; ++i) {
            expectRefusal(callers[i], timelock.CANCELLER_ROLE());
            timelock.cancel(operation);
        }
        assertTrue(timelock.isOperationPending(operation), "pending");
    }

    function test_nobody_but_the_governor_schedules_on_the_timelock() public {
        Motion memory m = idle("schedule");
        address[6] memory callers = strangers();
        for (uint256 i; i < callers.length; ++i) {
            expectRefusal(callers[i], timelock.PROPOSER_ROLE());
            timelock.schedule(m.targets[0], 0, m.calldatas[0], 0, 0, TIMELOCK_DELAY);
            expectRefusal(callers[i], timelock.PROPOSER_ROLE());
            timelock.scheduleBatch(m.targets, m.values, m.calldatas, 0, 0, TIMELOCK_DELAY);
        }
    }

    /* a canceller beside the governor */

    function test_a_canceller_cancels_everything_but_a_recall() public {
        appointCanceller();
        bytes memory recall = abi.encodeCall(timelock.revokeRole, (timelock.CANCELLER_ROLE(), carol));
        bytes memory grant = abi.encodeCall(timelock.grantRole, (timelock.CANCELLER_ROLE(), carol));
        bytes memory coup = abi.encodeCall(timelock.revokeRole, (timelock.EXECUTOR_ROLE(), address(governor)));
        bytes memory move = abi.encodeCall(token.transfer, (carol, 1));
        assertCancels(twice(address(timelock), recall, address(timelock), recall), false);
        assertCancels(motion(address(timelock), recall, "one"), false);
        assertCancels(motion(address(timelock), grant, "no recall"), true);
        assertCancels(motion(address(roll), recall, "of somebody else"), true);
        assertCancels(motion(address(timelock), coup, "of another role"), true);
        assertCancels(twice(address(timelock), recall, address(timelock), coup), true);
        assertCancels(motion(address(timelock), hex"d547", "short"), true);
        assertCancels(motion(address(timelock), abi.encodePacked(timelock.revokeRole.selector), "no role"), true);
        assertCancels(twice(address(timelock), recall, address(token), move), true);
        assertCancels(twice(address(token), move, address(timelock), recall), true);
    }

    /// @dev Another proposer too: a second governor, say, that was given every role and shall go.
    function test_nobody_cancels_a_recall_whatever_roles_he_has() public {
        appointCanceller();
        bytes memory data = abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), carol));
        enact(motion(address(timelock), data, "proposer"));
        data = abi.encodeCall(timelock.revokeRole, (timelock.CANCELLER_ROLE(), carol));
        Motion memory recall = motion(address(timelock), data, "recall");
        pledge(recall);
        bytes32 operation = operationOf(recall);
        address[3] memory callers = [carol, outsider, address(governor)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITimelock.LexiarchTimelockRecall.selector, operation));
            vm.prank(callers[i]);
            timelock.cancel(operation);
        }
        toEta(idOf(recall));
        execute(recall);
        assertFalse(timelock.hasRole(timelock.CANCELLER_ROLE(), carol), "recalled");
    }

    /* dates and ether */

    function test_a_queued_proposal_waits_for_its_eta() public {
        Motion memory m = idle("wait");
        uint256 id = pledge(m);
        assertEq(governor.proposalEta(id), time() + TIMELOCK_DELAY, "eta");
        vm.warp(governor.proposalEta(id) - 1);
        bytes32 ready = bytes32(1 << uint8(TimelockController.OperationState.Ready));
        vm.expectRevert(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector,
                operationOf(m),
                ready
            )
        );
        execute(m);
        skip(1);
        execute(m);
    }

    function test_the_timelock_takes_ether() public {
        vm.deal(outsider, 3);
        vm.prank(outsider);
        (bool taken, ) = address(timelock).call{value: 3}("");
        assertTrue(taken, "taken");
        assertEq(address(timelock).balance, 3, "balance");
    }

    function appointCanceller() private {
        bytes memory data = abi.encodeCall(timelock.grantRole, (timelock.CANCELLER_ROLE(), carol));
        enact(motion(address(timelock), data, "appoint"));
    }

    function assertCancels(Motion memory m, bool can) private {
        m.description = string.concat("motion ", vm.toString(++motions));
        uint256 id = pledge(m);
        bytes32 operation = operationOf(m);
        if (!can) vm.expectRevert(abi.encodeWithSelector(ITimelock.LexiarchTimelockRecall.selector, operation));
        vm.prank(carol);
        timelock.cancel(operation);
        assertState(id, can ? IGovernor.ProposalState.Canceled : IGovernor.ProposalState.Queued, m.description);
    }

    function twice(
        address one,
        bytes memory data,
        address two,
        bytes memory otherData
    ) private pure returns (Motion memory m) {
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.targets[1]) = (one, two);
        (m.calldatas[0], m.calldatas[1]) = (data, otherData);
    }

    /// @dev The timelock itself too: its own proposer, canceller and executor it is not.
    function strangers() private view returns (address[6] memory) {
        return [deployer, issuer, members[0], outsider, whale, address(timelock)];
    }

    function expectRefusal(address caller, bytes32 role) private {
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, role)
        );
        vm.prank(caller);
    }
}
