// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "../interfaces/IBallotBox.sol";
import {IHolderTree} from "../interfaces/IHolderTree.sol";
import {Track} from "../interfaces/ITracks.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";
import {GovernorCountingTwoHouses} from "./GovernorCountingTwoHouses.sol";
import {GovernorTerms} from "./GovernorTerms.sol";

/// @title Module: the holder house votes in secret where its track says so
/// @notice Takes ballots that the box has verified. See {IBallotBox}.
abstract contract GovernorSecretBallot is GovernorCountingTwoHouses {
    IBallotBox private immutable _box;

    constructor(address box) {
        if (IHolderTree(IBallotBox(box).tree()).roll() != roll()) revert TwoHousesBallotBoxInvalid(box);
        _box = IBallotBox(box);
    }

    /// @inheritdoc ITwoHouses
    function ballotBox() external view returns (address) {
        return address(_box);
    }

    /// @inheritdoc ITwoHouses
    function countSecretBallot(uint256 proposalId, uint256 nullifier, uint8 support) external {
        if (msg.sender != address(_box)) revert TwoHousesNotBallotBox(msg.sender);
        _validateStateBitmap(proposalId, _encodeStateBitmap(ProposalState.Active));
        if (!_termsOf(proposalId).secret) revert TwoHousesNotSecret(proposalId);
        _checkSupport(support);

        _count(proposalId, support, 0, 1);
        emit SecretVoteCast(proposalId, nullifier, support);
        _tallyUpdated(proposalId);
    }

    /// @inheritdoc GovernorTerms
    function _termsPinned(uint256 proposalId, Track memory terms) internal override {
        if (terms.secret) _box.open(proposalId);
    }
}
