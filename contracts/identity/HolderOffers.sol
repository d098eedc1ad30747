// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IHolderOffers, Offer} from "../interfaces/IHolderOffers.sol";
import {HolderKind, Mandate} from "../interfaces/IIssuerRegistry.sol";
import {OfferHash} from "../libraries/OfferHash.sol";
import {HolderCases} from "./HolderCases.sol";

/// @title Offers and their acceptance
/// @notice See {IHolderOffers}.
abstract contract HolderOffers is HolderCases, IHolderOffers {
    using OfferHash for Offer;

    /// @dev What an accreditation has used of its cap on the day of its last use.
    struct Usage {
        uint32 day; // since 1970, UTC
        uint32 used;
    }

    /// @inheritdoc IHolderOffers
    uint48 public constant MAX_TERM = 5 * 365 days;

    mapping(uint16 accreditation => Usage) private _usages;

    /// @inheritdoc IHolderOffers
    function attest(Offer calldata offer, bytes calldata issuerSignature) external returns (bytes32 uid) {
        _checkCaller(offer);
        uid = offerDigest(offer);
        _accept(offer, uid, uid, issuerSignature);
    }

    /// @inheritdoc IHolderOffers
    function attestBySig(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid) {
        _checkAcceptance(offer, holderSignature);
        uid = offerDigest(offer);
        _accept(offer, uid, uid, issuerSignature);
    }

    /// @inheritdoc IHolderOffers
    function claim(
        Offer calldata offer,
        bytes32[] calldata proof,
        bytes calldata batchSignature
    ) external returns (bytes32 uid) {
        _checkCaller(offer);
        return _claim(offer, proof, batchSignature);
    }

    /// @inheritdoc IHolderOffers
    function claimBySig(
        Offer calldata offer,
        bytes32[] calldata proof,
        bytes calldata batchSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid) {
        _checkAcceptance(offer, holderSignature);
        return _claim(offer, proof, batchSignature);
    }

    /// @inheritdoc IHolderOffers
    function offerDigest(Offer calldata offer) public view returns (bytes32 uid) {
        return _hashTypedDataV4(offer.offerHash());
    }

    /// @inheritdoc IHolderOffers
    function acceptanceDigest(Offer calldata offer) public view returns (bytes32 digest) {
        return _hashTypedDataV4(offer.acceptanceHash());
    }

    /// @inheritdoc IHolderOffers
    function batchDigest(bytes32 root) public view returns (bytes32 digest) {
        return _hashTypedDataV4(OfferHash.batchHash(root));
    }

    /// @inheritdoc IHolderOffers
    function usedToday(uint16 accreditation) public view returns (uint32) {
        Usage memory usage = _usages[accreditation];
        return usage.day == _today() ? usage.used : 0;
    }

    function _checkCaller(Offer calldata offer) internal view {
        if (msg.sender != offer.holder) revert HolderRegistryNotOfferHolder(msg.sender, offer.holder);
    }

    function _checkAcceptance(Offer calldata offer, bytes calldata holderSignature) internal view {
        if (!_isSignedBy(offer.holder, acceptanceDigest(offer), holderSignature)) {
            revert HolderRegistryHolderSignatureInvalid(offer.holder, offerDigest(offer));
        }
    }

    /// @dev The accreditation in force behind the offer, whose issuer is not checked yet to have made it.
    function _checkOffer(Offer calldata offer, Record memory record) internal view returns (Mandate memory mandate) {
        if (offer.holder == address(0) || uint256(offer.personTag) < 2) {
            revert HolderRegistryOfferIncomplete(offer.holder, offer.personTag);
        }
        mandate = _issuers.mandateOf(offer.issuer, offer.schema);
        if (mandate.number == 0) revert HolderRegistryIssuerNotAccredited(offer.issuer, offer.schema);
        _checkTimes(offer, record, mandate.validFrom);
        _checkUnique(offer, record, mandate.kind);
    }

    function _checkSignature(
        Offer calldata offer,
        Mandate memory mandate,
        bytes32 uid,
        bytes32 digest,
        bytes calldata signature
    ) internal view {
        bool signed = mandate.keyed
            ? SignatureChecker.isValidSignatureNow(_issuers.signerOf(mandate.number), digest, signature)
            : _isSignedBy(offer.issuer, digest, signature);
        if (!signed) revert HolderRegistryIssuerSignatureInvalid(offer.issuer, uid);
    }

    function _useCap(Offer calldata offer, Mandate memory mandate) internal {
        uint32 used = usedToday(mandate.number);
        if (used >= mandate.dailyCap) {
            revert HolderRegistryIssuerCapReached(offer.issuer, offer.schema, mandate.dailyCap);
        }
        _usages[mandate.number] = Usage(_today(), used + 1);
    }

    function _claim(
        Offer calldata offer,
        bytes32[] calldata proof,
        bytes calldata batchSignature
    ) private returns (bytes32 uid) {
        bytes32 leaf = offer.offerHash();
        uid = _hashTypedDataV4(leaf);
        _accept(offer, uid, batchDigest(MerkleProof.processProofCalldata(proof, leaf)), batchSignature);
    }

    /// @dev `digest` is what the issuer signed: the offer, or a batch that it is in.
    function _accept(Offer calldata offer, bytes32 uid, bytes32 digest, bytes calldata signature) private {
        Record memory record = _recordOf(offer.personTag);
        bool renewal = _stands(record);
        if (renewal && record.holder != offer.holder) {
            revert HolderRegistryPersonTagInUse(offer.personTag, record.holder);
        }
        Mandate memory mandate = _checkOffer(offer, record);
        _checkSignature(offer, mandate, uid, digest, signature);

        if (renewal) {
            _renew(offer.personTag, record, mandate.number, offer.expirationTime);
        } else {
            _useCap(offer, mandate);
            if (record.holder != address(0)) _closeCase(offer.personTag);
            _begin(
                offer.personTag,
                record,
                offer.holder,
                offer.issuer,
                mandate.number,
                mandate.kind,
                offer.expirationTime
            );
        }
        emit Attested(
            offer.holder,
            offer.issuer,
            offer.personTag,
            uid,
            offer.schema,
            mandate.kind,
            renewal ? record.since : uint48(block.timestamp),
            offer.expirationTime
        );
    }

    /// @dev An offer is younger than the standing it changes, and a renewal lengthens it: so no offer takes effect
    /// twice, and none from before an end undoes that end. No list of used offers is needed.
    function _checkTimes(Offer calldata offer, Record memory record, uint48 validFrom) private view {
        uint48 now_ = uint48(block.timestamp);
        if (now_ > offer.deadline) revert HolderRegistryOfferExpired(offer.deadline, now_);

        uint48 expirationTime = _expirationOf(record);
        uint48 notBefore = record.marks & ENDED != 0 ? expirationTime : record.since;
        if (notBefore < validFrom - 1) notBefore = validFrom - 1;
        if (record.holder != address(0)) {
            uint48 notice = _noticeOf(offer.personTag);
            if (notBefore < notice) notBefore = notice;
        }
        if (offer.issuedAt > now_ || offer.issuedAt <= notBefore) {
            revert HolderRegistryOfferStale(offer.issuedAt, notBefore, now_);
        }
        uint48 earliest = _stands(record) ? expirationTime : now_;
        if (offer.expirationTime <= earliest || offer.expirationTime > now_ + MAX_TERM) {
            revert HolderRegistryExpirationInvalid(offer.expirationTime, earliest, now_ + MAX_TERM);
        }
    }

    function _checkUnique(Offer calldata offer, Record memory record, HolderKind kind) private view {
        bytes32 tag = personTagOf(offer.holder);
        if (tag != offer.personTag && tag != 0) {
            Record memory other = _recordOf(tag);
            if (other.holder == offer.holder && _stands(other)) {
                revert HolderRegistryAlreadyHolder(offer.holder, tag);
            }
        }
        if (record.holder != address(0) && _kindOf(record) != kind) {
            revert HolderRegistryKindChanged(offer.personTag, _kindOf(record), kind);
        }
    }

    function _today() private view returns (uint32) {
        return uint32(block.timestamp / 1 days);
    }
}
