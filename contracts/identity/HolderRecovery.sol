// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Offer} from "../interfaces/IHolderOffers.sol";
import {IHolderRecovery, Recovery} from "../interfaces/IHolderRecovery.sol";
import {Accreditation, Mandate} from "../interfaces/IIssuerRegistry.sol";
import {HolderOffers} from "./HolderOffers.sol";

/// @title Recovery
/// @notice See {IHolderRecovery}.
abstract contract HolderRecovery is HolderOffers, IHolderRecovery {
    /// @dev One slot. After a refusal `newHolder` is zero and nothing can start before `readyAt`.
    struct Request {
        address newHolder;
        uint40 readyAt;
        uint40 expirationTime;
        uint16 accreditation;
    }

    /// @inheritdoc IHolderRecovery
    uint48 public constant RECOVERY_DELAY = 14 days;

    /// @inheritdoc IHolderRecovery
    uint48 public constant VETO_REST = 90 days;

    mapping(bytes32 personTag => Request) private _requests;

    /// @inheritdoc IHolderRecovery
    function startRecovery(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid) {
        if (holderSignature.length == 0) _checkCaller(offer);
        else _checkAcceptance(offer, holderSignature);
        Record memory record = _recordOf(offer.personTag);
        if (!_stands(record)) revert HolderRegistryNotLive(offer.personTag);
        if (record.holder == offer.holder) revert HolderRecoverySameHolder(offer.personTag, offer.holder);
        Mandate memory mandate = _checkOffer(offer, record);
        _checkIssuer(offer, record);
        _checkFree(offer.personTag, record);
        uid = offerDigest(offer);
        _checkSignature(offer, mandate, uid, uid, issuerSignature);

        _useCap(offer, mandate);
        uint48 readyAt = uint48(block.timestamp) + RECOVERY_DELAY;
        _requests[offer.personTag] = Request({
            newHolder: offer.holder,
            readyAt: uint40(readyAt),
            expirationTime: uint40(offer.expirationTime),
            accreditation: mandate.number
        });
        emit RecoveryStarted(
            offer.personTag,
            record.holder,
            offer.holder,
            uid,
            readyAt,
            offer.expirationTime,
            mandate.number
        );
    }

    /// @inheritdoc IHolderRecovery
    function vetoRecovery(bytes32 personTag) external {
        _standsWith(msg.sender, personTag);
        Request memory request = _pendingRequest(personTag);
        uint48 restsUntil = uint48(block.timestamp) + VETO_REST;
        _requests[personTag] = Request(address(0), uint40(restsUntil), 0, 0);
        emit RecoveryVetoed(personTag, msg.sender, request.newHolder, restsUntil);
    }

    /// @inheritdoc IHolderRecovery
    function completeRecovery(bytes32 personTag) external {
        Request memory request = _pendingRequest(personTag);
        if (block.timestamp < request.readyAt) revert HolderRecoveryTooEarly(personTag, request.readyAt);
        Accreditation memory accreditation = _issuers.accreditation(request.accreditation);
        if (!_issuers.isAccredited(accreditation.issuer, accreditation.schema)) {
            revert HolderRegistryIssuerNotAccredited(accreditation.issuer, accreditation.schema);
        }
        bytes32 other = personTagOf(request.newHolder);
        Record memory held = _recordOf(other);
        if (held.holder == request.newHolder && _stands(held)) {
            revert HolderRegistryAlreadyHolder(request.newHolder, other);
        }

        delete _requests[personTag];
        Record memory record = _recordOf(personTag);
        address oldHolder = record.holder;
        uint48 until = uint48(Math.max(request.expirationTime, _expirationOf(record)));
        _move(personTag, record, request.newHolder, request.accreditation, until);
        emit Recovered(personTag, oldHolder, request.newHolder, until);
    }

    /// @inheritdoc IHolderRecovery
    function recoveryOf(bytes32 personTag) external view returns (Recovery memory) {
        Request memory request = _requests[personTag];
        if (!_isPending(request, _recordOf(personTag))) return Recovery(address(0), 0, 0, 0);
        return
            Recovery(request.newHolder, request.readyAt, request.expirationTime, request.accreditation);
    }

    function _pendingRequest(bytes32 personTag) private view returns (Request memory request) {
        request = _requests[personTag];
        if (!_isPending(request, _recordOf(personTag))) revert HolderRecoveryNotPending(personTag);
    }

    /// @dev A request is about the standing in which it was made, and rests on the accreditation of that time: it is
    /// worthless when either, or its own term, is over. A suspension of issuance ends no accreditation.
    function _isPending(Request memory request, Record memory record) private view returns (bool) {
        if (request.newHolder == address(0) || !_stands(record) || block.timestamp >= request.expirationTime) {
            return false;
        }
        uint48 askedAt = request.readyAt - RECOVERY_DELAY;
        Accreditation memory accreditation = _issuers.accreditation(request.accreditation);
        bool sameIssuer = accreditation.validFrom <= askedAt && block.timestamp < accreditation.validUntil;
        return record.since <= askedAt && sameIssuer;
    }

    function _checkFree(bytes32 personTag, Record memory record) private view {
        Request memory request = _requests[personTag];
        bool resting = request.newHolder == address(0) && block.timestamp < request.readyAt;
        if (resting || _isPending(request, record)) revert HolderRecoveryBlocked(personTag, request.readyAt);
    }

    function _checkIssuer(Offer calldata offer, Record memory record) private view {
        Accreditation memory present = _issuers.accreditation(record.accreditation);
        if (present.issuer != offer.issuer && block.timestamp < present.validUntil) {
            revert HolderRecoveryNotIssuer(offer.personTag, offer.issuer);
        }
    }
}
