// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What bounds an issuer: a cap for each day (UTC), and the guardian's suspension of issuance.
contract HolderRegistryCapsTest is RollActs {
    uint48 private constant MIDNIGHT = START - (START % 1 days) + 1 days;
    address[] private people;

    function setUp() public override {
        super.setUp();
        people = accounts("comer", 8);
        accredit(issuer, person, START + 365 days, 3);
    }

    /* the cap */

    function test_the_cap_admits_so_many_and_no_more() public {
        admitFirst(3);
        assertEq(roll.usedToday(1), 3, "usedToday");
        expectCapReached(3, 3);
    }

    function test_a_new_day_begins_at_midnight_UTC() public {
        admitFirst(3);
        vm.warp(MIDNIGHT - 1);
        assertEq(roll.usedToday(1), 3, "last second");
        expectCapReached(3, 3);
        vm.warp(MIDNIGHT);
        assertEq(roll.usedToday(1), 0, "first second");
        admitNext(3);
        admitNext(4);
        admitNext(5);
        expectCapReached(6, 3);
    }

    function test_renewals_are_free() public {
        admitFirst(3);
        skip(1);
        for (uint256 i; i < 3; ++i) admitNext(i);
        assertEq(roll.usedToday(1), 3, "usedToday");
    }

    function test_a_return_counts() public {
        admitFirst(2);
        exit(people[0]);
        skip(1);
        admitNext(0);
        expectCapReached(3, 3);
    }

    function test_an_exit_gives_nothing_back() public {
        admitFirst(3);
        exit(people[0]);
        expectCapReached(3, 3);
    }

    function test_a_recovery_counts_when_it_begins() public {
        admitFirst(1);
        skip(1);
        startRecovery(recoveryTo(alice, tagOf(0)));
        assertEq(roll.usedToday(1), 2, "begun");
        vetoRecovery(people[0], tagOf(0));
        assertEq(roll.usedToday(1), 2, "refused");
        skip(VETO_REST);
        startRecovery(recoveryTo(alice, tagOf(0)));
        skip(RECOVERY_DELAY);
        roll.completeRecovery(tagOf(0));
        assertEq(roll.usedToday(1), 0, "completed on another day");
    }

    function test_relayed_acceptances_count() public {
        Offer memory offer = offerTo(alice, TAG);
        roll.attestBySig(offer, signOffer(offer), signAcceptance(offer));
        assertEq(roll.usedToday(1), 1, "usedToday");
    }

    function test_each_accreditation_has_a_cap_of_its_own() public {
        admitFirst(3);
        admitOrganisation(alice, TAG);
        accept(offerBy(otherIssuer, bob, OTHER_TAG));
        assertEq(roll.usedToday(2), 1, "the same issuer for another schema");
        assertEq(roll.usedToday(3), 1, "another issuer");
        assertEq(roll.usedToday(99), 0, "one that never was");
    }

    function test_a_cap_set_anew_counts_from_now_on_with_what_was_used_today() public {
        admitFirst(3);
        accredit(issuer, person, START + 365 days, 4);
        admitNext(3);
        expectCapReached(4, 4);
        accredit(issuer, person, START + 365 days, 1);
        expectCapReached(4, 1);
    }

    function test_an_end_of_the_accreditation_gives_nothing_back_on_the_same_day() public {
        admitFirst(3);
        withdraw(issuer);
        skip(1);
        accredit(issuer, person, START + 365 days, 3);
        expectCapReached(3, 3);
    }

    function test_a_refused_offer_uses_nothing() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.expirationTime = START;
        vm.prank(alice);
        (bool done, ) = address(roll).call(abi.encodeCall(IHolderOffers.attest, (offer, signOffer(offer))));
        assertFalse(done, "done");
        assertEq(roll.usedToday(1), 0, "usedToday");
    }

    /// @dev Whoever has the issuer's key gets no more than the cap on any day, whatever the times of the attempts.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_no_day_sees_more_than_the_cap(uint256 seed) public {
        uint256 day;
        uint256 used;
        for (uint256 i; i < 24; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            skip(within(draw, 0, 12 hours));
            if (time() / 1 days != day) (day, used) = (time() / 1 days, 0);
            Offer memory offer = offerTo(address(uint160(draw)), bytes32(draw));
            bytes memory signature = signOffer(offer);
            vm.prank(offer.holder);
            (bool admitted, ) = address(roll).call(abi.encodeCall(IHolderOffers.attest, (offer, signature)));
            assertEq(admitted, used < 3, "admitted");
            if (admitted) ++used;
            assertEq(roll.usedToday(1), used, "usedToday");
        }
    }

    /* the guardian */

    function test_a_suspension_of_issuance_stops_every_way_in_of_that_accreditation_and_no_other() public {
        admitFirst(1);
        skip(1);
        suspendIssuance(issuer);
        expectAcceptReverts(offerTo(alice, TAG), notAccredited(issuer));
        expectAcceptReverts(offerTo(people[0], tagOf(0)), notAccredited(issuer));
        expectStartReverts(recoveryTo(alice, tagOf(0)), notAccredited(issuer));
        admitOrganisation(bob, OTHER_TAG);
        accept(offerBy(otherIssuer, alice, TAG));
        assertTrue(roll.isHolder(people[0]), "who is in stays");
    }

    function test_a_suspension_of_issuance_ends_by_itself_at_its_second() public {
        suspendIssuance(issuer);
        uint48 until = START + issuers.SUSPENSION();
        vm.warp(until - 1);
        expectAcceptReverts(offerTo(alice, TAG), notAccredited(issuer));
        vm.warp(until);
        admit(alice, TAG);
    }

    function test_an_offer_outlives_a_suspension_of_issuance_and_dies_with_a_withdrawal() public {
        Offer memory offer = offerTo(alice, TAG);
        offer.deadline = START + 365 days;
        suspendIssuance(issuer);
        skip(issuers.SUSPENSION());
        accept(offer);
        offer = offerTo(bob, OTHER_TAG);
        offer.deadline = START + 365 days;
        withdraw(issuer);
        skip(1);
        accredit(issuer);
        expectAcceptReverts(offer, stale(offer.issuedAt, time() - 1));
    }

    /* helpers */

    function tagOf(uint256 index) private pure returns (bytes32) {
        return keccak256(abi.encode("comer", index));
    }

    function admitFirst(uint256 count) private {
        for (uint256 i; i < count; ++i) admitNext(i);
    }

    function admitNext(uint256 index) private {
        admit(people[index], tagOf(index));
    }

    function expectCapReached(uint256 index, uint32 cap) private {
        expectAcceptReverts(
            offerTo(people[index], tagOf(index)),
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerCapReached.selector, issuer, person, cap)
        );
    }
}
