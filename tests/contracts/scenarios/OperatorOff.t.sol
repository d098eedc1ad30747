// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Every server is off, the operator is gone, every issuer was withdrawn, and there is no guardian. Members have
/// their accounts and a node.
contract OperatorOffScenario is SecretCase {
    address private alien = account("anybody at all");

    function setUp() public override {
        super.setUp();
        skip(1);
        address[3] memory gone = [issuer, issuer, otherIssuer];
        bytes32[3] memory schemas = [person, organisation, person];
        for (uint256 i; i < gone.length; ++i) {
            vm.prank(address(timelock));
            issuers.withdraw(gone[i], schemas[i]);
        }
        vm.prank(address(timelock));
        issuers.setGuardian(address(0));
    }

    function test_members_propose_vote_queue_and_execute() public {
        Motion memory m = motion(address(token), abi.encodeCall(token.transfer, (bob, 1e18)), "a grant");
        uint256 id = open(m);
        vote(whale, id, FOR);
        for (uint256 i; i < 5; ++i) vote(members[i], id, FOR);
        toEnd(id);
        vm.prank(alien);
        queue(m);
        toEta(id);
        vm.prank(alien);
        execute(m);
        assertEq(token.balanceOf(bob), 1e18, "paid");
    }

    function test_members_vote_in_secret_and_whoever_likes_hands_it_in() public {
        uint32 number = openCase(address(timelock), tagOf(9));
        appeal(members[9], tagOf(9));
        bytes memory data = abi.encodeCall(roll.decideCase, (tagOf(9), number, false));
        enact(motion(address(roll), data, "dismiss"));
        assertTrue(roll.isHolder(members[9]), "dismissed");
    }

    function test_members_appeal_and_leave() public {
        openCase(address(timelock), tagOf(0));
        appeal(members[0], tagOf(0));
        exit(members[0]);
        exit(members[1]);
        assertFalse(roll.isHolder(members[0]) || roll.isHolder(members[1]), "left");
        vm.prank(alien);
        prune(members[0], tagOf(0));
        prune(members[1], tagOf(1));
        assertTrue(tree.settle(1), "settled");
    }

    function test_members_accredit_an_issuer_again_as_long_as_they_stand() public {
        vm.warp(START + TERM - 30 days);
        bytes memory data = abi.encodeCall(issuers.accredit, (carol, person, START + 2 * TERM, DAILY_CAP));
        uint256 id = enact(motion(address(issuers), data, "a new issuer"));
        assertState(id, IGovernor.ProposalState.Executed, "accredited");
        issuer = carol;
        for (uint256 i; i < members.length; ++i) admit(members[i], tagOf(i));
        vm.warp(START + TERM + 1 days);
        assertTrue(roll.isHolder(members[0]), "renewed");
    }

    function test_owners_of_tokens_keep_them_and_their_votes() public {
        vm.prank(minnow);
        token.transfer(bob, 1e18);
        vm.prank(minnow);
        token.delegate(bob);
        assertEq(token.getVotes(bob), 49_999e18, "votes");
    }

    function test_everything_can_be_read() public view {
        assertTrue(roll.isHolder(members[0]), "isHolder");
        assertTrue(roll.isHolderAt(members[0], time() - 1), "isHolderAt");
        assertTrue(roll.isRegistered(members[0]), "isRegistered");
        assertEq(roll.holderCountAt(time()), 10, "holderCountAt");
        assertEq(roll.attestationOf(tagOf(0)).issuer, issuer, "by whom, still");
    }
}
