// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Assignment, ITracks, Track} from "../interfaces/ITracks.sol";

/// @title Tracks
/// @notice See {ITracks}.
contract Tracks is ITracks, Ownable {
    /// @inheritdoc ITracks
    uint8 public constant MAX_QUORUM = 50;

    /// @inheritdoc ITracks
    mapping(address target => bool) public isMembership;

    /// @inheritdoc ITracks
    mapping(address target => mapping(bytes4 selector => uint8)) public trackOf;

    /// @dev From track 1.
    Track[] private _tracks;

    constructor(
        address initialOwner,
        address[] memory membership,
        Track[] memory tracks,
        Assignment[] memory assignments
    ) Ownable(initialOwner) {
        for (uint256 i; i < membership.length; ++i) isMembership[membership[i]] = true;
        for (uint256 i; i < tracks.length; ++i) _addTrack(tracks[i]);
        for (uint256 i; i < assignments.length; ++i) {
            _assign(assignments[i].target, assignments[i].selector, assignments[i].track);
        }
    }

    /// @inheritdoc ITracks
    function addTrack(Track calldata newTrack) external onlyOwner returns (uint8 number) {
        return _addTrack(newTrack);
    }

    /// @inheritdoc ITracks
    function setTrack(
        uint8 number,
        uint8 tokenQuorum,
        uint8 holderQuorum,
        bool secret
    ) external onlyOwner {
        if (number == 0) revert TracksDefaultFixed();
        Track memory changed = track(number);
        (changed.tokenQuorum, changed.holderQuorum, changed.secret) = (tokenQuorum, holderQuorum, secret);
        _checkTrack(changed);

        _tracks[number - 1] = changed;
        _emitSet(number, changed);
    }

    /// @inheritdoc ITracks
    function assign(address target, bytes4 selector, uint8 number) external onlyOwner {
        _assign(target, selector, number);
    }

    /// @inheritdoc ITracks
    function track(uint8 number) public view returns (Track memory) {
        if (number == 0) return Track(true, true, 0, 0, false);
        if (number > _tracks.length) revert TracksUnknown(number);
        return _tracks[number - 1];
    }

    /// @inheritdoc ITracks
    function trackCount() external view returns (uint8) {
        return uint8(_tracks.length + 1);
    }

    /// @inheritdoc ITracks
    function termsOf(
        address[] calldata targets,
        bytes4[] calldata selectors
    ) external view returns (Track memory terms) {
        for (uint256 i; i < targets.length; ++i) {
            Track memory one = track(trackOf[targets[i]][selectors[i]]);
            if (one.tokenHouse) terms.tokenHouse = true;
            if (one.holderHouse) terms.holderHouse = true;
            if (one.tokenQuorum > terms.tokenQuorum) terms.tokenQuorum = one.tokenQuorum;
            if (one.holderQuorum > terms.holderQuorum) terms.holderQuorum = one.holderQuorum;
            if (one.secret) terms.secret = true;
        }
    }

    function _addTrack(Track memory newTrack) private returns (uint8 number) {
        if (_tracks.length == type(uint8).max - 1) revert TracksFull();
        _checkTrack(newTrack);

        _tracks.push(newTrack);
        number = uint8(_tracks.length);
        _emitSet(number, newTrack);
    }

    function _assign(address target, bytes4 selector, uint8 number) private {
        if (!track(number).tokenHouse && !isMembership[target]) {
            revert TracksTokenHouseNeeded(target, selector, number);
        }
        trackOf[target][selector] = number;
        emit TrackAssigned(target, selector, number);
    }

    function _emitSet(uint8 number, Track memory set) private {
        emit TrackSet(
            number,
            set.tokenHouse,
            set.holderHouse,
            set.tokenQuorum,
            set.holderQuorum,
            set.secret
        );
    }

    function _checkTrack(Track memory checked) private pure {
        bool asked = checked.tokenHouse || checked.holderHouse;
        bool tokens = checked.tokenQuorum <= (checked.tokenHouse ? MAX_QUORUM : 0);
        bool holders = checked.holderQuorum <= (checked.holderHouse ? MAX_QUORUM : 0);
        if (!asked || !tokens || !holders || (checked.secret && !checked.holderHouse)) revert TracksInvalid(checked);
    }
}
