// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {RollCase} from "../helpers/RollCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Who is, and who was: `isHolder`, `isHolderAt`, `personAt`, `holderCount`, `holderCountAt`.
contract HolderRegistryStandingTest is RollCase {
    bytes32 private constant THIRD_TAG = keccak256("person 3");

    /* expired at one and the same second, on every path */

    function test_an_iD_is_live_on_every_path_until_the_second_before_expiration_and_on_none_from_then() public {
        admit(alice, TAG);
        vm.warp(START + TERM - 1);
        assertLive(alice, TAG, true);
        vm.warp(START + TERM);
        assertLive(alice, TAG, false);
        assertEq(roll.holderCount(), 1, "counted until swept");
        vm.warp(type(uint40).max);
        assertLive(alice, TAG, false);
    }

    /* isHolderAt */

    function test_isHolderAt_knows_both_edges_of_a_term() public {
        admit(alice, TAG);
        skip(2 * TERM);
        assertHeld(alice, START - 1, false);
        assertHeld(alice, START, true);
        assertHeld(alice, START + TERM - 1, true);
        assertHeld(alice, START + TERM, false);
    }

    function test_isHolderAt_sees_a_renewal_as_one_term() public {
        admit(alice, TAG);
        skip(TERM - 1);
        admit(alice, TAG);
        skip(2 * TERM);
        assertHeld(alice, START + TERM - 1, true);
        assertHeld(alice, START + TERM, true);
        assertHeld(alice, START + 2 * TERM - 2, true);
        assertHeld(alice, START + 2 * TERM - 1, false);
    }

    function test_isHolderAt_sees_the_break_between_lapse_and_return() public {
        admit(alice, TAG);
        skip(TERM + 10);
        admit(alice, TAG);
        skip(1);
        assertHeld(alice, START + TERM - 1, true);
        assertHeld(alice, START + TERM, false);
        assertHeld(alice, START + TERM + 9, false);
        assertHeld(alice, START + TERM + 10, true);
    }

    function test_isHolderAt_follows_a_person_from_account_to_account_and_back() public {
        admit(alice, TAG); // 0 .. 10
        skip(10);
        exit(alice);
        skip(10);
        admit(bob, TAG); // 20 .. 30
        skip(10);
        exit(bob);
        skip(10);
        admit(alice, TAG); // 40 ..
        skip(10);
        assertHistory(alice, [true, false, false, false, true]);
        assertHistory(bob, [false, false, true, false, false]);
    }

    function test_isHolderAt_knows_the_second_at_which_a_case_ended_the_iD() public {
        admit(alice, TAG);
        revoke(TAG);
        uint48 ended = time();
        skip(1);
        assertHeld(alice, ended - 1, true);
        assertHeld(alice, ended, false);
    }

    function test_isHolderAt_follows_an_account_through_several_iDs() public {
        admit(alice, TAG); // 0 .. 10
        skip(10);
        exit(alice);
        skip(10);
        admit(alice, OTHER_TAG); // 20 .. 30
        skip(10);
        exit(alice);
        skip(10);
        admit(alice, THIRD_TAG); // 40 .. 50
        skip(10);
        exit(alice);
        admit(bob, keccak256("person 4"));
        assertHistory(alice, [true, false, true, false, true]);
        skip(10);
        admit(alice, TAG); // 60 ..
        admit(carol, OTHER_TAG);
        skip(10);
        assertHistory(alice, [true, false, true, false, true]);
        assertHeld(alice, START + 50, false);
        assertHeld(alice, START + 60, true);
        assertHistory(carol, [false, false, false, false, false]);
    }

    function test_isHolderAt_gives_each_account_its_side_of_a_move_within_one_second() public {
        admit(alice, TAG);
        vm.warp(START + TERM);
        admit(bob, TAG);
        skip(1);
        assertHeld(alice, START + TERM - 1, true);
        assertHeld(alice, START + TERM, false);
        assertHeld(bob, START + TERM - 1, false);
        assertHeld(bob, START + TERM, true);
    }

    function test_isHolderAt_counts_an_account_that_changes_its_iD_within_one_second_as_holding_throughout() public {
        admit(alice, TAG);
        skip(10);
        exit(alice);
        admit(alice, OTHER_TAG);
        skip(10);
        assertHeld(alice, START + 9, true);
        assertHeld(alice, START + 10, true);
        assertEq(roll.holderCountAt(START + 10), 1, "holderCountAt");
    }

    function test_isHolderAt_is_false_for_the_future() public {
        admit(alice, TAG);
        assertHeld(alice, time(), true);
        assertHeld(alice, time() + 1, false);
        assertHeld(alice, type(uint256).max, false);
    }

    /* personAt */

    function test_personAt_is_the_person_when_live_then_and_now() public {
        admit(alice, TAG);
        skip(10);
        assertEq(roll.personAt(alice, START), TAG, "at the first second");
        assertEq(roll.personAt(alice, START - 1), 0, "a second before");
        assertEq(roll.personAt(alice, time()), TAG, "now");
    }

    function test_personAt_is_nobody_for_an_organisation() public {
        admitOrganisation(alice, TAG);
        skip(10);
        assertEq(roll.personAt(alice, START), 0, "personAt");
    }

    function test_personAt_finds_the_person_with_a_new_account_but_not_with_the_old_one() public {
        admit(alice, TAG);
        skip(10);
        exit(alice);
        skip(10);
        admit(bob, TAG);
        skip(10);
        assertEq(roll.personAt(bob, START + 5), TAG, "live with the old account at the snapshot");
        assertEq(roll.personAt(bob, START + 15), 0, "live with no account at the snapshot");
        assertEq(roll.personAt(bob, START + 20), TAG, "live with the new account");
        assertEq(roll.personAt(alice, START + 5), 0, "the old account");
    }

    function test_personAt_finds_each_of_several_terms() public {
        admit(alice, TAG);
        for (uint256 i; i < 4; ++i) {
            skip(10);
            exit(alice);
            skip(10);
            admit(alice, TAG);
        }
        skip(10);
        for (uint256 t; t < 90; ++t) {
            assertEq(roll.personAt(alice, START + t), (t / 10) % 2 == 0 ? TAG : bytes32(0), vm.toString(t));
        }
    }

    function test_personAt_is_nobody_for_an_organisation_whatever_it_was_at_the_snapshot() public {
        admitOrganisation(alice, TAG);
        skip(10);
        exit(alice);
        skip(10);
        admitOrganisation(alice, TAG);
        skip(10);
        assertEq(roll.personAt(alice, START + 5), 0, "in the first standing");
        assertEq(roll.personAt(alice, START + 20), 0, "in the second");
    }

    function test_seatAt_says_moved_for_every_snapshot_before_the_present_standing() public {
        admit(alice, TAG);
        skip(10);
        exit(alice);
        skip(10);
        admit(alice, TAG);
        skip(10);
        assertSeat(START - 1, 0, false);
        assertSeat(START, TAG, true);
        assertSeat(START + 9, TAG, true);
        assertSeat(START + 10, 0, false);
        assertSeat(START + 20, TAG, false);
        admit(alice, TAG);
        assertSeat(START + 20, TAG, false);
    }

    /* holdersSince */

    function test_holdersSince_names_former_holders_whose_time_ended_after_it() public {
        admit(alice, TAG); // 0 .. 10
        skip(10);
        exit(alice);
        assertHolders(START, new address[](0), "the last holder is no former one");
        skip(10);
        admit(bob, TAG); // 20 .. 30
        skip(10);
        exit(bob);
        skip(10);
        admit(carol, TAG); // 40 ..
        address[] memory both = new address[](2);
        (both[0], both[1]) = (alice, bob);
        address[] memory one = new address[](1);
        one[0] = bob;
        assertHolders(0, both, "from the beginning");
        assertHolders(START + 9, both, "from alice's last second");
        assertHolders(START + 10, one, "from alice's end");
        assertHolders(START + 29, one, "from bob's last second");
        assertHolders(START + 30, new address[](0), "from bob's end");
        assertHolders(type(uint256).max, new address[](0), "from the end of time");
    }

    function test_holdersSince_names_who_held_for_no_second() public {
        skip(10);
        admit(alice, TAG);
        exit(alice);
        skip(10);
        admit(bob, TAG);
        address[] memory one = new address[](1);
        one[0] = alice;
        assertHolders(START + 9, one, "a second before");
        assertHolders(START + 10, new address[](0), "in that second");
    }

    function test_personAt_is_nobody_while_lapsed_and_somebody_again_after_the_return() public {
        admit(alice, TAG);
        vm.warp(START + TERM);
        assertEq(roll.personAt(alice, START), 0, "lapsed");
        admit(alice, TAG);
        assertEq(roll.personAt(alice, START), TAG, "returned");
        assertEq(roll.personAt(alice, START + TERM - 1), TAG, "last second of the first term");
    }

    /* holderCountAt */

    function test_holderCountAt_keeps_what_it_was() public {
        admit(alice, TAG);
        skip(10);
        admit(bob, OTHER_TAG);
        skip(10);
        exit(alice);
        skip(10);
        exit(bob);
        uint8[5] memory expected = [0, 1, 2, 1, 0];
        for (uint256 i; i < 5; ++i) assertEq(roll.holderCountAt(START + 10 * i - 1), expected[i], vm.toString(i));
        assertEq(roll.holderCountAt(time()), 0, "now");
    }

    function test_holderCountAt_sums_what_happens_in_one_second() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        exit(alice);
        admit(carol, THIRD_TAG);
        skip(1);
        assertEq(roll.holderCountAt(START), 2, "holderCountAt");
        assertEq(roll.holderCountAt(START - 1), 0, "before");
    }

    function test_holderCount_never_falls_by_lapse_and_a_sweep_changes_no_past() public {
        admit(alice, TAG);
        admit(bob, OTHER_TAG);
        vm.warp(START + 3 * TERM);
        assertEq(roll.holderCount(), 2, "after the lapse");
        sweep(TAG);
        assertEq(roll.holderCountAt(time() - 1), 2, "before the sweep");
        assertEq(roll.holderCountAt(time()), 1, "since the sweep");
    }

    /// @dev Six persons come one after the other for random terms; some leave, some are swept; then every day is asked.
    function testFuzz_holderCountAt_equals_a_plain_count_of_terms(uint256 seed) public {
        address[] memory people = accounts("comer", 6);
        uint48[6] memory from;
        uint48[6] memory to;
        for (uint256 i; i < 6; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            skip(within(draw, 0, 20 days));
            (from[i], to[i]) = (time(), type(uint48).max);
            admitUntil(people[i], bytes32(i + 2), time() + uint48(within(draw >> 64, 1, 60 days)));
            uint256 other = (draw >> 128) % (i + 1);
            if (to[other] != type(uint48).max) continue;
            bool lapsed = !roll.isHolder(people[other]);
            if ((draw >> 192) % 3 == 0) continue;
            if (lapsed) sweep(bytes32(other + 2));
            else exit(people[other]);
            to[other] = time();
        }
        for (uint256 t = START - 1 days; t < time() + 2 days; t += 6 hours) {
            uint256 count;
            for (uint256 i; i < 6; ++i) if (from[i] <= t && t < to[i]) ++count;
            assertEq(roll.holderCountAt(t), count, vm.toString(t));
        }
    }

    /* never reverting */

    function test_views_answer_for_any_timepoint_and_account() public {
        admit(alice, TAG);
        skip(10);
        uint256 last = type(uint48).max; // of the clock
        uint256[6] memory times = [0, 1, type(uint40).max, last, last + 1, type(uint256).max];
        for (uint256 i; i < times.length; ++i) {
            assertHeld(alice, times[i], false);
            assertHeld(address(0), times[i], false);
            assertEq(roll.personAt(address(0), times[i]), 0, "personAt of nobody");
            assertEq(roll.personAt(alice, times[i]), i < 2 ? bytes32(0) : TAG, "personAt");
            assertEq(roll.holderCountAt(times[i]), i < 2 ? 0 : 1, "holderCountAt");
        }
        assertFalse(roll.isHolder(address(0)), "isHolder of nobody");
        assertEq(roll.personTagOf(outsider), 0, "personTagOf");
        assertEq(roll.attestationOf(OTHER_TAG).holder, address(0), "attestationOf");
        assertEq(roll.attestationOf(OTHER_TAG).expirationTime, 0, "attestationOf, expirationTime");
    }

    /* helpers */

    function assertLive(address holder, bytes32 tag, bool live) private view {
        assertEq(roll.isHolder(holder), live, "isHolder");
        assertEq(roll.isRegistered(holder), live, "isRegistered");
        assertEq(roll.isHolderAt(holder, time()), live, "isHolderAt");
        assertEq(roll.personAt(holder, START), live ? tag : bytes32(0), "personAt");
        (bool stands, ) = roll.standingOf(tag);
        assertEq(stands, live, "standingOf");
        assertEq(roll.isTokenExpired(uint256(tag)), !live, "isTokenExpired");
    }

    function assertSeat(uint256 snapshot, bytes32 tag, bool moved) private view {
        (bytes32 foundTag, bool foundMoved) = roll.seatAt(alice, snapshot);
        assertEq(foundTag, tag, string.concat("seat at ", vm.toString(snapshot)));
        assertEq(foundMoved, moved, string.concat("moved at ", vm.toString(snapshot)));
    }

    function assertHolders(uint256 timepoint, address[] memory expected, string memory what) private view {
        assertEq(
            keccak256(abi.encode(roll.holdersSince(TAG, timepoint))),
            keccak256(abi.encode(expected)),
            what
        );
    }

    function assertHeld(address holder, uint256 timepoint, bool held) private view {
        assertEq(roll.isHolderAt(holder, timepoint), held, string.concat("held at ", vm.toString(timepoint)));
    }

    /// @dev One answer for each stretch of ten seconds since START, at both its ends.
    function assertHistory(address holder, bool[5] memory held) private view {
        for (uint256 i; i < held.length; ++i) {
            assertHeld(holder, START + 10 * i, held[i]);
            assertHeld(holder, START + 10 * i + 9, held[i]);
        }
    }
}
