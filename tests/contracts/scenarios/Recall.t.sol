// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IHolderOffers} from "contracts/interfaces/IHolderOffers.sol";
import {IIssuerRegistry} from "contracts/interfaces/IIssuerRegistry.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IAssembly, ITimelock} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Power flows up: whatever was given by vote is taken back by vote, whether its holder likes it or not.
contract RecallScenario is SecretCase {
    function test_the_persons_withdraw_an_issuer_and_its_members_stay() public {
        enact(motion(address(issuers), abi.encodeCall(issuers.withdraw, (issuer, person)), "withdraw"));
        expectAcceptReverts(
            offerTo(alice, TAG),
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerNotAccredited.selector, issuer, person)
        );
        for (uint256 i; i < members.length; ++i) assertTrue(roll.isHolder(members[i]), "still a member");
    }

    function test_the_persons_take_the_guardians_role_and_give_it_to_another() public {
        enact(motion(address(issuers), abi.encodeCall(issuers.setGuardian, (carol)), "another"));
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotGuardian.selector, guardian));
        vm.prank(guardian);
        issuers.suspendIssuance(issuer, person);
        vm.prank(carol);
        issuers.suspendIssuance(issuer, person);
        enact(motion(address(issuers), abi.encodeCall(issuers.setGuardian, (address(0))), "nobody"));
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotGuardian.selector, carol));
        vm.prank(carol);
        issuers.suspendIssuance(otherIssuer, person);
    }

    /// @dev A canceller who cancels everything cannot cancel the proposal that takes the role.
    function test_a_canceller_who_clings_to_the_role_is_recalled() public {
        bytes32 role = timelock.CANCELLER_ROLE();
        enact(motion(address(timelock), abi.encodeCall(timelock.grantRole, (role, carol)), "appoint"));
        Motion memory harmless = idle("harmless");
        uint256 id = pledge(harmless);
        cancelQueued(harmless, carol);
        assertState(id, IGovernor.ProposalState.Canceled, "carol cancels what she likes");

        Motion memory recall = motion(address(timelock), abi.encodeCall(timelock.revokeRole, (role, carol)), "recall");
        id = pledge(recall);
        bytes32 operation = operationOf(recall);
        vm.expectRevert(abi.encodeWithSelector(ITimelock.LexiarchTimelockRecall.selector, operation));
        vm.prank(carol);
        timelock.cancel(operation);
        toEta(id);
        execute(recall);
        assertFalse(timelock.hasRole(role, carol), "recalled");
        pledge(idle("free again"));
        operation = operationOf(idle("free again"));
        vm.expectRevert(
            abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, carol, role)
        );
        vm.prank(carol);
        timelock.cancel(operation);
    }

    /// @dev Both in one proposal, so that there is never a moment without a governor.
    function test_the_assembly_replaces_its_governor() public {
        IAssembly next = IAssembly(
            deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, rules()))
        );
        bytes32[3] memory roles = [timelock.PROPOSER_ROLE(), timelock.CANCELLER_ROLE(), timelock.EXECUTOR_ROLE()];
        Motion memory m;
        (m.targets, m.values, m.calldatas) = (new address[](6), new uint256[](6), new bytes[](6));
        for (uint256 i; i < 3; ++i) {
            (m.targets[i], m.targets[3 + i]) = (address(timelock), address(timelock));
            m.calldatas[i] = abi.encodeCall(timelock.grantRole, (roles[i], address(next)));
            m.calldatas[3 + i] = abi.encodeCall(timelock.revokeRole, (roles[i], address(governor)));
        }
        m.description = "another governor";
        enact(m);

        Motion memory last = idle("too late");
        pass(last);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessControl.AccessControlUnauthorizedAccount.selector,
                address(governor),
                roles[0]
            )
        );
        queue(last);
        governor = next;
        enact(motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "the first of the next"));
        assertEq(token.balanceOf(bob), 1e18, "paid");
    }

    function cancelQueued(Motion memory m, address by) private {
        bytes32 operation = operationOf(m);
        vm.prank(by);
        timelock.cancel(operation);
    }
}
