// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {IOwned} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Invariant 30: every privileged function, for every kind of caller, and through a proposal.
contract LexiarchGovernorAuthorityTest is AssemblyCase {
    /// @dev How a function knows who may call it.
    enum Guard {
        Owner, // OpenZeppelin Ownable
        Governance, // by the timelock while the governor executes
        Admin, // the timelock's administrator
        Self // the timelock itself
    }

    struct Privilege {
        string name;
        address target;
        bytes data;
        Guard guard;
    }

    Privilege[] private privileges;

    function setUp() public override {
        super.setUp();
        addOwned();
        addGovernance();
        bytes32 role = timelock.CANCELLER_ROLE();
        add("grantRole", address(timelock), abi.encodeCall(timelock.grantRole, (role, bob)), Guard.Admin);
        add("revokeRole", address(timelock), abi.encodeCall(timelock.revokeRole, (role, bob)), Guard.Admin);
        add("updateDelay", address(timelock), abi.encodeCall(timelock.updateDelay, (3 days)), Guard.Self);
    }

    function test_every_privileged_function_reverts_for_every_caller() public {
        address[8] memory callers = [
            deployer,
            issuer,
            members[0],
            whale,
            outsider,
            address(governor),
            address(roll),
            address(issuers)
        ];
        for (uint256 i; i < privileges.length; ++i) {
            for (uint256 j; j < callers.length; ++j) expectRefusal(privileges[i], callers[j]);
        }
    }

    function test_settings_of_the_governor_do_not_change_for_the_timelock_outside_of_an_execution() public {
        for (uint256 i; i < privileges.length; ++i) {
            if (privileges[i].guard != Guard.Governance) continue;
            vm.prank(address(timelock));
            (bool done, bytes memory reason) = address(governor).call(privileges[i].data);
            assertFalse(done, privileges[i].name);
            assertEq(keccak256(reason), keccak256(abi.encodeWithSignature("Panic(uint256)", 0x31)), "empty queue");
        }
    }

    function test_every_privileged_function_works_through_a_proposal() public {
        for (uint256 i; i < privileges.length; ++i) {
            Privilege memory privilege = privileges[i];
            if (keccak256(bytes(privilege.name)) == keccak256("renounceOwnership")) continue; // in a test of its own
            enact(motion(privilege.target, privilege.data, string.concat("do ", vm.toString(i))));
        }
        assertEq(uint256(issuers.schemaKind(newSchema())), uint256(HolderKind.Person), "registerSchema");
        assertTrue(issuers.isAccredited(bob, person), "accredit");
        assertFalse(issuers.isAccredited(otherIssuer, person), "withdraw");
        assertFalse(roll.isHolder(alice), "decideCase");
        assertEq(tracks.trackCount(), 4, "addTrack");
        assertEq(tracks.track(MEMBERSHIP).holderQuorum, 41, "setTrack");
        assertEq(tracks.trackOf(address(roll), roll.exit.selector), 3, "assign");
        assertEq(governor.lateQuorumVoteExtension(), 1 days, "setLateQuorumVoteExtension");
        assertEq(tracks.owner(), bob, "transferOwnership of the tracks");
        assertEq(issuers.owner(), bob, "transferOwnership of the register");
        assertEq(roll.owner(), bob, "transferOwnership of the roll");
        assertEq(governor.votingDelay(), 2 days, "setVotingDelay");
        assertEq(governor.votingPeriod(), 8 days, "setVotingPeriod");
        assertEq(governor.proposalThreshold(), 1, "setProposalThreshold");
        assertEq(governor.quorumNumerator(), 11, "updateQuorumNumerator");
        assertEq(governor.holderQuorumNumerator(), 31, "updateHolderQuorumNumerator");
        assertEq(bob.balance, 1 ether, "relay");
        assertEq(timelock.getMinDelay(), 3 days, "updateDelay");
        assertFalse(timelock.hasRole(timelock.CANCELLER_ROLE(), bob), "grantRole, then revokeRole");
    }

    function test_the_assembly_may_give_up_a_register() public {
        bytes memory data = abi.encodeCall(IOwned.renounceOwnership, ());
        enact(motion(address(roll), data, "roll"));
        enact(motion(address(issuers), data, "issuers"));
        assertEq(roll.owner(), address(0), "roll");
        assertEq(issuers.owner(), address(0), "issuers");
    }

    function test_the_assembly_may_change_its_timelock() public {
        address next = deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, alice));
        enact(motion(address(governor), abi.encodeCall(governor.updateTimelock, (next)), "next"));
        assertEq(governor.timelock(), next, "timelock");
    }

    function test_a_role_given_by_proposal_works_and_ends_with_its_withdrawal() public {
        bytes32 role = timelock.CANCELLER_ROLE();
        enact(motion(address(timelock), abi.encodeCall(timelock.grantRole, (role, bob)), "guardian"));
        Motion memory wrong = idle("wrong");
        uint256 id = pledge(wrong);
        bytes32 operation = operationOf(wrong);
        vm.prank(bob);
        timelock.cancel(operation);
        assertState(id, IGovernor.ProposalState.Canceled, "canceled by the guardian");
        enact(motion(address(timelock), abi.encodeCall(timelock.revokeRole, (role, bob)), "no guardian"));
        Motion memory right = idle("right");
        pledge(right);
        operation = operationOf(right);
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, bob, role)
        );
        vm.prank(bob);
        timelock.cancel(operation);
    }

    /* helpers */

    function addOwned() private {
        address register = address(issuers);
        uint48 until = START + 3 * 365 days;
        admit(alice, TAG);
        add("accredit", register, abi.encodeCall(issuers.accredit, (bob, person, until, DAILY_CAP)), Guard.Owner);
        add("withdraw", register, abi.encodeCall(issuers.withdraw, (otherIssuer, person)), Guard.Owner);
        bytes memory newWords = abi.encodeCall(issuers.registerSchema, ("new", HolderKind.Person));
        add("registerSchema", register, newWords, Guard.Owner);
        add("decideCase", address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, true)), Guard.Owner);
        Track memory track = Track(true, true, 5, 5, false);
        add("addTrack", address(tracks), abi.encodeCall(tracks.addTrack, (track)), Guard.Owner);
        add("setTrack", address(tracks), abi.encodeCall(tracks.setTrack, (MEMBERSHIP, 0, 41, false)), Guard.Owner);
        bytes memory assignment = abi.encodeCall(tracks.assign, (address(roll), roll.exit.selector, 3));
        add("assign", address(tracks), assignment, Guard.Owner);
        address[3] memory owned = [register, address(roll), address(tracks)];
        for (uint256 i; i < owned.length; ++i) {
            add("transferOwnership", owned[i], abi.encodeCall(IOwned.transferOwnership, (bob)), Guard.Owner);
            add("renounceOwnership", owned[i], abi.encodeCall(IOwned.renounceOwnership, ()), Guard.Owner);
        }
    }

    function addGovernance() private {
        vm.deal(address(governor), 1 ether);
        addSetter("setVotingDelay", abi.encodeCall(governor.setVotingDelay, (2 days)));
        addSetter("setVotingPeriod", abi.encodeCall(governor.setVotingPeriod, (8 days)));
        addSetter("setProposalThreshold", abi.encodeCall(governor.setProposalThreshold, (1)));
        addSetter("updateQuorumNumerator", abi.encodeCall(governor.updateQuorumNumerator, (11)));
        addSetter("updateHolderQuorumNumerator", abi.encodeCall(governor.updateHolderQuorumNumerator, (31)));
        bytes memory extension = abi.encodeCall(governor.setLateQuorumVoteExtension, (1 days));
        addSetter("setLateQuorumVoteExtension", extension);
        addSetter("updateTimelock", abi.encodeCall(governor.updateTimelock, (address(timelock))));
        addSetter("relay", abi.encodeCall(governor.relay, (bob, 1 ether, "")));
    }

    function addSetter(string memory name, bytes memory data) private {
        add(name, address(governor), data, Guard.Governance);
    }

    function add(string memory name, address target, bytes memory data, Guard guard) private {
        privileges.push(Privilege(name, target, data, guard));
    }

    function newSchema() private pure returns (bytes32) {
        return keccak256(abi.encode("new", HolderKind.Person));
    }

    function expectRefusal(Privilege memory privilege, address caller) private {
        vm.prank(caller);
        (bool done, bytes memory reason) = privilege.target.call(privilege.data);
        string memory what = string.concat(privilege.name, " by ", vm.toString(caller));
        assertFalse(done, what);
        assertEq(keccak256(reason), keccak256(refusal(privilege.guard, caller)), what);
    }

    function refusal(Guard guard, address caller) private view returns (bytes memory) {
        if (guard == Guard.Owner) return abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller);
        if (guard == Guard.Governance) return abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, caller);
        if (guard == Guard.Self) {
            return abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, caller);
        }
        bytes4 selector = IAccessControl.AccessControlUnauthorizedAccount.selector;
        return abi.encodeWithSelector(selector, caller, timelock.DEFAULT_ADMIN_ROLE());
    }
}
