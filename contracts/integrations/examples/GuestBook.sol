// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderGated} from "../HolderGated.sol";

/// @title Example: a guest book that holders sign
/// @notice Holders write as often as they like, each person signs once, and founders have a page of their own.
contract GuestBook is HolderGated {
    /// @notice A holder has written something.
    event Written(address indexed holder, string text);

    /// @notice The person has signed already.
    error GuestBookSigned(bytes32 personTag);

    /// @notice Who held an iD at this moment is a founder; seconds since 1970.
    uint256 public immutable founded;

    /// @notice Persons who have signed.
    uint256 public signatures;

    mapping(bytes32 personTag => bool) private _signed;

    constructor(address roll) HolderGated(roll) {
        founded = block.timestamp;
    }

    /// @notice Writes something. Only holders.
    function write(string calldata text) external onlyHolder {
        emit Written(msg.sender, text);
    }

    /// @notice Writes something that only a person can say.
    function writeAsPerson(string calldata text) external onlyPerson {
        emit Written(msg.sender, text);
    }

    /// @notice Writes something on the founders' page.
    function writeAsFounder(string calldata text) external onlyHolderAt(founded) {
        emit Written(msg.sender, text);
    }

    /// @notice Signs, once per person, whichever account they hold their iD with.
    function sign() external {
        bytes32 personTag = _personOf(msg.sender);
        if (_signed[personTag]) revert GuestBookSigned(personTag);
        _signed[personTag] = true;
        ++signatures;
    }
}
