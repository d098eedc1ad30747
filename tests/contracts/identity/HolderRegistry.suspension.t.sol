// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile, CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A suspension takes the proof of status for some days, never the seat.
contract HolderRegistrySuspensionTest is RollActs {
    uint48 private constant FROM = START + 10 days;
    uint48 private constant UNTIL = FROM + SUSPENSION;

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(FROM);
    }

    /* what it takes */

    function test_openCase_suspends_when_it_says_so() public {
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseOpened(
            alice,
            TAG,
            1,
            issuer,
            REASON,
            FROM + APPEAL_WINDOW,
            FROM + APPEAL_WINDOW + DECISION_TIME,
            UNTIL
        );
        openSuspending(issuer, TAG);
        assertCase(
            TAG,
            CaseFile(
                1,
                CasePhase.Open,
                true,
                FROM,
                FROM + APPEAL_WINDOW,
                FROM + APPEAL_WINDOW + DECISION_TIME,
                UNTIL
            )
        );
        assertFalse(roll.isHolder(alice), "isHolder");
    }

    function test_the_suspended_are_not_live_from_the_first_second_to_the_last() public {
        openSuspending(issuer, TAG);
        appeal(alice, TAG); // so that the case does not end with the suspension
        assertLive(false);
        vm.warp(UNTIL - 1);
        assertLive(false);
        vm.warp(UNTIL);
        assertLive(true);
        assertHistory(FROM - 1, true);
        assertHistory(FROM, false);
        assertHistory(UNTIL - 1, false);
        assertHistory(UNTIL, true);
    }

    function test_the_suspended_keep_their_seat_their_place_in_the_count_and_their_token() public {
        openSuspending(issuer, TAG);
        skip(1);
        assertEq(roll.personAt(alice, START), TAG, "personAt");
        (bytes32 tag, bool moved) = roll.seatAt(alice, time());
        assertEq(tag, TAG, "seatAt");
        assertFalse(moved, "moved");
        assertEq(roll.holderCount(), 1, "holderCount");
        assertEq(roll.holderCountAt(FROM), 1, "holderCountAt");
        (bool stands, ) = roll.standingOf(TAG);
        assertTrue(stands, "standingOf");
        assertEq(roll.ownerOf(uint256(TAG)), alice, "ownerOf");
        assertEq(roll.attestationOf(TAG).expirationTime, START + TERM, "expirationTime");
    }

    function test_the_suspended_can_leave() public {
        openSuspending(issuer, TAG);
        exit(alice);
        assertEq(roll.holderCount(), 0, "holderCount");
    }

    function test_a_suspension_of_one_is_none_of_another() public {
        admit(bob, OTHER_TAG);
        openSuspending(issuer, TAG);
        assertTrue(roll.isHolder(bob), "bob");
        assertFalse(roll.isSuspendedAt(OTHER_TAG, time()), "isSuspendedAt");
    }

    function test_an_organisation_can_be_suspended() public {
        admitOrganisation(bob, OTHER_TAG);
        assertFalse(roll.isRegistered(bob), "an organisation is no person");
        openSuspending(issuer, OTHER_TAG);
        assertFalse(roll.isHolder(bob), "isHolder");
    }

    /* what lifts it */

    function test_withdrawal_lifts_it_at_once() public {
        openSuspending(issuer, TAG);
        skip(5 days);
        withdrawCase(issuer, TAG);
        assertLifted(time());
    }

    function test_dismissal_lifts_it_at_once() public {
        openSuspending(address(timelock), TAG);
        skip(5 days);
        decide(TAG, 1, false);
        assertLifted(time());
    }

    function test_a_return_lifts_it_at_once() public {
        openSuspending(issuer, TAG);
        skip(5 days);
        exit(alice);
        skip(1 days);
        assertLive(false);
        admit(alice, TAG);
        assertLifted(time());
    }

    function test_it_lapses_before_the_case_does() public {
        openSuspending(issuer, TAG);
        appeal(alice, TAG);
        vm.warp(UNTIL);
        assertLifted(UNTIL);
        assertPhase(TAG, CasePhase.Appealed, "still to be decided");
        decide(TAG, 1, false);
        assertLifted(UNTIL);
    }

    function test_a_renewal_does_not_lift_it() public {
        openSuspending(issuer, TAG);
        skip(1);
        admit(alice, TAG);
        assertLive(false);
        assertEq(roll.caseOf(TAG).suspendedUntil, UNTIL, "suspendedUntil");
    }

    function test_a_suspension_lifted_in_its_own_second_never_was() public {
        openSuspending(issuer, TAG);
        withdrawCase(issuer, TAG);
        assertLive(true);
        skip(1);
        assertHistory(FROM, true);
    }

    /* several */

    function test_a_case_without_suspension_leaves_the_last_one_in_the_file() public {
        openSuspending(issuer, TAG);
        skip(1 days);
        withdrawCase(issuer, TAG);
        uint48 moment = time();
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseOpened(
            alice,
            TAG,
            2,
            address(timelock),
            REASON,
            moment + APPEAL_WINDOW,
            moment + APPEAL_WINDOW + DECISION_TIME,
            0
        );
        openCase(address(timelock), TAG);
        assertEq(roll.caseOf(TAG).suspendedUntil, moment, "suspendedUntil");
        assertLive(true);
    }

    function test_an_account_that_changed_its_iD_was_suspended_in_the_former_one() public {
        openSuspending(issuer, TAG);
        skip(1 days);
        exit(alice);
        skip(1 days);
        admit(alice, OTHER_TAG);
        skip(1);
        assertHistory(FROM - 1, true);
        assertHistory(FROM, false);
        assertHistory(FROM + 2 days, true);
    }

    /// @dev Suspensions of random lengths with random breaks, some of them across a return, against plain lists of
    /// their edges; every edge is asked after each of them.
    function testFuzz_past_answers_never_change_over_many_suspensions(uint256 seed) public {
        uint48[6] memory from;
        uint48[6] memory to;
        for (uint256 i; i < 6; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            skip(within(draw, 0, 3 days));
            from[i] = time();
            uint32 number = openSuspending(address(timelock), TAG);
            skip(within(draw >> 64, 0, SUSPENSION + 2 days));
            decide(TAG, number, false);
            to[i] = time() < from[i] + SUSPENSION ? time() : from[i] + SUSPENSION;
            for (uint256 j; j <= i; ++j) assertEdges(from, to, from[j], to[j]);
        }
    }

    /* helpers */

    function assertLive(bool live) private view {
        assertEq(roll.isHolder(alice), live, "isHolder");
        assertEq(roll.isRegistered(alice), live, "isRegistered");
        assertEq(roll.isHolderAt(alice, time()), live, "isHolderAt");
    }

    /// @dev That the suspension ended at `moment`, that it did so in the file, and that the time before did not change.
    function assertLifted(uint48 moment) private {
        assertLive(true);
        assertEq(roll.caseOf(TAG).suspendedUntil, moment, "suspendedUntil");
        skip(1);
        assertHistory(FROM, false);
        assertTrue(roll.isSuspendedAt(TAG, moment - 1), "isSuspendedAt, before");
        assertHistory(moment, true);
        assertFalse(roll.isSuspendedAt(TAG, FROM - 1), "isSuspendedAt, before it began");
    }

    function assertHistory(uint256 timepoint, bool live) private view {
        assertEq(roll.isHolderAt(alice, timepoint), live, string.concat("isHolderAt ", vm.toString(timepoint)));
    }

    function assertEdges(uint48[6] memory from, uint48[6] memory to, uint48 left, uint48 right) private view {
        uint48[4] memory times = [left - 1, left, right - 1, right];
        for (uint256 i; i < times.length; ++i) {
            bool suspended;
            for (uint256 j; j < 6; ++j) suspended = suspended || (from[j] <= times[i] && times[i] < to[j]);
            assertEq(roll.isSuspendedAt(TAG, times[i]), suspended, string.concat("at ", vm.toString(times[i])));
            if (times[i] <= time()) assertHistory(times[i], !suspended);
        }
    }
}
