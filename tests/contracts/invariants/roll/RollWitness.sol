// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile, CasePhase} from "contracts/interfaces/IHolderCases.sol";
import {Attestation} from "contracts/interfaces/IHolderRecords.sol";
import {Recovery} from "contracts/interfaces/IHolderRecovery.sol";
import {HolderKind, Mandate} from "contracts/interfaces/IIssuerRegistry.sol";
import {CaseModel, Trial} from "./CaseModel.sol";
import {IssuerModel, Post} from "./IssuerModel.sol";
import {Move, RecoveryModel} from "./RecoveryModel.sol";
import {RollLog} from "./RollLog.sol";
import {RollModel, Stretch} from "./RollModel.sol";

/// @notice What the invariants ask: whether the roll and the register tell what the models tell, now and of the past.
abstract contract RollWitness is RollLog {
    using RollModel for RollModel.Model;
    using CaseModel for CaseModel.Model;
    using IssuerModel for IssuerModel.Model;

    /// @notice What is wrong, after the number of its invariant; empty when nothing is.
    /// @dev Looks at two iDs and three accounts, others each second; {faultAtLast} at all of them.
    function fault() public view virtual returns (string memory) {
        return look(2, 3);
    }

    function faultAtLast() public view virtual returns (string memory) {
        return look(TAGS, ACCOUNTS);
    }

    function look(uint256 tags, uint256 accounts_) private view returns (string memory) {
        uint256 dice = mix(time());
        uint256 past = time() - 1 - dice % 60 days;
        if (!countIsModel(past)) return sentence(2, "the count of holders");
        for (uint256 i; i < tags; ++i) {
            uint256 number = faultOfTag(model.tags[(dice % TAGS + i) % TAGS], past);
            if (number != 0) return sentence(number, "an iD");
        }
        for (uint256 i; i < accounts_; ++i) {
            uint256 number = faultOfAccount(people[(dice % ACCOUNTS + i) % ACCOUNTS], past);
            if (number != 0) return sentence(number, "an account");
        }
        for (uint16 number = 1; number <= register.posts.length; ++number) {
            if (!postIsModel(number)) return sentence(16, "an accreditation");
            if (!suspensionIsModel(number)) return sentence(32, "a suspension of issuance");
        }
        return "";
    }

    /* THE COUNT */

    function countIsModel(uint256 past) private view returns (bool) {
        return
            roll.holderCount() == model.countAt(time()) &&
            roll.holderCountAt(time()) == model.countAt(time()) &&
            roll.holderCountAt(past) == model.countAt(past);
    }

    /* IDS */

    function faultOfTag(bytes32 tag, uint256 past) private view returns (uint256) {
        if (!model.exists(tag)) return roll.attestationOf(tag).holder == address(0) ? 0 : 11;
        if (!recordIsModel(tag)) return 13;
        if (!standingIsModel(tag)) return 14;
        if (stands(tag) && !isConsented(tag)) return 11;
        if (!tokenIsModel(tag)) return 40;
        if (!caseIsModel(tag)) return 37;
        if (roll.isSuspendedAt(tag, time()) != isSuspended(tag)) return 32;
        if (roll.isSuspendedAt(tag, past) != cases.isSuspendedAt(tag, past)) return 36;
        if (!recoveryIsModel(tag)) return 38;
        return formerHoldersAreModel(tag, past) ? 0 : 21;
    }

    function recordIsModel(bytes32 tag) private view returns (bool) {
        Attestation memory told = roll.attestationOf(tag);
        Stretch storage last = model.last(tag);
        Post storage post = register.postOf(last.accreditation);
        bool open = model.isOpen(tag);
        return
            told.holder == last.holder &&
            told.kind == model.kinds[tag] &&
            told.since == last.from &&
            told.expirationTime == last.to &&
            told.issuer == (open ? post.issuer : address(0)) &&
            told.schema == (open ? post.schema : bytes32(0));
    }

    function standingIsModel(bytes32 tag) private view returns (bool) {
        (bool told, uint48 expirationTime) = roll.standingOf(tag);
        return told == stands(tag) && expirationTime == model.last(tag).to;
    }

    /// @dev Every iD that stands rests on the last consent of its holder.
    function isConsented(bytes32 tag) private view returns (bool) {
        Attestation memory told = roll.attestationOf(tag);
        return
            consents[tag].offer.holder == told.holder &&
            consents[tag].offer.issuer == told.issuer &&
            consents[tag].offer.schema == told.schema;
    }

    /// @dev What the events of transfers have told is what the reads of a token tell, until it is swept.
    function tokenIsModel(bytes32 tag) private view returns (bool) {
        address owner = model.isOpen(tag) ? model.last(tag).holder : address(0);
        if (owners[tag] != owner) return false;
        try roll.ownerOf(uint256(tag)) returns (address told) {
            return
                told == owner &&
                roll.locked(uint256(tag)) &&
                roll.isTokenExpired(uint256(tag)) != stands(tag) &&
                roll.startTime(uint256(tag)) == model.last(tag).from &&
                roll.endTime(uint256(tag)) == model.last(tag).to;
        } catch {
            return owner == address(0);
        }
    }

    function caseIsModel(bytes32 tag) private view returns (bool) {
        CaseFile memory told = roll.caseOf(tag);
        Trial storage trial = cases.trials[tag];
        if (told.number != trial.number || told.phase != phaseOf(tag)) return false;
        if (trial.number == 0) return true;
        return
            told.byIssuer == trial.byIssuer &&
            told.openedAt == trial.openedAt &&
            told.appealUntil == trial.openedAt + CaseModel.WINDOW &&
            told.decideUntil == trial.openedAt + CaseModel.WINDOW + CaseModel.DECISION &&
            told.suspendedUntil == trial.suspendedUntil;
    }

    function phaseOf(bytes32 tag) private view returns (CasePhase) {
        if (cases.trials[tag].number == 0) return CasePhase.None;
        if (!isTried(tag)) return CasePhase.Closed;
        return cases.trials[tag].appealed ? CasePhase.Appealed : CasePhase.Open;
    }

    function recoveryIsModel(bytes32 tag) private view returns (bool) {
        Recovery memory told = roll.recoveryOf(tag);
        if (!isRecovering(tag)) return told.newHolder == address(0) && told.readyAt == 0;
        Move storage move = recoveries.moves[tag];
        return
            told.newHolder == move.to &&
            told.readyAt == move.startedAt + RecoveryModel.DELAY &&
            told.expirationTime == move.until &&
            told.accreditation == move.accreditation;
    }

    /// @dev Who may have voted for the person before: every holder since then but the last.
    function formerHoldersAreModel(bytes32 tag, uint256 past) private view returns (bool) {
        address[] memory told = roll.holdersSince(tag, past);
        Stretch[] storage list = model.stretches[tag];
        uint256 found;
        for (uint256 i; i + 1 < list.length; ++i) {
            if (list[i].to <= past) continue;
            if (found == told.length || told[found++] != list[i].holder) return false;
        }
        return found == told.length;
    }

    /* ACCOUNTS */

    function faultOfAccount(address account_, uint256 past) private view returns (uint256) {
        bytes32 tag = model.tagOf(account_, time());
        bool live = tag != 0 && !isSuspended(tag);
        if (!oneToOne(account_, tag)) return 9;
        if (roll.isHolder(account_) != live || roll.isHolderAt(account_, time()) != live) return 14;
        if (roll.isRegistered(account_) != (live && model.isPerson(tag))) return 14;
        if (roll.isHolderAt(account_, time() + 1)) return 14;
        bytes32 seat = model.isPerson(tag) ? tag : bytes32(0);
        if (roll.personAt(account_, time()) != seat) return isSuspended(tag) ? 35 : 14;
        bytes32 then = model.tagAt(account_, past);
        if (roll.isHolderAt(account_, past) != (then != 0 && !cases.isSuspendedAt(then, past))) return 36;
        return seatIsModel(account_, past) ? 0 : 35;
    }

    /// @dev An account has one iD that stands or none, and one token at most; the models of iDs are told one by one.
    function oneToOne(address account_, bytes32 tag) private view returns (bool) {
        uint256 held;
        uint256 tokens;
        for (uint256 i; i < TAGS; ++i) {
            if (stands(model.tags[i]) && model.last(model.tags[i]).holder == account_) ++held;
            if (owners[model.tags[i]] == account_) ++tokens;
        }
        return
            held <= 1 &&
            tokens <= 1 &&
            roll.balanceOf(account_) == tokens &&
            (tag == 0 || roll.personTagOf(account_) == tag);
    }

    function seatIsModel(address account_, uint256 snapshot) private view returns (bool) {
        (bytes32 tag, bool moved) = roll.seatAt(account_, snapshot);
        bytes32 seat = model.personAt(account_, snapshot, time());
        return tag == seat && moved == (seat != 0 && snapshot < model.last(seat).from);
    }

    /* ISSUERS */

    function postIsModel(uint16 number) private view returns (bool) {
        Post storage post = register.postOf(number);
        Mandate memory told = issuers.mandateOf(post.issuer, post.schema);
        bool open = register.mayAttest(number, time());
        return
            told.number == (open ? number : 0) &&
            told.kind == (open ? post.kind : HolderKind.None) &&
            told.validFrom == (open ? post.from : 0) &&
            told.dailyCap == (open ? post.cap : 0) &&
            issuers.accreditation(number).validUntil == post.until &&
            roll.usedToday(number) == register.usedToday(number, time());
    }

    function suspensionIsModel(uint16 number) private view returns (bool) {
        Post storage post = register.postOf(number);
        return issuers.suspendedUntil(post.issuer, post.schema) == post.suspendedUntil;
    }
}
