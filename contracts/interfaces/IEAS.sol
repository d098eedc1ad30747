// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @notice An attestation of the Ethereum Attestation Service.
struct EASAttestation {
    bytes32 uid; // zero when there is none
    bytes32 schema;
    uint64 time; // seconds since 1970, when it was made
    uint64 expirationTime; // seconds since 1970; 0: never
    uint64 revocationTime; // seconds since 1970; 0: not revoked
    bytes32 refUID;
    address recipient;
    address attester;
    bool revocable;
    bytes data;
}

/// @title The Ethereum Attestation Service
/// @notice What {EASIssuer} reads of it.
/// @dev Written from the service's public ABI.
interface IEAS {
    /// @notice The attestation; all zero when there is none.
    function getAttestation(bytes32 uid) external view returns (EASAttestation memory);
}
