// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase, Motion} from "../../helpers/AssemblyCase.sol";
import {Handler} from "../Handler.sol";

/// @notice What a proposal would do.
enum Aim {
    Nothing, // both houses
    Membership, // the holder house alone
    Payment,
    Mixed, // membership and a payment: both houses, and the floor of the track
    HolderQuorum,
    TokenQuorum,
    Gift // of ether
}

/// @notice A proposal as it must be, told from the acts alone.
struct Ghost {
    uint256 id;
    Motion motion;
    Aim aim;
    uint256 value; // percent, or wei
    address proposer;
    uint48 snapshot;
    uint48 deadline;
    uint48 eta; // 0: not queued
    bool quorumMet;
    bool canceled;
    bool executed;
    uint256[3] tokens; // by support
    uint256[3] persons;
    IGovernor.ProposalState last; // as the governor said it
}

/// @notice Persons, shares and proposals, told as plainly as possible.
abstract contract AssemblyModel is AssemblyCase, Handler {
    /// @dev An iD stood, `from <= t < to`; of one that stands, `to` is its expiration.
    struct Stay {
        uint48 from;
        uint48 to;
    }

    /// @dev A value from a time on.
    struct Point {
        uint48 from;
        uint256 value;
    }

    uint256 internal constant PERSONS = 10;
    uint256 private constant FLOOR = 40; // percent, least holder quorum of the membership track

    Ghost[] internal ghosts;
    mapping(uint256 ghost => mapping(address => bool)) internal voted;
    mapping(uint256 ghost => mapping(uint256 person => bool)) internal personVoted;

    address[PERSONS] internal holder; // present or last account
    address[PERSONS] internal spare; // the other account of the person
    bool[PERSONS] internal counted;
    mapping(uint256 person => Stay[]) internal stays;
    Point[] internal counts;
    Point[] internal holderShares;
    Point[] internal tokenShares;

    /* PERSONS */

    function stands(uint256 person_) internal view returns (bool) {
        return time() < lastStay(person_).to;
    }

    function stoodAt(uint256 person_, uint256 timepoint) internal view returns (bool) {
        Stay[] storage list = stays[person_];
        for (uint256 i; i < list.length; ++i) if (list[i].from <= timepoint && timepoint < list[i].to) return true;
        return false;
    }

    function lastStay(uint256 person_) internal view returns (Stay storage) {
        return stays[person_][stays[person_].length - 1];
    }

    /// @dev The person with a seat for this account: on the roll at the snapshot, with any account, and now, with this.
    function seatOf(address account_, uint256 snapshot) internal view returns (bool found, uint256 person_) {
        for (uint256 i; i < PERSONS; ++i) {
            if (holder[i] == account_ && stands(i) && stoodAt(i, snapshot)) return (true, i);
        }
    }

    function isMember(address account_) internal view returns (bool found) {
        for (uint256 i; i < PERSONS; ++i) if (holder[i] == account_ && stands(i)) return true;
    }

    function recount(int256 change) internal {
        set(counts, uint256(int256(counts[counts.length - 1].value) + change));
    }

    /* HISTORIES */

    function set(Point[] storage history, uint256 value) internal {
        if (history.length != 0 && history[history.length - 1].from == time()) history.pop();
        history.push(Point(time(), value));
    }

    function valueAt(Point[] storage history, uint256 timepoint) internal view returns (uint256) {
        for (uint256 i = history.length; i > 0; --i) if (history[i - 1].from <= timepoint) return history[i - 1].value;
        return 0;
    }

    /* PROPOSALS */

    function asksTokens(Ghost storage ghost) internal view returns (bool) {
        return ghost.aim != Aim.Membership;
    }

    function tokenQuorumOf(Ghost storage ghost) internal view returns (uint256) {
        return asksTokens(ghost) ? (SUPPLY * valueAt(tokenShares, ghost.snapshot)) / 100 : 0;
    }

    function holderQuorumOf(Ghost storage ghost) internal view returns (uint256 needed) {
        uint256 share = valueAt(holderShares, ghost.snapshot);
        bool floored = ghost.aim == Aim.Membership || ghost.aim == Aim.Mixed;
        if (floored && share < FLOOR) share = FLOOR;
        needed = (valueAt(counts, ghost.snapshot) * share) / 100;
        if (needed == 0) needed = 1;
    }

    function hasQuorums(Ghost storage ghost) internal view returns (bool) {
        return
            ghost.tokens[FOR] + ghost.tokens[ABSTAIN] >= tokenQuorumOf(ghost) &&
            ghost.persons[FOR] + ghost.persons[ABSTAIN] >= holderQuorumOf(ghost);
    }

    function passes(Ghost storage ghost) internal view returns (bool) {
        bool tokens = !asksTokens(ghost) || ghost.tokens[FOR] > ghost.tokens[AGAINST];
        return hasQuorums(ghost) && tokens && ghost.persons[FOR] > ghost.persons[AGAINST];
    }

    function stateOf(Ghost storage ghost) internal view returns (IGovernor.ProposalState) {
        if (ghost.executed) return IGovernor.ProposalState.Executed;
        if (ghost.canceled) return IGovernor.ProposalState.Canceled;
        if (time() <= ghost.snapshot) return IGovernor.ProposalState.Pending;
        if (time() <= ghost.deadline) return IGovernor.ProposalState.Active;
        if (!passes(ghost)) return IGovernor.ProposalState.Defeated;
        uint256 start = ghost.eta == 0 ? ghost.deadline : ghost.eta;
        if (time() > start + GRACE_PERIOD) return IGovernor.ProposalState.Expired;
        return ghost.eta == 0 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Queued;
    }

    /// @dev A ballot was counted. The first with which every quorum is reached leaves time to answer it.
    function count(uint256 index, address voter, uint8 support, uint256 weight, bool seated, uint256 person_) internal {
        Ghost storage ghost = ghosts[index];
        voted[index][voter] = true;
        ghost.tokens[support] += weight;
        if (seated) {
            personVoted[index][person_] = true;
            ++ghost.persons[support];
        }
        if (ghost.quorumMet || !hasQuorums(ghost)) return;
        ghost.quorumMet = true;
        if (time() + LATE_EXTENSION > ghost.deadline) ghost.deadline = time() + LATE_EXTENSION;
    }
}
