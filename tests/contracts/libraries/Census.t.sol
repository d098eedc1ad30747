// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Census} from "contracts/libraries/Census.sol";
import {Asserts} from "../helpers/Asserts.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A count and its past, against plain lists of what was written.
contract CensusTest is Asserts {
    using Census for Census.Book;

    uint256 private constant MAX_COUNT = 2 ** 28 - 1;
    uint256 private constant MAX_TIME = 2 ** 36 - 1;

    Census.Book private book;
    uint256[] private times;
    uint256[] private counts;

    function test_an_empty_book_counts_nobody_at_any_time() public view {
        assertEq(book.current(), 0, "current");
        assertEq(book.countAt(0), 0, "at the beginning");
        assertEq(book.countAt(type(uint256).max), 0, "at the end");
    }

    function test_a_count_holds_from_its_second_on() public {
        book.set(100, 7);
        assertEq(book.current(), 7, "current");
        assertEq(book.countAt(99), 0, "a second before");
        assertEq(book.countAt(100), 7, "in that second");
        assertEq(book.countAt(type(uint256).max), 7, "for ever");
    }

    function test_the_last_count_of_a_second_is_the_one_that_holds() public {
        book.set(100, 1);
        for (uint256 count; count < 10; ++count) book.set(200, count);
        assertEq(book.countAt(199), 1, "before");
        assertEq(book.countAt(200), 9, "in that second");
        assertEq(book.length, 0, "no page was needed");
    }

    function test_a_count_of_nobody_is_a_count() public {
        book.set(100, 5);
        book.set(200, 0);
        book.set(300, 5);
        assertEq(book.countAt(199), 5, "before");
        assertEq(book.countAt(200), 0, "nobody");
        assertEq(book.countAt(299), 0, "still nobody");
        assertEq(book.countAt(300), 5, "after");
    }

    function test_a_page_is_written_by_every_third_change() public {
        for (uint256 i = 1; i <= 10; ++i) {
            book.set(100 * i, i);
            assertEq(book.length, (i - 1) / 3, vm.toString(i));
        }
    }

    function test_the_first_second_of_all_is_a_time() public {
        book.set(0, 3);
        assertEq(book.countAt(0), 3, "countAt");
        book.set(0, 4);
        book.set(1, 5);
        assertEq(book.countAt(0), 4, "countAt, later");
    }

    function test_the_greatest_count_and_time_fit_and_disturb_no_neighbour() public {
        for (uint256 i = 4; i > 0; --i) book.set(MAX_TIME - i, MAX_COUNT - (i % 2));
        book.set(MAX_TIME, MAX_COUNT);
        for (uint256 i = 4; i > 0; --i) assertEq(book.countAt(MAX_TIME - i), MAX_COUNT - (i % 2), vm.toString(i));
        assertEq(book.countAt(MAX_TIME - 5), 0, "before");
        assertEq(book.current(), MAX_COUNT, "current");
    }

    function test_set_reverts_beyond_28_bits() public {
        vm.expectRevert(abi.encodeWithSelector(Census.CensusFull.selector, MAX_COUNT + 1));
        this.setApart(1, MAX_COUNT + 1);
        vm.expectRevert(abi.encodeWithSelector(Census.CensusFull.selector, type(uint256).max));
        this.setApart(1, type(uint256).max);
    }

    function test_the_note_beside_the_count_is_left_alone() public {
        book.note = type(uint32).max;
        for (uint256 i = 1; i < 8; ++i) book.set(i, i);
        assertEq(book.note, type(uint32).max, "note");
        assertEq(book.current(), 7, "current");
    }

    /// @dev Up to 400 changes at random times, some of them in one second; after all of them every edge is asked: at
    /// each point, before it, and in the middle of the way to it.
    /// forge-config: default.fuzz.runs = 48
    function testFuzz_every_past_count_is_the_one_of_a_plain_list(uint256 seed) public {
        uint256 changes = within(seed, 0, 400);
        uint256 moment = within(seed >> 64, 1, 2 ** 32);
        for (uint256 i; i < changes; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            moment += draw % 3 == 0 ? 0 : within(draw >> 8, 1, 2 ** 24);
            write(moment, within(draw >> 64, 0, draw % 5 == 0 ? MAX_COUNT : 100));
            assertEq(book.current(), counts[counts.length - 1], "current");
            uint256 past = (draw >> 128) % times.length;
            assertCount(times[past], counts[past], "while it is written");
        }
        uint256 count;
        for (uint256 i; i < times.length; ++i) {
            assertCount(times[i] - 1, count, "before a point");
            if (i > 0) assertCount((times[i - 1] + times[i]) / 2, count, "on the way to a point");
            count = counts[i];
            assertCount(times[i], count, "at a point");
        }
        assertCount(0, 0, "before all");
        assertCount(moment + 1, count, "after all");
        assertCount(type(uint256).max, count, "at the end of time");
    }

    function testFuzz_countAt_answers_for_any_time(uint256[9] memory steps, uint256 moment) public {
        uint256 last;
        uint256 expected;
        for (uint256 i; i < steps.length; ++i) {
            last += steps[i] % 2 ** 30;
            write(last, i);
            if (last <= moment) expected = i;
        }
        assertCount(moment, expected, "any time");
    }

    /// @dev `expectRevert` wants a call.
    function setApart(uint256 time_, uint256 count) external {
        book.set(time_, count);
    }

    function write(uint256 time_, uint256 count) private {
        book.set(time_, count);
        if (times.length > 0 && times[times.length - 1] == time_) {
            counts[counts.length - 1] = count;
        } else {
            times.push(time_);
            counts.push(count);
        }
    }

    function assertCount(uint256 moment, uint256 expected, string memory what) private view {
        assertEq(book.countAt(moment), expected, string.concat(what, ": ", vm.toString(moment)));
    }
}
