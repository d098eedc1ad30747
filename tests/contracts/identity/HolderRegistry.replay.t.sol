// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice No offer takes effect twice, and none from before an end undoes that end.
/// @dev Every offer here is made to be accepted at any time, so that nothing but its age stands in the way.
contract HolderRegistryReplayTest is RollActs {
    /* the accepted offer again */

    function test_an_accepted_offer_cannot_be_accepted_again() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        expectAcceptReverts(offer, stale(START, START));
        skip(1 days);
        expectAcceptReverts(offer, stale(START, START));
    }

    function test_an_accepted_offer_cannot_be_accepted_again_by_signature() public {
        Offer memory offer = openOffer(alice, TAG);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        roll.attestBySig(offer, offered, accepted);
        vm.expectRevert(stale(START, START));
        roll.attestBySig(offer, offered, accepted);
    }

    function test_an_accepted_renewal_cannot_be_accepted_again() public {
        admit(alice, TAG);
        skip(10);
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryExpirationInvalid.selector,
                offer.expirationTime,
                offer.expirationTime,
                time() + roll.MAX_TERM()
            )
        );
    }

    function test_an_accepted_offer_stays_dead_after_exit() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        exit(alice);
        expectAcceptReverts(offer, stale(START, START + 10));
    }

    function test_an_accepted_renewal_stays_dead_after_exit() public {
        admit(alice, TAG);
        skip(10);
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        exit(alice);
        expectAcceptReverts(offer, stale(START + 10, START + 20));
    }

    function test_an_accepted_offer_stays_dead_after_the_end_of_a_case() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        revoke(TAG);
        uint48 ended = START + 10 + APPEAL_WINDOW;
        expectAcceptReverts(offer, stale(START, ended));
        skip(365 days);
        expectAcceptReverts(offer, stale(START, ended));
    }

    function test_an_accepted_offer_stays_dead_after_lapse_and_sweep() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        vm.warp(offer.expirationTime);
        expectAcceptReverts(offer, stale(START, START));
        sweep(TAG);
        expectAcceptReverts(offer, stale(START, START));
    }

    function test_an_accepted_offer_stays_dead_after_the_iD_moved_on_and_lapsed() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        exit(alice);
        skip(10);
        admitUntil(bob, TAG, time() + 10);
        skip(10);
        expectAcceptReverts(offer, stale(START, START + 20));
        sweep(TAG);
        expectAcceptReverts(offer, stale(START, START + 20));
    }

    function test_an_accepted_offer_stays_dead_while_the_person_is_with_another_account() public {
        Offer memory offer = openOffer(alice, TAG);
        accept(offer);
        skip(10);
        exit(alice);
        skip(10);
        admit(bob, TAG);
        expectAcceptReverts(
            offer,
            abi.encodeWithSelector(IHolderOffers.HolderRegistryPersonTagInUse.selector, TAG, bob)
        );
    }

    /* the offer of a recovery again */

    function test_the_offer_of_a_completed_recovery_is_dead() public {
        skip(1);
        admit(alice, TAG);
        skip(10);
        Offer memory offer = openOffer(bob, TAG);
        startRecovery(offer);
        skip(RECOVERY_DELAY);
        roll.completeRecovery(TAG);
        uint48 moved = time();
        skip(1);
        expectAcceptReverts(offer, stale(START + 11, moved));
        expectStartReverts(
            offer,
            abi.encodeWithSelector(IHolderRecovery.HolderRecoverySameHolder.selector, TAG, bob)
        );
    }

    function test_the_offer_of_a_recovery_dies_when_the_holder_leaves() public {
        admit(alice, TAG);
        skip(10);
        Offer memory offer = openOffer(bob, TAG);
        startRecovery(offer);
        skip(10);
        exit(alice);
        expectAcceptReverts(offer, stale(START + 10, START + 20));
    }

    function test_a_refused_offer_can_ask_again_after_the_rest_if_its_deadline_lets_it() public {
        admit(alice, TAG);
        skip(10);
        Offer memory offer = openOffer(bob, TAG);
        startRecovery(offer);
        vetoRecovery(alice, TAG);
        skip(VETO_REST);
        startRecovery(offer);
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "newHolder");
    }

    /* an offer that was kept back */

    function test_a_kept_offer_dies_with_exit_and_with_the_end_of_a_case() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        skip(10);
        Offer memory toAlice = openOffer(alice, TAG);
        exit(alice);
        expectAcceptReverts(toAlice, stale(START + 10, START + 10));
        revoke(OTHER_TAG);
        Offer memory toBob = openOffer(bob, OTHER_TAG);
        expectAcceptReverts(toBob, stale(time(), time()));
    }

    function test_a_kept_offer_to_another_account_dies_when_the_person_is_admitted() public {
        Offer memory kept = openOffer(bob, TAG);
        skip(10);
        admit(alice, TAG);
        vm.warp(START + 10 + TERM);
        expectAcceptReverts(kept, stale(START, START + 10));
    }

    function test_an_offer_made_in_the_second_of_the_admission_dies_with_it() public {
        Offer memory kept = openOffer(bob, TAG);
        admit(alice, TAG);
        skip(TERM);
        expectAcceptReverts(kept, stale(START, START));
    }

    function test_an_offer_made_in_the_second_of_the_exit_is_dead() public {
        admit(alice, TAG);
        skip(10);
        exit(alice);
        expectAcceptReverts(openOffer(bob, TAG), stale(START + 10, START + 10));
        skip(1);
        admit(bob, TAG);
        assertTrue(roll.isHolder(bob), "a second later");
    }

    function test_admission_and_exit_in_one_second_leave_no_trace_in_history() public {
        admit(alice, TAG);
        exit(alice);
        assertEq(roll.holderCount(), 0, "holderCount");
        skip(1);
        assertFalse(roll.isHolderAt(alice, START), "isHolderAt");
        assertEq(roll.holderCountAt(START), 0, "holderCountAt");
        admit(bob, TAG);
        skip(1);
        assertFalse(roll.isHolderAt(bob, START), "before");
        assertEq(roll.personAt(bob, START), 0, "personAt");
    }

    /* offers that live on, by design */

    function test_a_kept_renewal_still_counts_after_lapse_and_after_sweep() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        skip(10);
        Offer memory toAlice = openOffer(alice, TAG);
        Offer memory toBob = openOffer(bob, OTHER_TAG);
        vm.warp(START + TERM);
        accept(toAlice);
        sweep(OTHER_TAG);
        accept(toBob);
        assertEq(roll.attestationOf(TAG).since, START + TERM, "since");
        assertEq(roll.holderCount(), 2, "holderCount");
    }

    function test_two_renewals_of_one_second_count_in_the_order_of_their_length() public {
        admit(alice, TAG);
        skip(10);
        Offer memory shorter = openOffer(alice, TAG);
        Offer memory longer = openOffer(alice, TAG);
        longer.expirationTime += 1;
        accept(shorter);
        accept(longer);
        assertEq(roll.attestationOf(TAG).expirationTime, longer.expirationTime, "expirationTime");
        expectAcceptReverts(
            shorter,
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryExpirationInvalid.selector,
                shorter.expirationTime,
                longer.expirationTime,
                time() + roll.MAX_TERM()
            )
        );
    }

    /// @dev A term of 900 days and no deadline.
    function openOffer(address holder, bytes32 tag) private view returns (Offer memory offer) {
        offer = offerTo(holder, tag);
        offer.expirationTime = START + 900 days;
        offer.deadline = type(uint48).max;
    }
}
