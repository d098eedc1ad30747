// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {Attestation, IHolderRegistry, Offer} from "../interfaces/IHolderRegistry.sol";
import {Accreditation, HolderKind, IIssuerRegistry} from "../interfaces/IIssuerRegistry.sol";
import {OfferHash} from "../libraries/OfferHash.sol";

/// @title The roll
/// @notice See {IHolderRegistry}.
contract HolderRegistry is IHolderRegistry, ERC165, EIP712, Ownable {
    using Checkpoints for Checkpoints.Trace208;
    using OfferHash for Offer;

    /// @dev One slot: the whole present of an iD. It is live while `accreditation` is a number and
    /// `since <= now < since + term`. Ending it at time t sets `term = t - since`, so that the past stays as it was.
    struct Record {
        address holder;
        uint40 since;
        uint32 term; // seconds
        HolderKind kind;
        uint16 accreditation; // number in the issuers' register, or ENDED, or SWEPT
    }

    /// @dev One slot: a stretch of time, `from <= t < to`, for which an iD was live with `holder`.
    struct Term {
        address holder;
        uint40 from;
        uint40 to;
        HolderKind kind;
    }

    /// @dev Ended by an act (revoked or left): only an offer made after the end brings the iD back.
    uint16 private constant ENDED = 0;

    /// @dev Expired and taken out of the count.
    uint16 private constant SWEPT = type(uint16).max;

    /// @inheritdoc IHolderRegistry
    uint48 public constant MAX_TERM = 5 * 365 days;

    IIssuerRegistry private immutable _issuers;

    mapping(bytes32 personTag => Record) private _records;
    mapping(address account => bytes32) private _tags;
    /// @dev Terms that a record no longer shows, oldest first; written only when a record is overwritten.
    mapping(bytes32 personTag => Term[]) private _pastTerms;
    /// @dev iDs that an account held before the one in `_tags`.
    mapping(address account => bytes32[]) private _formerTags;
    Checkpoints.Trace208 private _holderCounts;

    constructor(address initialOwner, address issuers_) EIP712("Lexiarch Roll", "1") Ownable(initialOwner) {
        if (issuers_.code.length == 0) revert HolderRegistryIssuersInvalid(issuers_);
        _issuers = IIssuerRegistry(issuers_);
    }

    /* ACTS */

    /// @inheritdoc IHolderRegistry
    function attest(Offer calldata offer, bytes calldata issuerSignature) external returns (bytes32 uid) {
        if (msg.sender != offer.holder) revert HolderRegistryNotOfferHolder(msg.sender, offer.holder);
        return _attest(offer, issuerSignature);
    }

    /// @inheritdoc IHolderRegistry
    function attestBySig(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid) {
        bytes32 digest = acceptanceDigest(offer);
        if (!_isSignedBy(offer.holder, digest, holderSignature)) {
            revert HolderRegistryHolderSignatureInvalid(offer.holder, offerDigest(offer));
        }
        return _attest(offer, issuerSignature);
    }

    /// @inheritdoc IHolderRegistry
    function revoke(bytes32 personTag, bytes32 reasonCommitment) external onlyOwner {
        Record storage record = _records[personTag];
        if (!_isLive(record)) revert HolderRegistryNotLive(personTag);

        _end(record);
        emit Revoked(record.holder, personTag, reasonCommitment);
    }

    /// @inheritdoc IHolderRegistry
    function exit() external {
        bytes32 personTag = _tags[msg.sender];
        Record storage record = _records[personTag];
        if (record.holder != msg.sender || !_isLive(record)) revert HolderRegistryNotHolder(msg.sender);

        _end(record);
        emit Exited(msg.sender, personTag);
    }

    /// @inheritdoc IHolderRegistry
    function sweep(bytes32[] calldata personTags) external {
        uint256 persons;
        for (uint256 i; i < personTags.length; ++i) {
            Record storage record = _records[personTags[i]];
            if (!_isOpen(record) || _isLive(record)) revert HolderRegistryNotLapsed(personTags[i]);

            record.accreditation = SWEPT;
            if (record.kind == HolderKind.Person) ++persons;
            emit Swept(record.holder, personTags[i], uint48(record.since) + record.term);
        }
        if (persons != 0) _pushCount(holderCount() - persons);
    }

    /* STANDING */

    /// @inheritdoc IHolderRegistry
    function isHolder(address account) public view returns (bool) {
        Record storage record = _records[_tags[account]];
        return record.holder == account && _isLive(record);
    }

    /// @inheritdoc IHolderRegistry
    function isHolderAt(address account, uint256 timepoint) external view returns (bool) {
        if (timepoint >= block.timestamp) return timepoint == block.timestamp && isHolder(account);
        if (_heldAt(_tags[account], account, timepoint)) return true;

        bytes32[] storage former = _formerTags[account];
        for (uint256 i = former.length; i > 0; --i) {
            if (_heldAt(former[i - 1], account, timepoint)) return true;
        }
        return false;
    }

    /// @inheritdoc IHolderRegistry
    function personAt(address account, uint256 snapshot) external view returns (bytes32 personTag) {
        (personTag, ) = seatAt(account, snapshot);
    }

    /// @inheritdoc IHolderRegistry
    function seatAt(address account, uint256 snapshot) public view returns (bytes32 personTag, bool moved) {
        bytes32 tag = _tags[account];
        Record memory record = _records[tag];
        if (record.holder != account || record.kind != HolderKind.Person || !_isLive(record)) return (0, false);

        if (snapshot >= record.since) return (tag, false);
        (bool found, Term memory term) = _pastTermAt(tag, snapshot);
        return found && term.kind == HolderKind.Person ? (tag, true) : (bytes32(0), false);
    }

    /// @inheritdoc IHolderRegistry
    function holdersSince(bytes32 personTag, uint256 timepoint) external view returns (address[] memory holders) {
        Term[] storage terms = _pastTerms[personTag];
        uint256 first = terms.length;
        while (first > 0 && terms[first - 1].to > timepoint) --first;

        holders = new address[](terms.length - first);
        for (uint256 i; i < holders.length; ++i) holders[i] = terms[first + i].holder;
    }

    /// @inheritdoc IHolderRegistry
    function holderCountAt(uint256 timepoint) external view returns (uint256) {
        if (timepoint > type(uint48).max) return holderCount();
        return _holderCounts.upperLookupRecent(uint48(timepoint));
    }

    /// @inheritdoc IHolderRegistry
    function holderCount() public view returns (uint256) {
        return _holderCounts.latest();
    }

    /// @inheritdoc IHolderRegistry
    function attestationOf(bytes32 personTag) external view returns (Attestation memory attestation) {
        Record memory record = _records[personTag];
        attestation.holder = record.holder;
        attestation.kind = record.kind;
        attestation.since = record.since;
        attestation.expirationTime = uint48(record.since) + record.term;
        if (record.accreditation != ENDED && record.accreditation != SWEPT) {
            Accreditation memory accreditation = _issuers.accreditation(record.accreditation);
            attestation.issuer = accreditation.issuer;
            attestation.schema = accreditation.schema;
        }
    }

    /// @inheritdoc IHolderRegistry
    function personTagOf(address account) external view returns (bytes32 personTag) {
        return _tags[account];
    }

    /// @inheritdoc IHolderRegistry
    function issuers() external view returns (address) {
        return address(_issuers);
    }

    /* DIGESTS */

    /// @inheritdoc IHolderRegistry
    function offerDigest(Offer calldata offer) public view returns (bytes32 uid) {
        return _hashTypedDataV4(offer.offerHash());
    }

    /// @inheritdoc IHolderRegistry
    function acceptanceDigest(Offer calldata offer) public view returns (bytes32 digest) {
        return _hashTypedDataV4(offer.acceptanceHash());
    }

    /* FACES */

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        if (!_isLive(_records[bytes32(tokenId)])) revert HolderRegistryTokenUnknown(tokenId);
        return true;
    }

    /// @notice Seconds since 1970, the clock of every timepoint here (ERC-6372).
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @notice Machine-readable description of the clock (ERC-6372).
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @notice Interfaces that the roll supports (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IHolderRegistry).interfaceId ||
            super.supportsInterface(interfaceId);
    }

    /* HOW IT IS DONE */

    function _attest(Offer calldata offer, bytes calldata issuerSignature) private returns (bytes32 uid) {
        if (offer.holder == address(0) || uint256(offer.personTag) < 2) {
            revert HolderRegistryOfferIncomplete(offer.holder, offer.personTag);
        }
        (uint16 accreditation, HolderKind kind, uint48 validFrom) = _issuers.accreditationOf(
            offer.issuer,
            offer.schema
        );
        if (accreditation == 0) revert HolderRegistryIssuerNotAccredited(offer.issuer, offer.schema);

        Record memory record = _records[offer.personTag];
        _checkTimes(offer, record, validFrom);
        _checkUnique(offer, record, kind);
        uid = offerDigest(offer);
        if (!_isSignedBy(offer.issuer, uid, issuerSignature)) {
            revert HolderRegistryIssuerSignatureInvalid(offer.issuer, uid);
        }

        _write(offer, record, accreditation, kind, uid);
    }

    /// @dev An offer is younger than the standing it changes, and a renewal lengthens it: so no offer takes effect
    /// twice, and none from before an end undoes that end. No list of used offers is needed.
    function _checkTimes(Offer calldata offer, Record memory record, uint48 validFrom) private view {
        uint48 now_ = uint48(block.timestamp);
        if (now_ > offer.deadline) revert HolderRegistryOfferExpired(offer.deadline, now_);

        uint48 expirationTime = uint48(record.since) + record.term;
        uint48 notBefore = record.accreditation == ENDED ? expirationTime : record.since;
        if (notBefore < validFrom - 1) notBefore = validFrom - 1;
        if (offer.issuedAt > now_ || offer.issuedAt <= notBefore) {
            revert HolderRegistryOfferStale(offer.issuedAt, notBefore, now_);
        }
        uint48 earliest = expirationTime > now_ ? expirationTime : now_;
        if (offer.expirationTime <= earliest || offer.expirationTime > now_ + MAX_TERM) {
            revert HolderRegistryExpirationInvalid(offer.expirationTime, earliest, now_ + MAX_TERM);
        }
    }

    function _checkUnique(Offer calldata offer, Record memory record, HolderKind kind) private view {
        bytes32 tag = _tags[offer.holder];
        if (tag != offer.personTag && isHolder(offer.holder)) revert HolderRegistryAlreadyHolder(offer.holder, tag);
        if (!_isLive(record)) return;
        if (record.holder != offer.holder) revert HolderRegistryPersonTagInUse(offer.personTag, record.holder);
        if (record.kind != kind) revert HolderRegistryKindChanged(offer.personTag, record.kind, kind);
    }

    /// @dev A key first, then ERC-1271: an account that delegates to code (EIP-7702) still signs with its key.
    function _isSignedBy(address signer, bytes32 digest, bytes calldata signature) private view returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (fault == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNow(signer, digest, signature);
    }

    function _write(
        Offer calldata offer,
        Record memory record,
        uint16 accreditation,
        HolderKind kind,
        bytes32 uid
    ) private {
        bool renewal = _isLive(record);
        bool counted = _isOpen(record) && record.kind == HolderKind.Person;
        if (!renewal) {
            _archive(offer.personTag, record);
            record.holder = offer.holder;
            record.since = uint40(block.timestamp);
            record.kind = kind;
            _setTag(offer.holder, offer.personTag);
        }
        record.term = SafeCast.toUint32(offer.expirationTime - record.since);
        record.accreditation = accreditation;
        _records[offer.personTag] = record;
        if (counted && kind != HolderKind.Person) _pushCount(holderCount() - 1);
        if (!counted && kind == HolderKind.Person) _pushCount(holderCount() + 1);

        if (!renewal) emit Locked(uint256(offer.personTag));
        emit Attested(
            offer.holder,
            offer.issuer,
            offer.personTag,
            uid,
            offer.schema,
            kind,
            record.since,
            offer.expirationTime
        );
    }

    /// @dev Even a term of no second is kept: a ballot can have been cast in it, see {holdersSince}.
    function _archive(bytes32 personTag, Record memory record) private {
        if (record.holder == address(0)) return;
        _pastTerms[personTag].push(Term(record.holder, record.since, record.since + record.term, record.kind));
    }

    function _setTag(address account, bytes32 personTag) private {
        bytes32 former = _tags[account];
        if (former == personTag) return;
        if (former != 0) _formerTags[account].push(former);
        _tags[account] = personTag;
    }

    function _end(Record storage record) private {
        record.term = uint32(block.timestamp - record.since);
        record.accreditation = ENDED;
        if (record.kind == HolderKind.Person) _pushCount(holderCount() - 1);
    }

    function _pushCount(uint256 count) private {
        _holderCounts.push(uint48(block.timestamp), uint208(count));
    }

    /// @dev In the count: neither ended nor swept. An open record may have expired.
    function _isOpen(Record memory record) private pure returns (bool) {
        return record.accreditation != ENDED && record.accreditation != SWEPT;
    }

    function _isLive(Record memory record) private view returns (bool) {
        return _isOpen(record) && block.timestamp < uint256(record.since) + record.term;
    }

    function _heldAt(bytes32 personTag, address account, uint256 timepoint) private view returns (bool) {
        Record memory record = _records[personTag];
        if (timepoint >= record.since) {
            return record.holder == account && timepoint < uint256(record.since) + record.term;
        }
        (bool found, Term memory term) = _pastTermAt(personTag, timepoint);
        return found && term.holder == account;
    }

    /// @dev Terms never overlap and are in order of time, so the last that began before decides.
    function _pastTermAt(bytes32 personTag, uint256 timepoint) private view returns (bool found, Term memory term) {
        Term[] storage terms = _pastTerms[personTag];
        for (uint256 i = terms.length; i > 0; --i) {
            term = terms[i - 1];
            if (timepoint >= term.from) return (timepoint < term.to, term);
        }
    }
}
