// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @notice Whom a schema admits. Only persons sit in the holder house.
enum HolderKind {
    None, // no such schema
    Person, // one living human being; counted in the holder house
    Organisation // a legal body; holds an iD, has no vote in the holder house
}

/// @notice What an issuer may attest, and until when.
struct Accreditation {
    address issuer; // account whose signature makes an offer
    uint48 validFrom; // seconds since 1970, first moment at which offers count
    uint48 validUntil; // seconds since 1970, first moment at which offers no longer count
    bytes32 schema; // uid of the only schema it covers
}

/// @title The issuers' register
/// @notice Keeps the short list of schemas (typed facts, nothing ordinal) and the issuers that the DAO has accredited
/// for each, for a term. The end of an accreditation stops new attestations; it ends no holder's iD.
/// @dev Owned by the timelock after deployment: every change is a proposal that both houses could read and refuse.
interface IIssuerRegistry {
    /// @notice A schema entered the list.
    /// @param uid Identifier, `keccak256(abi.encode(definition, kind))`.
    event SchemaRegistered(bytes32 indexed uid, HolderKind kind, string definition);

    /// @notice `issuer` may attest `schema` from `validFrom` until `validUntil`.
    event IssuerAccredited(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        uint48 validFrom,
        uint48 validUntil
    );

    /// @notice The DAO took the accreditation back; `validUntil` is the moment it stopped.
    event AccreditationWithdrawn(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        uint48 validUntil
    );

    /// @notice No schema has this uid.
    error IssuerRegistrySchemaUnknown(bytes32 schema);

    /// @notice The schema is in the list already.
    error IssuerRegistrySchemaExists(bytes32 schema);

    /// @notice A schema needs a kind and a definition.
    error IssuerRegistrySchemaInvalid(HolderKind kind, string definition);

    /// @notice The zero address cannot sign, so it cannot be an issuer.
    error IssuerRegistryIssuerInvalid(address issuer);

    /// @notice A term must end later than now and no more than `maxTerm` seconds from now.
    error IssuerRegistryTermInvalid(uint48 validUntil, uint48 maxTerm);

    /// @notice No accreditation of `issuer` for `schema` is in force.
    error IssuerRegistryNotAccredited(address issuer, bytes32 schema);

    /// @notice All 65,534 accreditation numbers are in use.
    error IssuerRegistryFull();

    /// @notice Adds a schema to the list.
    /// @dev Only the owner. Reverts with {IssuerRegistrySchemaInvalid} or {IssuerRegistrySchemaExists}.
    /// @param definition What the attested fact is, in words, for people and for the hash.
    /// @param kind Whom the schema admits.
    /// @return uid Identifier of the schema.
    function registerSchema(string calldata definition, HolderKind kind) external returns (bytes32 uid);

    /// @notice Accredits `issuer` for `schema` from now until `validUntil`, or extends or shortens its term.
    /// @dev Only the owner. An issuer keeps its accreditation number when its term is set again, and `validFrom` as
    /// long as it is in force. After an end `validFrom` is now, so that offers from before the end stay dead.
    /// @param issuer Account (EOA or ERC-1271 contract) whose signatures make offers.
    /// @param schema Uid of a registered schema.
    /// @param validUntil Seconds since 1970; later than now, at most {MAX_TERM} away.
    /// @return number Number of the accreditation, 1 and up.
    function accredit(address issuer, bytes32 schema, uint48 validUntil) external returns (uint16 number);

    /// @notice Takes an accreditation back at once. Attestations that holders have accepted stay.
    /// @dev Only the owner. Reverts with {IssuerRegistryNotAccredited}.
    function withdraw(address issuer, bytes32 schema) external;

    /// @notice Longest term of an accreditation, in seconds.
    function MAX_TERM() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Kind of a schema; `None` when there is no such schema.
    function schemaKind(bytes32 schema) external view returns (HolderKind);

    /// @notice Number of accreditations ever given.
    function accreditationCount() external view returns (uint16);

    /// @notice The accreditation with this number; all zero when there is none.
    function accreditation(uint16 number) external view returns (Accreditation memory);

    /// @notice The accreditation in force for `issuer` and `schema` at this block's time.
    /// @return number 0 when there is none in force.
    /// @return kind Kind of the schema; `None` when `number` is 0.
    /// @return validFrom Seconds since 1970; offers signed before do not count. 0 when `number` is 0.
    function accreditationOf(
        address issuer,
        bytes32 schema
    ) external view returns (uint16 number, HolderKind kind, uint48 validFrom);

    /// @notice Whether `issuer` may attest `schema` at this block's time.
    function isAccredited(address issuer, bytes32 schema) external view returns (bool);
}
