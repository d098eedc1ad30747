// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
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

    function _termsOf(uint256 proposalId) internal view returns (Terms memory) {
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

        bytes4[] memory selectors = new bytes4[](targets.length);
        for (uint256 i; i < targets.length; ++i) selectors[i] = bytes4(calldatas[i]);
        Track memory track = _tracks.termsOf(targets, selectors);
        _terms[proposalId] = Terms({
            code: _codeOf(targets),
            quorumMet: false,
            tokenHouse: track.tokenHouse,
            holderHouse: track.holderHouse,
            secret: track.secret,
            tokenQuorum: track.tokenQuorum,
            holderQuorum: track.holderQuorum,
            extension: 0
        });
        emit ProposalTerms(
            proposalId,
            track.tokenHouse,
            track.holderHouse,
            track.tokenQuorum,
            track.holderQuorum,
            track.secret
        );
    }

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

    function _codeOf(address[] memory targets) private view returns (bytes23) {
        bytes32[] memory hashes = new bytes32[](targets.length);
        for (uint256 i; i < targets.length; ++i) {
            // An account without code hashes to nothing, whether it has ether or not.
            if (targets[i].code.length != 0) hashes[i] = targets[i].codehash;
        }
        return bytes23(keccak256(abi.encodePacked(hashes)));
    }
}
