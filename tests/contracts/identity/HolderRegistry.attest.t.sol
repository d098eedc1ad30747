// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {Attestation, IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice `attest`: what an offer must be, and what it does.
contract HolderRegistryAttestTest is RollActs {
    uint48 private constant MAX_TERM = 5 * 365 days;

    /* what it does */

    function test_attest_writes_the_attestation_and_tells_of_it() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes32 uid = roll.offerDigest(offer);
        vm.expectEmit(address(roll));
        emit IHolderOffers.Attested(alice, issuer, TAG, uid, person, HolderKind.Person, START, START + TERM);
        assertEq(accept(offer), uid, "uid");

        assertAttestation(TAG, Attestation(alice, issuer, person, HolderKind.Person, START, START + TERM));
        assertEq(roll.personTagOf(alice), TAG, "personTagOf");
        assertTrue(roll.isHolder(alice), "isHolder");
        assertTrue(roll.isRegistered(alice), "isRegistered");
        assertEq(roll.holderCount(), 1, "holderCount");
        (bool stands, uint48 expirationTime) = roll.standingOf(TAG);
        assertTrue(stands, "standingOf");
        assertEq(expirationTime, START + TERM, "standingOf, expirationTime");
    }

    function test_attest_admits_an_organisation_without_counting_it() public {
        admitOrganisation(alice, TAG);
        assertAttestation(
            TAG,
            Attestation(alice, issuer, organisation, HolderKind.Organisation, START, START + TERM)
        );
        assertTrue(roll.isHolder(alice), "isHolder");
        assertFalse(roll.isRegistered(alice), "isRegistered");
        assertEq(roll.holderCount(), 0, "holderCount");
    }

    function test_attest_renews_without_a_break() public {
        admit(alice, TAG);
        skip(100 days);
        Offer memory offer = offerTo(alice, TAG);
        bytes32 uid = roll.offerDigest(offer);
        vm.expectEmit(address(roll));
        emit IHolderOffers.Attested(alice, issuer, TAG, uid, person, HolderKind.Person, START, time() + TERM);
        accept(offer);
        assertAttestation(TAG, Attestation(alice, issuer, person, HolderKind.Person, START, time() + TERM));
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_attest_renews_with_another_issuer_of_the_same_kind() public {
        admit(alice, TAG);
        skip(1);
        Offer memory offer = offerTo(alice, TAG);
        offer.issuer = otherIssuer;
        accept(offer);
        assertEq(roll.attestationOf(TAG).issuer, otherIssuer, "issuer");
    }

    function test_attest_after_a_lapse_sweeps_and_begins_a_new_standing() public {
        admit(alice, TAG);
        skip(TERM + 5);
        vm.expectEmit(address(roll));
        emit IHolderRecords.Swept(alice, TAG, START + TERM);
        admit(alice, TAG);
        assertEq(roll.attestationOf(TAG).since, START + TERM + 5, "since");
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_attest_after_a_sweep_counts_the_person_again() public {
        admit(alice, TAG);
        skip(TERM);
        sweep(TAG);
        assertEq(roll.holderCount(), 0, "swept");
        admit(alice, TAG);
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_attest_gives_the_iD_of_a_lapsed_holder_to_another_account() public {
        admit(alice, TAG);
        skip(TERM);
        admit(bob, TAG);
        assertFalse(roll.isHolder(alice), "alice");
        assertTrue(roll.isHolder(bob), "bob");
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_attest_gives_a_lapsed_holder_another_iD_and_sweeps_the_first() public {
        admit(alice, TAG);
        skip(TERM);
        vm.expectEmit(address(roll));
        emit IHolderRecords.Swept(alice, TAG, START + TERM);
        admit(alice, OTHER_TAG);
        assertEq(roll.personTagOf(alice), OTHER_TAG, "personTagOf");
        assertEq(roll.attestationOf(TAG).issuer, address(0), "the first is out of the count");
        assertEq(roll.holderCount(), 1, "holderCount");
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_attest_leaves_a_former_iD_alone_that_another_account_holds_now() public {
        admit(alice, TAG);
        skip(10);
        exit(alice);
        skip(10);
        admit(bob, TAG);
        vm.warp(START + 20 + TERM);
        admit(alice, OTHER_TAG);
        assertEq(roll.holderCount(), 2, "bob's has lapsed and is counted until it is swept");
        assertEq(roll.ownerOf(uint256(TAG)), bob, "ownerOf");
    }

    /* checks, in the order of the interface */

    function test_attest_reverts_when_caller_is_not_the_offers_holder() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory signature = signOffer(offer);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryNotOfferHolder.selector, issuer, alice)
        );
        vm.prank(issuer);
        roll.attest(offer, signature);
    }

    function test_attest_reverts_for_a_person_tag_of_zero_or_one() public {
        for (uint256 tag; tag < 2; ++tag) {
            expectAcceptReverts(
                offerTo(alice, bytes32(tag)),
                abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferIncomplete.selector, alice, tag)
            );
        }
        admit(alice, bytes32(uint256(2)));
    }

    function test_attest_reverts_for_the_zero_address() public {
        expectAcceptReverts(
            offerTo(address(0), TAG),
            abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferIncomplete.selector, address(0), TAG)
        );
    }

    function test_attest_reverts_when_the_issuer_is_not_accredited_for_the_schema() public {
        Offer memory offer = offerTo(alice, TAG);
        (offer.issuer, offer.schema) = (otherIssuer, organisation);
        expectAcceptReverts(offer, notAccredited(otherIssuer, organisation));
        (offer.issuer, offer.schema) = (outsider, person);
        expectAcceptReverts(offer, notAccredited(outsider, person));
        (offer.issuer, offer.schema) = (issuer, keccak256("no such schema"));
        expectAcceptReverts(offer, notAccredited(issuer, keccak256("no such schema")));
    }

    function test_attest_reverts_from_the_second_at_which_the_accreditation_ends() public {
        vm.warp(START + 2 * 365 days - 1);
        Offer memory offer = offerTo(alice, TAG);
        offer.issuer = otherIssuer;
        skip(1);
        expectAcceptReverts(offer, notAccredited(otherIssuer, person));
    }

    function test_attest_reverts_once_the_accreditation_is_withdrawn() public {
        Offer memory offer = offerTo(alice, TAG);
        withdraw(issuer);
        expectAcceptReverts(offer, notAccredited(issuer, person));
    }

    function test_attest_takes_an_offer_until_the_second_of_its_deadline() public {
        Offer memory offer = offerTo(alice, TAG);
        vm.warp(offer.deadline + 1);
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferExpired.selector, offer.deadline, time())
        );
        vm.warp(offer.deadline);
        accept(offer);
    }

    function test_attest_reverts_for_an_offer_from_the_future() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.issuedAt = START + 1;
        expectAcceptReverts(offer, stale(START + 1, START - 1));
        offer.issuedAt = type(uint48).max;
        expectAcceptReverts(offer, stale(type(uint48).max, START - 1));
    }

    function test_attest_reverts_for_an_offer_without_a_time() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.issuedAt = 0;
        expectAcceptReverts(offer, stale(0, START - 1));
    }

    function test_an_offer_from_before_a_withdrawal_stays_dead_when_the_issuer_is_accredited_again() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.deadline = type(uint48).max;
        skip(10);
        withdraw(issuer);
        skip(10 days);
        accredit(issuer);
        expectAcceptReverts(offer, stale(START, time() - 1));
        offer.issuedAt = time();
        accept(offer);
    }

    function test_an_offer_from_before_a_longer_term_still_counts() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.deadline = type(uint48).max;
        skip(10 days);
        accredit(issuer);
        accept(offer);
        assertTrue(roll.isHolder(alice), "alice");
    }

    function test_attest_reverts_for_an_expiration_that_is_not_in_the_future() public {
        expectExpirationInvalid(START, START);
        expectExpirationInvalid(0, START);
    }

    function test_attest_takes_terms_from_one_second_to_MAX_TERM() public {
        assertEq(roll.MAX_TERM(), MAX_TERM, "MAX_TERM");
        admitUntil(alice, TAG, START + 1);
        admitUntil(bob, OTHER_TAG, START + MAX_TERM);
        assertEq(roll.attestationOf(OTHER_TAG).expirationTime, START + MAX_TERM, "expirationTime");
    }

    function test_attest_reverts_for_a_term_beyond_MAX_TERM() public {
        expectExpirationInvalid(START + MAX_TERM + 1, START);
        expectExpirationInvalid(type(uint48).max, START);
    }

    function test_attest_reverts_for_a_renewal_that_does_not_lengthen() public {
        admit(alice, TAG);
        skip(1);
        expectExpirationInvalid(START + TERM, START + TERM);
        expectExpirationInvalid(START + TERM - 1, START + TERM);
        admitUntil(alice, TAG, START + TERM + 1);
    }

    function test_attest_reverts_when_the_account_holds_another_live_iD() public {
        admit(alice, TAG);
        expectAcceptReverts(
            offerTo(alice, OTHER_TAG),
            alreadyHolder(alice, TAG)
        );
    }

    function test_attest_reverts_when_the_person_has_a_live_iD_with_another_account() public {
        admit(alice, TAG);
        skip(1);
        Offer memory offer = offerTo(bob, TAG);
        offer.expirationTime += 1 days;
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryPersonTagInUse.selector, TAG, alice)
        );
        vm.warp(START + TERM - 1);
        expectAcceptReverts(
            offerTo(bob, TAG),
            abi.encodeWithSelector(IHolderOffers.HolderRegistryPersonTagInUse.selector, TAG, alice)
        );
    }

    function test_attest_reverts_when_a_renewal_changes_the_kind() public {
        admit(alice, TAG);
        admitOrganisation(bob, OTHER_TAG);
        skip(1);
        expectKindStays();
    }

    function test_attest_reverts_when_a_return_changes_the_kind() public {
        admit(alice, TAG);
        admitOrganisation(bob, OTHER_TAG);
        skip(10);
        exit(alice);
        vm.warp(START + TERM);
        sweep(OTHER_TAG);
        expectKindStays();
    }

    function test_attest_reverts_when_a_standing_grows_beyond_what_a_slot_holds() public {
        uint256 longest = type(uint32).max;
        admit(alice, TAG);
        while (roll.attestationOf(TAG).expirationTime + MAX_TERM < START + longest) renewToTheLimit();
        vm.warp(roll.attestationOf(TAG).expirationTime - 1);
        accredit(issuer);
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = uint48(START + longest + 1);
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 32, longest + 1)
        );
        offer.expirationTime = uint48(START + longest);
        accept(offer);
        assertEq(roll.attestationOf(TAG).expirationTime, START + longest, "the most that a standing lasts");
    }

    function test_attest_makes_its_checks_in_the_order_that_the_interface_gives() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        accredit(issuer, person, time() + 1 days, 2); // reached
        skip(10);
        Offer memory offer = Offer(bob, outsider, organisation, TAG, START, START, START);
        expectTakenFirst(offer);
        offer.personTag = bytes32(uint256(1));
        expectOrder(offer, abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferIncomplete.selector, bob, 1));
        offer.personTag = keccak256("person 3");
        expectOrder(offer, notAccredited(outsider, organisation));
        offer.issuer = issuer;
        expectOrder(offer, abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferExpired.selector, START, time()));
        (offer.deadline, offer.issuedAt) = (time(), START - 1);
        expectOrder(offer, stale(START - 1, START - 1));
        offer.issuedAt = START;
        expectOrder(offer, expirationInvalid(START, time()));
        offer.expirationTime = time() + 1;
        expectOrder(offer, alreadyHolder(bob, OTHER_TAG));
        (offer.holder, offer.schema) = (carol, person);
        bytes32 uid = roll.offerDigest(offer);
        expectOrder(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector, issuer, uid)
        );
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerCapReached.selector, issuer, person, 2)
        );
    }

    /* any time at all */

    function testFuzz_attest_takes_an_offer_exactly_when_its_times_are_in_order(
        uint48 issuedAt,
        uint48 deadline,
        uint48 expirationTime,
        uint48 now_
    ) public {
        now_ = uint48(within(now_, START, START + 365 days));
        issuedAt = uint48(within(issuedAt, START - 10 days, START + 365 days));
        deadline = uint48(within(deadline, START, START + 365 days));
        expirationTime = uint48(within(expirationTime, START, START + 10 * 365 days));
        vm.warp(now_);
        Offer memory offer = Offer(alice, issuer, person, TAG, issuedAt, expirationTime, deadline);
        bytes memory signature = signOffer(offer);
        bool inOrder = START <= issuedAt &&
            issuedAt <= now_ &&
            now_ <= deadline &&
            now_ < expirationTime &&
            expirationTime <= now_ + MAX_TERM;
        vm.prank(alice);
        (bool taken, ) = address(roll).call(abi.encodeCall(IHolderOffers.attest, (offer, signature)));

        assertEq(taken, inOrder, "taken");
        assertEq(roll.isHolder(alice), inOrder, "isHolder");
        assertEq(roll.holderCountAt(now_), inOrder ? 1 : 0, "holderCountAt");
        vm.warp(expirationTime);
        assertFalse(roll.isHolder(alice), "over");
    }

    /* helpers */

    function renewToTheLimit() private {
        vm.warp(roll.attestationOf(TAG).expirationTime - 1);
        accredit(issuer);
        admitUntil(alice, TAG, time() + MAX_TERM);
    }

    function notAccredited(address by, bytes32 schema) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerNotAccredited.selector, by, schema);
    }

    function kindChanged(bytes32 tag, HolderKind current, HolderKind offered) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryKindChanged.selector, tag, current, offered);
    }

    function expectKindStays() private {
        Offer memory offer = offerTo(alice, TAG);
        offer.schema = organisation;
        expectAcceptReverts(offer, kindChanged(TAG, HolderKind.Person, HolderKind.Organisation));
        expectAcceptReverts(
            offerTo(bob, OTHER_TAG),
            kindChanged(OTHER_TAG, HolderKind.Organisation, HolderKind.Person)
        );
    }

    function alreadyHolder(address account_, bytes32 tag) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryAlreadyHolder.selector, account_, tag);
    }

    function expirationInvalid(uint48 expirationTime, uint48 earliest) private view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryExpirationInvalid.selector,
                expirationTime,
                earliest,
                time() + MAX_TERM
            );
    }

    function expectExpirationInvalid(uint48 expirationTime, uint48 earliest) private {
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = expirationTime;
        expectAcceptReverts(offer, expirationInvalid(expirationTime, earliest));
    }

    /// @dev With a signature of nobody, by the offer's holder; and that the caller is checked before all else.
    function expectOrder(Offer memory offer, bytes memory revertData) private {
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryNotOfferHolder.selector, outsider, offer.holder)
        );
        vm.prank(outsider);
        roll.attest(offer, "");
        vm.expectRevert(revertData);
        vm.prank(offer.holder);
        roll.attest(offer, "");
    }

    function expectTakenFirst(Offer memory offer) private {
        expectOrder(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryPersonTagInUse.selector, TAG, alice)
        );
    }

    function assertAttestation(bytes32 tag, Attestation memory expected) private view {
        Attestation memory found = roll.attestationOf(tag);
        assertEq(found.holder, expected.holder, "holder");
        assertEq(found.issuer, expected.issuer, "issuer");
        assertEq(found.schema, expected.schema, "schema");
        assertEq(uint256(found.kind), uint256(expected.kind), "kind");
        assertEq(found.since, expected.since, "since");
        assertEq(found.expirationTime, expected.expirationTime, "expirationTime");
    }
}
