// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {CaseActs} from "./CaseActs.sol";
import {IssuerModel} from "./IssuerModel.sol";
import {Signed} from "./OfferActs.sol";
import {Move, RecoveryModel} from "./RecoveryModel.sol";
import {RollModel} from "./RollModel.sol";

/// @notice People ask for the iD of an account that they lost; the old account refuses or the iD moves.
abstract contract RecoveryActs is CaseActs {
    using RollModel for RollModel.Model;
    using IssuerModel for IssuerModel.Model;
    using RecoveryModel for RecoveryModel.Model;

    mapping(bytes32 tag => Signed) private requests;

    /* ACTS */

    function startRecovery(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        ask(drawMove(who, tag, term, form), form % 2 == 0);
    }

    function vetoRecovery(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : movingTag(which, false);
        address by = form % 8 == 1 || !model.exists(tag) ? anyone(form >> 3) : model.last(tag).holder;
        bool may = isRecovering(tag) && by == model.last(tag).holder;
        bool done = attempt(by, address(roll), abi.encodeCall(roll.vetoRecovery, (tag)));
        if (judge(38, done, may, "refusing a recovery")) recoveries.veto(tag, time());
    }

    /// @notice Mostly in time; in the last second of the delay, or in the first after it.
    function completeRecovery(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : movingTag(which, true);
        uint48 ready = recoveries.moves[tag].startedAt + RecoveryModel.DELAY;
        if (form % 4 != 0) warpOn(ready - (form % 8 == 1 ? 1 : 0));
        bool may = mayCompleteRecovery(tag);
        bool done = attempt(anyone(form >> 3), address(roll), abi.encodeCall(roll.completeRecovery, (tag)));
        if (judge(38, done, may, "completing a recovery")) settleMove(tag);
    }

    /* HOW IT IS DONE */

    function ask(Signed memory signed, bool bySig) private {
        Offer memory offer = signed.offer;
        uint256 forbids = forbidsRecovery(offer, signed.signer);
        bytes memory consent_ = bySig ? signature(offer.holder, roll.acceptanceDigest(offer)) : bytes("");
        bytes memory data = abi.encodeCall(roll.startRecovery, (offer, signed.signature, consent_));
        bool done = attempt(bySig ? outsider : offer.holder, address(roll), data);
        if (!judge(forbids == 0 ? 38 : forbids, done, forbids == 0, "asking for a recovery")) return;
        bytes32 tag = offer.personTag;
        consent(signed);
        requests[tag] = signed;
        register.use(numberOf(offer), time());
        recoveries.moves[tag] = Move({
            to: offer.holder,
            accreditation: numberOf(offer),
            startedAt: time(),
            until: offer.expirationTime,
            standing: model.last(tag).from
        });
    }

    function settleMove(bytes32 tag) private {
        Move memory move = recoveries.moves[tag];
        delete recoveries.moves[tag];
        consents[tag] = requests[tag];
        uint48 to = model.last(tag).to;
        model.move(tag, move.to, move.accreditation, time(), move.until > to ? move.until : to);
    }

    /// @dev Three times out of four an offer by the issuer who answers for the iD.
    function drawMove(
        uint256 who,
        uint256 tag,
        uint256 term,
        uint256 form
    ) internal returns (Signed memory) {
        bool fitting = form % 4 != 0;
        bytes32 chosen = fitting ? stillTag(tag) : model.tags[tag % TAGS];
        address holder = fitting ? homeless(who) : people[who % ACCOUNTS];
        Offer memory offer = drawFor(holder, chosen, term, form, fitting);
        if (!fitting) return signSingly(offer);
        offer.issuer = issuerOf(chosen);
        offer.expirationTime += 15 days;
        if (!register.hasRoom(numberOf(offer), time())) warpOn((time() / 1 days + 1) * 1 days);
        return signSingly(offer);
    }

    /// @dev An iD that stands, with nobody asking for it; somebody gets one when there is none.
    function stillTag(uint256 start) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            bool free = stands(tag) && !isRecovering(tag) && time() >= recoveries.restsUntil[tag];
            if (free && register.mayAttest(model.last(tag).accreditation, time())) return tag;
        }
        tag = admitSomeone(start);
        skip(1);
    }

    /// @dev An iD that somebody has asked for; somebody does when there is none.
    /// @param promising Nothing is known by now that will keep it from moving.
    function movingTag(uint256 start, bool promising) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (isRecovering(tag) && (!promising || isPromising(tag))) return tag;
        }
        Signed memory signed = drawMove(start, mix(start), mix(mix(start)), 1);
        ask(signed, false);
        return signed.offer.personTag;
    }

    function isPromising(bytes32 tag) private view returns (bool) {
        Move storage move = recoveries.moves[tag];
        uint48 ready = move.startedAt + RecoveryModel.DELAY;
        return
            register.mayAttest(move.accreditation, ready > time() ? ready : time()) &&
            model.tagOf(move.to, time()) == 0 &&
            ready < model.last(tag).to;
    }
}
