// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC5192} from "./IERC5192.sol";
import {HolderKind} from "./IIssuerRegistry.sol";

/// @notice What an issuer signs off chain (EIP-712 type `Offer`) and the holder accepts.
/// @dev For a relayed acceptance the holder signs the same fields under the type name `Acceptance`.
struct Offer {
    address holder; // account that may accept, and nobody else
    address issuer; // accredited account that signs the offer
    bytes32 schema; // uid of the attested fact, see IIssuerRegistry
    bytes32 personTag; // keyed commitment of the issuer's uniqueness check; the iD's number
    uint48 issuedAt; // seconds since 1970, when the issuer signed
    uint48 expirationTime; // seconds since 1970, first moment at which the iD is no longer live
    uint48 deadline; // seconds since 1970, last moment at which the offer may be accepted
}

/// @notice What the roll knows about one iD.
struct Attestation {
    address holder; // account that holds, or last held, the iD; zero when the iD never existed
    address issuer; // issuer of the last attestation; zero once the iD was revoked, left or swept
    bytes32 schema; // schema of the last attestation; zero once the iD was revoked, left or swept
    HolderKind kind; // person or organisation
    uint48 since; // seconds since 1970, from which moment the holder is live without a break
    uint48 expirationTime; // seconds since 1970, first moment at which the iD is, or was, no longer live
}

/// @title The roll: attestations of iD holders, given only with their consent
/// @notice An accredited issuer offers, off chain, to attest that an account belongs to a holder of a schema; nothing
/// is written until the holder accepts. One iD per person tag, one live iD per account. Every attestation expires, can
/// be renewed, and can be left at any time by its holder. The roll knows live or not live; it has no score and no
/// reasons.
/// @dev The iD's number is its person tag; as an ERC-5192 token, `tokenId == uint256(personTag)`. Clock: timestamp.
/// Warning: who is *live* changes with time alone. {isHolder} turns false at `expirationTime` without an event.
interface IHolderRegistry is IERC5192, IERC6372 {
    /// @notice An attestation took effect: a new iD, a renewal (`since` lies before this block) or a return.
    /// @param uid EIP-712 digest of the accepted offer; never accepted twice.
    /// @param since Moment from which the holder is live without a break.
    event Attested(
        address indexed holder,
        address indexed issuer,
        bytes32 indexed personTag,
        bytes32 uid,
        bytes32 schema,
        HolderKind kind,
        uint48 since,
        uint48 expirationTime
    );

    /// @notice The DAO ended an iD.
    /// @param reasonCommitment Salted commitment of the reason; the reason itself is never on chain.
    event Revoked(address indexed holder, bytes32 indexed personTag, bytes32 reasonCommitment);

    /// @notice The holder left the roll.
    event Exited(address indexed holder, bytes32 indexed personTag);

    /// @notice An expired iD was taken out of the count of holders.
    event Swept(address indexed holder, bytes32 indexed personTag, uint48 expirationTime);

    /// @notice The roll cannot work without an issuers' register.
    error HolderRegistryIssuersInvalid(address issuers);

    /// @notice Only the account named in the offer may accept it.
    error HolderRegistryNotOfferHolder(address caller, address holder);

    /// @notice An offer needs a holder and a person tag other than 0 and 1.
    error HolderRegistryOfferIncomplete(address holder, bytes32 personTag);

    /// @notice The issuer is not accredited for the schema now.
    error HolderRegistryIssuerNotAccredited(address issuer, bytes32 schema);

    /// @notice The offer's deadline has passed.
    error HolderRegistryOfferExpired(uint48 deadline, uint48 now_);

    /// @notice The offer was made before the iD's present standing or the issuer's accreditation, or in the future.
    /// @param notBefore `issuedAt` must be later than this.
    error HolderRegistryOfferStale(uint48 issuedAt, uint48 notBefore, uint48 now_);

    /// @notice The expiration must be later than `earliest` and at most {MAX_TERM} after now.
    error HolderRegistryExpirationInvalid(uint48 expirationTime, uint48 earliest, uint48 latest);

    /// @notice The signature is not the issuer's.
    error HolderRegistryIssuerSignatureInvalid(address issuer, bytes32 uid);

    /// @notice The signature is not the holder's.
    error HolderRegistryHolderSignatureInvalid(address holder, bytes32 uid);

    /// @notice The person has a live iD with another account.
    error HolderRegistryPersonTagInUse(bytes32 personTag, address holder);

    /// @notice The account holds another live iD.
    error HolderRegistryAlreadyHolder(address holder, bytes32 personTag);

    /// @notice A renewal cannot turn a person into an organisation, or the other way round.
    error HolderRegistryKindChanged(bytes32 personTag, HolderKind current, HolderKind offered);

    /// @notice The iD is not live.
    error HolderRegistryNotLive(bytes32 personTag);

    /// @notice The account has no live iD.
    error HolderRegistryNotHolder(address account);

    /// @notice The iD is not there to be swept: it never was, is still live, or is out of the count already.
    error HolderRegistryNotLapsed(bytes32 personTag);

    /// @notice No iD has this number.
    error HolderRegistryTokenUnknown(uint256 tokenId);

    /// @notice Accepts an offer made to the caller.
    /// @dev Checks in this order: caller, fields, accreditation, times, uniqueness, issuer's signature.
    /// @param offer What the issuer signed.
    /// @param issuerSignature The issuer's EIP-712 signature of the offer (EOA or ERC-1271).
    /// @return uid EIP-712 digest of the offer.
    function attest(Offer calldata offer, bytes calldata issuerSignature) external returns (bytes32 uid);

    /// @notice Hands in an acceptance that the holder signed; anyone may, and pays for it.
    /// @dev As {attest}, the holder's signature standing in for the caller check.
    /// @param holderSignature The holder's EIP-712 signature of the same fields under the type `Acceptance`.
    function attestBySig(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid);

    /// @notice Ends an iD by decision of the DAO.
    /// @dev Only the owner (the timelock): the proposal is the notice, its vote the hearing.
    /// @param reasonCommitment `keccak256` over code, evidence hash, rule version and a salt.
    function revoke(bytes32 personTag, bytes32 reasonCommitment) external;

    /// @notice Leaves the roll. Takes no role, no signature and no pause of anybody else.
    function exit() external;

    /// @notice Takes expired iDs out of the count of holders. Anyone may; reverts on the first that is not expired.
    function sweep(bytes32[] calldata personTags) external;

    /// @notice Whether `account` holds a live iD, of any kind. Never reverts.
    function isHolder(address account) external view returns (bool);

    /// @notice Whether `account` held a live iD, of any kind, at `timepoint`. Never reverts; false for the future.
    /// @dev The answer for a past time never changes.
    /// @param timepoint Seconds since 1970.
    function isHolderAt(address account, uint256 timepoint) external view returns (bool);

    /// @notice Number of persons on the roll at `timepoint`: the base of the holder house's quorum. Never reverts.
    /// @dev Counts an expired iD until it is swept, so a quorum never gets easier because time passed.
    function holderCountAt(uint256 timepoint) external view returns (uint256);

    /// @notice Number of persons on the roll now. See {holderCountAt}.
    function holderCount() external view returns (uint256);

    /// @notice The person who may vote with `account` on a matter with this snapshot. Never reverts.
    /// @dev A person counts who was live at the snapshot, with whichever account, and is live with `account` now.
    /// @return personTag 0 when there is none.
    function personAt(address account, uint256 snapshot) external view returns (bytes32 personTag);

    /// @notice As {personAt}, and whether the iD came to `account` after the snapshot, so that another account may have
    /// voted for the same person before. Never reverts.
    function seatAt(address account, uint256 snapshot) external view returns (bytes32 personTag, bool moved);

    /// @notice Accounts that held the iD after `timepoint` and before its present holder. Never reverts.
    function holdersSince(bytes32 personTag, uint256 timepoint) external view returns (address[] memory);

    /// @notice What the roll knows about an iD; all zero when it never existed.
    function attestationOf(bytes32 personTag) external view returns (Attestation memory);

    /// @notice The iD that `account` holds, or held last; 0 when it never held one.
    function personTagOf(address account) external view returns (bytes32 personTag);

    /// @notice The EIP-712 digest that the issuer signs: the uid of the attestation it becomes.
    function offerDigest(Offer calldata offer) external view returns (bytes32 uid);

    /// @notice The EIP-712 digest that the holder signs to let anyone hand in the acceptance.
    function acceptanceDigest(Offer calldata offer) external view returns (bytes32 digest);

    /// @notice Longest time from acceptance to expiration, in seconds.
    function MAX_TERM() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice The issuers' register that the roll obeys.
    function issuers() external view returns (address);
}
