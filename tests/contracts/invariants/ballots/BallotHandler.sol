// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IAssembly} from "../../helpers/Faces.sol";
import {vm} from "../../helpers/Vm.sol";
import {RollModel} from "../roll/RollModel.sol";
import {TreeActs} from "./TreeActs.sol";
import {TreeModel} from "./TreeModel.sol";

/// @notice A proposal on which persons vote in secret, and what is known of it from the acts alone.
struct Poll {
    IAssembly governor;
    uint256 id;
    uint48 snapshot;
    bool asksTokens; // the token house is asked too
    uint256[] frozen; // the tree that may vote; empty while none is frozen
    uint256[3] persons; // ballots by support
    uint256[3] tokens; // weights by support
}

/// @notice Secret ballots are frozen, cast, forged and handed in by strangers, in two governors with one box.
contract BallotHandler is TreeActs {
    using RollModel for RollModel.Model;
    using TreeModel for TreeModel.Model;

    uint256 private constant POLLS = 40; // of one run
    uint256 private constant SETTLE_DAYS = 92; // that a freeze looks through
    uint256 private constant FIELD =
        21888242871839275222246405745257275088548364400416034343698204186575808495617;

    IAssembly private sister; // of the governor: the same roll, tracks and box
    Poll[] private polls;
    uint256 private motions;
    mapping(uint256 poll => mapping(uint256 commitment => bool)) private spent;
    mapping(uint256 poll => mapping(address => bool)) private voted;

    function prepare() public override {
        super.prepare();
        bytes memory parts = abi.encode(token, roll, timelock, tracks, box, rules());
        sister = IAssembly(deploy("LexiarchGovernor", parts));
        for (uint256 i; i + 2 < ACCOUNTS; ++i) {
            vm.prank(whale);
            token.transfer(people[i], (i + 1) * 1000e18);
            vm.prank(people[i]);
            token.delegate(people[i]);
        }
        skip(1);
    }

    /* ACTS */

    /// @notice The same motion in both governors, under the same id.
    function proposeSecret(uint256 who, uint256 form) external act {
        introduce(who, form);
    }

    function freezeBallots(uint256 which, uint256 form) external act {
        bool pending = polls.length != 0 && time() <= polls[polls.length - 1].snapshot;
        if (form % 4 == 0) tidy();
        if (!pending) introduce(which, form);
        Poll storage poll = polls[form % 8 == 1 ? which % polls.length : polls.length - 1 - (which % 2)];
        bool may = time() <= poll.snapshot && isSettled();
        bytes memory data = abi.encodeCall(box.freeze, (address(poll.governor), poll.id));
        if (!judge(27, attempt(anyone(form >> 3), address(box), data), may, "freezing a tree")) return;
        wood.settle(model.tags, SETTLE_DAYS, today());
        seal(poll);
    }

    /// @notice Anybody hands in the ballot of a person; one time out of eight of one who has voted.
    function castSecret(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = form % 8 == 0 && polls.length != 0 ? which % polls.length : openPoll(which);
        (bool found, uint256 place) = voter(index, who, form % 8 != 1);
        if (!found) discard();
        cast(index, place, uint8(form % 16 == 2 ? 3 : form % 3), anyone(form >> 4));
    }

    /// @notice A stranger has a good ballot, and hands it in wrong in every way before it is handed in right.
    function forgeSecret(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = openPoll(which);
        (bool found, uint256 place) = voter(index, who, true);
        if (!found) discard();
        Poll storage poll = polls[index];
        uint8 support = uint8(form % 3);
        (uint256 nullifier, uint256[8] memory proof) = prove(index, place, support);
        address by = anyone(form >> 4);
        reject(28, by, ballot(poll.governor, poll.id, (support + 1) % 3, nullifier, proof), "another choice");
        reject(26, by, ballot(poll.governor, poll.id, support, nullifier + 1, proof), "another nullifier");
        reject(26, by, ballot(poll.governor, poll.id, support, nullifier + FIELD, proof), "a twin of the nullifier");
        reject(28, by, ballot(polls[index ^ 1].governor, poll.id, support, nullifier, proof), "another governor");
        Poll storage other = polls[(index + 2) % polls.length];
        if (other.id != poll.id) {
            reject(28, by, ballot(other.governor, other.id, support, nullifier, proof), "another proposal");
        }
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        reject(28, by, ballot(poll.governor, poll.id, support, nullifier, proof), "another chain");
        vm.chainId(chain);
        if (box.isSpent(address(poll.governor), poll.id, nullifier)) fail(29, "a stranger spent a ballot");
        cast(index, place, support, by);
    }

    /// @notice Who is in the tree now and was not when it was frozen, or is in another tree, has no ballot.
    function castOutside(uint256 which, uint256 form) external act {
        uint256 index = openPoll(which);
        Poll storage poll = polls[index];
        uint256 place = latecomer(poll, which);
        uint256 scope = box.scopeOf(address(poll.governor), poll.id);
        uint8 support = uint8(form % 3);
        (uint256 nullifier, uint256[8] memory proof) = verifier.prove(
            wood.places,
            place,
            secrets[wood.places[place]],
            support,
            scope
        );
        reject(27, anyone(form), ballot(poll.governor, poll.id, support, nullifier, proof), "a person of another tree");
        if (box.isSpent(address(poll.governor), poll.id, nullifier)) fail(29, "a refused ballot was spent");
    }

    /// @notice An open ballot on a secret proposal counts tokens only.
    function castOpen(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = openPoll(which);
        Poll storage poll = polls[index];
        address by = people[who % ACCOUNTS];
        uint256 weight = poll.asksTokens ? token.getPastVotes(by, poll.snapshot) : 0;
        bytes memory data = abi.encodeCall(IGovernor.castVote, (poll.id, uint8(form % 3)));
        bool may = weight != 0 && !voted[index][by];
        if (!judge(26, attempt(by, address(poll.governor), data), may, "an open ballot")) return;
        voted[index][by] = true;
        poll.tokens[form % 3] += weight;
    }

    /// @notice Nobody but the box hands the governor a ballot that is not signed.
    function bypassBox(uint256 which, uint256 form) external act {
        Poll storage poll = polls[openPoll(which)];
        bytes memory data = abi.encodeCall(governor.countSecretBallot, (poll.id, form, uint8(form % 3)));
        refuse(30, anyone(form), address(poll.governor), data, "a ballot past the box");
    }

    /* WHAT THE INVARIANTS ASK */

    /// @dev The latest four polls; {faultAtLast} looks at all.
    function fault() external view returns (string memory what) {
        what = faultOfTree();
        uint256 count = polls.length;
        for (uint256 i = count < 4 ? 0 : count - 4; i < count && bytes(what).length == 0; ++i) {
            what = faultOfPoll(polls[i]);
        }
    }

    /// @notice What is wrong with any poll, and whether its root is that of the tree that was frozen last for it.
    function faultAtLast() external view returns (string memory what) {
        for (uint256 i; i < polls.length && bytes(what).length == 0; ++i) {
            what = faultOfPoll(polls[i]);
            uint256 root = box.frozenRoot(address(polls[i].governor), polls[i].id);
            if (root != verifier.rootOf(polls[i].frozen)) what = sentence(27, "a root is not that of the frozen tree");
        }
    }

    function faultOfPoll(Poll storage poll) private view returns (string memory) {
        uint256[] memory frozen = poll.frozen;
        uint256 members;
        for (uint256 i; i < frozen.length; ++i) members += frozen[i] == 0 ? 0 : 1;
        uint256 ballots = poll.persons[0] + poll.persons[1] + poll.persons[2];
        if (ballots > members) return sentence(26, "more ballots than members");
        (uint256 against, uint256 for_, uint256 abstain) = poll.governor.holderVotes(poll.id);
        if (against != poll.persons[0] || for_ != poll.persons[1] || abstain != poll.persons[2]) {
            return sentence(26, "persons are not the ballots that were taken");
        }
        (against, for_, abstain) = poll.governor.proposalVotes(poll.id);
        if (against != poll.tokens[0] || for_ != poll.tokens[1] || abstain != poll.tokens[2]) {
            return sentence(26, "tokens are not the open ballots");
        }
        bool frozenNow = box.frozenRoot(address(poll.governor), poll.id) != 0;
        return frozenNow == (frozen.length != 0) ? "" : sentence(27, "frozen or not");
    }

    /* HOW IT IS DONE */

    function introduce(uint256 who, uint256 form) private {
        if (polls.length == POLLS) discard();
        bytes32 tag = standingPerson(who);
        bool union = form % 2 == 0;
        address[] memory targets = new address[](union ? 2 : 1);
        bytes[] memory calldatas = new bytes[](targets.length);
        (targets[0], calldatas[0]) = (address(roll), abi.encodeCall(roll.decideCase, (tag, 1, true)));
        if (union) targets[1] = outsider;
        string memory description = vm.toString(++motions);
        bytes memory data = abi.encodeCall(
            governor.propose,
            (targets, new uint256[](targets.length), calldatas, description)
        );
        uint256 id = governor.hashProposal(
            targets,
            new uint256[](targets.length),
            calldatas,
            keccak256(bytes(description))
        );
        enlist(model.last(tag).holder, governor, data, id, union);
        enlist(model.last(tag).holder, sister, data, id, union);
    }

    /// @dev The tree is frozen at once when it is settled.
    function enlist(address by, IAssembly where, bytes memory data, uint256 id, bool union) private {
        if (!demand(34, by, address(where), data, "a proposal by a person")) return;
        Poll storage poll = polls.push();
        (poll.governor, poll.id, poll.snapshot, poll.asksTokens) = (where, id, time() + 6 hours, union);
        bool settled = isSettled();
        if (tree.root() != 0) wood.settle(model.tags, SETTLE_DAYS, today());
        if (settled) seal(poll);
        else if (box.frozenRoot(address(where), id) != 0) fail(41, "an unsettled tree was frozen");
    }

    /// @dev What a freeze finds: nobody in the tree has ended or expires today.
    function seal(Poll storage poll) private {
        if (box.frozenRoot(address(poll.governor), poll.id) != tree.root()) fail(27, "another root is frozen");
        for (uint256 i; i < TAGS; ++i) {
            if (wood.has(model.tags[i]) && !isLasting(model.tags[i])) fail(41, "an iD that is over was frozen");
        }
        poll.frozen = wood.places;
    }

    function isSettled() private view returns (bool) {
        uint256 day = wood.clearUntil;
        uint256 last = day + SETTLE_DAYS;
        while (day <= today() && day < last && wood.dueOn(model.tags, day) == 0) ++day;
        return day > today() && staleLeaves() == 0 && tree.root() != 0;
    }

    function cast(uint256 index, uint256 place, uint8 support, address by) private {
        Poll storage poll = polls[index];
        (uint256 nullifier, uint256[8] memory proof) = prove(index, place, support);
        bool active = poll.governor.state(poll.id) == IGovernor.ProposalState.Active;
        uint256 commitment = poll.frozen[place];
        bool may = active && !spent[index][commitment] && support < 3;
        bool done = attempt(by, address(box), ballot(poll.governor, poll.id, support, nullifier, proof));
        if (!judge(may ? 29 : 26, done, may, "a secret ballot")) return;
        spent[index][commitment] = true;
        ++poll.persons[support];
        if (!box.isSpent(address(poll.governor), poll.id, nullifier)) fail(26, "a nullifier was not spent");
    }

    function prove(
        uint256 index,
        uint256 place,
        uint8 support
    ) private view returns (uint256 nullifier, uint256[8] memory proof) {
        Poll storage poll = polls[index];
        uint256 scope = box.scopeOf(address(poll.governor), poll.id);
        return verifier.prove(poll.frozen, place, secrets[poll.frozen[place]], support, scope);
    }

    function ballot(
        IAssembly where,
        uint256 id,
        uint8 support,
        uint256 nullifier,
        uint256[8] memory proof
    ) private view returns (bytes memory) {
        return abi.encodeCall(box.castSecretBallot, (address(where), id, support, nullifier, proof));
    }

    function reject(uint256 number, address by, bytes memory data, string memory what) private {
        refuse(number, by, address(box), data, what);
    }

    /// @dev A proposal whose vote is open and for which a tree with somebody in it is frozen; one is made so when there
    /// is none.
    function openPoll(uint256 start) private returns (uint256 index) {
        for (uint256 i; i < polls.length; ++i) {
            index = polls.length - 1 - ((start % 4) ^ i) % polls.length;
            (bool found, ) = voter(index, start, true);
            if (found && polls[index].governor.state(polls[index].id) == IGovernor.ProposalState.Active) return index;
        }
        populate(start);
        index = polls.length;
        introduce(start, start >> 3);
        warpOn(polls[index].snapshot + 1);
    }

    /// @dev A tidy tree with two persons in it at least.
    function populate(uint256 start) private {
        tidy();
        for (uint256 i; i < 2 && wood.count() < 2; ++i) {
            if (wood.places.length == 64) discard();
            enter(outsideTree(start), newCommitment());
        }
    }

    /// @dev A place in the frozen tree, of somebody who has not voted if so wished.
    function voter(uint256 index, uint256 start, bool fresh) private view returns (bool, uint256 place) {
        uint256[] memory frozen = polls[index].frozen;
        for (uint256 i; i < frozen.length; ++i) {
            place = (start % frozen.length + i) % frozen.length;
            if (frozen[place] != 0 && !(fresh && spent[index][frozen[place]])) return (true, place);
        }
        return (false, 0);
    }

    /// @dev A place in the present tree of somebody who is not in the frozen one; a leaf is replaced when there is none.
    function latecomer(Poll storage poll, uint256 start) private returns (uint256 place) {
        uint256[] memory frozen = poll.frozen;
        for (; place < wood.places.length; ++place) {
            bool outside = wood.places[place] != 0;
            for (uint256 i; i < frozen.length; ++i) outside = outside && frozen[i] != wood.places[place];
            if (outside) return place;
        }
        bytes32 tag = leafTag(start, true);
        renew(tag);
        return wood.leaves[tag].place;
    }
}
