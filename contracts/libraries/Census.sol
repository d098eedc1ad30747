// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A count and its past, three points to a word
/// @notice What OpenZeppelin's Checkpoints do, for small numbers and few writes: the last points share a slot with the
/// length of the archive, so that two of three changes write that slot and no new one.
/// @dev A point is the time (36 bits, seconds since 1970) and the count (28 bits) from then on. Points stand in a word
/// from right to left, the youngest first.
library Census {
    /// @dev Head in one slot, and the archive.
    struct Book {
        uint32 length; // number of full pages
        uint32 note; // room for one more number of the owner's
        uint192 points; // up to three, younger than all pages
        mapping(uint256 index => uint256) pages; // three points each
    }

    uint256 internal constant MAX_COUNT = (1 << 28) - 1;

    /// @notice The count would be more than 28 bits hold.
    error CensusFull(uint256 count);

    /// @notice Sets the count from `time` on; `time` is never earlier than at the call before.
    function set(Book storage book, uint256 time, uint256 count) internal {
        if (count > MAX_COUNT) revert CensusFull(count);
        uint256 points = book.points;
        if (uint64(points) >> 28 == time) {
            points >>= 64; // a point of this very time gives way
        } else if (points >> 128 != 0) {
            book.pages[book.length++] = points;
            points = 0;
        }
        book.points = uint192((points << 64) | (time << 28) | count);
    }

    /// @notice The count now.
    function current(Book storage book) internal view returns (uint256) {
        return book.points & MAX_COUNT;
    }

    /// @notice The count at `time`; 0 before the first point.
    function countAt(Book storage book, uint256 time) internal view returns (uint256) {
        uint256 word = _until(book.points, time);
        if (word == 0) word = _until(_pageAt(book, time), time);
        return word & MAX_COUNT;
    }

    /// @dev The youngest page whose oldest point is not younger than `time`; 0 when there is none.
    function _pageAt(Book storage book, uint256 time) private view returns (uint256) {
        (uint256 low, uint256 high) = (0, book.length);
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (book.pages[middle] >> 156 > time) high = middle;
            else low = middle + 1;
        }
        return low == 0 ? 0 : book.pages[low - 1];
    }

    /// @dev The word without its points that are younger than `time`.
    function _until(uint256 word, uint256 time) private pure returns (uint256) {
        while (uint64(word) >> 28 > time) word >>= 64;
        return word;
    }
}
