// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SemaphoreVerifier} from "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol";

/// @title The verifier of membership proofs
/// @notice Semaphore's own Groth16 verifier, for trees of depth 1 to 32; deployed with a DAO so that nothing outside it
/// can change the rules of its ballots.
contract MembershipVerifier is SemaphoreVerifier {}
