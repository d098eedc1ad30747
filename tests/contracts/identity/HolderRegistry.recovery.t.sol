// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecovery, Recovery} from "contracts/interfaces/IHolderRecovery.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Recovery, one step after the other: who may ask, who may refuse, and the move.
contract HolderRegistryRecoveryTest is RollActs {
    uint48 private constant ASKED = START + 10 days;
    uint48 private constant READY = ASKED + RECOVERY_DELAY;
    uint48 private constant LONGER = ASKED + TERM + 1 days; // expiration of what {recoveryTo} offers at ASKED

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(ASKED);
    }

    function test_the_times_of_a_recovery_are_those_of_the_law() public view {
        assertEq(roll.RECOVERY_DELAY(), RECOVERY_DELAY, "RECOVERY_DELAY");
        assertEq(roll.VETO_REST(), VETO_REST, "VETO_REST");
    }

    /* startRecovery */

    function test_startRecovery_asks_and_moves_nothing() public {
        Offer memory offer = recoveryTo(bob, TAG);
        bytes32 uid = roll.offerDigest(offer);
        vm.expectEmit(address(roll));
        emit IHolderRecovery.RecoveryStarted(TAG, alice, bob, uid, READY, LONGER, 1);
        assertEq(startRecovery(offer), uid, "uid");
        assertRecovery(Recovery(bob, READY, LONGER, 1));
        assertTrue(roll.isHolder(alice), "alice");
        assertFalse(roll.isHolder(bob), "bob");
        assertEq(roll.attestationOf(TAG).expirationTime, START + TERM, "expirationTime");
    }

    function test_startRecovery_uses_one_of_the_issuers_cap() public {
        skip(1 days);
        assertEq(roll.usedToday(1), 0, "before");
        startRecovery(recoveryTo(bob, TAG));
        assertEq(roll.usedToday(1), 1, "after");
    }

    function test_startRecovery_reverts_when_the_cap_is_reached() public {
        accredit(issuer, person, time() + 365 days, 1);
        admit(carol, OTHER_TAG);
        expectStartReverts(
            recoveryTo(bob, TAG),
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerCapReached.selector, issuer, person, 1)
        );
    }

    function test_startRecovery_lets_anyone_hand_in_what_the_new_account_signed() public {
        Offer memory offer = recoveryTo(bob, TAG);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        vm.prank(outsider);
        roll.startRecovery(offer, offered, accepted);
        assertRecovery(Recovery(bob, READY, LONGER, 1));
    }

    function test_startRecovery_reverts_without_the_new_accounts_consent() public {
        Offer memory offer = recoveryTo(bob, TAG);
        bytes memory offered = signOffer(offer);
        bytes memory byIssuer = sign(issuer, roll.acceptanceDigest(offer));
        bytes32 uid = roll.offerDigest(offer);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryHolderSignatureInvalid.selector, bob, uid)
        );
        roll.startRecovery(offer, offered, byIssuer);
        vm.expectRevert(abi.encodeWithSelector(IHolderOffers.HolderRegistryNotOfferHolder.selector, issuer, bob));
        vm.prank(issuer);
        roll.startRecovery(offer, offered, "");
    }

    function test_startRecovery_reverts_for_an_iD_that_does_not_stand() public {
        expectStartReverts(recoveryTo(bob, OTHER_TAG), notLive(OTHER_TAG));
        exit(alice);
        expectStartReverts(recoveryTo(bob, TAG), notLive(TAG));
    }

    function test_startRecovery_works_until_the_second_of_expiration() public {
        vm.warp(START + TERM);
        expectStartReverts(recoveryTo(bob, TAG), notLive(TAG));
        vm.warp(START + TERM - 1);
        startRecovery(recoveryTo(bob, TAG));
    }

    function test_startRecovery_reverts_for_the_holder_itself() public {
        expectStartReverts(
            recoveryTo(alice, TAG),
            abi.encodeWithSelector(IHolderRecovery.HolderRecoverySameHolder.selector, TAG, alice)
        );
    }

    function test_startRecovery_reverts_when_the_new_account_holds_another_iD() public {
        admit(bob, OTHER_TAG);
        expectStartReverts(recoveryTo(bob, TAG), alreadyHolder(bob, OTHER_TAG));
    }

    function test_startRecovery_reverts_for_an_offer_that_is_not_younger_than_the_standing() public {
        Offer memory offer = recoveryTo(bob, TAG);
        offer.issuedAt = START;
        expectStartReverts(offer, stale(START, START));
    }

    function test_startRecovery_reverts_for_an_offer_that_does_not_lengthen() public {
        Offer memory offer = recoveryTo(bob, TAG);
        offer.expirationTime = START + TERM;
        expectStartReverts(
            offer,
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryExpirationInvalid.selector,
                START + TERM,
                START + TERM,
                time() + roll.MAX_TERM()
            )
        );
    }

    function test_startRecovery_reverts_when_the_kind_would_change() public {
        Offer memory offer = recoveryTo(bob, TAG);
        offer.schema = organisation;
        expectStartReverts(
            offer,
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryKindChanged.selector,
                TAG,
                HolderKind.Person,
                HolderKind.Organisation
            )
        );
    }

    function test_startRecovery_reverts_without_the_issuers_signature_of_this_very_offer() public {
        Offer memory offer = recoveryTo(bob, TAG);
        bytes32 uid = roll.offerDigest(offer);
        bytes[2] memory wrong = [sign(otherIssuer, uid), sign(issuer, roll.batchDigest(uid))];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector, issuer, uid)
            );
            vm.prank(bob);
            roll.startRecovery(offer, wrong[i], "");
        }
    }

    /* whose offer */

    function test_startRecovery_belongs_to_the_issuer_of_the_latest_attestation() public {
        expectStartReverts(recoveryBy(otherIssuer), notIssuer(otherIssuer));
        accept(offerBy(otherIssuer, alice, TAG));
        skip(1);
        expectStartReverts(recoveryTo(bob, TAG), notIssuer(issuer));
        startRecovery(recoveryBy(otherIssuer));
    }

    function test_startRecovery_passes_to_any_issuer_once_that_one_is_withdrawn() public {
        withdraw(issuer);
        expectStartReverts(recoveryTo(bob, TAG), notAccredited(issuer));
        startRecovery(recoveryBy(otherIssuer));
        assertRecovery(Recovery(bob, READY, LONGER, 3));
    }

    function test_startRecovery_passes_to_any_issuer_at_the_second_at_which_that_ones_term_ends() public {
        accredit(issuer, person, time() + 30 days, DAILY_CAP);
        skip(30 days - 1);
        expectStartReverts(recoveryBy(otherIssuer), notIssuer(otherIssuer));
        skip(1);
        startRecovery(recoveryBy(otherIssuer));
    }

    function test_a_recovery_can_be_asked_for_in_the_very_second_of_an_accreditation() public {
        withdraw(issuer);
        accredit(issuer);
        recover(bob, TAG);
        assertTrue(roll.isHolder(bob), "bob");
    }

    function test_startRecovery_passes_to_nobody_while_that_ones_issuance_is_suspended() public {
        suspendIssuance(issuer);
        expectStartReverts(recoveryTo(bob, TAG), notAccredited(issuer));
        expectStartReverts(recoveryBy(otherIssuer), notIssuer(otherIssuer));
        skip(issuers.SUSPENSION());
        startRecovery(recoveryTo(bob, TAG));
    }

    /* one at a time */

    function test_startRecovery_reverts_while_another_is_pending() public {
        startRecovery(recoveryTo(bob, TAG));
        expectStartReverts(recoveryTo(carol, TAG), blocked(READY));
        vm.warp(READY + 100 days);
        expectStartReverts(recoveryTo(carol, TAG), blocked(READY));
    }

    function test_startRecovery_reverts_after_a_refusal_until_the_second_at_which_the_rest_is_over() public {
        startRecovery(recoveryTo(bob, TAG));
        vetoRecovery(alice, TAG);
        expectStartReverts(recoveryTo(bob, TAG), blocked(ASKED + VETO_REST));
        vm.warp(ASKED + VETO_REST - 1);
        expectStartReverts(recoveryTo(carol, TAG), blocked(ASKED + VETO_REST));
        vm.warp(ASKED + VETO_REST);
        startRecovery(recoveryTo(carol, TAG));
    }

    function test_the_rest_after_a_refusal_outlasts_the_standing() public {
        startRecovery(recoveryTo(bob, TAG));
        vetoRecovery(alice, TAG);
        exit(alice);
        skip(1);
        admit(carol, TAG);
        skip(1);
        expectStartReverts(recoveryTo(bob, TAG), blocked(ASKED + VETO_REST));
    }

    /* vetoRecovery */

    function test_vetoRecovery_by_the_holder_ends_the_request() public {
        startRecovery(recoveryTo(bob, TAG));
        skip(1 days);
        vm.expectEmit(address(roll));
        emit IHolderRecovery.RecoveryVetoed(TAG, alice, bob, time() + VETO_REST);
        vetoRecovery(alice, TAG);
        assertRecovery(Recovery(address(0), 0, 0, 0));
        vm.warp(READY);
        expectCompleteReverts(notPending());
        assertTrue(roll.isHolder(alice), "alice");
    }

    function test_vetoRecovery_works_until_the_move() public {
        startRecovery(recoveryTo(bob, TAG));
        vm.warp(READY + 30 days);
        vetoRecovery(alice, TAG);
        expectCompleteReverts(notPending());
    }

    function test_vetoRecovery_works_while_suspended() public {
        startRecovery(recoveryTo(bob, TAG));
        openSuspending(issuer, TAG);
        vetoRecovery(alice, TAG);
        assertRecovery(Recovery(address(0), 0, 0, 0));
    }

    function test_vetoRecovery_reverts_for_all_but_the_holder() public {
        admit(carol, OTHER_TAG);
        startRecovery(recoveryTo(bob, TAG));
        address[5] memory callers = [bob, carol, issuer, address(timelock), outsider];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(notHolder(callers[i]));
            vetoRecovery(callers[i], TAG);
        }
    }

    function test_vetoRecovery_reverts_when_none_is_pending() public {
        vm.expectRevert(notPending());
        vetoRecovery(alice, TAG);
        startRecovery(recoveryTo(bob, TAG));
        vetoRecovery(alice, TAG);
        vm.expectRevert(notPending());
        vetoRecovery(alice, TAG);
    }

    function test_vetoRecovery_reverts_for_the_old_account_after_the_move() public {
        recover(bob, TAG);
        vm.expectRevert(notHolder(alice));
        vetoRecovery(alice, TAG);
    }

    /* completeRecovery */

    function test_completeRecovery_by_anybody_moves_the_iD() public {
        startRecovery(recoveryTo(bob, TAG));
        vm.warp(READY - 1);
        expectCompleteReverts(abi.encodeWithSelector(IHolderRecovery.HolderRecoveryTooEarly.selector, TAG, READY));
        vm.warp(READY);
        vm.expectEmit(address(roll));
        emit IHolderRecovery.Recovered(TAG, alice, bob, LONGER);
        vm.prank(outsider);
        roll.completeRecovery(TAG);

        assertEq(roll.attestationOf(TAG).holder, bob, "holder");
        assertEq(roll.attestationOf(TAG).issuer, issuer, "issuer");
        assertEq(roll.attestationOf(TAG).since, READY, "since");
        assertEq(roll.attestationOf(TAG).expirationTime, LONGER, "expirationTime");
        assertFalse(roll.isHolder(alice), "alice");
        assertTrue(roll.isHolder(bob), "bob");
        assertEq(roll.holderCount(), 1, "holderCount");
        assertRecovery(Recovery(address(0), 0, 0, 0));
    }

    function test_completeRecovery_moves_an_organisation_too() public {
        admitOrganisation(carol, OTHER_TAG);
        skip(1);
        Offer memory offer = recoveryTo(bob, OTHER_TAG);
        offer.schema = organisation;
        startRecovery(offer);
        skip(RECOVERY_DELAY);
        roll.completeRecovery(OTHER_TAG);
        assertTrue(roll.isHolder(bob), "bob");
        assertFalse(roll.isRegistered(bob), "no person");
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_completeRecovery_reverts_without_a_request_and_the_second_time() public {
        expectCompleteReverts(notPending());
        recover(bob, TAG);
        expectCompleteReverts(notPending());
    }

    function test_an_iD_can_move_on_and_back() public {
        recover(bob, TAG);
        skip(1);
        recover(carol, TAG);
        skip(1);
        recover(alice, TAG);
        assertTrue(roll.isHolder(alice), "alice");
        exit(alice);
        assertEq(roll.holderCount(), 0, "holderCount");
    }

    function test_the_old_account_is_free_for_another_iD() public {
        recover(bob, TAG);
        admit(alice, OTHER_TAG);
        assertTrue(roll.isHolder(alice), "alice");
        assertTrue(roll.isHolder(bob), "bob");
        skip(1);
        assertTrue(roll.isHolderAt(alice, READY - 1), "alice, before the move");
        assertTrue(roll.isHolderAt(alice, READY), "alice, in the second of the move, with another iD");
    }

    /* history */

    function test_history_gives_each_account_its_time() public {
        recover(bob, TAG);
        skip(10);
        assertTrue(roll.isHolderAt(alice, READY - 1), "alice, before");
        assertFalse(roll.isHolderAt(alice, READY), "alice, after");
        assertFalse(roll.isHolderAt(bob, READY - 1), "bob, before");
        assertTrue(roll.isHolderAt(bob, READY), "bob, after");
        assertEq(roll.holderCountAt(READY - 1), 1, "holderCountAt, before");
        assertEq(roll.holderCountAt(READY), 1, "holderCountAt, after");
    }

    function test_the_new_account_has_the_seat_of_the_old_one_and_says_that_it_moved() public {
        recover(bob, TAG);
        assertSeat(bob, START - 1, 0, false);
        assertSeat(bob, START, TAG, true);
        assertSeat(bob, READY - 1, TAG, true);
        assertSeat(bob, READY, TAG, false);
        assertSeat(alice, START, 0, false);
        assertSeat(alice, READY, 0, false);
    }

    function test_holdersSince_names_who_may_have_voted_before() public {
        recover(bob, TAG);
        skip(1);
        recover(carol, TAG);
        uint48 second = time();
        address[] memory both = roll.holdersSince(TAG, READY - 1);
        assertEq(both.length, 2, "from before the first move");
        assertEq(both[0], alice, "first");
        assertEq(both[1], bob, "second");
        address[] memory one = roll.holdersSince(TAG, READY);
        assertEq(one.length, 1, "from the first move");
        assertEq(one[0], bob, "only");
        assertEq(roll.holdersSince(TAG, second).length, 0, "from the second move");
        assertEq(roll.holdersSince(OTHER_TAG, 0).length, 0, "of an iD that never was");
    }

    /* helpers */

    function recoveryBy(address issuer_) private view returns (Offer memory offer) {
        offer = recoveryTo(bob, TAG);
        offer.issuer = issuer_;
    }

    function expectCompleteReverts(bytes memory revertData) private {
        vm.expectRevert(revertData);
        roll.completeRecovery(TAG);
    }

    function assertRecovery(Recovery memory expected) private view {
        Recovery memory found = roll.recoveryOf(TAG);
        assertEq(found.newHolder, expected.newHolder, "newHolder");
        assertEq(found.readyAt, expected.readyAt, "readyAt");
        assertEq(found.expirationTime, expected.expirationTime, "expirationTime");
        assertEq(found.accreditation, expected.accreditation, "accreditation");
    }

    function assertSeat(address account_, uint256 snapshot, bytes32 tag, bool moved) private view {
        (bytes32 foundTag, bool foundMoved) = roll.seatAt(account_, snapshot);
        assertEq(foundTag, tag, string.concat("seat at ", vm.toString(snapshot)));
        assertEq(foundMoved, moved, string.concat("moved at ", vm.toString(snapshot)));
        assertEq(roll.personAt(account_, snapshot), tag, string.concat("person at ", vm.toString(snapshot)));
    }

    function notIssuer(address by) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderRecovery.HolderRecoveryNotIssuer.selector, TAG, by);
    }

    function blocked(uint48 until) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderRecovery.HolderRecoveryBlocked.selector, TAG, until);
    }

    function notPending() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderRecovery.HolderRecoveryNotPending.selector, TAG);
    }

    function alreadyHolder(address account_, bytes32 tag) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryAlreadyHolder.selector, account_, tag);
    }
}
