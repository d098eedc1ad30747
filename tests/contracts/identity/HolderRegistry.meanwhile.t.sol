// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile, CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What else happens to an iD while a case about it is pending: its holder leaves, lapses, returns, renews, moves.
contract HolderRegistryMeanwhileTest is RollActs {
    uint48 private constant OPENED = START + 300 days;
    uint48 private constant APPEAL_UNTIL = OPENED + APPEAL_WINDOW;
    uint48 private constant DECIDE_UNTIL = APPEAL_UNTIL + DECISION_TIME;

    Offer private beforeNotice; // an offer of five years to alice, made a second before the notice
    Offer private withNotice; // one that was made in its second

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(OPENED - 1);
        beforeNotice = openOffer(alice);
        skip(1);
        withNotice = openOffer(alice);
        openCase(issuer, TAG);
    }

    /* exit */

    function test_exit_closes_the_case_and_a_decision_does_nothing() public {
        appeal(alice, TAG);
        exit(alice);
        assertPhase(TAG, CasePhase.Closed, "closed");
        vm.warp(APPEAL_UNTIL);
        expectDecisionDoesNothing(true);
        expectDecisionDoesNothing(false);
        assertEq(roll.attestationOf(TAG).expirationTime, OPENED, "ended by the exit");
    }

    function test_after_an_exit_nobody_can_appeal_conclude_or_withdraw() public {
        exit(alice);
        vm.warp(APPEAL_UNTIL - 1);
        vm.expectRevert(wrongPhase(TAG, CasePhase.Closed));
        appeal(alice, TAG);
        vm.expectRevert(wrongPhase(TAG, CasePhase.Closed));
        withdrawCase(issuer, TAG);
        vm.warp(APPEAL_UNTIL);
        vm.expectRevert(wrongPhase(TAG, CasePhase.Closed));
        roll.concludeCase(TAG);
    }

    function test_a_return_after_an_exit_is_free_of_the_case() public {
        exit(alice);
        expectAcceptReverts(beforeNotice, stale(OPENED - 1, OPENED));
        skip(1);
        admit(alice, TAG);
        assertCase(TAG, CaseFile(1, CasePhase.Closed, true, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
        vm.warp(APPEAL_UNTIL);
        expectDecisionDoesNothing(true);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    /* lapse */

    function test_a_lapse_closes_the_case_and_a_decision_does_nothing() public {
        appeal(alice, TAG);
        vm.warp(START + TERM - 1);
        assertPhase(TAG, CasePhase.Appealed, "pending to the last second");
        vm.warp(START + TERM);
        assertPhase(TAG, CasePhase.Closed, "closed");
        expectDecisionDoesNothing(true);
        sweep(TAG);
        expectDecisionDoesNothing(true);
    }

    function test_a_lapsed_holder_returns_only_with_an_offer_younger_than_the_notice() public {
        vm.warp(START + TERM);
        expectAcceptReverts(beforeNotice, stale(OPENED - 1, OPENED));
        expectAcceptReverts(withNotice, stale(OPENED, OPENED));
        sweep(TAG);
        expectAcceptReverts(withNotice, stale(OPENED, OPENED));
        withNotice.issuedAt += 1;
        accept(withNotice);
        assertPhase(TAG, CasePhase.Closed, "closed");
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_a_lapsed_iD_passes_to_another_account_only_with_an_offer_younger_than_the_notice() public {
        appeal(alice, TAG);
        vm.warp(START + TERM);
        Offer memory toBob = openOffer(bob);
        toBob.issuedAt = OPENED;
        expectAcceptReverts(toBob, stale(OPENED, OPENED));
        toBob.issuedAt += 1;
        accept(toBob);
        vm.warp(DECIDE_UNTIL - 1);
        expectDecisionDoesNothing(true);
        assertTrue(roll.isHolder(bob), "isHolder");
    }

    function test_an_offer_from_before_the_notice_counts_again_once_the_case_is_over() public {
        withdrawCase(issuer, TAG);
        accept(beforeNotice);
        assertEq(roll.attestationOf(TAG).expirationTime, beforeNotice.expirationTime, "after a withdrawal");
    }

    function test_an_offer_from_before_the_notice_counts_again_from_the_second_of_the_cases_lapse() public {
        vm.warp(DECIDE_UNTIL - 1);
        expectAcceptReverts(beforeNotice, stale(OPENED - 1, OPENED));
        vm.warp(DECIDE_UNTIL);
        accept(beforeNotice);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    /* renewal */

    function test_a_renewal_takes_an_offer_younger_than_the_notice_and_leaves_the_case_pending() public {
        expectAcceptReverts(beforeNotice, stale(OPENED - 1, OPENED));
        expectAcceptReverts(withNotice, stale(OPENED, OPENED));
        skip(1);
        withNotice.issuedAt += 1;
        accept(withNotice);
        assertEq(roll.attestationOf(TAG).since, START, "since");
        assertPhase(TAG, CasePhase.Open, "pending");
        vm.warp(START + TERM);
        roll.concludeCase(TAG);
        assertFalse(roll.isHolder(alice), "the renewed iD has ended");
    }

    /* recovery */

    function test_a_recovery_takes_an_offer_younger_than_the_notice() public {
        Offer memory toBob = openOffer(bob);
        expectStartReverts(toBob, stale(OPENED, OPENED));
        skip(1);
        toBob.issuedAt += 1;
        startRecovery(toBob);
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "newHolder");
    }

    function test_a_case_follows_the_iD_to_another_account() public {
        appeal(alice, TAG);
        skip(1);
        recover(bob, TAG);
        assertPhase(TAG, CasePhase.Appealed, "pending");
        vm.expectEmit(address(roll));
        emit IHolderCases.Revoked(bob, TAG, 1);
        decide(TAG, 1, true);
        assertFalse(roll.isHolder(bob), "bob");
    }

    function test_a_recovery_of_before_the_notice_leaves_the_appeal_to_the_new_account() public {
        decide(TAG, 1, false);
        startRecovery(recoveryTo(bob, TAG));
        skip(1 days);
        uint32 number = openCase(address(timelock), TAG);
        skip(RECOVERY_DELAY - 1 days);
        roll.completeRecovery(TAG);
        vm.expectRevert(notHolder(alice));
        appeal(alice, TAG);
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseAppealed(bob, TAG, number);
        appeal(bob, TAG);
    }

    function test_a_moved_iD_is_another_standing_for_its_issuer() public {
        withdrawCase(issuer, TAG);
        recover(bob, TAG);
        assertEq(openCase(issuer, TAG), 2, "number");
    }

    /* helpers */

    function openOffer(address holder) private view returns (Offer memory offer) {
        offer = offerTo(holder, TAG);
        (offer.expirationTime, offer.deadline) = (time() + 4 * TERM, type(uint48).max);
    }

    function expectDecisionDoesNothing(bool uphold) private {
        vm.recordLogs();
        decide(TAG, 1, uphold);
        assertEq(vm.getRecordedLogs().length, 0, "events");
    }
}
