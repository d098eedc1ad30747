// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";
import {ITracks, Track} from "../interfaces/ITracks.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";

/// @title Module: the terms of a proposal are fixed when it is made
/// @notice Pins, in one slot per proposal, which houses it asks, its least quorums, whether the holder house votes in
/// secret, and the code behind its targets; the code is compared again before the first call of an execution.
/// @dev 23 bytes of the hash are kept, see docs/decisions/0009.
abstract contract GovernorTerms is Governor, ITwoHouses {
    struct Terms {
        bytes23 code; // of the hash over the code hashes of all targets
        bool quorumMet; // every quorum was reached while the vote was open
        bool tokenHouse;
        bool holderHouse;
        bool secret; // the holder house votes in secret
        uint8 tokenQuorum; // percent, 0: the governor's own
        uint8 holderQuorum; // percent, 0: the governor's own
        uint24 extension; // seconds added to the deadline
    }

    /// @dev Hash of the code of an account that has none, but ether.
    bytes32 private constant NO_CODE = keccak256("");

    ITracks private immutable _tracks;
    mapping(uint256 proposalId => Terms) private _terms;

    constructor(address tracks_) {
        if (tracks_.code.length == 0) revert TwoHousesTracksInvalid(tracks_);
        _tracks = ITracks(tracks_);
    }

    /// @inheritdoc ITwoHouses
    function tracks() external view returns (address) {
        return address(_tracks);
    }

    /// @inheritdoc ITwoHouses
    function proposalTerms(uint256 proposalId) external view returns (Track memory) {
        Terms memory terms = _termsOf(proposalId);
        return
            Track(terms.tokenHouse, terms.holderHouse, terms.tokenQuorum, terms.holderQuorum, terms.secret);
    }

    /// @dev In storage: who asks for one field reads that one only.
    function _termsOf(uint256 proposalId) internal view returns (Terms storage) {
        return _terms[proposalId];
    }

    /// @dev Every quorum was reached, at a moment that moves the deadline by so many seconds.
    function _setQuorumMet(uint256 proposalId, uint24 extension) internal {
        (_terms[proposalId].quorumMet, _terms[proposalId].extension) = (true, extension);
    }

    /// @inheritdoc Governor
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal virtual override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);

        Track memory track = _tracks.termsOf(targets, _selectorsOf(calldatas));
        Terms storage terms = _terms[proposalId];
        terms.code = _codeOf(targets);
        (terms.tokenHouse, terms.holderHouse, terms.secret) = (track.tokenHouse, track.holderHouse, track.secret);
        (terms.tokenQuorum, terms.holderQuorum) = (track.tokenQuorum, track.holderQuorum);
        emit ProposalTerms(
            proposalId,
            track.tokenHouse,
            track.holderHouse,
            track.tokenQuorum,
            track.holderQuorum,
            track.secret
        );
        _termsPinned(proposalId, track);
    }

    /// @dev Called once for each proposal, as the last step of its making.
    function _termsPinned(uint256 proposalId, Track memory terms) internal virtual;

    /// @inheritdoc Governor
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal virtual override {
        if (_codeOf(targets) != _terms[proposalId].code) revert TwoHousesCodeChanged(proposalId);
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _checkBounds(bytes32 setting, uint256 value, uint256 least, uint256 most) internal pure {
        if (value < least || value > most) revert TwoHousesSettingOutOfBounds(setting, value, least, most);
    }

    function _selectorsOf(bytes[] memory calldatas) private pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](calldatas.length);
        for (uint256 i; i < selectors.length; ++i) selectors[i] = bytes4(calldatas[i]);
    }

    /// @dev An account without code counts as nothing, whether it has ether or not.
    function _codeOf(address[] memory targets) private view returns (bytes23) {
        bytes32 all;
        for (uint256 i; i < targets.length; ++i) {
            bytes32 one = targets[i].codehash;
            all = Hashes.efficientKeccak256(all, one == NO_CODE ? bytes32(0) : one);
        }
        return bytes23(all);
    }
}
