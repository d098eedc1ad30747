// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {IAssembly} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Ballots by signature: they count for who signed, whoever pays.
contract GovernorCountingTwoHousesSignaturesTest is AssemblyCase {
    uint256 private id;

    function setUp() public override {
        super.setUp();
        giveTokens(members[0], 7e18);
        skip(1);
        id = open(idle("by signature"));
    }

    function test_castVoteBySig_counts_in_both_houses_for_the_signer() public {
        bytes memory signature = sign(members[0], ballot(members[0], FOR, 0));
        vm.expectEmit(address(governor));
        emit ITwoHouses.HolderVoteCast(members[0], id, tagOf(0), FOR);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCast(members[0], id, FOR, 7e18, "");
        vm.prank(outsider);
        assertEq(governor.castVoteBySig(id, FOR, members[0], signature), 7e18, "weight");
        assertTokenVotes(id, 0, 7e18, 0);
        assertHolderVotes(id, 0, 1, 0);
        assertTrue(governor.hasVoted(id, members[0]), "signer");
        assertFalse(governor.hasVoted(id, outsider), "sender");
    }

    function test_castVoteBySig_does_not_lend_the_senders_standing() public {
        bytes memory signature = sign(outsider, ballot(outsider, FOR, 0));
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, outsider, governor.proposalSnapshot(id))
        );
        vm.prank(members[0]);
        governor.castVoteBySig(id, FOR, outsider, signature);
    }

    function test_castVoteWithReasonAndParamsBySig_counts_in_both_houses_for_the_signer() public {
        bytes memory signature = sign(members[0], extendedBallot(members[0], ABSTAIN, 0, "why", hex"beef"));
        vm.expectEmit(address(governor));
        emit ITwoHouses.HolderVoteCast(members[0], id, tagOf(0), ABSTAIN);
        vm.expectEmit(address(governor));
        emit IGovernor.VoteCastWithParams(members[0], id, ABSTAIN, 7e18, "why", hex"beef");
        vm.prank(outsider);
        governor.castVoteWithReasonAndParamsBySig(id, ABSTAIN, members[0], "why", hex"beef", signature);
        assertTokenVotes(id, 0, 0, 7e18);
        assertHolderVotes(id, 0, 0, 1);
    }

    function test_castVoteWithReasonAndParams_counts_like_any_other_vote() public {
        vm.prank(members[0]);
        governor.castVoteWithReasonAndParams(id, FOR, "why", hex"00");
        assertTokenVotes(id, 0, 7e18, 0);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_signed_ballot_counts_once() public {
        bytes memory signature = sign(members[0], ballot(members[0], FOR, 0));
        governor.castVoteBySig(id, FOR, members[0], signature);
        expectInvalidSignature(FOR, members[0], signature);
        bytes memory next = sign(members[0], ballot(members[0], FOR, 1));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        governor.castVoteBySig(id, FOR, members[0], next);
    }

    function test_a_signed_ballot_and_a_direct_one_do_not_add_up() public {
        bytes memory signature = sign(members[0], ballot(members[0], FOR, 0));
        vote(members[0], id, FOR);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        governor.castVoteBySig(id, FOR, members[0], signature);
        bytes memory other = sign(members[0], extendedBallot(members[0], FOR, 0, "", ""));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        governor.castVoteWithReasonAndParamsBySig(id, FOR, members[0], "", "", other);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_signed_ballot_cannot_be_turned_to_another_choice_voter_proposal_or_house() public {
        uint256 second = propose(idle("another"), members[0]);
        bytes memory signature = sign(members[0], ballot(members[0], FOR, 0));
        expectInvalidSignature(AGAINST, members[0], signature);
        expectInvalidSignature(FOR, members[1], signature);
        toVote(second);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, members[0]));
        governor.castVoteBySig(second, FOR, members[0], signature);
    }

    function test_a_signed_ballot_of_another_chain_or_governor_does_not_count() public {
        vm.chainId(1);
        bytes memory foreign = sign(members[0], ballot(members[0], FOR, 0));
        vm.chainId(31_337);
        expectInvalidSignature(FOR, members[0], foreign);
        IAssembly own = governor;
        governor = IAssembly(deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, rules())));
        bytes memory elsewhere = sign(members[0], ballot(members[0], FOR, 0));
        governor = own;
        expectInvalidSignature(FOR, members[0], elsewhere);
    }

    function test_a_ballot_signed_before_a_revocation_counts_no_person_after_it() public {
        openCase(address(timelock), tagOf(0));
        skip(10 days);
        id = open(idle("before a revocation"));
        bytes memory signature = sign(members[0], ballot(members[0], FOR, 0));
        skip(3 days);
        roll.concludeCase(tagOf(0));
        governor.castVoteBySig(id, FOR, members[0], signature);
        assertTokenVotes(id, 0, 7e18, 0);
        assertHolderVotes(id, 0, 0, 0);
    }

    function test_castVoteBySig_takes_the_word_of_a_contract_wallet() public {
        address wallet = deploy("ERC1271WalletMock", abi.encode(alice));
        Offer memory offer = offerTo(wallet, TAG);
        bytes memory acceptance = sign(alice, roll.acceptanceDigest(offer));
        roll.attestBySig(offer, signOffer(offer), acceptance);
        skip(1);
        id = open(idle("for a wallet"));
        expectInvalidSignature(FOR, wallet, sign(bob, ballot(wallet, FOR, 0)));
        governor.castVoteBySig(id, FOR, wallet, sign(alice, ballot(wallet, FOR, 0)));
        assertHolderVotes(id, 0, 1, 0);
        assertTrue(governor.hasPersonVoted(id, TAG), "hasPersonVoted");
    }

    /* helpers */

    function expectInvalidSignature(uint8 support, address voter, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, voter));
        governor.castVoteBySig(id, support, voter, signature);
    }

    function ballot(address voter, uint8 support, uint256 nonce) private view returns (bytes32) {
        return ballotDigest(id, support, voter, nonce);
    }

    function extendedBallot(
        address voter,
        uint8 support,
        uint256 nonce,
        string memory reason,
        bytes memory params
    ) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
        );
        bytes32 reasonHash = keccak256(bytes(reason));
        bytes memory fields = abi.encode(typehash, id, support, voter, nonce, reasonHash, keccak256(params));
        return governorDigest(keccak256(fields));
    }
}
