// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {HolderKind} from "./IIssuerRegistry.sol";

/// @notice What an issuer signs off chain (EIP-712 type `Offer`) and the holder accepts.
/// @dev For a relayed acceptance the holder signs the same fields under the type name `Acceptance`.
struct Offer {
    address holder; // account that may accept, and nobody else
    address issuer; // accredited account that answers for the offer
    bytes32 schema; // uid of the attested fact, see IIssuerRegistry
    bytes32 personTag; // keyed commitment of the issuer's uniqueness check; the iD's number
    uint48 issuedAt; // seconds since 1970, when the issuer signed
    uint48 expirationTime; // seconds since 1970, first moment at which the iD is no longer live
    uint48 deadline; // seconds since 1970, last moment at which the offer may be accepted
}

/// @title Offers and their acceptance
/// @notice An accredited issuer offers, off chain, to attest that an account belongs to a holder of a schema; nothing
/// is written until the holder accepts, or has somebody hand in a signed acceptance. Offers can be signed one by one,
/// or many at once by the root of a Merkle tree. One iD per person tag, one per account. Every attestation expires and
/// can be renewed.
interface IHolderOffers {
    /// @notice An attestation took effect: a new iD, a renewal (`since` lies before this block) or a return.
    /// @param uid EIP-712 digest of the accepted offer; never accepted twice.
    /// @param since Moment from which the holder holds the iD without a break.
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

    /// @notice Only the account named in the offer may accept it.
    error HolderRegistryNotOfferHolder(address caller, address holder);

    /// @notice An offer needs a holder and a person tag other than 0 and 1.
    error HolderRegistryOfferIncomplete(address holder, bytes32 personTag);

    /// @notice The issuer is not accredited for the schema now, or its issuance is suspended.
    error HolderRegistryIssuerNotAccredited(address issuer, bytes32 schema);

    /// @notice The issuer has reached its cap; come back on the next day (UTC).
    error HolderRegistryIssuerCapReached(address issuer, bytes32 schema, uint32 dailyCap);

    /// @notice The offer's deadline has passed.
    error HolderRegistryOfferExpired(uint48 deadline, uint48 now_);

    /// @notice The offer was made in the future, or before the issuer's accreditation, or not after: the beginning of
    /// the iD's last standing; its end, if it was ended or left; a notice that was neither decided nor withdrawn nor
    /// has lapsed, even if the iD has expired since.
    /// @param notBefore `issuedAt` must be later than this.
    error HolderRegistryOfferStale(uint48 issuedAt, uint48 notBefore, uint48 now_);

    /// @notice The expiration must be later than `earliest`, now or that of an iD that stands, and at most {MAX_TERM}
    /// after now.
    error HolderRegistryExpirationInvalid(uint48 expirationTime, uint48 earliest, uint48 latest);

    /// @notice The signature is not the issuer's.
    error HolderRegistryIssuerSignatureInvalid(address issuer, bytes32 uid);

    /// @notice The signature is not the holder's.
    error HolderRegistryHolderSignatureInvalid(address holder, bytes32 uid);

    /// @notice The person's iD stands with another account; see {IHolderRecovery} for a lost one.
    error HolderRegistryPersonTagInUse(bytes32 personTag, address holder);

    /// @notice The account holds another iD that stands.
    error HolderRegistryAlreadyHolder(address holder, bytes32 personTag);

    /// @notice A person never turns into an organisation, nor the other way round.
    error HolderRegistryKindChanged(bytes32 personTag, HolderKind current, HolderKind offered);

    /// @notice Accepts an offer made to the caller.
    /// @dev Checks in this order: caller, whether the iD stands with another account, fields, accreditation, times,
    /// uniqueness, issuer's signature, cap.
    /// @param offer What the issuer signed.
    /// @param issuerSignature The issuer's EIP-712 signature of the offer (EOA, ERC-1271, or an ERC-7913 key that the
    /// issuer has set).
    /// @return uid EIP-712 digest of the offer.
    function attest(Offer calldata offer, bytes calldata issuerSignature) external returns (bytes32 uid);

    /// @notice Hands in an acceptance that the holder signed; anyone may, and pays for it.
    /// @dev As {attest}, the holder's signature standing in for the caller check.
    /// @param holderSignature The holder's EIP-712 signature of the same fields under the type `Acceptance` (EOA or
    /// ERC-1271).
    function attestBySig(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid);

    /// @notice Accepts an offer made to the caller in a batch: one signature for a Merkle tree of offers.
    /// @dev As {attest}. Leaves are the EIP-712 struct hashes of the offers, pairs are hashed in order of size (as in
    /// OpenZeppelin's MerkleProof).
    /// @param proof Sibling hashes from the offer to the root.
    /// @param batchSignature The issuer's EIP-712 signature of `OfferBatch(bytes32 root)`.
    function claim(
        Offer calldata offer,
        bytes32[] calldata proof,
        bytes calldata batchSignature
    ) external returns (bytes32 uid);

    /// @notice As {claim}, for a holder who signed an acceptance.
    function claimBySig(
        Offer calldata offer,
        bytes32[] calldata proof,
        bytes calldata batchSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid);

    /// @notice The EIP-712 digest that the issuer signs: the uid of the attestation it becomes.
    function offerDigest(Offer calldata offer) external view returns (bytes32 uid);

    /// @notice The EIP-712 digest that the holder signs to let anyone hand in the acceptance.
    function acceptanceDigest(Offer calldata offer) external view returns (bytes32 digest);

    /// @notice The EIP-712 digest that the issuer signs for a Merkle tree of offers.
    function batchDigest(bytes32 root) external view returns (bytes32 digest);

    /// @notice How many iDs have begun, or were asked for by a recovery, on the word of this accreditation today
    /// (UTC).
    function usedToday(uint16 accreditation) external view returns (uint32);

    /// @notice Longest time from acceptance to expiration, in seconds.
    function MAX_TERM() external view returns (uint48); // solhint-disable-line func-name-mixedcase
}
