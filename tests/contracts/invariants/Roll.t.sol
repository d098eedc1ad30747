// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {RollHandler} from "./RollHandler.sol";

contract RollInvariants is Campaign {
    RollHandler private handler;

    function setUp() public {
        handler = new RollHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.attest.selector);
        allow(handler.attestBySig.selector);
        allow(handler.offerForLater.selector);
        allow(handler.attestLate.selector);
        allow(handler.exitRoll.selector);
        allow(handler.revokeHolder.selector);
        allow(handler.sweepLapsed.selector);
        allow(handler.turnIssuer.selector);
        allow(handler.wait.selector);
        allow(handler.waitForExpiry.selector);
        allow(handler.remember.selector);
        allow(handler.trespass.selector);
        allow(handler.replay.selector);
    }

    function invariant_02_the_roll_counts_the_persons_of_the_model() public view {
        assertTrue(handler.rollIsModel(), "model");
        assertUnbroken(2);
    }

    function invariant_03_a_past_value_never_changes() public view {
        assertTrue(handler.pastIsUnchanged(), "past");
    }

    function invariant_09_a_person_has_one_live_iD_at_most_and_an_account_too() public view {
        assertTrue(handler.rollIsOneToOne(), "one to one");
    }

    function invariant_10_only_the_DAO_revokes() public view {
        assertUnbroken(10);
    }

    function invariant_11_no_iD_is_live_without_a_consent_that_was_given_once() public view {
        assertTrue(handler.liveIsConsented(), "consent");
        assertUnbroken(11);
    }

    function invariant_12_a_holder_can_always_leave() public view {
        assertUnbroken(12);
    }

    function invariant_13_what_has_ended_stays_ended_and_no_standing_moves_back() public view {
        assertTrue(handler.rollIsModel(), "model");
        assertUnbroken(13);
    }

    function invariant_14_who_is_live_is_live_on_every_path_to_the_same_second() public view {
        assertTrue(handler.pathsAgree(), "paths");
    }

    /// @dev Every campaign watches for every breach.
    function afterInvariant() public view {
        assertEq(handler.firstBreach(), "", "breach");
    }

    function assertUnbroken(uint256 number) private view {
        assertEq(handler.broken(number), "", "broken");
    }
}
