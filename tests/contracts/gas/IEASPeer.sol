// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

struct AttestationRequestData {
    address recipient;
    uint64 expirationTime;
    bool revocable;
    bytes32 refUID;
    bytes data;
    uint256 value;
}

struct AttestationRequest {
    bytes32 schema;
    AttestationRequestData data;
}

struct Signature {
    uint8 v;
    bytes32 r;
    bytes32 s;
}

struct DelegatedAttestationRequest {
    bytes32 schema;
    AttestationRequestData data;
    Signature signature;
    address attester;
    uint64 deadline;
}

struct MultiAttestationRequest {
    bytes32 schema;
    AttestationRequestData[] data;
}

struct RevocationRequestData {
    bytes32 uid;
    uint256 value;
}

struct RevocationRequest {
    bytes32 schema;
    RevocationRequestData data;
}

interface ISchemaRegistryPeer {
    function register(string calldata schema, address resolver, bool revocable) external returns (bytes32);
}

/// @notice What is measured of the Ethereum Attestation Service, from its public ABI.
interface IEASPeer {
    function attest(AttestationRequest calldata request) external payable returns (bytes32);
    function attestByDelegation(DelegatedAttestationRequest calldata request) external payable returns (bytes32);
    function multiAttest(MultiAttestationRequest[] calldata requests) external payable returns (bytes32[] memory);
    function revoke(RevocationRequest calldata request) external payable;
    function getAttestTypeHash() external pure returns (bytes32);
    function getDomainSeparator() external view returns (bytes32);
    function getNonce(address account) external view returns (uint256);
}
