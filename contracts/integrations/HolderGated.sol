// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {IHolderRecords} from "../interfaces/IHolderRecords.sol";

/// @title Base of contracts that only iD holders may use
/// @notice Inherit it, give it the address of the roll, and write `onlyHolder` or `onlyPerson` behind a function.
/// @dev The roll is asked at every call, since an iD ends without telling anybody. Warning: an account is not a person:
/// an iD may be moved to another account. Where each person may act once, keep what {_personOf} says, never an account.
abstract contract HolderGated {
    /// @notice There is no roll at this address.
    error HolderGatedRollInvalid(address roll);

    /// @notice The account holds no live iD.
    error HolderGatedNotHolder(address account);

    /// @notice The account held no live iD at `timepoint`, in seconds since 1970.
    error HolderGatedNotHolderAt(address account, uint256 timepoint);

    /// @notice The account does not hold the live iD of a person.
    error HolderGatedNotPerson(address account);

    /// @notice The roll whose holders may use this contract.
    IHolderRecords public immutable holderRoll;

    /// @dev The caller holds a live iD, of a person or an organisation.
    modifier onlyHolder() {
        if (!holderRoll.isHolder(msg.sender)) revert HolderGatedNotHolder(msg.sender);
        _;
    }

    /// @dev The caller held a live iD at a moment that has passed; they may have left since.
    modifier onlyHolderAt(uint256 timepoint) {
        if (!holderRoll.isHolderAt(msg.sender, timepoint)) revert HolderGatedNotHolderAt(msg.sender, timepoint);
        _;
    }

    /// @dev The caller holds the live iD of a person.
    modifier onlyPerson() {
        _personOf(msg.sender);
        _;
    }

    /// @param roll_ HolderRegistry of the DAO; it is in its deployment file.
    constructor(address roll_) {
        if (roll_.code.length == 0) revert HolderGatedRollInvalid(roll_);
        holderRoll = IHolderRecords(roll_);
    }

    /// @dev The person whose live iD the account holds: the same after a move to another account.
    function _personOf(address account) internal view returns (bytes32 personTag) {
        if (!holderRoll.isRegistered(account)) revert HolderGatedNotPerson(account);
        return holderRoll.personTagOf(account);
    }
}
