// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Semaphore} from "@semaphore-protocol/contracts/Semaphore.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";

/// @notice Semaphore's own contract, compiled with our settings.
contract SemaphorePeer is Semaphore {
    constructor(ISemaphoreVerifier verifier_) Semaphore(verifier_) {}
}
