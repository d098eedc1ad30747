// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollCase} from "../../helpers/RollCase.sol";
import {Handler} from "../Handler.sol";
import {CaseModel, Trial} from "./CaseModel.sol";
import {IssuerModel, Post} from "./IssuerModel.sol";
import {Move, RecoveryModel} from "./RecoveryModel.sol";
import {RollModel, Stretch} from "./RollModel.sol";

/// @notice The models of the roll, and what its interfaces allow, asked of the models alone.
abstract contract RollLaw is RollCase, Handler {
    using RollModel for RollModel.Model;
    using CaseModel for CaseModel.Model;
    using RecoveryModel for RecoveryModel.Model;
    using IssuerModel for IssuerModel.Model;

    uint48 internal constant MOST_TERM = 5 * 365 days;

    RollModel.Model internal model;
    CaseModel.Model internal cases;
    RecoveryModel.Model internal recoveries;
    IssuerModel.Model internal register;

    /// @notice The number of the invariant that forbids to attest, on a signature of `signer`; 0 when nothing does.
    function forbidsAttest(Offer memory offer, address signer) internal view returns (uint256) {
        bytes32 tag = offer.personTag;
        bool renewal = stands(tag);
        if (renewal && model.last(tag).holder != offer.holder) return 9;
        uint256 forbids = forbidsOffer(offer, signer);
        if (forbids != 0 || renewal) return forbids;
        return register.hasRoom(numberOf(offer), time()) ? 0 : 16;
    }

    /// @notice The number of the invariant that forbids to ask for an iD of another account; 0 when nothing does.
    function forbidsRecovery(Offer memory offer, address signer) internal view returns (uint256) {
        bytes32 tag = offer.personTag;
        if (!stands(tag) || model.last(tag).holder == offer.holder) return 38;
        uint256 forbids = forbidsOffer(offer, signer);
        if (forbids != 0) return forbids;
        uint16 present = model.last(tag).accreditation;
        bool byAnother = register.postOf(present).issuer != offer.issuer;
        if (byAnother && register.isInForce(present, time())) return 38;
        if (isRecovering(tag) || time() < recoveries.restsUntil[tag]) return 38;
        return register.hasRoom(numberOf(offer), time()) ? 0 : 16;
    }

    function mayOpenCase(bytes32 tag, address opener, bytes32 commitment) internal view returns (bool) {
        if (!stands(tag) || commitment == 0 || isTried(tag)) return false;
        if (opener == address(timelock)) return true;
        return mayJudge(tag, opener) && cases.trials[tag].spent != model.last(tag).from;
    }

    function mayAppeal(bytes32 tag, address account_) internal view returns (bool) {
        bool inTime = isTried(tag) && !cases.trials[tag].appealed && !cases.isHeard(tag, time());
        return inTime && model.last(tag).holder == account_;
    }

    function mayConclude(bytes32 tag) internal view returns (bool) {
        return isTried(tag) && !cases.trials[tag].appealed && cases.isHeard(tag, time());
    }

    function mayWithdrawCase(bytes32 tag, address caller) internal view returns (bool) {
        return isTried(tag) && cases.trials[tag].byIssuer && mayJudge(tag, caller);
    }

    function mayCompleteRecovery(bytes32 tag) internal view returns (bool) {
        if (!isRecovering(tag)) return false;
        Move storage move = recoveries.moves[tag];
        bool issued = register.mayAttest(move.accreditation, time());
        return issued && time() >= move.startedAt + RecoveryModel.DELAY && model.tagOf(move.to, time()) == 0;
    }

    /* WORDS */

    function stands(bytes32 tag) internal view returns (bool) {
        return model.stands(tag, time());
    }

    function isSuspended(bytes32 tag) internal view returns (bool) {
        return cases.isSuspendedAt(tag, time());
    }

    /// @notice Whether a case about the iD is pending.
    function isTried(bytes32 tag) internal view returns (bool) {
        return stands(tag) && cases.isOpen(tag, time());
    }

    function isRecovering(bytes32 tag) internal view returns (bool) {
        if (!stands(tag) || !recoveries.isPending(tag, model.last(tag).from, time())) return false;
        Move storage move = recoveries.moves[tag];
        bool lasts = register.postOf(move.accreditation).from <= move.startedAt;
        return lasts && register.isInForce(move.accreditation, time());
    }

    /// @notice Whether the account is the issuer who answers for the iD, and accredited.
    function mayJudge(bytes32 tag, address caller) internal view returns (bool) {
        uint16 number = model.last(tag).accreditation;
        return register.postOf(number).issuer == caller && register.mayAttest(number, time());
    }

    function numberOf(Offer memory offer) internal view returns (uint16) {
        return register.numberOf(offer.issuer, offer.schema);
    }

    function schemaOf(HolderKind kind) internal view returns (bytes32) {
        return kind == HolderKind.Organisation ? organisation : person;
    }

    /// @dev What holds for every offer: it is an accredited issuer's, fresh, and the person and the account are free.
    function forbidsOffer(Offer memory offer, address signer) private view returns (uint256) {
        uint16 number = numberOf(offer);
        if (number == 0 || !register.mayAttest(number, time())) return 10;
        Post storage post = register.postOf(number);
        if (signer != post.signer) return 10;
        if (time() > offer.deadline || offer.issuedAt > time() || offer.issuedAt < post.from) return 11;
        if (!isFresh(offer)) return 13;
        if (offer.expirationTime <= time() || offer.expirationTime > time() + MOST_TERM) return 14;
        bytes32 held = model.tagOf(offer.holder, time());
        if (held != 0 && held != offer.personTag) return 9;
        bool changesKind = model.exists(offer.personTag) && model.kinds[offer.personTag] != post.kind;
        return changesKind ? 9 : 0;
    }

    /// @dev Younger than the standing that it would change and than a notice; a renewal lengthens.
    function isFresh(Offer memory offer) private view returns (bool) {
        bytes32 tag = offer.personTag;
        if (!model.exists(tag)) return true;
        Stretch storage last = model.last(tag);
        Trial storage trial = cases.trials[tag];
        if (offer.issuedAt <= (last.ended ? last.to : last.from)) return false;
        if (cases.isOpen(tag, time()) && offer.issuedAt <= trial.openedAt) return false;
        return !stands(tag) || offer.expirationTime > last.to;
    }
}
