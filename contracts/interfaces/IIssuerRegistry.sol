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
    address issuer; // account that answers for the offers
    uint48 validFrom; // seconds since 1970, first moment at which offers count
    uint48 validUntil; // seconds since 1970, first moment at which offers no longer count
    bytes32 schema; // uid of the only schema it covers
}

/// @notice An accreditation in force, as the roll needs it when an offer is accepted.
struct Mandate {
    uint16 number; // of the accreditation; 0 when none is in force
    HolderKind kind; // of the schema
    uint48 validFrom; // seconds since 1970; offers made before do not count
    uint32 dailyCap; // most iDs that may begin or move on this issuer's word in one day (UTC)
    bool keyed; // whether offers are signed by the key in {IIssuerRegistry-signerOf}, not by the issuer's account
}

/// @title The issuers' register
/// @notice Keeps the short lists that membership rests on: schemas (typed facts, nothing ordinal), grounds on which an
/// iD may be ended, and the issuers that the DAO has accredited for each schema, for a term, with a cap. The end of an
/// accreditation stops new attestations; it ends no holder's iD.
/// @dev Owned by the timelock after deployment: every change is a proposal that members could read and refuse.
interface IIssuerRegistry {
    /// @notice A schema entered the list.
    /// @param uid Identifier, `keccak256(abi.encode(definition, kind))`.
    event SchemaRegistered(bytes32 indexed uid, HolderKind kind, string definition);

    /// @notice A ground for ending an iD entered the list.
    /// @param uid Identifier, `keccak256(bytes(definition))`.
    event GroundRegistered(bytes32 indexed uid, string definition);

    /// @notice No case opened from now on can rest on the ground.
    event GroundRetired(bytes32 indexed uid);

    /// @notice `issuer` may attest `schema` from `validFrom` until `validUntil`, `dailyCap` times a day.
    event IssuerAccredited(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        uint48 validFrom,
        uint48 validUntil,
        uint32 dailyCap
    );

    /// @notice The DAO took the accreditation back; `validUntil` is the moment it stopped.
    event AccreditationWithdrawn(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        uint48 validUntil
    );

    /// @notice The issuer changed the key that signs its offers; offers signed by the old one are dead.
    /// @param signer ERC-7913 signer; empty when the issuer's account signs.
    event IssuerSignerSet(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        bytes signer
    );

    /// @notice The guardian stopped new attestations under this accreditation until `suspendedUntil`.
    event IssuanceSuspended(
        uint16 indexed number,
        address indexed issuer,
        bytes32 indexed schema,
        uint48 suspendedUntil
    );

    /// @notice The DAO appointed another guardian, or none.
    event GuardianSet(address indexed oldGuardian, address indexed newGuardian);

    /// @notice No schema has this uid.
    error IssuerRegistrySchemaUnknown(bytes32 schema);

    /// @notice The schema is in the list already.
    error IssuerRegistrySchemaExists(bytes32 schema);

    /// @notice A schema needs a kind and a definition.
    error IssuerRegistrySchemaInvalid(HolderKind kind, string definition);

    /// @notice A ground needs a definition.
    error IssuerRegistryGroundInvalid();

    /// @notice The ground is in the list already, or was.
    error IssuerRegistryGroundExists(bytes32 ground);

    /// @notice The ground is not in the list.
    error IssuerRegistryGroundUnknown(bytes32 ground);

    /// @notice The zero address cannot sign, so it cannot be an issuer.
    error IssuerRegistryIssuerInvalid(address issuer);

    /// @notice A term must end later than now and no more than `maxTerm` seconds from now.
    error IssuerRegistryTermInvalid(uint48 validUntil, uint48 maxTerm);

    /// @notice An issuer who may attest nobody needs no accreditation.
    error IssuerRegistryCapInvalid();

    /// @notice No accreditation of `issuer` for `schema` is in force.
    error IssuerRegistryNotAccredited(address issuer, bytes32 schema);

    /// @notice An ERC-7913 signer is an address of 20 bytes, followed by a key or not.
    error IssuerRegistrySignerInvalid(bytes signer);

    /// @notice Only the guardian can suspend.
    error IssuerRegistryNotGuardian(address caller);

    /// @notice The guardian has suspended this accreditation before; only the DAO decides now.
    error IssuerRegistrySuspensionSpent(address issuer, bytes32 schema);

    /// @notice All 65,535 accreditation numbers are in use.
    error IssuerRegistryFull();

    /// @notice Adds a schema to the list.
    /// @dev Only the owner. Reverts with {IssuerRegistrySchemaInvalid} or {IssuerRegistrySchemaExists}.
    /// @param definition What the attested fact is, in words, for people and for the hash.
    /// @param kind Whom the schema admits.
    /// @return uid Identifier of the schema.
    function registerSchema(string calldata definition, HolderKind kind) external returns (bytes32 uid);

    /// @notice Adds a ground on which an iD may be ended. Its words never change; a new rule is a new ground.
    /// @dev Only the owner. Reverts with {IssuerRegistryGroundInvalid} or {IssuerRegistryGroundExists}.
    function registerGround(string calldata definition) external returns (bytes32 uid);

    /// @notice Takes a ground off the list, for cases opened from now on. It never comes back.
    /// @dev Only the owner. Reverts with {IssuerRegistryGroundUnknown}.
    function retireGround(bytes32 uid) external;

    /// @notice Accredits `issuer` for `schema` from now until `validUntil`, or sets term and cap anew.
    /// @dev Only the owner. An issuer keeps its accreditation number when its term is set again, and `validFrom` as
    /// long as it is in force. After an end `validFrom` is now and the issuer's account signs, so that offers and keys
    /// from before the end stay dead. Lifts a suspension of issuance, and lets the guardian suspend once more.
    /// @param issuer Account (EOA or ERC-1271 contract) whose signatures make offers.
    /// @param schema Uid of a registered schema.
    /// @param validUntil Seconds since 1970; later than now, at most {MAX_TERM} away.
    /// @param dailyCap Most iDs that may begin or move on the issuer's word in one day (UTC); renewals are free.
    /// @return number Number of the accreditation, 1 and up.
    function accredit(
        address issuer,
        bytes32 schema,
        uint48 validUntil,
        uint32 dailyCap
    ) external returns (uint16 number);

    /// @notice Takes an accreditation back at once. Attestations that holders have accepted stay.
    /// @dev Only the owner; also while issuance is suspended. Reverts with {IssuerRegistryNotAccredited}.
    function withdraw(address issuer, bytes32 schema) external;

    /// @notice Sets the key that signs the caller's offers of `schema`; all that the old key signed and nobody has
    /// accepted is dead at once.
    /// @dev Only an issuer whose accreditation is in force, suspended or not. Reverts with
    /// {IssuerRegistryNotAccredited} or {IssuerRegistrySignerInvalid}.
    /// @param signer ERC-7913 signer (`verifier || key`, or an address of 20 bytes); empty: the issuer's own account.
    function setSigner(bytes32 schema, bytes calldata signer) external;

    /// @notice Stops new attestations of one issuer for {SUSPENSION} seconds, to win time for a vote.
    /// @dev Only the guardian, once for each time that the DAO has accredited the issuer. It ends by itself.
    function suspendIssuance(address issuer, bytes32 schema) external;

    /// @notice Appoints the guardian; the zero address for none. Only the owner.
    function setGuardian(address newGuardian) external;

    /// @notice Longest term of an accreditation, in seconds.
    function MAX_TERM() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Length of a suspension of issuance, in seconds.
    function SUSPENSION() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Who may suspend issuance; zero when nobody.
    function guardian() external view returns (address);

    /// @notice Kind of a schema; `None` when there is no such schema.
    function schemaKind(bytes32 schema) external view returns (HolderKind);

    /// @notice Whether a case opened at `timepoint` (seconds since 1970) could rest on the ground.
    function isGroundAt(bytes32 ground, uint256 timepoint) external view returns (bool);

    /// @notice Number of accreditations ever given.
    function accreditationCount() external view returns (uint16);

    /// @notice The accreditation with this number; all zero when there is none.
    function accreditation(uint16 number) external view returns (Accreditation memory);

    /// @notice The accreditation in force for `issuer` and `schema` at this block's time; all zero when there is none,
    /// or while issuance is suspended.
    function mandateOf(address issuer, bytes32 schema) external view returns (Mandate memory);

    /// @notice The ERC-7913 signer of an accreditation's offers; empty when the issuer's own account signs.
    function signerOf(uint16 number) external view returns (bytes memory);

    /// @notice Until when issuance is suspended, in seconds since 1970; a time past when it is not.
    function suspendedUntil(address issuer, bytes32 schema) external view returns (uint48);

    /// @notice Whether `issuer` may attest `schema` at this block's time: not while issuance is suspended.
    function isAccredited(address issuer, bytes32 schema) external view returns (bool);
}
