// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Called by a proposal, it calls back as often as it was told to, and remembers how that ended.
contract Reenterer {
    address[] private targets;
    bytes[] private calls;
    bytes[] public outcomes; // revert data; empty for what succeeded

    receive() external payable {
        strike();
    }

    function aim(address target, bytes calldata call) external {
        targets.push(target);
        calls.push(call);
    }

    function strike() public payable {
        for (uint256 i; i < calls.length; ++i) {
            (bool done, bytes memory result) = targets[i].call(calls[i]);
            outcomes.push(done ? bytes("") : result);
        }
    }
}

/// @notice Answers with a megabyte of zeros, as a success or as a revert.
contract ReturnBomb {
    function explode(bool politely) external pure {
        assembly {
            if politely {
                return(0, 1000000)
            }
            revert(0, 1000000)
        }
    }
}

/// @notice The DAO (June 2016): what was being paid called back and was paid again. And its relatives: targets that call
/// back into every door of the house, and targets that answer with a flood.
contract HostileTargetsScenario is AssemblyCase {
    Reenterer private target = new Reenterer();

    /* re-entrancy */

    function test_who_is_paid_and_calls_back_is_paid_once() public {
        vm.deal(address(timelock), 10 ether);
        Motion memory m = motion(address(target), "", "a grant");
        m.values[0] = 1 ether;
        uint256 id = idOf(m);
        target.aim(address(governor), step(governor.execute.selector, m));
        target.aim(address(timelock), onTimelock(m));
        enact(m);
        IGovernor.ProposalState done = IGovernor.ProposalState.Executed;
        expectOutcome(0, wrongState(id, done, bitmap(IGovernor.ProposalState.Queued)));
        bytes4 missing = IAccessControl.AccessControlUnauthorizedAccount.selector;
        expectOutcome(1, abi.encodeWithSelector(missing, target, timelock.EXECUTOR_ROLE()));
        assertEq(address(target).balance, 1 ether, "paid once");
        assertEq(address(timelock).balance, 9 ether, "treasury");
    }

    function test_a_target_cannot_use_the_moment_of_execution_to_change_the_rules() public {
        Motion memory m = motion(address(target), abi.encodeCall(target.strike, ()), "rules");
        target.aim(address(governor), abi.encodeCall(governor.setVotingDelay, (1 hours)));
        target.aim(address(governor), abi.encodeCall(governor.relay, (address(token), 0, "")));
        target.aim(address(timelock), abi.encodeCall(timelock.updateDelay, (1 hours)));
        target.aim(address(timelock), abi.encodeCall(timelock.grantRole, (bytes32(0), address(target))));
        enact(m);
        bytes memory notExecutor = abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, target);
        expectOutcome(0, notExecutor);
        expectOutcome(1, notExecutor);
        bytes4 notItself = TimelockController.TimelockUnauthorizedCaller.selector;
        expectOutcome(2, abi.encodeWithSelector(notItself, target));
        bytes4 missing = IAccessControl.AccessControlUnauthorizedAccount.selector;
        expectOutcome(3, abi.encodeWithSelector(missing, target, bytes32(0)));
    }

    /// @dev What a proposal has the governor do is queued call by call; a call that was not voted on does not fit in.
    function test_a_target_cannot_slip_a_setting_in_between_two_that_were_voted_on() public {
        Motion memory m;
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.calldatas[0]) = (address(target), abi.encodeCall(target.strike, ()));
        bytes memory change = abi.encodeCall(governor.setVotingDelay, (2 days));
        (m.targets[1], m.calldatas[1]) = (address(governor), change);
        m.description = "one setting";
        target.aim(address(governor), change);
        target.aim(address(governor), abi.encodeCall(governor.setVotingPeriod, (1 days)));
        enact(m);
        bytes memory notExecutor = abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, target);
        expectOutcome(0, notExecutor);
        expectOutcome(1, notExecutor);
        assertEq(governor.votingDelay(), 2 days, "votingDelay");
        assertEq(governor.votingPeriod(), VOTING_PERIOD, "votingPeriod");
    }

    function test_a_target_that_executes_another_proposal_executes_what_anybody_could() public {
        Motion memory other = motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "other");
        Motion memory m = motion(address(target), abi.encodeCall(target.strike, ()), "nested");
        uint256[2] memory ids = [propose(m, members[0]), propose(other, members[0])];
        toVote(ids[0]);
        for (uint256 i; i < 2; ++i) {
            vote(whale, ids[i], FOR);
            voteMembers(3, ids[i], FOR);
        }
        toEnd(ids[0]);
        queue(m);
        queue(other);
        toEta(ids[0]);
        target.aim(address(governor), step(governor.execute.selector, other));
        execute(m);
        expectOutcome(0, "");
        assertEq(token.balanceOf(bob), 1e18, "paid once");
        for (uint256 i; i < 2; ++i) assertState(ids[i], IGovernor.ProposalState.Executed, vm.toString(i));
    }

    function test_a_target_without_a_vote_cannot_vote_propose_or_cancel_while_it_is_called() public {
        uint256 id = propose(idle("later"), members[0]);
        Motion memory m = motion(address(target), abi.encodeCall(target.strike, ()), "voting");
        target.aim(address(governor), abi.encodeCall(governor.castVote, (id, AGAINST)));
        target.aim(address(governor), step(governor.cancel.selector, idle("later")));
        enact(m);
        for (uint256 i; i < 2; ++i) assertTrue(target.outcomes(i).length != 0, vm.toString(i));
        assertHolderVotes(id, 0, 0, 0);
    }

    /* floods */

    function test_a_target_that_answers_with_a_flood_is_called_and_pays_for_it() public {
        ReturnBomb bomb = new ReturnBomb();
        uint256 id = enact(motion(address(bomb), abi.encodeCall(bomb.explode, (true)), "polite"));
        assertState(id, IGovernor.ProposalState.Executed, "executed");
    }

    function test_a_target_that_reverts_with_a_flood_spoils_its_own_proposal_only() public {
        ReturnBomb bomb = new ReturnBomb();
        Motion memory loud = motion(address(bomb), abi.encodeCall(bomb.explode, (false)), "loud");
        Motion memory quiet = motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "quiet");
        uint256 id = pledge(loud);
        enact(quiet);
        (bool executed, ) = address(governor).call{gas: 15_000_000}(step(governor.execute.selector, loud));
        assertFalse(executed, "executed");
        assertState(id, IGovernor.ProposalState.Queued, "loud");
        assertEq(token.balanceOf(bob), 1e18, "quiet");
    }

    /* helpers */

    function step(bytes4 selector, Motion memory m) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    function onTimelock(Motion memory m) private view returns (bytes memory) {
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(m.description));
        return abi.encodeCall(timelock.executeBatch, (m.targets, m.values, m.calldatas, 0, salt));
    }

    function expectOutcome(uint256 call, bytes memory expected) private view {
        assertEq(keccak256(target.outcomes(call)), keccak256(expected), vm.toString(call));
    }
}
