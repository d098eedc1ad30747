// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IOwned} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What the Assembly can do by proposal. Who else can, and that nobody else can, is in tests/contracts/authority.
contract LexiarchGovernorAuthorityTest is SecretCase {
    uint256 private proposals;

    function test_the_assembly_rules_the_register() public {
        enactOn(address(issuers), abi.encodeCall(issuers.registerSchema, ("new", HolderKind.Person)));
        enactOn(address(issuers), abi.encodeCall(issuers.registerGround, ("new")));
        enactOn(address(issuers), abi.encodeCall(issuers.retireGround, (ground)));
        enactOn(address(issuers), abi.encodeCall(issuers.accredit, (bob, person, START + 3 * 365 days, 7)));
        enactOn(address(issuers), abi.encodeCall(issuers.withdraw, (otherIssuer, person)));
        enactOn(address(issuers), abi.encodeCall(issuers.setGuardian, (carol)));
        bytes32 schema = keccak256(abi.encode("new", HolderKind.Person));
        assertEq(uint256(issuers.schemaKind(schema)), uint256(HolderKind.Person), "registerSchema");
        assertTrue(issuers.isGroundAt(keccak256("new"), time()), "registerGround");
        assertFalse(issuers.isGroundAt(ground, time()), "retireGround");
        assertEq(issuers.mandateOf(bob, person).dailyCap, 7, "accredit");
        assertFalse(issuers.isAccredited(otherIssuer, person), "withdraw");
        assertEq(issuers.guardian(), carol, "setGuardian");
    }

    function test_the_assembly_opens_and_decides_cases() public {
        admit(alice, TAG);
        enactOn(address(roll), abi.encodeCall(roll.openCase, (TAG, REASON, true)));
        assertFalse(roll.isHolder(alice), "suspended");
        appeal(alice, TAG);
        skip(10 days);
        enactOn(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, true)));
        assertEq(roll.attestationOf(TAG).issuer, address(0), "ended");
    }

    function test_the_assembly_rules_the_tracks() public {
        enactOn(address(tracks), abi.encodeCall(tracks.addTrack, (Track(true, true, 5, 6, true))));
        enactOn(address(tracks), abi.encodeCall(tracks.setTrack, (MEMBERSHIP, 0, 41, false)));
        enactOn(address(tracks), abi.encodeCall(tracks.assign, (address(roll), roll.exit.selector, 3)));
        assertEq(tracks.track(3).holderQuorum, 6, "addTrack");
        assertEq(tracks.track(MEMBERSHIP).holderQuorum, 41, "setTrack");
        assertEq(tracks.trackOf(address(roll), roll.exit.selector), 3, "assign");
    }

    function test_the_assembly_rules_its_own_settings() public {
        enactOn(address(governor), abi.encodeCall(governor.setVotingDelay, (2 days)));
        enactOn(address(governor), abi.encodeCall(governor.setVotingPeriod, (8 days)));
        enactOn(address(governor), abi.encodeCall(governor.setProposalThreshold, (1)));
        enactOn(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (11)));
        enactOn(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (31)));
        enactOn(address(governor), abi.encodeCall(governor.setLateQuorumVoteExtension, (1 days)));
        enactOn(address(timelock), abi.encodeCall(timelock.updateDelay, (3 days)));
        assertEq(governor.votingDelay(), 2 days, "setVotingDelay");
        assertEq(governor.votingPeriod(), 8 days, "setVotingPeriod");
        assertEq(governor.proposalThreshold(), 1, "setProposalThreshold");
        assertEq(governor.quorumNumerator(), 11, "updateQuorumNumerator");
        assertEq(governor.holderQuorumNumerator(), 31, "updateHolderQuorumNumerator");
        assertEq(governor.lateQuorumVoteExtension(), 1 days, "setLateQuorumVoteExtension");
        assertEq(timelock.getMinDelay(), 3 days, "updateDelay");
    }

    function test_the_assembly_gets_back_what_was_sent_to_the_governor_by_mistake() public {
        vm.deal(address(governor), 1 ether);
        enactOn(address(governor), abi.encodeCall(governor.relay, (bob, 1 ether, "")));
        assertEq(bob.balance, 1 ether, "relay");
    }

    function test_the_assembly_may_give_a_register_away() public {
        address[3] memory owned = [address(issuers), address(roll), address(tracks)];
        for (uint256 i; i < owned.length; ++i) {
            enactOn(owned[i], abi.encodeCall(IOwned.transferOwnership, (bob)));
            assertEq(IOwned(owned[i]).owner(), bob, "transferOwnership");
        }
    }

    function test_the_assembly_may_give_a_register_up() public {
        address[3] memory owned = [address(issuers), address(roll), address(tracks)];
        for (uint256 i; i < owned.length; ++i) {
            enactOn(owned[i], abi.encodeCall(IOwned.renounceOwnership, ()));
            assertEq(IOwned(owned[i]).owner(), address(0), "renounceOwnership");
        }
    }

    function test_the_assembly_may_change_its_timelock() public {
        address next = deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, alice));
        enactOn(address(governor), abi.encodeCall(governor.updateTimelock, (next)));
        assertEq(governor.timelock(), next, "timelock");
    }

    function test_what_was_queued_in_a_timelock_that_was_left_is_canceled_for_ever() public {
        Motion memory queued = idle("queued");
        Motion memory move = moveTo(deployNext());
        uint256 id = pledge(queued);
        pledge(move);
        toEta(idOf(move));
        execute(move);
        assertState(id, IGovernor.ProposalState.Canceled, "left behind");
        Motion memory back = moveTo(address(timelock));
        TimelockController old = timelock;
        timelock = TimelockController(payable(governor.timelock()));
        pledge(back);
        toEta(idOf(back));
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesTimelockLeft.selector, address(old)));
        execute(back);
        assertState(id, IGovernor.ProposalState.Canceled, "for ever");
    }

    function test_the_present_timelock_is_no_other() public {
        Motion memory same = moveTo(address(timelock));
        uint256 id = pledge(same);
        toEta(id);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesTimelockLeft.selector, address(timelock)));
        execute(same);
    }

    function test_a_role_given_by_proposal_works_and_ends_with_its_withdrawal() public {
        bytes32 role = timelock.CANCELLER_ROLE();
        enactOn(address(timelock), abi.encodeCall(timelock.grantRole, (role, bob)));
        Motion memory wrong = idle("wrong");
        uint256 id = pledge(wrong);
        cancelOn(wrong, bob);
        assertState(id, IGovernor.ProposalState.Canceled, "canceled by bob");
        enactOn(address(timelock), abi.encodeCall(timelock.revokeRole, (role, bob)));
        Motion memory right = idle("right");
        pledge(right);
        bytes32 operation = operationOf(right);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, bob, role)
        );
        vm.prank(bob);
        timelock.cancel(operation);
    }

    function moveTo(address next) private view returns (Motion memory) {
        string memory words = string.concat("move to ", vm.toString(next));
        return motion(address(governor), abi.encodeCall(governor.updateTimelock, (next)), words);
    }

    /// @dev Another timelock that obeys the governor.
    function deployNext() private returns (address) {
        TimelockController next = TimelockController(
            payable(deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, address(this))))
        );
        next.grantRole(next.PROPOSER_ROLE(), address(governor));
        next.grantRole(next.EXECUTOR_ROLE(), address(governor));
        return address(next);
    }

    function enactOn(address target, bytes memory data) private {
        enact(motion(target, data, string.concat("act ", vm.toString(++proposals))));
    }

    function cancelOn(Motion memory m, address by) private {
        bytes32 operation = operationOf(m);
        vm.prank(by);
        timelock.cancel(operation);
    }
}
