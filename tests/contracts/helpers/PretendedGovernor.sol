// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {Track} from "contracts/interfaces/ITracks.sol";

/// @notice A contract that says of itself what a box asks of a governor.
contract PretendedGovernor {
    uint256 public counted;
    uint256 private snapshot;
    bool private secret;

    function say(uint256 snapshot_, bool secret_) external {
        (snapshot, secret) = (snapshot_, secret_);
    }

    function open(IBallotBox box, uint256 proposalId) external {
        box.open(proposalId);
    }

    function countSecretBallot(uint256, uint256, uint8) external {
        ++counted;
    }

    function proposalSnapshot(uint256) external view returns (uint256) {
        return snapshot;
    }

    function proposalTerms(uint256) external view returns (Track memory) {
        return Track(false, true, 0, 0, secret);
    }
}
