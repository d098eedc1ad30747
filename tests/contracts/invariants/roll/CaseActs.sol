// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {OfferActs} from "./OfferActs.sol";
import {CaseModel} from "./CaseModel.sol";
import {IssuerModel} from "./IssuerModel.sol";
import {RollModel} from "./RollModel.sol";

/// @notice Cases are opened, appealed, concluded, decided and withdrawn; holders leave.
abstract contract CaseActs is OfferActs {
    using RollModel for RollModel.Model;
    using CaseModel for CaseModel.Model;
    using IssuerModel for IssuerModel.Model;

    bytes32 private constant APPEAL_TYPEHASH = keccak256("Appeal(bytes32 personTag,uint32 number)");
    bytes32 private constant EXIT_TYPEHASH = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");

    /* ACTS */

    function exitRoll(uint256 who) external act {
        bytes32 tag = standingTag(who);
        address holder = who % 16 == 0 ? people[who % ACCOUNTS] : model.last(tag).holder;
        tag = model.tagOf(holder, time());
        bool done = attempt(holder, address(roll), abi.encodeCall(roll.exit, ()));
        if (judge(12, done, tag != 0, "leaving")) model.end(tag, time());
    }

    function exitBySig(uint256 who, uint256 form) external act {
        bytes32 tag = standingTag(who);
        address signer = form % 8 == 0 ? people[form % ACCOUNTS] : model.last(tag).holder;
        uint48 deadline = time() + uint48(form % 4) * 1 hours - (form % 32 == 1 ? 1 days : 0);
        uint48 since = model.last(tag).from - (form % 16 == 2 ? 1 : 0);
        bytes32 digest = rollDigest(keccak256(abi.encode(EXIT_TYPEHASH, tag, since, deadline)));
        bytes memory data = abi.encodeCall(roll.exitBySig, (tag, deadline, signature(signer, digest)));
        bool may = signer == model.last(tag).holder && deadline >= time() && since == model.last(tag).from;
        if (judge(12, attempt(outsider, address(roll), data), may, "leaving by signature")) model.end(tag, time());
    }

    function openCase(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : quietTag(which);
        address opener = openerOf(tag, form >> 3);
        bytes32 commitment = form % 64 == 1 ? bytes32(0) : keccak256(abi.encode(REASON, form));
        bool suspend = form % 4 < 3;
        bool may = mayOpenCase(tag, opener, commitment);
        bytes memory data = abi.encodeCall(roll.openCase, (tag, commitment, suspend));
        if (!judge(37, attempt(opener, address(roll), data), may, "opening a case")) return;
        cases.open(tag, opener != address(timelock), suspend, model.last(tag).from, time());
    }

    function appeal(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : triedTag(which, true, true);
        address by = form % 8 == 1 || !model.exists(tag) ? anyone(form >> 3) : model.last(tag).holder;
        bool may = mayAppeal(tag, by);
        bool done = attempt(by, address(roll), abi.encodeCall(roll.appeal, (tag)));
        if (judge(35, done, may, "an appeal")) cases.trials[tag].appealed = true;
    }

    function appealBySig(uint256 which, uint256 form) external act {
        bytes32 tag = triedTag(which, true, true);
        uint32 number = cases.trials[tag].number - (form % 16 == 1 ? 1 : 0);
        address signer = form % 8 == 2 ? people[form % ACCOUNTS] : model.last(tag).holder;
        bytes32 digest = rollDigest(keccak256(abi.encode(APPEAL_TYPEHASH, tag, number)));
        bool may = mayAppeal(tag, signer) && number == cases.trials[tag].number;
        bytes memory data = abi.encodeCall(roll.appealBySig, (tag, signature(signer, digest)));
        if (judge(35, attempt(outsider, address(roll), data), may, "an appeal by signature")) {
            cases.trials[tag].appealed = true;
        }
    }

    /// @notice Mostly in time; in the last second of the window, or in the first after it.
    function concludeCase(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : triedTag(which, true, false);
        if (form % 4 != 0) warpOn(cases.trials[tag].openedAt + CaseModel.WINDOW - (form % 8 == 1 ? 1 : 0));
        bool may = mayConclude(tag);
        bool done = attempt(anyone(form >> 3), address(roll), abi.encodeCall(roll.concludeCase, (tag)));
        if (judge(37, done, may, "concluding a case")) endByCase(tag);
    }

    /// @notice The DAO decides, perhaps about an earlier case, or one that is over.
    function decideCase(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : triedTag(which, false, false);
        uint32 last = cases.trials[tag].number;
        uint32 number = form % 8 == 1 ? uint32(within(form >> 3, 0, last + 1)) : last;
        bool uphold = form % 2 == 0;
        if (form % 4 == 2) warpOn(cases.trials[tag].openedAt + CaseModel.WINDOW);
        bool counts = number == last && isTried(tag);
        bool may = number != 0 && number <= last && (!counts || !uphold || cases.isHeard(tag, time()));
        bytes memory data = abi.encodeCall(roll.decideCase, (tag, number, uphold));
        if (!judge(37, attempt(address(timelock), address(roll), data), may, "deciding a case")) return;
        if (counts && uphold) endByCase(tag);
        else if (counts) cases.close(tag, time());
    }

    function withdrawCase(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : issuersCase(which);
        address by = form % 8 == 1 || !model.exists(tag) ? anyone(form >> 3) : issuerOf(tag);
        bool may = mayWithdrawCase(tag, by);
        bool done = attempt(by, address(roll), abi.encodeCall(roll.withdrawCase, (tag)));
        if (judge(37, done, may, "withdrawing a case")) cases.close(tag, time());
    }

    /* HOW IT IS DONE */

    function issuerOf(bytes32 tag) internal view returns (address) {
        return register.postOf(model.last(tag).accreditation).issuer;
    }

    /// @dev An iD that stands with a pending case; the DAO opens one when there is none.
    /// @param silent Not appealed.
    /// @param early While the holder may appeal.
    function triedTag(uint256 start, bool silent, bool early) internal returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (!isTried(tag) || (silent && cases.trials[tag].appealed)) continue;
            if (!early || !cases.isHeard(tag, time())) return tag;
        }
        tag = quietTag(start);
        open(tag, address(timelock));
    }

    function endByCase(bytes32 tag) private {
        cases.close(tag, time());
        model.end(tag, time());
    }

    /// @dev The issuer if it may, or the DAO; one time out of eight anybody.
    function openerOf(bytes32 tag, uint256 form) private view returns (address) {
        if (form % 8 == 0 || !model.exists(tag)) return anyone(form >> 3);
        bool byIssuer = form % 8 == 1 || mayOpenCase(tag, issuerOf(tag), REASON);
        return byIssuer ? issuerOf(tag) : address(timelock);
    }

    function open(bytes32 tag, address opener) private {
        bytes memory data = abi.encodeCall(roll.openCase, (tag, REASON, true));
        if (!demand(37, opener, address(roll), data, "opening a case")) return;
        cases.open(tag, opener != address(timelock), true, model.last(tag).from, time());
    }

    /// @dev An iD that stands without a pending case, if there is one.
    function quietTag(uint256 start) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (stands(tag) && !isTried(tag)) return tag;
        }
        tag = standingTag(start);
        if (!isTried(tag)) return tag;
        bytes memory data = abi.encodeCall(roll.decideCase, (tag, cases.trials[tag].number, false));
        if (demand(37, address(timelock), address(roll), data, "dismissing a case")) cases.close(tag, time());
    }

    /// @dev A case that an issuer opened; one that can is made to, if there is one.
    function issuersCase(uint256 start) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (isTried(tag) && cases.trials[tag].byIssuer) return tag;
        }
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (!model.exists(tag) || !mayOpenCase(tag, issuerOf(tag), REASON)) continue;
            open(tag, issuerOf(tag));
            return tag;
        }
    }
}
