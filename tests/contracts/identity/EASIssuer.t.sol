// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {CasePhase} from "contracts/interfaces/IHolderCases.sol";
import {EASAttestation} from "contracts/interfaces/IEAS.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {AttestationRequestData} from "../helpers/EAS.sol";
import {EASCase} from "../helpers/EASCase.sol";
import {IEASIssuer} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Attestations of EAS as an issuer's offers, with EAS's own contracts.
contract EASIssuerTest is EASCase {
    error EASIssuerNotAttester(address caller);
    error EASIssuerTermInvalid(uint48 term, uint48 maxTerm);

    /* how it is made */

    function test_constructor_keeps_what_it_is_made_with() public view {
        assertEq(adapter.eas(), address(eas), "eas");
        assertEq(adapter.easSchema(), easSchema, "easSchema");
        assertEq(adapter.attester(), attester, "attester");
        assertEq(adapter.roll(), address(roll), "roll");
        assertEq(adapter.schema(), person, "schema");
        assertEq(adapter.term(), TERM, "term");
    }

    function test_constructor_takes_terms_from_one_second_to_that_of_the_roll() public {
        uint48 longest = roll.MAX_TERM();
        assertEq(deployAdapter(attester, 1).term(), 1, "shortest");
        assertEq(deployAdapter(attester, longest).term(), longest, "longest");
        uint48[2] memory wrong = [0, longest + 1];
        for (uint256 i; i < wrong.length; ++i) {
            bytes memory arguments = abi.encode(eas, easSchema, attester, roll, person, wrong[i]);
            vm.expectRevert(abi.encodeWithSelector(EASIssuerTermInvalid.selector, wrong[i], longest));
            this.deployApart("EASIssuer", arguments);
        }
    }

    /* what it takes */

    function test_an_attestation_of_the_attester_is_an_offer() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        skip(1 days);
        take(offer, uid);
        assertTrue(roll.isHolder(alice), "isHolder");
        assertEq(roll.attestationOf(TAG).issuer, address(adapter), "issuer");
        assertEq(roll.attestationOf(TAG).expirationTime, START + TERM, "a term from the attestation");
    }

    function test_a_delegated_attestation_is_an_offer() public {
        bytes32 uid = attestInEASByDelegation(alice, TAG);
        take(adapted(alice, TAG), uid);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_anyone_may_hand_it_in_with_the_holders_signature() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        roll.attestBySig(offer, abi.encode(offer, uid), signAcceptance(offer));
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_an_attestation_with_more_fields_counts_by_its_first() public {
        bytes32 longer = schemas.register("bytes32 personTag, uint8 level", address(0), true);
        easSchema = longer;
        adapter = deployAdapter(attester, TERM);
        accredit(address(adapter));
        bytes32 uid = attestInEAS(attester, longer, about(alice, abi.encode(TAG, uint8(3))));
        take(adapted(alice, TAG), uid);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_an_attestation_that_expires_sooner_ends_the_iD_sooner() public {
        AttestationRequestData memory data = about(alice, abi.encode(TAG));
        data.expirationTime = START + 30 days;
        bytes32 uid = attestInEAS(attester, easSchema, data);
        expectRefused(adapted(alice, TAG), uid);
        Offer memory offer = adapted(alice, TAG);
        offer.expirationTime = START + 30 days;
        take(offer, uid);
        vm.warp(START + 30 days);
        assertFalse(roll.isHolder(alice), "isHolder");
    }

    function test_an_attestation_that_expires_later_counts_for_the_term() public {
        AttestationRequestData memory data = about(alice, abi.encode(TAG));
        data.expirationTime = type(uint64).max;
        bytes32 uid = attestInEAS(attester, easSchema, data);
        take(adapted(alice, TAG), uid);
        assertEq(roll.attestationOf(TAG).expirationTime, START + TERM, "expirationTime");
    }

    function test_expirationOf_is_the_earlier_of_term_and_attestation() public view {
        EASAttestation memory attestation;
        attestation.time = START;
        assertEq(adapter.expirationOf(attestation), START + TERM, "never");
        attestation.expirationTime = START + TERM - 1;
        assertEq(adapter.expirationOf(attestation), START + TERM - 1, "sooner");
        attestation.expirationTime = START + TERM + 1;
        assertEq(adapter.expirationOf(attestation), START + TERM, "later");
    }

    /* what it refuses */

    function test_an_offer_that_says_anything_else_than_the_attestation_is_refused() public {
        skip(10);
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, OTHER_TAG);
        expectRefused(offer, uid);
        offer = adapted(bob, TAG);
        expectRefused(offer, uid);
        offer = adapted(alice, TAG);
        offer.issuedAt -= 1;
        expectRefused(offer, uid);
        offer = adapted(alice, TAG);
        offer.expirationTime += 1;
        expectRefused(offer, uid);
        offer = adapted(alice, TAG);
        offer.expirationTime -= 1;
        expectRefused(offer, uid);
        accredit(address(adapter), organisation, time() + 365 days, DAILY_CAP);
        offer = adapted(alice, TAG);
        offer.schema = organisation;
        expectRefused(offer, uid);
        take(adapted(alice, TAG), uid);
    }

    function test_an_attestation_of_anybody_else_is_refused() public {
        bytes32 uid = attestInEAS(outsider, easSchema, about(alice, abi.encode(TAG)));
        expectRefused(adapted(alice, TAG), uid);
    }

    function test_an_attestation_of_another_schema_is_refused() public {
        bytes32 other = schemas.register("bytes32 someTag", address(0), true);
        bytes32 uid = attestInEAS(attester, other, about(alice, abi.encode(TAG)));
        expectRefused(adapted(alice, TAG), uid);
    }

    function test_an_attestation_without_a_whole_tag_is_refused() public {
        bytes32 uid = attestInEAS(attester, easSchema, about(alice, ""));
        expectRefused(adapted(alice, TAG), uid);
        uid = attestInEAS(attester, easSchema, about(alice, abi.encodePacked(bytes31(TAG))));
        expectRefused(adapted(alice, TAG), uid);
        Offer memory offer = adapted(alice, 0);
        expectAcceptRevertsWith(
            offer,
            uid,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferIncomplete.selector, alice, 0)
        );
    }

    function test_a_revoked_attestation_is_refused() public {
        bytes32 uid = attestInEAS(alice, TAG);
        revokeInEAS(uid);
        expectRefused(adapted(alice, TAG), uid);
    }

    function test_an_attestation_that_never_was_is_refused() public {
        expectRefused(adapted(alice, TAG), 0);
        expectRefused(adapted(alice, TAG), keccak256("no such attestation"));
    }

    function test_an_attestation_that_has_expired_is_refused() public {
        AttestationRequestData memory data = about(alice, abi.encode(TAG));
        data.expirationTime = START + 30 days;
        bytes32 uid = attestInEAS(attester, easSchema, data);
        Offer memory offer = adapted(alice, TAG);
        (offer.expirationTime, offer.deadline) = (START + 30 days, START + 60 days);
        skip(30 days);
        expectAcceptRevertsWith(
            offer,
            uid,
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryExpirationInvalid.selector,
                offer.expirationTime,
                time(),
                time() + roll.MAX_TERM()
            )
        );
    }

    function test_the_attesters_own_signature_is_no_offer() public {
        attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        bytes memory signature = sign(attester, roll.offerDigest(offer));
        vm.expectRevert(signatureInvalid(offer));
        vm.prank(alice);
        roll.attest(offer, signature);
    }

    function test_an_attestation_signs_no_batch_and_no_offer_of_another_roll() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        vm.expectRevert(signatureInvalid(offer));
        vm.prank(alice);
        roll.claim(offer, new bytes32[](0), abi.encode(offer, uid));

        IHolderOffers elsewhere = IHolderOffers(deploy("HolderRegistry", abi.encode(timelock, issuers, tree)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector,
                address(adapter),
                elsewhere.offerDigest(offer)
            )
        );
        vm.prank(alice);
        elsewhere.attest(offer, abi.encode(offer, uid));
    }

    function test_the_word_of_one_adapter_is_not_that_of_another() public {
        IEASIssuer other = deployAdapter(attester, TERM);
        accredit(address(other));
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        offer.issuer = address(other);
        take(offer, uid);
        assertEq(roll.attestationOf(TAG).issuer, address(other), "issuer");
        bytes memory signature = abi.encode(offer, uid);
        assertEq(
            bytes32(adapter.isValidSignature(roll.offerDigest(offer), signature)),
            bytes32(bytes4(0xffffffff)),
            "the first says no"
        );
    }

    function test_isValidSignature_says_yes_by_the_number_of_ERC1271() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        bytes4 answer = adapter.isValidSignature(roll.offerDigest(offer), abi.encode(offer, uid));
        assertEq(bytes32(answer), bytes32(IERC1271.isValidSignature.selector), "yes");
        answer = adapter.isValidSignature(keccak256("anything"), abi.encode(offer, uid));
        assertEq(bytes32(answer), bytes32(bytes4(0xffffffff)), "another hash");
    }

    function testFuzz_no_random_bytes_are_an_offer(bytes memory signature) public {
        attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        vm.expectRevert(signatureInvalid(offer));
        vm.prank(alice);
        roll.attest(offer, signature);
    }

    /* over time */

    function test_a_new_attestation_renews_and_the_old_one_does_not() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory first = adapted(alice, TAG);
        take(first, uid);
        skip(100 days);
        first.deadline = time();
        expectAcceptRevertsWith(first, uid, stale(START, START));
        uid = attestInEAS(alice, TAG);
        take(adapted(alice, TAG), uid);
        assertEq(roll.attestationOf(TAG).since, START, "since");
        assertEq(roll.attestationOf(TAG).expirationTime, time() + TERM, "expirationTime");
    }

    function test_an_iD_that_was_left_or_ended_does_not_come_back_with_the_same_attestation() public {
        bytes32 uid = attestInEAS(alice, TAG);
        Offer memory offer = adapted(alice, TAG);
        offer.deadline = type(uint48).max;
        take(offer, uid);
        skip(10);
        exit(alice);
        expectAcceptRevertsWith(offer, uid, stale(START, START + 10));

        skip(1);
        uid = attestInEAS(alice, TAG);
        offer = adapted(alice, TAG);
        offer.deadline = type(uint48).max;
        take(offer, uid);
        revoke(TAG);
        expectAcceptRevertsWith(offer, uid, stale(START + 11, time()));
    }

    function test_a_revocation_in_EAS_ends_no_iD() public {
        bytes32 uid = attestInEAS(alice, TAG);
        take(adapted(alice, TAG), uid);
        revokeInEAS(uid);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_an_attestation_to_another_account_recovers_the_iD() public {
        take(adapted(alice, TAG), attestInEAS(alice, TAG));
        skip(10 days);
        bytes32 uid = attestInEAS(bob, TAG);
        Offer memory offer = adapted(bob, TAG);
        vm.prank(bob);
        roll.startRecovery(offer, abi.encode(offer, uid), "");
        skip(RECOVERY_DELAY);
        roll.completeRecovery(TAG);
        assertTrue(roll.isHolder(bob), "isHolder");
    }

    /* cases */

    function test_the_attester_opens_and_withdraws_cases_as_the_issuer() public {
        take(adapted(alice, TAG), attestInEAS(alice, TAG));
        vm.prank(attester);
        assertEq(adapter.openCase(TAG, REASON, true), 1, "number");
        assertFalse(roll.isHolder(alice), "suspended");
        assertTrue(roll.caseOf(TAG).byIssuer, "byIssuer");
        vm.prank(attester);
        adapter.withdrawCase(TAG);
        assertPhase(TAG, CasePhase.Closed, "closed");
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_a_case_without_a_suspension_stays_one() public {
        take(adapted(alice, TAG), attestInEAS(alice, TAG));
        vm.prank(attester);
        adapter.openCase(TAG, REASON, false);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_nobody_else_acts_as_the_issuer() public {
        take(adapted(alice, TAG), attestInEAS(alice, TAG));
        address[4] memory callers = [alice, outsider, issuer, address(timelock)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(EASIssuerNotAttester.selector, callers[i]));
            vm.prank(callers[i]);
            adapter.openCase(TAG, REASON, false);
            vm.expectRevert(abi.encodeWithSelector(EASIssuerNotAttester.selector, callers[i]));
            vm.prank(callers[i]);
            adapter.withdrawCase(TAG);
        }
    }

    /* helpers */

    function expectRefused(Offer memory offer, bytes32 uid) private {
        expectAcceptRevertsWith(offer, uid, signatureInvalid(offer));
    }

    function expectAcceptRevertsWith(Offer memory offer, bytes32 uid, bytes memory revertData) private {
        vm.expectRevert(revertData);
        take(offer, uid);
    }

    function signatureInvalid(Offer memory offer) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector,
                offer.issuer,
                roll.offerDigest(offer)
            );
    }
}
