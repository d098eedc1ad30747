// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {IAssembly, IRoll} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Signatures used where, when or how they were not meant: again, on a fork of the chain, at another contract of
/// the same code, or turned into their twin (SWC-117: `s` becomes `n - s`).
contract ReplayedSignaturesScenario is AssemblyCase {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    Motion private m;
    uint256 private id;
    bytes private ballot; // by member 0

    function setUp() public override {
        super.setUp();
        m = idle("signed");
        id = open(m);
        ballot = sign(members[0], ballotDigest(id, FOR, members[0], nonce()));
    }

    /* ballots */

    function test_a_ballot_is_counted_once() public {
        governor.castVoteBySig(id, FOR, members[0], ballot);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        governor.castVoteBySig(id, FOR, members[0], ballot);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_ballot_of_another_chain_is_refused_after_a_fork() public {
        vm.chainId(1_000_001);
        expectBallotRefused(ballot);
        vm.chainId(31_337);
        governor.castVoteBySig(id, FOR, members[0], ballot);
    }

    function test_a_ballot_for_another_governor_on_the_same_proposal_is_refused() public {
        IAssembly own = governor;
        governor = IAssembly(deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, rules())));
        assertEq(open(m), id, "the same id");
        expectBallotRefused(ballot);
        governor = own;
        governor.castVoteBySig(id, FOR, members[0], ballot);
    }

    function test_the_twin_of_a_ballot_is_refused_before_and_after_it_counts() public {
        bytes memory twin = twinOf(ballot);
        expectBallotRefused(twin);
        governor.castVoteBySig(id, FOR, members[0], ballot);
        expectBallotRefused(twin);
    }

    function test_a_ballot_in_another_form_is_refused() public {
        expectBallotRefused(bytes.concat(ballot, hex"00"));
        expectBallotRefused("");
        bytes memory recovery = bytes.concat(ballot);
        recovery[64] = bytes1(uint8(recovery[64]) - 27); // v as 0 or 1
        expectBallotRefused(recovery);
        governor.castVoteBySig(id, FOR, members[0], ballot);
    }

    function test_ballots_on_two_proposals_do_not_wait_for_each_other() public {
        uint256 other = open(idle("other"));
        bytes memory second = sign(
            members[0],
            ballotDigest(other, FOR, members[0], governor.nonces(members[0], uint192(other)))
        );
        governor.castVoteBySig(other, FOR, members[0], second);
        governor.castVoteBySig(id, FOR, members[0], ballot);
    }

    /* offers, acceptances, exits */

    function test_an_offer_of_another_chain_or_roll_is_refused() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory signature = signOffer(offer);
        vm.chainId(1_000_001);
        expectOfferRefused(offer, signature);
        vm.chainId(31_337);
        IRoll own = roll;
        roll = IRoll(deploy("HolderRegistry", abi.encode(timelock, issuers, tree)));
        expectOfferRefused(offer, signature);
        roll = own;
        vm.prank(alice);
        roll.attest(offer, signature);
    }

    function test_the_twin_of_an_offer_is_refused_and_an_offer_counts_once() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory signature = signOffer(offer);
        expectOfferRefused(offer, twinOf(signature));
        vm.prank(alice);
        roll.attest(offer, signature);
        skip(1);
        exit(alice);
        vm.expectRevert(stale(offer.issuedAt, time()));
        vm.prank(alice);
        roll.attest(offer, signature);
    }

    function test_the_twin_of_an_acceptance_is_refused() public {
        Offer memory offer = offerTo(alice, TAG);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryHolderSignatureInvalid.selector,
                alice,
                roll.offerDigest(offer)
            )
        );
        roll.attestBySig(offer, offered, twinOf(accepted));
        roll.attestBySig(offer, offered, accepted);
    }

    function test_a_signed_exit_is_good_for_one_standing_and_one_chain() public {
        bytes memory signature = signExit(0);
        vm.chainId(1_000_001);
        expectExitRefused(signature);
        vm.chainId(31_337);
        expectExitRefused(twinOf(signature));
        roll.exitBySig(tagOf(0), time(), signature);
        skip(1);
        admit(members[0], tagOf(0));
        expectExitRefused(signature);
        assertTrue(roll.isHolder(members[0]), "still a member");
    }

    /* helpers */

    function nonce() private view returns (uint256) {
        return governor.nonces(members[0], uint192(id));
    }

    function expectBallotRefused(bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, members[0]));
        governor.castVoteBySig(id, FOR, members[0], signature);
    }

    function expectOfferRefused(Offer memory offer, bytes memory signature) private {
        bytes4 selector = IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, issuer, roll.offerDigest(offer));
        vm.expectRevert(refusal);
        vm.prank(offer.holder);
        roll.attest(offer, signature);
    }

    function expectExitRefused(bytes memory signature) private {
        vm.expectRevert(
            abi.encodeWithSelector(IHolderRecords.HolderRegistrySignatureInvalid.selector, members[0])
        );
        roll.exitBySig(tagOf(0), time(), signature);
    }

    function signExit(uint256 index) private view returns (bytes memory) {
        bytes32 typehash = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");
        uint48 since = roll.attestationOf(tagOf(index)).since;
        return sign(members[index], rollDigest(keccak256(abi.encode(typehash, tagOf(index), since, time()))));
    }

    function twinOf(bytes memory signature) private pure returns (bytes memory twin) {
        twin = bytes.concat(signature);
        uint256 s;
        assembly ("memory-safe") {
            s := mload(add(twin, 64))
        }
        s = CURVE_ORDER - s;
        assembly ("memory-safe") {
            mstore(add(twin, 64), s)
        }
        twin[64] = twin[64] == 0x1b ? bytes1(0x1c) : bytes1(0x1b);
    }
}
