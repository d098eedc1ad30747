// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {RollScript} from "../helpers/RollScript.sol";
import {Log, vm} from "../helpers/Vm.sol";

/// @notice Views that others build on: they never revert, and what they said of a time past they say for ever.
contract HolderRegistryViewsTest is RollScript {
    /// @notice What the roll said at the end of a second.
    struct Minute {
        uint256 time;
        uint256 count;
        bool[PEOPLE] live;
        bool[TAGS] suspended;
        bytes32[PEOPLE] seated;
    }

    Minute[] private minutes_;

    /// @dev Else the tests below would prove little.
    function test_scripts_do_everything_that_the_roll_knows() public {
        bytes32[10] memory events = [
            IHolderOffers.Attested.selector,
            IHolderRecords.Exited.selector,
            IHolderRecords.Swept.selector,
            IHolderCases.CaseOpened.selector,
            IHolderCases.CaseAppealed.selector,
            IHolderCases.CaseDismissed.selector,
            IHolderCases.Revoked.selector,
            IHolderRecovery.RecoveryStarted.selector,
            IHolderRecovery.RecoveryVetoed.selector,
            IHolderRecovery.Recovered.selector
        ];
        uint256[10] memory counts;
        vm.recordLogs();
        for (uint256 seed; seed < 48; ++seed) {
            accredit(issuer);
            accredit(issuer, organisation, time() + 365 days, DAILY_CAP);
            play(seed, 80);
        }
        assertTrue(acts > 1000, "acts");
        Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            for (uint256 j; j < events.length; ++j) if (logs[i].topics[0] == events[j]) ++counts[j];
        }
        for (uint256 j; j < events.length; ++j) {
            assertTrue(counts[j] >= 10, string.concat(vm.toString(j), ": ", vm.toString(counts[j])));
        }
    }

    /// @dev Whatever the state, whatever is asked.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_no_view_reverts(uint256 seed, address account_, bytes32 tag, uint256 timepoint) public {
        play(seed, 30);
        uint256[5] memory times = [timepoint, timepoint % 2 ** 40, time(), START, type(uint256).max];
        for (uint256 i; i < times.length; ++i) {
            ask(account_, tag, times[i]);
            ask(address(0), 0, times[i]);
            for (uint256 j; j < PEOPLE; ++j) ask(people[j], tagOf(j), times[i]);
        }
    }

    /// forge-config: default.fuzz.runs = 64
    function testFuzz_no_view_says_yes_to_a_stranger(uint256 seed, address account_, uint256 timepoint) public {
        play(seed, 10);
        for (uint256 i; i < PEOPLE; ++i) if (account_ == people[i]) return;
        assertFalse(roll.isHolder(account_), "isHolder");
        assertFalse(roll.isHolderAt(account_, timepoint), "isHolderAt");
        assertFalse(roll.isRegistered(account_), "isRegistered");
        assertEq(roll.personAt(account_, timepoint), 0, "personAt");
        assertEq(roll.personTagOf(account_), 0, "personTagOf");
    }

    /// @dev Every second that the script stopped at is asked again at its end, and one of them after each act.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_the_past_never_changes(uint256 seed) public {
        for (uint256 i; i < 80; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            act(draw);
            note();
            assertPast(minutes_[draw % minutes_.length]);
        }
        skip(1);
        for (uint256 i; i < minutes_.length; ++i) assertPast(minutes_[i]);
    }

    /// @dev A seat is that of the person whose iD stood at the snapshot and stands with the account now.
    /// forge-config: default.fuzz.runs = 32
    function testFuzz_a_seat_follows_the_person(uint256 seed) public {
        for (uint256 i; i < 80; ++i) {
            act(uint256(keccak256(abi.encode(seed, i))));
            note();
        }
        for (uint256 i; i < minutes_.length; ++i) {
            for (uint256 j; j < PEOPLE; ++j) assertSeat(minutes_[i], people[j]);
        }
    }

    /* helpers */

    function play(uint256 seed, uint256 length) private {
        for (uint256 i; i < length; ++i) act(uint256(keccak256(abi.encode(seed, i))));
    }

    function ask(address account_, bytes32 tag, uint256 timepoint) private view {
        roll.isHolder(account_);
        roll.isHolderAt(account_, timepoint);
        roll.isRegistered(account_);
        roll.personAt(account_, timepoint);
        roll.seatAt(account_, timepoint);
        roll.holderCountAt(timepoint);
        roll.holdersSince(tag, timepoint);
        roll.isSuspendedAt(tag, timepoint);
        roll.attestationOf(tag);
        roll.standingOf(tag);
        roll.caseOf(tag);
        roll.recoveryOf(tag);
    }

    /// @dev Several acts of one second leave what the last of them left.
    function note() private {
        if (minutes_.length == 0 || minutes_[minutes_.length - 1].time != time()) minutes_.push();
        Minute storage minute = minutes_[minutes_.length - 1];
        (minute.time, minute.count) = (time(), roll.holderCount());
        for (uint256 i; i < PEOPLE; ++i) {
            minute.live[i] = roll.isHolder(people[i]);
            minute.seated[i] = roll.personAt(people[i], time());
        }
        for (uint256 i; i < TAGS; ++i) minute.suspended[i] = roll.isSuspendedAt(tagOf(i), time());
    }

    function assertPast(Minute memory minute) private view {
        string memory moment = vm.toString(minute.time);
        assertEq(roll.holderCountAt(minute.time), minute.count, string.concat("holderCountAt ", moment));
        for (uint256 i; i < PEOPLE; ++i) {
            bool live = roll.isHolderAt(people[i], minute.time);
            assertEq(live, minute.live[i], string.concat("isHolderAt ", moment));
        }
        for (uint256 i; i < TAGS; ++i) {
            bool suspended = roll.isSuspendedAt(tagOf(i), minute.time);
            assertEq(suspended, minute.suspended[i], string.concat("isSuspendedAt ", moment));
        }
    }

    function assertSeat(Minute memory minute, address account_) private view {
        bytes32 now_ = roll.personAt(account_, time());
        bool had; // whether the person had a seat then, with whichever account
        bool same; // with this one
        for (uint256 i; i < PEOPLE; ++i) {
            if (now_ == 0 || minute.seated[i] != now_) continue;
            had = true;
            same = same || people[i] == account_;
        }
        (bytes32 tag, bool moved) = roll.seatAt(account_, minute.time);
        assertEq(tag, had ? now_ : bytes32(0), "seat");
        assertTrue(moved || !had || same, "moved, when it was another account's");
        assertEq(moved, had && minute.time < roll.attestationOf(now_).since, "moved");
    }
}
