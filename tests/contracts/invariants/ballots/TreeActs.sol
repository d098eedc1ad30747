// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOpenVerifier, Rules} from "../../helpers/Faces.sol";
import {RollModel, Stretch} from "../roll/RollModel.sol";
import {RollLog} from "../roll/RollLog.sol";
import {Leaf, TreeModel} from "./TreeModel.sol";

/// @notice Persons join the tree, change their commitments, and are pruned or refreshed when their iD is over.
abstract contract TreeActs is RollLog {
    using RollModel for RollModel.Model;
    using TreeModel for TreeModel.Model;

    uint256 private constant PLACES = 64; // that a proof in the clear can show

    IOpenVerifier internal verifier;
    TreeModel.Model internal wood;
    mapping(uint256 commitment => uint256) internal secrets;
    uint256 private secretCount;

    function deployVerifier() internal override returns (address) {
        verifier = IOpenVerifier(deploy("MembershipVerifierMock", ""));
        return address(verifier);
    }

    function prepare() public virtual override {
        super.prepare();
        wood.clearUntil = today();
    }

    function rules() internal pure override returns (Rules memory) {
        return Rules(6 hours, 3 days, THRESHOLD, TOKEN_QUORUM, HOLDER_QUORUM, GRACE_PERIOD, LATE_EXTENSION);
    }

    function longestTerm() internal pure override returns (uint256) {
        return 60 days;
    }

    function longestWait() internal pure override returns (uint256) {
        return 2 days;
    }

    function largestCap() internal pure override returns (uint32) {
        return 100;
    }

    function schemaFor(uint256 form) internal view override returns (bytes32) {
        return form % 16 == 0 ? organisation : person;
    }

    /* ACTS */

    function joinTree(uint256 who, uint256 form) external act {
        if (wood.places.length == PLACES) discard();
        address account_ = form % 8 == 0 ? people[who % ACCOUNTS] : outsideTree(who);
        enter(account_, form % 8 == 1 ? badCommitment(form >> 3) : newCommitment());
    }

    function replaceLeaf(uint256 who, uint256 form) external act {
        bytes32 tag = leafTag(who, true);
        address by = form % 8 == 0 || !model.exists(tag) ? people[form % ACCOUNTS] : model.last(tag).holder;
        tag = personOf(by);
        uint256 commitment = form % 8 == 1 ? badCommitment(form >> 3) : newCommitment();
        bool may = wood.has(tag) && isGood(commitment) && form % 16 != 2;
        uint256[] memory siblings = wood.has(tag) ? pathOf(tag) : new uint256[](0);
        if (form % 16 == 2) siblings = wrongPath(siblings.length + 1);
        may = may || (form % 16 == 2 && isUnneeded(tag, siblings) && isGood(commitment));
        bytes memory data = abi.encodeCall(tree.replace, (commitment, siblings));
        if (!judge(44, attempt(by, address(tree), data), may, "replacing a leaf")) return;
        wood.replace(tag, commitment);
        checkRoot();
    }

    function pruneLeaf(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : overTag(which);
        pruneNow(tag, anyone(form >> 3));
    }

    function refreshLeaf(uint256 which, uint256 form) external act {
        bytes32 tag = form % 8 == 0 ? model.tags[which % TAGS] : leafTag(which, true);
        refreshNow(tag, anyone(form >> 3));
    }

    function settleTree(uint256 days_) external act {
        uint256 maxDays = within(days_, 0, 200);
        bool settled = tree.settle(maxDays);
        bool clear = wood.settle(model.tags, maxDays, today());
        if (settled != (clear && staleLeaves() == 0)) fail(41, "settled or not");
    }

    /* WHAT THE INVARIANTS ASK */

    function faultOfTree() internal view returns (string memory) {
        if (roll.endedLeaves() != staleLeaves()) return sentence(42, "leaves of iDs that have ended");
        if (tree.memberCount() != wood.count()) return sentence(43, "leaves in the tree");
        if (tree.size() != wood.places.length) return sentence(44, "places in the tree");
        if (tree.clearUntil() != wood.clearUntil) return sentence(41, "the first day that is not clear");
        uint256 due;
        for (uint256 i; i < TAGS; ++i) {
            Leaf storage leaf = wood.leaves[model.tags[i]];
            if (tree.commitmentOf(model.tags[i]) != leaf.commitment) return sentence(44, "a commitment");
            if (tree.dueOn(leaf.dueDay) != wood.dueOn(model.tags, leaf.dueDay)) return sentence(43, "leaves due");
            due += wood.has(model.tags[i]) ? 1 : 0;
        }
        if (due != wood.count()) return sentence(43, "a leaf without a day");
        return "";
    }

    /* WORDS */

    function today() internal view returns (uint256) {
        return time() / 1 days;
    }

    /// @notice The person who stands with the account; 0 when there is none.
    function personOf(address account_) internal view returns (bytes32 tag) {
        tag = model.tagOf(account_, time());
        if (!model.isPerson(tag)) return 0;
    }

    /// @notice Whether the iD is good beyond today.
    function isLasting(bytes32 tag) internal view returns (bool) {
        return stands(tag) && model.last(tag).to / 1 days > today();
    }

    /// @notice Whether the iD has been ended or left since its leaf was added or refreshed.
    function isStale(bytes32 tag) internal view returns (bool) {
        if (!wood.has(tag)) return false;
        Stretch[] storage list = model.stretches[tag];
        for (uint256 i = wood.leaves[tag].stretch; i < list.length; ++i) {
            if (list[i].ended) return true;
        }
        return false;
    }

    function staleLeaves() internal view returns (uint256 stale) {
        for (uint256 i; i < TAGS; ++i) {
            if (isStale(model.tags[i])) ++stale;
        }
    }

    /* HOW IT IS DONE */

    function enter(address account_, uint256 commitment) internal {
        bytes32 tag = personOf(account_);
        bool may = tag != 0 && !wood.has(tag) && isLasting(tag) && isGood(commitment);
        bool done = attempt(account_, address(tree), abi.encodeCall(tree.join, (commitment)));
        if (!judge(44, done, may, "joining the tree")) return;
        wood.join(tag, commitment, model.last(tag).to / 1 days, model.stretches[tag].length - 1);
        checkRoot();
    }

    function pruneNow(bytes32 tag, address by) internal {
        bool may = wood.has(tag) && !isLasting(tag);
        bytes memory data = abi.encodeCall(tree.prune, (tag, wood.has(tag) ? pathOf(tag) : new uint256[](0)));
        if (!judge(41, attempt(by, address(tree), data), may, "pruning")) return;
        wood.prune(tag);
        checkRoot();
    }

    function refreshNow(bytes32 tag, address by) internal {
        bool may = wood.has(tag) && isLasting(tag);
        bool done = attempt(by, address(tree), abi.encodeCall(tree.refresh, (tag)));
        if (!judge(41, done, may, "refreshing")) return;
        wood.refresh(tag, model.last(tag).to / 1 days, model.stretches[tag].length - 1);
    }

    /// @dev Whatever is over is pruned, and whatever goes on is refreshed.
    function tidy() internal {
        for (uint256 i; i < TAGS; ++i) {
            if (!wood.has(model.tags[i])) continue;
            if (isLasting(model.tags[i])) refreshNow(model.tags[i], outsider);
            else pruneNow(model.tags[i], outsider);
        }
        tree.settle(1000);
        wood.settle(model.tags, 1000, today());
    }

    /// @dev A person who can join; somebody gets an iD when there is none.
    function outsideTree(uint256 start) internal returns (address) {
        for (uint256 i; i < TAGS; ++i) {
            bytes32 tag = model.tags[(start % TAGS + i) % TAGS];
            if (model.isPerson(tag) && isLasting(tag) && !wood.has(tag)) return model.last(tag).holder;
        }
        for (uint256 i; i < TAGS; ++i) {
            bytes32 tag = model.tags[(start % TAGS + i) % TAGS];
            if (!wood.has(tag) || isLasting(tag)) continue;
            pruneNow(tag, outsider); // and another comes in the place of one who is over
            break;
        }
        return model.last(admitSomeone(start)).holder;
    }

    /// @dev A person with an iD that stands.
    function standingPerson(uint256 start) internal returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (model.isPerson(tag) && stands(tag)) return tag;
        }
        tag = admitSomeone(start);
        if (!model.isPerson(tag)) discard();
    }

    /// @dev A new commitment in the place of the person's present one.
    function renew(bytes32 tag) internal {
        uint256 commitment = newCommitment();
        bytes memory data = abi.encodeCall(tree.replace, (commitment, pathOf(tag)));
        if (!demand(44, model.last(tag).holder, address(tree), data, "replacing a leaf")) return;
        wood.replace(tag, commitment);
        checkRoot();
    }

    function newCommitment() internal returns (uint256 commitment) {
        uint256 secret = ++secretCount;
        commitment = verifier.commitmentOf(secret);
        secrets[commitment] = secret;
    }

    function checkRoot() private {
        if (tree.root() != verifier.rootOf(wood.places)) fail(44, "the root is another tree's");
    }

    function pathOf(bytes32 tag) private view returns (uint256[] memory) {
        return verifier.siblingsOf(wood.places, wood.leaves[tag].place);
    }

    /// @dev More siblings than the path needs do no harm to a leaf that has none.
    function isUnneeded(bytes32 tag, uint256[] memory siblings) private view returns (bool) {
        return wood.has(tag) && siblings.length == 1;
    }

    /// @dev Nothing, no field element, or one that is in the tree.
    function badCommitment(uint256 form) private view returns (uint256) {
        if (form % 3 == 0) return 0;
        if (form % 3 == 1 || wood.places.length == 0) return type(uint256).max - form % 1000;
        return wood.places[form % wood.places.length];
    }

    function isGood(uint256 commitment) private view returns (bool) {
        return commitment != 0 && secrets[commitment] != 0 && !wood.isTaken(commitment);
    }

    /// @dev No zeros: where neighbours are pruned they would be right.
    function wrongPath(uint256 length) private pure returns (uint256[] memory path) {
        path = new uint256[](length);
        for (uint256 i; i < length; ++i) path[i] = i + 1;
    }

    /// @dev A leaf, of an iD that stands if so wished; somebody joins when there is none.
    function leafTag(uint256 start, bool standing) internal returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (wood.has(tag) && (!standing || isLasting(tag))) return tag;
        }
        if (wood.places.length == PLACES) discard();
        address account_ = outsideTree(start);
        tag = personOf(account_);
        enter(account_, newCommitment());
    }

    /// @dev A leaf whose iD is over or expires today; one is made to when there is none.
    function overTag(uint256 start) private returns (bytes32 tag) {
        for (uint256 i; i < TAGS; ++i) {
            tag = model.tags[(start % TAGS + i) % TAGS];
            if (wood.has(tag) && !isLasting(tag)) return tag;
        }
        tag = leafTag(start, true);
        if (start % 2 == 0) {
            warpOn((model.last(tag).to / 1 days) * 1 days);
            return tag;
        }
        bytes memory data = abi.encodeCall(roll.exit, ());
        if (demand(12, model.last(tag).holder, address(roll), data, "leaving")) model.end(tag, time());
    }
}
