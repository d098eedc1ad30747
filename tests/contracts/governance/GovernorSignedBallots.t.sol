// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Ballots that are signed with the nonce of their proposal.
contract GovernorSignedBallotsTest is AssemblyCase {
    function test_the_nonce_of_a_proposal_follows_from_its_id_and_is_never_used_up() public {
        uint256 id = open(idle("one"));
        uint256 nonce = uint256(uint192(id)) << 64;
        assertEq(governor.nonces(members[0], uint192(id)), nonce, "before");
        governor.castVoteBySig(id, FOR, members[0], signed(id, FOR, members[0]));
        assertEq(governor.nonces(members[0], uint192(id)), nonce, "after");
        assertEq(governor.nonces(members[1], uint192(id)), nonce, "another voter's");
        assertEq(governor.nonces(members[0]), 0, "plain");
    }

    function test_ballots_signed_ahead_for_several_proposals_count_in_any_order() public {
        (uint256 one, uint256 two) = (propose(idle("one"), members[0]), propose(idle("two"), members[0]));
        (bytes memory first, bytes memory second) = (signed(one, FOR, members[1]), signed(two, AGAINST, members[1]));
        toVote(two);
        governor.castVoteBySig(two, AGAINST, members[1], second);
        governor.castVoteBySig(one, FOR, members[1], first);
        assertHolderVotes(one, 0, 1, 0);
        assertHolderVotes(two, 1, 0, 0);
    }

    function test_a_ballot_counts_once_and_only_the_first_of_two() public {
        uint256 id = open(idle("one"));
        (bytes memory yes, bytes memory no) = (signed(id, FOR, members[0]), signed(id, AGAINST, members[0]));
        governor.castVoteBySig(id, FOR, members[0], yes);
        bytes memory voted = abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]);
        vm.expectRevert(voted);
        governor.castVoteBySig(id, FOR, members[0], yes);
        vm.expectRevert(voted);
        governor.castVoteBySig(id, AGAINST, members[0], no);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_ballot_with_the_nonce_of_another_proposal_does_not_count() public {
        uint256 other = propose(idle("other"), members[0]);
        uint256 id = open(idle("one"));
        bytes memory signature = sign(members[0], ballotDigest(id, FOR, members[0], uint256(uint192(other)) << 64));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, members[0]));
        governor.castVoteBySig(id, FOR, members[0], signature);
    }

    function test_a_ballot_with_a_reason_has_the_nonce_of_its_proposal_too() public {
        uint256 id = open(idle("one"));
        bytes32 typehash = keccak256(
            "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
        );
        uint256 nonce = governor.nonces(members[0], uint192(id));
        bytes32 ballot = keccak256(
            abi.encode(typehash, id, ABSTAIN, members[0], nonce, keccak256("why"), keccak256(hex"beef"))
        );
        bytes memory signature = sign(members[0], governorDigest(ballot));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, members[0]));
        governor.castVoteWithReasonAndParamsBySig(id, ABSTAIN, members[0], "why not", hex"beef", signature);
        governor.castVoteWithReasonAndParamsBySig(id, ABSTAIN, members[0], "why", hex"beef", signature);
        assertHolderVotes(id, 0, 0, 1);
        assertEq(governor.nonces(members[0]), 0, "plain");
    }

    /// @dev The code that the account delegates to (EIP-7702) knows no signature.
    function test_a_key_signs_though_its_account_delegates_to_code() public {
        uint256 id = open(idle("one"));
        vm.etch(members[0], bytes.concat(hex"ef0100", bytes20(deploy("ERC1271WalletMock", abi.encode(bob)))));
        governor.castVoteBySig(id, FOR, members[0], signed(id, FOR, members[0]));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_contract_wallet_signs_with_the_nonce_of_the_proposal() public {
        address wallet = deploy("ERC1271WalletMock", abi.encode(alice));
        vm.prank(whale);
        token.transfer(wallet, 3e18);
        vm.prank(wallet);
        token.delegate(wallet);
        skip(1);
        uint256 id = open(idle("for a wallet"));
        bytes32 digest = ballotDigest(id, FOR, wallet, governor.nonces(wallet, uint192(id)));
        bytes memory forged = sign(bob, digest);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, wallet));
        governor.castVoteBySig(id, FOR, wallet, forged);
        governor.castVoteBySig(id, FOR, wallet, sign(alice, digest));
        assertTokenVotes(id, 0, 3e18, 0);
    }

    function signed(uint256 id, uint8 support, address voter) private view returns (bytes memory) {
        return sign(voter, ballotDigest(id, support, voter, governor.nonces(voter, uint192(id))));
    }
}
