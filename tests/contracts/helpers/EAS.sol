// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IEAS} from "contracts/interfaces/IEAS.sol";

// The Ethereum Attestation Service as its users see it, written from its public ABI.

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

struct RevocationRequestData {
    bytes32 uid;
    uint256 value;
}

struct RevocationRequest {
    bytes32 schema;
    RevocationRequestData data;
}

interface ISchemaRegistry {
    function register(string calldata schema, address resolver, bool revocable) external returns (bytes32 uid);
}

interface IService is IEAS {
    function attest(AttestationRequest calldata request) external payable returns (bytes32 uid);
    function attestByDelegation(DelegatedAttestationRequest calldata request) external payable returns (bytes32 uid);
    function revoke(RevocationRequest calldata request) external payable;
    function getAttestTypeHash() external view returns (bytes32);
    function getDomainSeparator() external view returns (bytes32);
    function getNonce(address account) external view returns (uint256);
}
