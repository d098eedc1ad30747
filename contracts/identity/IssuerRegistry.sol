// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Accreditation, HolderKind, IIssuerRegistry} from "../interfaces/IIssuerRegistry.sol";

/// @title The issuers' register
/// @notice See {IIssuerRegistry}.
contract IssuerRegistry is IIssuerRegistry, Ownable {
    /// @dev One slot, so that the roll learns all it needs with one cold read.
    struct Standing {
        uint16 number;
        HolderKind kind;
        uint48 validFrom;
        uint48 validUntil;
    }

    /// @dev Numbers 0 and 65,535 mean "ended" and "swept" in the roll's records.
    uint16 private constant LAST_NUMBER = type(uint16).max - 1;

    /// @inheritdoc IIssuerRegistry
    uint48 public constant MAX_TERM = 4 * 365 days;

    /// @inheritdoc IIssuerRegistry
    uint16 public accreditationCount;

    /// @inheritdoc IIssuerRegistry
    mapping(bytes32 schema => HolderKind) public schemaKind;

    mapping(address issuer => mapping(bytes32 schema => Standing)) private _standings;
    mapping(uint16 number => Accreditation) private _accreditations;

    constructor(address initialOwner) Ownable(initialOwner) {}

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
    function accredit(
        address issuer,
        bytes32 schema,
        uint48 validUntil
    ) external onlyOwner returns (uint16 number) {
        if (issuer == address(0)) revert IssuerRegistryIssuerInvalid(issuer);
        HolderKind kind = schemaKind[schema];
        if (kind == HolderKind.None) revert IssuerRegistrySchemaUnknown(schema);
        uint48 now_ = uint48(block.timestamp);
        if (validUntil <= now_ || validUntil > now_ + MAX_TERM) {
            revert IssuerRegistryTermInvalid(validUntil, MAX_TERM);
        }

        Standing memory standing = _standings[issuer][schema];
        number = standing.number;
        if (number == 0) {
            if (accreditationCount == LAST_NUMBER) revert IssuerRegistryFull();
            number = ++accreditationCount;
        }
        uint48 validFrom = standing.validUntil > now_ ? standing.validFrom : now_;
        _standings[issuer][schema] = Standing(number, kind, validFrom, validUntil);
        _accreditations[number] = Accreditation(issuer, validFrom, validUntil, schema);
        emit IssuerAccredited(number, issuer, schema, validFrom, validUntil);
    }

    /// @inheritdoc IIssuerRegistry
    function withdraw(address issuer, bytes32 schema) external onlyOwner {
        Standing storage standing = _standings[issuer][schema];
        uint48 now_ = uint48(block.timestamp);
        if (standing.validUntil <= now_) revert IssuerRegistryNotAccredited(issuer, schema);

        standing.validUntil = now_;
        _accreditations[standing.number].validUntil = now_;
        emit AccreditationWithdrawn(standing.number, issuer, schema, now_);
    }

    /// @inheritdoc IIssuerRegistry
    function accreditation(uint16 number) external view returns (Accreditation memory) {
        return _accreditations[number];
    }

    /// @inheritdoc IIssuerRegistry
    function accreditationOf(
        address issuer,
        bytes32 schema
    ) public view returns (uint16 number, HolderKind kind, uint48 validFrom) {
        Standing memory standing = _standings[issuer][schema];
        if (block.timestamp < standing.validUntil) return (standing.number, standing.kind, standing.validFrom);
    }

    /// @inheritdoc IIssuerRegistry
    function isAccredited(address issuer, bytes32 schema) external view returns (bool) {
        (uint16 number, , ) = accreditationOf(issuer, schema);
        return number != 0;
    }
}
