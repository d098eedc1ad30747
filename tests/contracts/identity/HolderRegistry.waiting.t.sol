// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What else happens while a recovery waits: to its issuer, to the iD, to the new account.
contract HolderRegistryWaitingTest is RollActs {
    uint48 private constant ASKED = START + 10 days;
    uint48 private constant READY = ASKED + RECOVERY_DELAY;
    uint48 private constant LONGER = ASKED + TERM + 1 days; // expiration that was asked for

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(ASKED);
        startRecovery(recoveryTo(bob, TAG));
        skip(1 days);
    }

    /* the issuer */

    function test_it_is_over_when_the_accreditation_is_withdrawn_and_any_issuer_may_begin_another() public {
        withdraw(issuer);
        expectOver();
        accept(offerBy(otherIssuer, carol, OTHER_TAG)); // an issuer with other holders
        Offer memory offer = recoveryTo(bob, TAG);
        offer.issuer = otherIssuer;
        startRecovery(offer);
        skip(RECOVERY_DELAY);
        roll.completeRecovery(TAG);
        assertEq(roll.attestationOf(TAG).issuer, otherIssuer, "issuer");
    }

    function test_it_is_over_at_the_second_at_which_the_accreditation_ends() public {
        accredit(issuer, person, READY + 1, DAILY_CAP);
        vm.warp(READY + 1);
        expectOver();
        vm.warp(READY);
        roll.completeRecovery(TAG);
    }

    function test_it_stays_over_when_the_issuer_is_accredited_again() public {
        withdraw(issuer);
        skip(1);
        accredit(issuer);
        expectOver();
        skip(1);
        startRecovery(recoveryTo(carol, TAG));
        assertEq(roll.recoveryOf(TAG).newHolder, carol, "newHolder");
    }

    function test_a_longer_term_of_the_issuer_changes_nothing() public {
        accredit(issuer);
        vm.warp(READY);
        roll.completeRecovery(TAG);
        assertTrue(roll.isHolder(bob), "bob");
    }

    function test_it_waits_while_issuance_is_suspended() public {
        suspendIssuance(issuer);
        uint48 until = issuers.suspendedUntil(issuer, person);
        vm.warp(until - 1);
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "pending");
        expectCompleteReverts(notAccredited(issuer));
        vm.warp(until);
        roll.completeRecovery(TAG);
        assertTrue(roll.isHolder(bob), "bob");
    }

    function test_the_holder_can_refuse_while_issuance_is_suspended() public {
        suspendIssuance(issuer);
        vetoRecovery(alice, TAG);
        expectOver();
    }

    /* the iD */

    function test_it_is_over_when_the_holder_leaves_also_after_a_return() public {
        exit(alice);
        expectOver();
        skip(1);
        admit(alice, TAG);
        expectOver();
        skip(1);
        startRecovery(recoveryTo(carol, TAG));
        assertEq(roll.recoveryOf(TAG).newHolder, carol, "newHolder");
    }

    function test_it_is_over_when_the_iD_lapses_also_after_a_return() public {
        vm.warp(START + TERM - 1);
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "pending to the last second");
        vm.warp(START + TERM);
        expectOver();
        sweep(TAG);
        expectOver();
        admit(alice, TAG);
        expectOver();
    }

    function test_it_is_over_when_a_case_ends_the_iD() public {
        revoke(TAG);
        expectOver();
    }

    function test_a_renewal_meanwhile_keeps_its_longer_expiration() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = LONGER + 100 days;
        accept(offer);
        vm.warp(READY);
        vm.expectEmit(address(roll));
        emit IHolderRecovery.Recovered(TAG, alice, bob, LONGER + 100 days);
        roll.completeRecovery(TAG);
        assertEq(roll.attestationOf(TAG).expirationTime, LONGER + 100 days, "expirationTime");
    }

    function test_a_shorter_renewal_meanwhile_gives_way_to_what_was_asked_for() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = LONGER - 1;
        accept(offer);
        vm.warp(READY);
        roll.completeRecovery(TAG);
        assertEq(roll.attestationOf(TAG).expirationTime, LONGER, "expirationTime");
    }

    function test_a_renewal_by_another_issuer_does_not_stop_it() public {
        accept(offerBy(otherIssuer, alice, TAG));
        vm.warp(READY);
        roll.completeRecovery(TAG);
        assertEq(roll.attestationOf(TAG).issuer, issuer, "issuer");
        assertTrue(roll.isHolder(bob), "bob");
    }

    function test_it_is_over_when_the_term_that_was_asked_for_has_passed() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = LONGER + 100 days;
        accept(offer);
        vm.warp(LONGER - 1);
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "pending to the last second");
        vm.warp(LONGER);
        expectOver();
        startRecovery(recoveryTo(carol, TAG));
    }

    /* the new account */

    function test_it_waits_while_the_new_account_holds_another_iD() public {
        admit(bob, OTHER_TAG);
        vm.warp(READY);
        expectCompleteReverts(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryAlreadyHolder.selector, bob, OTHER_TAG)
        );
        exit(bob);
        roll.completeRecovery(TAG);
        assertEq(roll.personTagOf(bob), TAG, "personTagOf");
    }

    function test_the_move_sweeps_what_has_expired_with_the_new_account() public {
        admitUntil(bob, OTHER_TAG, READY);
        assertEq(roll.holderCount(), 2, "before");
        vm.warp(READY);
        vm.expectEmit(address(roll));
        emit IHolderRecords.Swept(bob, OTHER_TAG, READY);
        roll.completeRecovery(TAG);
        assertEq(roll.holderCount(), 1, "after");
        assertEq(roll.balanceOf(bob), 1, "balanceOf");
    }

    /* helpers */

    /// @dev Nothing is pending: nobody can complete it, nobody needs to refuse it.
    function expectOver() private {
        assertEq(roll.recoveryOf(TAG).newHolder, address(0), "newHolder");
        assertEq(roll.recoveryOf(TAG).readyAt, 0, "readyAt");
        expectCompleteReverts(abi.encodeWithSelector(IHolderRecovery.HolderRecoveryNotPending.selector, TAG));
    }

    function expectCompleteReverts(bytes memory revertData) private {
        vm.expectRevert(revertData);
        roll.completeRecovery(TAG);
    }
}
