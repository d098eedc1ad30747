// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {CaseModel} from "./CaseModel.sol";
import {IssuerModel, Post} from "./IssuerModel.sol";
import {RollBase} from "./RollBase.sol";
import {RollModel} from "./RollModel.sol";

/// @notice An offer as its issuer gave it away: signed by itself, or in a batch.
struct Signed {
    Offer offer;
    address signer;
    bytes signature;
    bool batched;
    bytes32[] proof;
}

/// @notice Offers are made, singly and in batches, and taken at once, later, by the holder or by signature.
abstract contract OfferActs is RollBase {
    using RollModel for RollModel.Model;
    using CaseModel for CaseModel.Model;
    using IssuerModel for IssuerModel.Model;

    uint256 private constant KEPT = 12;
    bytes32 private constant OFFER_TYPEHASH =
        keccak256(
            "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );

    Signed[] internal kept;
    uint256 private keptCount; // ever
    mapping(bytes32 tag => Signed) internal consents; // the last that took effect
    mapping(bytes32 uid => bool) internal used;

    /* ACTS */

    function attest(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        accept(signSingly(draw(who, tag, term, form)), false);
    }

    function attestBySig(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        accept(signSingly(draw(who, tag, term, form)), true);
    }

    function claim(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        accept(signBatch(draw(who, tag, term, form), form), form % 2 == 0);
    }

    /// @notice An issuer signs an offer that nobody takes yet.
    function offerForLater(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        keep(who, tag, term, form);
    }

    /// @notice An offer made earlier is taken now, or refused for what happened since.
    function attestLate(uint256 which, uint256 form) external act {
        uint256 index = form % 4 == 0 ? which % (kept.length + 1) : goodKept(which);
        if (index == kept.length) {
            index = keep(which, which >> 8, which >> 16, form);
            skip(within(form, 1, 1 days));
        }
        accept(kept[index], form % 2 == 0);
    }

    /// @notice An offer that took effect is handed in again, with all its signatures.
    function replay(uint256 which) external act {
        Signed memory signed = consents[model.tags[which % TAGS]];
        if (signed.signer == address(0)) discard();
        refuse(13, signed.offer.holder, address(roll), acceptance(signed, false), "replay");
        refuse(13, outsider, address(roll), acceptance(signed, true), "replay by signature");
    }

    /// @notice A good offer with the wrong caller or the wrong signatures.
    function forge(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        Signed memory signed = signSingly(draw(who, tag, term, 1));
        address stranger = anyone(form);
        if (stranger != signed.offer.holder) {
            refuse(11, stranger, address(roll), acceptance(signed, false), "attesting somebody else");
        }
        bytes memory bySig = abi.encodeCall(roll.attestBySig, (signed.offer, signed.signature, signed.signature));
        if (signed.offer.holder != signed.signer) refuse(11, outsider, address(roll), bySig, "consent by the issuer");
        signed.signature = sign(outsider, roll.offerDigest(signed.offer));
        refuse(10, signed.offer.holder, address(roll), acceptance(signed, false), "an offer by nobody");
    }

    /* HOW IT IS DONE */

    function accept(Signed memory signed, bool bySig) internal {
        uint256 forbids = forbidsAttest(signed.offer, signed.signer);
        bool done = attempt(bySig ? outsider : signed.offer.holder, address(roll), acceptance(signed, bySig));
        if (judge(forbids == 0 ? 11 : forbids, done, forbids == 0, "attesting")) settle(signed);
    }

    function acceptance(Signed memory signed, bool bySig) internal view returns (bytes memory) {
        Offer memory offer = signed.offer;
        bytes memory consent_ = bySig ? signature(offer.holder, roll.acceptanceDigest(offer)) : bytes("");
        if (signed.batched) {
            if (!bySig) return abi.encodeCall(roll.claim, (offer, signed.proof, signed.signature));
            return abi.encodeCall(roll.claimBySig, (offer, signed.proof, signed.signature, consent_));
        }
        if (!bySig) return abi.encodeCall(roll.attest, (offer, signed.signature));
        return abi.encodeCall(roll.attestBySig, (offer, signed.signature, consent_));
    }

    function settle(Signed memory signed) internal {
        Offer memory offer = signed.offer;
        bytes32 tag = offer.personTag;
        uint16 number = numberOf(offer);
        consent(signed);
        consents[tag] = signed;
        if (stands(tag)) {
            model.renew(tag, number, offer.expirationTime);
            return;
        }
        register.use(number, time());
        if (model.exists(tag)) cases.close(tag, time());
        model.begin(tag, offer.holder, number, register.postOf(number).kind, time(), offer.expirationTime);
    }

    /// @dev Whoever consents does so once.
    function consent(Signed memory signed) internal {
        bytes32 uid = roll.offerDigest(signed.offer);
        if (used[uid]) fail(11, "a consent was used twice");
        used[uid] = true;
    }

    /// @dev Three times out of four an offer that can be taken; else any.
    function draw(uint256 who, uint256 tag, uint256 term, uint256 form) internal returns (Offer memory offer) {
        bool fitting = form % 4 != 0;
        address holder = people[who % ACCOUNTS];
        bytes32 chosen = fitting ? fittingTag(holder, tag) : model.tags[tag % TAGS];
        return drawFor(holder, chosen, term, form, fitting);
    }

    function drawFor(
        address holder,
        bytes32 tag,
        uint256 term,
        uint256 form,
        bool fitting
    ) internal returns (Offer memory offer) {
        bytes32 schema = schemaFor(form);
        if (fitting && model.exists(tag)) schema = schemaOf(model.kinds[tag]);
        Post storage post = postFor(schema, mix(form), fitting);
        offer = offerTo(holder, tag);
        (offer.issuer, offer.schema) = (post.issuer, post.schema);
        if (form % 3 == 0) offer.issuedAt -= uint48(within(form, 0, fitting ? 1 hours : 20 days));
        if (fitting && offer.issuedAt < post.from) offer.issuedAt = post.from;
        uint48 earliest = stands(tag) ? model.last(tag).to : time();
        offer.expirationTime = earliest + uint48(within(term, fitting ? 1 : 0, longestTerm()));
    }

    function signSingly(Offer memory offer) internal view returns (Signed memory) {
        address signer = signerOf(offer);
        bytes memory given = signature(signer, roll.offerDigest(offer));
        return Signed(offer, signer, given, false, new bytes32[](0));
    }

    /// @dev The offer in a tree of up to eight.
    function signBatch(Offer memory offer, uint256 form) internal view returns (Signed memory) {
        bytes32 node = keccak256(abi.encode(OFFER_TYPEHASH, offer));
        bytes32[] memory proof = new bytes32[](mix(form) % 4);
        for (uint256 i; i < proof.length; ++i) {
            proof[i] = keccak256(abi.encode(form, i));
            node = node < proof[i]
                ? keccak256(abi.encodePacked(node, proof[i]))
                : keccak256(abi.encodePacked(proof[i], node));
        }
        address signer = signerOf(offer);
        return Signed(offer, signer, signature(signer, roll.batchDigest(node)), true, proof);
    }

    /// @dev A person with an iD that stands, from a place drawn at random; one is admitted when there is none.
    function standingTag(uint256 start) internal returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (stands(tag)) return tag;
        }
        tag = admitSomeone(start);
        skip(1);
    }

    /// @dev Somebody without an iD gets one.
    function admitSomeone(uint256 start) internal returns (bytes32 tag) {
        address holder = homeless(start);
        tag = fittingTag(holder, start);
        accept(signSingly(drawFor(holder, tag, mix(start), 1, true)), false);
    }

    /// @dev The account's own iD, or one that nobody holds.
    function fittingTag(address holder, uint256 start) private view returns (bytes32 tag) {
        bytes32 held = model.tagOf(holder, time());
        if (held != 0) return held;
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (!stands(tag)) return tag;
        }
    }

    function keep(uint256 who, uint256 tag, uint256 term, uint256 form) private returns (uint256 index) {
        Offer memory offer = draw(who, tag, term, form);
        offer.deadline = time() + uint48(within(form, 1 days, 60 days));
        Signed memory signed = form % 2 == 0 ? signSingly(offer) : signBatch(offer, form);
        if (kept.length < KEPT) kept.push();
        index = keptCount++ % KEPT;
        kept[index] = signed;
    }

    /// @dev A kept offer that can still be taken; past the end when there is none.
    function goodKept(uint256 start) private view returns (uint256 index) {
        for (uint256 i; i < kept.length; ++i) {
            index = (start % kept.length + i) % kept.length;
            if (forbidsAttest(kept[index].offer, kept[index].signer) == 0) return index;
        }
        return kept.length;
    }
}
