// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A count and its past, four points to three words
/// @notice What OpenZeppelin's Checkpoints do, for small numbers and few writes: the last points share one slot
/// with the length of the archive, so that two of three changes write one slot and no new one.
/// @dev A point is the time (36 bits, seconds since 1970) and the count (28 bits) from then on. A page holds three.
library Census {
    /// @dev One slot. The points in use are the first ones; a point of zero is free.
    struct Head {
        uint32 pages; // number of full pages
        uint32 endedLeaves; // room for one more number of the roll, see HolderRecords
        uint64 first;
        uint64 second;
        uint64 third;
    }

    struct Book {
        Head head;
        mapping(uint256 index => uint256) pages; // three points, the oldest on top
    }

    uint256 internal constant MAX_COUNT = (1 << 28) - 1;
    uint256 private constant MAX_TIME = (1 << 36) - 1;

    /// @notice The count would be more than 28 bits hold.
    error CensusFull(uint256 count);

    /// @notice Sets the count from `time` on; `time` is never earlier than at the call before.
    function set(Book storage book, uint256 time, uint256 count) internal {
        if (count > MAX_COUNT) revert CensusFull(count);
        uint64 point = uint64((time << 28) | count);
        Head memory head = book.head;
        if (head.first == 0 || head.first >> 28 == time) {
            // A first point of this very time has no second: later ones are younger.
            head.first = point;
        } else if (head.second == 0 || head.second >> 28 == time) {
            head.second = point;
        } else if (head.third == 0 || head.third >> 28 == time) {
            head.third = point;
        } else {
            book.pages[head.pages++] = (uint256(head.first) << 128) | (uint256(head.second) << 64) | head.third;
            (head.first, head.second, head.third) = (point, 0, 0);
        }
        book.head = head;
    }

    /// @notice The count now.
    function current(Book storage book) internal view returns (uint256) {
        Head memory head = book.head;
        uint64 point = head.third != 0 ? head.third : head.second != 0 ? head.second : head.first;
        return point & MAX_COUNT;
    }

    /// @notice The count at `time`; 0 before the first point.
    function countAt(Book storage book, uint256 time) internal view returns (uint256) {
        if (time > MAX_TIME) return current(book);
        Head memory head = book.head;
        uint256 word = (uint256(head.first) << 128) | (uint256(head.second) << 64) | head.third;
        if (head.first >> 28 > time) {
            (uint256 low, uint256 high) = (0, head.pages);
            while (low < high) {
                uint256 middle = (low + high) / 2;
                if (book.pages[middle] >> 156 > time) high = middle;
                else low = middle + 1;
            }
            if (low == 0) return 0;
            word = book.pages[low - 1];
        }
        return _lookup(word, time);
    }

    /// @dev The youngest point of the word that is not younger than `time`; the first one is not.
    function _lookup(uint256 word, uint256 time) private pure returns (uint256) {
        for (uint256 shift; shift < 128; shift += 64) {
            uint64 point = uint64(word >> shift);
            if (point != 0 && point >> 28 <= time) return point & MAX_COUNT;
        }
        return (word >> 128) & MAX_COUNT;
    }
}
