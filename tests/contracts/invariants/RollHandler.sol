// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Attestation, IHolderRegistry, Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollCase} from "../helpers/RollCase.sol";
import {vm} from "../helpers/Vm.sol";
import {RollModel, Stretch} from "./RollModel.sol";

/// @notice What the roll said of a second that was over.
struct Memory {
    uint48 timepoint;
    uint256 holderCount;
    uint256 holders; // bit i: account i held an iD
    uint256 votes; // of account `timepoint % accounts`
    uint256 supply;
}

/// @notice Plays with the roll at random, and keeps the model beside it.
/// @dev Each act knows from the model whether it must succeed. A difference is kept in `broken`, under the number of
/// the invariant. An act that was rightly refused reverts, so that forge's table tells how often each act succeeded.
contract RollHandler is RollCase {
    using RollModel for RollModel.Model;

    uint256 internal constant ACCOUNTS = 6;
    uint256 internal constant TAGS = 5;

    mapping(uint256 number => string) public broken; // the first breach of each invariant; empty while there is none
    string public firstBreach; // of any of them
    uint256 public consents; // offers accepted

    RollModel.Model internal model;
    address[] internal people;
    Offer[] internal accepted;
    Offer[] internal kept;
    Memory[] internal memories;
    mapping(bytes32 uid => bool) internal used;
    mapping(bytes32 tag => uint48) internal sinces;

    error Refused();

    /// @dev Time that passed in an act that was refused has passed all the same: so it is looked at first.
    modifier act() {
        observe();
        _;
        observe();
    }

    function prepare() public virtual {
        setUp();
        people = accounts("person", ACCOUNTS);
        for (uint256 i; i < TAGS; ++i) model.tags.push(keccak256(abi.encode("tag", i)));
    }

    /* ACTS */

    function attest(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        Offer memory offer = draw(who, tag, term, form);
        bytes memory signature = signOffer(offer);
        vm.prank(offer.holder);
        (bool done, ) = address(roll).call(abi.encodeCall(roll.attest, (offer, signature)));
        settle(offer, done);
    }

    function attestBySig(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        Offer memory offer = draw(who, tag, term, form);
        bytes memory data = abi.encodeCall(roll.attestBySig, (offer, signOffer(offer), signAcceptance(offer)));
        vm.prank(outsider);
        (bool done, ) = address(roll).call(data);
        settle(offer, done);
    }

    /// @notice An issuer signs an offer that nobody takes yet.
    function offerForLater(uint256 who, uint256 tag, uint256 term, uint256 form) external act {
        Offer memory offer = draw(who, tag, term, form);
        offer.deadline = type(uint48).max;
        kept.push(offer);
    }

    /// @notice An offer made earlier is taken now, or refused for what happened since.
    function attestLate(uint256 which) external act {
        if (kept.length == 0) revert Refused();
        Offer memory offer = kept[pickKept(which)];
        bytes memory signature = signOffer(offer);
        vm.prank(offer.holder);
        (bool done, ) = address(roll).call(abi.encodeCall(roll.attest, (offer, signature)));
        settle(offer, done);
    }

    function exitRoll(uint256 who) external act {
        address holder = liveHolder(who);
        bytes32 tag = model.liveTagOf(holder, time());
        demand(12, holder, address(roll), abi.encodeCall(roll.exit, ()), "a holder could not leave");
        model.end(tag, time());
    }

    function revokeHolder(uint256 who) external act {
        bytes32 tag = model.liveTagOf(liveHolder(who), time());
        bytes memory data = abi.encodeCall(roll.openCase, (tag, REASON, false));
        demand(10, address(timelock), address(roll), data, "the DAO could not revoke");
        model.end(tag, time());
    }

    function sweepLapsed(uint256 which) external act {
        bytes32 tag = lapsedTag(which);
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        bytes memory data = abi.encodeCall(roll.sweep, (tags));
        demand(2, people[which % ACCOUNTS], address(roll), data, "a lapsed iD could not be swept");
        model.sweep(tag, time());
    }

    /// @notice The second issuer loses its accreditation, or gets it back.
    function turnIssuer() external act {
        bool accredited = issuers.isAccredited(otherIssuer, person);
        vm.prank(address(timelock));
        if (accredited) issuers.withdraw(otherIssuer, person);
        else issuers.accredit(otherIssuer, person, time() + 100 days, DAILY_CAP);
    }

    function wait(uint256 seconds_) external act {
        skip(within(seconds_, 1, longestWait()));
    }

    /// @notice To the last second of a term, or to the first after it.
    function waitForExpiry(uint256 who, bool over) external act {
        bytes32 tag = model.liveTagOf(liveHolder(who), time());
        uint48 expiry = model.last(tag).to;
        warpOn(over ? expiry : expiry - 1);
    }

    function remember() external act {
        memories.push(recall(time() - 1));
    }

    /// @notice What must be refused, whatever happened before.
    function trespass(uint256 which) external act {
        bytes32 tag = model.tags[which % TAGS];
        refuse(10, outsider, abi.encodeCall(roll.openCase, (tag, REASON, false)), "revoked by an outsider");
        refuse(10, issuer, abi.encodeCall(roll.openCase, (tag, REASON, false)), "revoked by the issuer");
        address someone = people[which % ACCOUNTS];
        bytes memory exitCall = abi.encodeCall(roll.exit, ());
        if (model.liveTagOf(someone, time()) == 0) refuse(12, someone, exitCall, "exit without an iD");
        bytes32[] memory tags = new bytes32[](1);
        tags[0] = tag;
        if (!model.isLapsed(tag, time())) refuse(2, outsider, abi.encodeCall(roll.sweep, (tags)), "swept too early");
        trespassWithOffer(draw(which, which >> 8, which >> 16, 1));
    }

    /// @notice An offer that took effect is handed in again, with all its signatures.
    function replay(uint256 which) external act {
        if (accepted.length == 0) admitSomeone(which);
        Offer memory offer = accepted[which % accepted.length];
        bytes memory signature = signOffer(offer);
        refuse(13, offer.holder, abi.encodeCall(roll.attest, (offer, signature)), "replayed");
        bytes memory bySig = abi.encodeCall(roll.attestBySig, (offer, signature, signAcceptance(offer)));
        refuse(13, outsider, bySig, "replayed by signature");
    }

    /* WHAT THE INVARIANTS ASK */

    /// @notice Whether every remembered past is still told the same.
    function pastIsUnchanged() external view returns (bool) {
        for (uint256 i; i < memories.length; ++i) {
            Memory memory again = recall(memories[i].timepoint);
            if (keccak256(abi.encode(again)) != keccak256(abi.encode(memories[i]))) return false;
        }
        return true;
    }

    /// @notice Whether the roll tells the present, and the second before, as the model does.
    function rollIsModel() external view returns (bool same) {
        same = roll.holderCount() == model.holderCountAt(time());
        for (uint256 i; i < 3 && same; ++i) {
            uint256 past = time() - 1 - i * 5 days;
            same = roll.holderCountAt(past) == model.holderCountAt(past);
        }
        for (uint256 i; i < ACCOUNTS && same; ++i) {
            bytes32 tag = model.liveTagOf(people[i], time());
            same =
                roll.isHolder(people[i]) == (tag != 0) &&
                (tag == 0 || roll.personTagOf(people[i]) == tag) &&
                roll.isHolderAt(people[i], time() - 1) == model.isHolderAt(people[i], time() - 1) &&
                roll.personAt(people[i], time() - 1 days) == model.personAt(people[i], time() - 1 days, time());
        }
    }

    /// @notice Whether every iD has one live holder or none, and every account one live iD or none.
    function rollIsOneToOne() external view returns (bool) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            uint256 held;
            for (uint256 j; j < TAGS; ++j) {
                if (isLocked(model.tags[j]) && roll.attestationOf(model.tags[j]).holder == people[i]) ++held;
            }
            if (held != (roll.isHolder(people[i]) ? 1 : 0)) return false;
        }
        return true;
    }

    /// @notice Whether every path agrees on who is live now, to the second.
    function pathsAgree() external view returns (bool) {
        for (uint256 j; j < TAGS; ++j) {
            bytes32 tag = model.tags[j];
            Attestation memory told = roll.attestationOf(tag);
            bool live = told.issuer != address(0) && time() < told.expirationTime;
            if (isLocked(tag) != live || model.isLive(tag, time()) != live) return false;
            if (live && !isLiveOnEveryPath(told, tag)) return false;
        }
        return true;
    }

    /// @notice Whether every live iD rests on a consent that was given once.
    function liveIsConsented() external view returns (bool) {
        uint256 live;
        for (uint256 j; j < TAGS; ++j) {
            if (!isLocked(model.tags[j])) continue;
            ++live;
            if (!isConsented(roll.attestationOf(model.tags[j]), model.tags[j])) return false;
        }
        return live <= consents && consents == accepted.length;
    }

    /* HOW IT IS DONE */

    /// @dev Three times out of four an offer that could be taken; else any.
    function draw(uint256 who, uint256 tag, uint256 term, uint256 form) internal view returns (Offer memory offer) {
        address holder = people[who % ACCOUNTS];
        bytes32 chosen = model.tags[tag % TAGS];
        if (form % 4 != 0) chosen = fittingTag(holder, tag);
        offer = offerTo(holder, chosen);
        if (form % 8 > 5) offer.issuer = otherIssuer;
        else if (form % 7 == 0) offer.schema = organisation;
        uint48 earliest = time();
        if (model.exists(chosen) && model.last(chosen).to > earliest) earliest = model.last(chosen).to;
        offer.expirationTime = earliest + uint48(within(term, form % 16 == 0 ? 0 : 1, longestTerm()));
        if (model.isLive(chosen, time()) && form % 4 != 0) offer.schema = schemaOf(model.last(chosen).kind);
    }

    /// @dev An offer that would be good with the right caller and the right signatures.
    function trespassWithOffer(Offer memory offer) private {
        bytes memory signature = signOffer(offer);
        bytes memory forged = sign(outsider, roll.offerDigest(offer));
        refuse(11, issuer, abi.encodeCall(roll.attest, (offer, signature)), "attested without consent");
        refuse(11, issuer, abi.encodeCall(roll.attestBySig, (offer, signature, signature)), "consent by the issuer");
        refuse(10, offer.holder, abi.encodeCall(roll.attest, (offer, forged)), "an offer that no issuer made");
    }

    function longestTerm() internal pure virtual returns (uint256) {
        return 40 days;
    }

    function longestWait() internal pure virtual returns (uint256) {
        return 12 days;
    }

    function settle(Offer memory offer, bool done) internal {
        bool may = mayAttest(offer);
        if (done && !may) fail(11, "an offer was taken that must not be");
        if (!done && may) fail(11, "a good offer was refused");
        if (!done) revert Refused();
        bytes32 uid = roll.offerDigest(offer);
        if (used[uid]) fail(11, "a consent was used twice");
        used[uid] = true;
        ++consents;
        accepted.push(offer);
        model.begin(offer.personTag, offer.holder, kindOf(offer.schema), time(), offer.expirationTime);
    }

    function mayAttest(Offer memory offer) internal view returns (bool) {
        if (!issuers.isAccredited(offer.issuer, offer.schema)) return false;
        if (offer.expirationTime <= time() || offer.expirationTime > time() + roll.MAX_TERM()) return false;
        bytes32 held = model.liveTagOf(offer.holder, time());
        if (held != 0 && held != offer.personTag) return false;
        if (!model.exists(offer.personTag)) return true;
        Stretch memory last = model.last(offer.personTag);
        if (offer.issuedAt <= (last.ended ? last.to : last.from)) return false;
        if (offer.expirationTime <= last.to) return false;
        if (time() >= last.to) return true;
        return last.holder == offer.holder && last.kind == kindOf(offer.schema);
    }

    /// @dev What holds after every act.
    function observe() internal virtual {
        for (uint256 j; j < TAGS; ++j) {
            uint48 since = roll.attestationOf(model.tags[j]).since;
            if (since < sinces[model.tags[j]]) fail(13, "a standing moved back in time");
            sinces[model.tags[j]] = since;
        }
    }

    function recall(uint48 timepoint) internal view returns (Memory memory told) {
        told.timepoint = timepoint;
        told.holderCount = roll.holderCountAt(timepoint);
        told.votes = token.getPastVotes(people[timepoint % ACCOUNTS], timepoint);
        told.supply = token.getPastTotalSupply(timepoint);
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (roll.isHolderAt(people[i], timepoint)) told.holders |= 1 << i;
        }
    }

    /// @dev The call must succeed.
    function demand(uint256 number, address caller, address target, bytes memory data, string memory what) internal {
        vm.prank(caller);
        (bool done, ) = target.call(data);
        if (!done) fail(number, what);
    }

    /// @dev The call to the roll must revert.
    function refuse(uint256 number, address caller, bytes memory data, string memory what) internal {
        vm.prank(caller);
        (bool done, ) = address(roll).call(data);
        if (done) fail(number, what);
    }

    /// @dev Time never goes back.
    function warpOn(uint256 timestamp) internal {
        if (timestamp > time()) vm.warp(timestamp);
    }

    function fail(uint256 number, string memory what) internal {
        if (bytes(broken[number]).length == 0) broken[number] = what;
        if (bytes(firstBreach).length == 0) firstBreach = string.concat(vm.toString(number), ": ", what);
    }

    function fittingTag(address holder, uint256 start) private view returns (bytes32) {
        bytes32 held = model.liveTagOf(holder, time());
        if (held != 0) return held;
        for (uint256 i; i < TAGS; ++i) {
            bytes32 tag = model.tags[(start % TAGS + i) % TAGS];
            if (!model.isLive(tag, time())) return tag;
        }
        return model.tags[start % TAGS];
    }

    /// @dev Three times out of four a kept offer that can still be taken, if there is one; else any.
    function pickKept(uint256 start) private view returns (uint256) {
        for (uint256 i; i < kept.length && start % 4 != 0; ++i) {
            uint256 index = (start % kept.length + i) % kept.length;
            if (mayAttest(kept[index])) return index;
        }
        return start % kept.length;
    }

    /// @dev A holder, from a place drawn at random; one is admitted when there is none.
    function liveHolder(uint256 start) internal returns (address) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address holder = people[(start % ACCOUNTS + i) % ACCOUNTS];
            if (model.liveTagOf(holder, time()) != 0) return holder;
        }
        return admitSomeone(start);
    }

    function admitSomeone(uint256 who) internal returns (address) {
        Offer memory offer = draw(who, who >> 8, who >> 16, 1);
        bytes memory signature = signOffer(offer);
        vm.prank(offer.holder);
        (bool done, ) = address(roll).call(abi.encodeCall(roll.attest, (offer, signature)));
        settle(offer, done);
        return offer.holder;
    }

    /// @dev An expired iD that is still counted; the next to expire is waited for when there is none.
    function lapsedTag(uint256 start) private returns (bytes32) {
        for (uint256 i; i < TAGS; ++i) {
            bytes32 tag = model.tags[(start % TAGS + i) % TAGS];
            if (model.isLapsed(tag, time())) return tag;
        }
        bytes32 next = model.liveTagOf(liveHolder(start), time());
        warpOn(model.last(next).to);
        return next;
    }

    function isLocked(bytes32 tag) private view returns (bool) {
        try roll.locked(uint256(tag)) returns (bool locked) {
            return locked;
        } catch {
            return false;
        }
    }

    function isLiveOnEveryPath(Attestation memory told, bytes32 tag) private view returns (bool) {
        bool mayVote = roll.personAt(told.holder, time()) == tag;
        return
            roll.isHolder(told.holder) &&
            roll.isHolderAt(told.holder, time()) &&
            mayVote == (told.kind == HolderKind.Person) &&
            roll.personTagOf(told.holder) == tag;
    }

    function isConsented(Attestation memory told, bytes32 tag) private view returns (bool) {
        for (uint256 i = accepted.length; i > 0; --i) {
            Offer storage offer = accepted[i - 1];
            if (offer.personTag != tag) continue;
            return
                offer.holder == told.holder &&
                offer.issuer == told.issuer &&
                offer.schema == told.schema &&
                offer.expirationTime == told.expirationTime;
        }
        return false;
    }

    function kindOf(bytes32 schema) private view returns (HolderKind) {
        return schema == person ? HolderKind.Person : HolderKind.Organisation;
    }

    function schemaOf(HolderKind kind) private view returns (bytes32) {
        return kind == HolderKind.Person ? person : organisation;
    }
}
