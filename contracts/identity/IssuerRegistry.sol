// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Accreditation, HolderKind, IIssuerRegistry, Mandate} from "../interfaces/IIssuerRegistry.sol";

/// @title The issuers' register
/// @notice See {IIssuerRegistry}.
contract IssuerRegistry is IIssuerRegistry, Ownable {
    /// @dev One slot, so that the roll learns all it needs with one cold read.
    struct Standing {
        uint16 number;
        HolderKind kind;
        uint48 validFrom;
        uint48 validUntil;
        uint32 dailyCap;
        uint48 suspendedUntil; // 0: never since the DAO accredited last
        bool keyed;
    }

    /// @dev A ground holds for `from <= t < to`.
    struct Span {
        uint48 from;
        uint48 to;
    }

    /// @inheritdoc IIssuerRegistry
    uint48 public constant MAX_TERM = 4 * 365 days;

    /// @inheritdoc IIssuerRegistry
    uint48 public constant SUSPENSION = 14 days;

    /// @inheritdoc IIssuerRegistry
    uint16 public accreditationCount;

    /// @inheritdoc IIssuerRegistry
    address public guardian;

    /// @inheritdoc IIssuerRegistry
    mapping(bytes32 schema => HolderKind) public schemaKind;

    /// @inheritdoc IIssuerRegistry
    mapping(uint16 number => bytes) public signerOf;

    mapping(bytes32 ground => Span) private _grounds;
    mapping(address issuer => mapping(bytes32 schema => Standing)) private _standings;
    mapping(uint16 number => Accreditation) private _accreditations;

    constructor(address initialOwner) Ownable(initialOwner) {}

    /* LISTS */

    /// @inheritdoc IIssuerRegistry
    function registerSchema(string calldata definition, HolderKind kind) external onlyOwner returns (bytes32 uid) {
        if (kind == HolderKind.None || bytes(definition).length == 0) {
            revert IssuerRegistrySchemaInvalid(kind, definition);
        }
        uid = keccak256(abi.encode(definition, kind));
        if (schemaKind[uid] != HolderKind.None) revert IssuerRegistrySchemaExists(uid);

        schemaKind[uid] = kind;
        emit SchemaRegistered(uid, kind, definition);
    }

    /// @inheritdoc IIssuerRegistry
    function registerGround(string calldata definition) external onlyOwner returns (bytes32 uid) {
        if (bytes(definition).length == 0) revert IssuerRegistryGroundInvalid();
        uid = keccak256(bytes(definition));
        if (_grounds[uid].from != 0) revert IssuerRegistryGroundExists(uid);

        _grounds[uid] = Span({from: uint48(block.timestamp), to: type(uint48).max});
        emit GroundRegistered(uid, definition);
    }

    /// @inheritdoc IIssuerRegistry
    function retireGround(bytes32 uid) external onlyOwner {
        if (!isGroundAt(uid, block.timestamp)) revert IssuerRegistryGroundUnknown(uid);

        _grounds[uid].to = uint48(block.timestamp);
        emit GroundRetired(uid);
    }

    /// @inheritdoc IIssuerRegistry
    function isGroundAt(bytes32 ground, uint256 timepoint) public view returns (bool) {
        Span memory span = _grounds[ground];
        return span.from != 0 && span.from <= timepoint && timepoint < span.to;
    }

    /* ISSUERS */

    /// @inheritdoc IIssuerRegistry
    function accredit(
        address issuer,
        bytes32 schema,
        uint48 validUntil,
        uint32 dailyCap
    ) external onlyOwner returns (uint16 number) {
        if (issuer == address(0)) revert IssuerRegistryIssuerInvalid(issuer);
        if (dailyCap == 0) revert IssuerRegistryCapInvalid();
        HolderKind kind = schemaKind[schema];
        if (kind == HolderKind.None) revert IssuerRegistrySchemaUnknown(schema);
        uint48 now_ = uint48(block.timestamp);
        if (validUntil <= now_ || validUntil > now_ + MAX_TERM) {
            revert IssuerRegistryTermInvalid(validUntil, MAX_TERM);
        }

        Standing memory standing = _standings[issuer][schema];
        if (standing.number == 0) {
            if (accreditationCount == type(uint16).max) revert IssuerRegistryFull();
            standing.number = ++accreditationCount;
        }
        number = standing.number;
        if (standing.validUntil <= now_) {
            (standing.validFrom, standing.keyed) = (now_, false);
            delete signerOf[number];
        }
        (standing.kind, standing.validUntil) = (kind, validUntil);
        (standing.dailyCap, standing.suspendedUntil) = (dailyCap, 0);
        _standings[issuer][schema] = standing;
        _accreditations[number] = Accreditation(issuer, standing.validFrom, validUntil, schema);
        emit IssuerAccredited(number, issuer, schema, standing.validFrom, validUntil, dailyCap);
    }

    /// @inheritdoc IIssuerRegistry
    function withdraw(address issuer, bytes32 schema) external onlyOwner {
        Standing storage standing = _inForce(issuer, schema);
        uint48 now_ = uint48(block.timestamp);
        standing.validUntil = now_;
        _accreditations[standing.number].validUntil = now_;
        emit AccreditationWithdrawn(standing.number, issuer, schema, now_);
    }

    /// @inheritdoc IIssuerRegistry
    function setSigner(bytes32 schema, bytes calldata signer) external {
        Standing storage standing = _inForce(msg.sender, schema);
        if (signer.length != 0 && signer.length < 20) revert IssuerRegistrySignerInvalid(signer);

        standing.keyed = signer.length != 0;
        signerOf[standing.number] = signer;
        emit IssuerSignerSet(standing.number, msg.sender, schema, signer);
    }

    /// @inheritdoc IIssuerRegistry
    function suspendIssuance(address issuer, bytes32 schema) external {
        if (msg.sender != guardian) revert IssuerRegistryNotGuardian(msg.sender);
        Standing storage standing = _inForce(issuer, schema);
        if (standing.suspendedUntil != 0) revert IssuerRegistrySuspensionSpent(issuer, schema);

        standing.suspendedUntil = uint48(block.timestamp) + SUSPENSION;
        emit IssuanceSuspended(standing.number, issuer, schema, standing.suspendedUntil);
    }

    /// @inheritdoc IIssuerRegistry
    function setGuardian(address newGuardian) external onlyOwner {
        emit GuardianSet(guardian, newGuardian);
        guardian = newGuardian;
    }

    /// @inheritdoc IIssuerRegistry
    function accreditation(uint16 number) external view returns (Accreditation memory) {
        return _accreditations[number];
    }

    /// @inheritdoc IIssuerRegistry
    function mandateOf(address issuer, bytes32 schema) public view returns (Mandate memory) {
        Standing memory standing = _standings[issuer][schema];
        if (block.timestamp >= standing.validUntil || block.timestamp < standing.suspendedUntil) {
            return Mandate(0, HolderKind.None, 0, 0, false);
        }
        return
            Mandate(standing.number, standing.kind, standing.validFrom, standing.dailyCap, standing.keyed);
    }

    /// @inheritdoc IIssuerRegistry
    function suspendedUntil(address issuer, bytes32 schema) external view returns (uint48) {
        return _standings[issuer][schema].suspendedUntil;
    }

    /// @inheritdoc IIssuerRegistry
    function isAccredited(address issuer, bytes32 schema) external view returns (bool) {
        return mandateOf(issuer, schema).number != 0;
    }

    /// @dev A suspended accreditation is in force: its issuer can change its key, the DAO can withdraw it.
    function _inForce(address issuer, bytes32 schema) private view returns (Standing storage standing) {
        standing = _standings[issuer][schema];
        if (standing.validUntil <= block.timestamp) revert IssuerRegistryNotAccredited(issuer, schema);
    }
}
