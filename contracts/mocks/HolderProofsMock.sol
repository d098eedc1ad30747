// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderProofs} from "../integrations/HolderProofs.sol";

/// @title Rounds of any duration
contract HolderProofsMock is HolderProofs {
    constructor(address tree, address verifier) HolderProofs(tree, verifier) {}

    function openRound(bytes32 purpose, uint48 duration) external {
        _openRound(purpose, duration);
    }
}
