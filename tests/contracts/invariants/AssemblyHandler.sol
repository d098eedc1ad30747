// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";
import {Aim, Ghost} from "./AssemblyModel.sol";
import {AssemblyWitness} from "./AssemblyWitness.sol";
import {RollModel} from "./RollModel.sol";

/// @notice Plays with roll, token and Assembly at random.
contract AssemblyHandler is AssemblyWitness {
    using RollModel for RollModel.Model;

    uint256 private constant PROPOSALS = 5; // alive at once

    /* ACTS */

    function propose(uint256 who, uint256 kind, uint256 percent) external act {
        if (countOpen() >= PROPOSALS) revert Refused();
        introduce(people[who % ACCOUNTS], kind, percent);
    }

    function vote(uint256 which, uint256 who, uint8 support) external act {
        Ghost storage ghost = reach(which, IGovernor.ProposalState.Active);
        if (!cast(ghost, voterFor(ghost, who), support % 3, false)) revert Refused();
    }

    function voteBySig(uint256 which, uint256 who, uint8 support) external act {
        Ghost storage ghost = reach(which, IGovernor.ProposalState.Active);
        if (!cast(ghost, voterFor(ghost, who), support % 3, true)) revert Refused();
    }

    /// @notice A person votes, moves to another account and tries again.
    function voteAndMove(uint256 which, uint256 who, uint8 support) external act {
        Ghost storage ghost = reach(which, IGovernor.ProposalState.Active);
        address from = liveHolder(who);
        address to = homeless(who);
        if (!voted[ghost.id][from]) cast(ghost, from, support % 3, false);
        bytes32 tag = model.liveTagOf(from, time());
        demand(12, from, address(roll), abi.encodeCall(roll.exit, ()), "a holder could not leave");
        model.end(tag, time());
        skip(1);
        Offer memory offer = offerTo(to, tag);
        bytes memory data = abi.encodeCall(roll.attest, (offer, signOffer(offer)));
        demand(13, to, address(roll), data, "a person could not return");
        settle(offer, true);
        if (time() <= ghost.deadline && !voted[ghost.id][to]) cast(ghost, to, (support + 1) % 3, false);
    }

    /// @notice All who have not voted yet vote, most of them For, and the vote ends.
    function rally(uint256 which, uint256 mood) external act {
        rallyFor(reach(which, IGovernor.ProposalState.Active), mood);
    }

    function waitForVote(uint256 which) external act {
        warpOn(reach(which, IGovernor.ProposalState.Pending).snapshot + 1);
    }

    function cancelPending(uint256 which) external act {
        Ghost storage ghost = reach(which, IGovernor.ProposalState.Pending);
        Motion memory m = ghost.motion;
        bytes memory data = abi.encodeCall(
            governor.cancel,
            (m.targets, m.values, m.calldatas, keccak256(bytes(m.description)))
        );
        demand(17, ghost.proposer, address(governor), data, "a proposer could not cancel");
    }

    function queue(uint256 which) external act {
        pledge(reach(which, IGovernor.ProposalState.Succeeded));
    }

    function execute(uint256 which) external act {
        Ghost storage ghost = reach(which, IGovernor.ProposalState.Queued);
        Motion memory m = ghost.motion;
        uint256 eta = governor.proposalEta(ghost.id);
        if (which % 8 != 0 && time() < eta) warpOn(eta);
        bool due = time() >= ghost.queuedAt + TIMELOCK_DELAY;
        vm.prank(outsider);
        (bool done, ) = address(governor).call(
            abi.encodeCall(governor.execute, (m.targets, m.values, m.calldatas, keccak256(bytes(m.description))))
        );
        if (done != due) fail(20, "executed before its time, or refused in time");
        if (!done) revert Refused();
        ghost.executed = true;
        follow(ghost);
    }

    /// @notice A guardian, as the Assembly could appoint one, cancels on the timelock.
    function cancelQueued(uint256 which) external act {
        Motion memory m = reach(which, IGovernor.ProposalState.Queued).motion;
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(m.description));
        bytes32 operation = timelock.hashOperationBatch(m.targets, m.values, m.calldatas, 0, salt);
        vm.prank(address(governor));
        timelock.cancel(operation);
    }

    /// @notice An approval is left to the last second of its grace, or to the first after it.
    function forget(uint256 which, bool queued) external act {
        Ghost storage ghost = reach(which, queued ? IGovernor.ProposalState.Queued : IGovernor.ProposalState.Succeeded);
        warpOn((queued ? governor.proposalEta(ghost.id) : ghost.deadline) + GRACE + (which % 2));
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external act {
        address sender = people[from % ACCOUNTS];
        amount = within(amount, 0, token.balanceOf(sender));
        vm.prank(sender);
        token.transfer(people[to % ACCOUNTS], amount);
    }

    function delegate(uint256 from, uint256 to) external act {
        vm.prank(people[from % ACCOUNTS]);
        token.delegate(people[to % ACCOUNTS]);
    }

    /// @notice What must be refused, whatever happened before: steps out of their order.
    function overstep(uint256 which) external act {
        if (ghosts.length == 0) reach(which, IGovernor.ProposalState.Pending);
        Ghost storage ghost = ghosts[which % ghosts.length];
        Motion memory m = ghost.motion;
        bytes32 words = keccak256(bytes(m.description));
        address by = people[which % ACCOUNTS];
        IGovernor.ProposalState state = governor.state(ghost.id);
        bytes memory data = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        forbid(17, by, data, "proposed twice");
        if (state != IGovernor.ProposalState.Succeeded) {
            forbid(17, by, abi.encodeCall(governor.queue, (m.targets, m.values, m.calldatas, words)), "queued");
        }
        if (state != IGovernor.ProposalState.Queued) {
            forbid(17, by, abi.encodeCall(governor.execute, (m.targets, m.values, m.calldatas, words)), "executed");
        }
        if (state != IGovernor.ProposalState.Pending || by != ghost.proposer) {
            forbid(17, by, abi.encodeCall(governor.cancel, (m.targets, m.values, m.calldatas, words)), "canceled");
        }
        if (state != IGovernor.ProposalState.Active) {
            forbid(17, by, abi.encodeCall(governor.castVote, (ghost.id, 1)), "voted");
        }
        forbid(30, by, abi.encodeCall(governor.updateHolderQuorumNumerator, (1)), "set");
    }

    /* HOW IT IS DONE */

    /// @dev A proposal in that state; when there is none, one is brought there, step by step.
    function reach(uint256 seed, IGovernor.ProposalState wanted) private returns (Ghost storage ghost) {
        (bool found, uint256 index) = find(seed, wanted);
        if (found) return ghosts[index];
        if (wanted == IGovernor.ProposalState.Pending) {
            populate(seed);
            introduce(proposerNow(seed), seed >> 8, seed >> 16);
            ghost = ghosts[ghosts.length - 1];
        } else if (wanted == IGovernor.ProposalState.Active) {
            ghost = reach(seed, IGovernor.ProposalState.Pending);
            warpOn(ghost.snapshot + 1);
        } else if (wanted == IGovernor.ProposalState.Succeeded) {
            ghost = reach(seed, IGovernor.ProposalState.Active);
            rallyFor(ghost, type(uint256).max);
        } else {
            ghost = reach(seed, IGovernor.ProposalState.Succeeded);
            pledge(ghost);
        }
        observe();
        if (ghost.last != wanted) revert Refused();
    }

    function introduce(address proposer, uint256 kind, uint256 percent) private {
        percent = within(percent, 3, 50);
        bool allowed = mayPropose(proposer);
        (Motion memory m, Aim aim) = drawMotion(kind, percent);
        vm.prank(proposer);
        (bool done, bytes memory result) = address(governor).call(
            abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description))
        );
        if (done != allowed) fail(34, "who may propose");
        if (!done) revert Refused();
        enlist(abi.decode(result, (uint256)), proposer, m, aim, percent);
    }

    function mayPropose(address proposer) private view returns (bool) {
        return model.liveTagOf(proposer, time()) != 0 || token.getPastVotes(proposer, time() - 1) >= THRESHOLD;
    }

    function proposerNow(uint256 start) private view returns (address) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address proposer = people[(start % ACCOUNTS + i) % ACCOUNTS];
            if (mayPropose(proposer)) return proposer;
        }
        revert Refused();
    }

    /// @dev At least three persons, so that a holder house can sit.
    function populate(uint256 seed) private {
        uint256 live;
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (model.liveTagOf(people[i], time()) != 0) ++live;
        }
        for (uint256 i; i < ACCOUNTS && live < 3; ++i) {
            if (model.liveTagOf(people[i], time()) != 0) continue;
            admitSomeone(seed - (seed % ACCOUNTS) + i);
            ++live;
        }
    }

    function rallyFor(Ghost storage ghost, uint256 mood) private {
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (voted[ghost.id][people[i]] || ballotIsEmpty(ghost, people[i])) continue;
            cast(ghost, people[i], (mood >> (2 * i)) % 4 == 0 ? 0 : 1, false);
        }
        warpOn(ghost.deadline + 1);
    }

    function pledge(Ghost storage ghost) private {
        Motion memory m = ghost.motion;
        bytes memory data = abi.encodeCall(
            governor.queue,
            (m.targets, m.values, m.calldatas, keccak256(bytes(m.description)))
        );
        demand(17, outsider, address(governor), data, "an approved proposal could not be queued");
        ghost.queuedAt = time();
    }

    /// @dev An account without a live iD.
    function homeless(uint256 start) private view returns (address) {
        for (uint256 i; i < ACCOUNTS; ++i) {
            address account_ = people[(start % ACCOUNTS + i) % ACCOUNTS];
            if (model.liveTagOf(account_, time()) == 0) return account_;
        }
        revert Refused();
    }

    /// @dev Seven times out of eight an account whose ballot can count; else any.
    function voterFor(Ghost storage ghost, uint256 start) private view returns (address) {
        for (uint256 i; i < ACCOUNTS && start % 8 != 0; ++i) {
            address voter = people[(start % ACCOUNTS + i) % ACCOUNTS];
            if (!voted[ghost.id][voter] && !ballotIsEmpty(ghost, voter)) return voter;
        }
        return people[start % ACCOUNTS];
    }

    /// @dev A ballot, and what must come of it: invariants 6, 7, 21 and 23.
    function cast(Ghost storage ghost, address voter, uint8 support, bool bySig) private returns (bool done) {
        uint256 weight = token.getPastVotes(voter, ghost.snapshot);
        bytes32 tag = votingPerson(ghost, voter);
        bool passed = passing(ghost.id);
        uint256 told;
        (done, told) = send(ghost.id, voter, support, bySig);
        bool counts = weight != 0 || tag != 0;
        if (done && voted[ghost.id][voter]) fail(21, "an account voted twice");
        if (done && !counts) fail(6, "a ballot of nothing was taken");
        if (!done && counts && !voted[ghost.id][voter]) fail(7, "a good ballot was refused");
        if (!done) return false;
        if (told != weight) fail(7, "the weight is not that of the snapshot");

        voted[ghost.id][voter] = true;
        ghost.tokens[support] += weight;
        if (tag != 0) {
            personVoted[ghost.id][tag] = true;
            ++ghost.persons[support];
        }
        extend(ghost);
        if (support == 1 && passed && !passing(ghost.id)) fail(23, "a vote For undid a pass");
        if (support == 0 && !passed && passing(ghost.id)) fail(23, "a vote Against made a pass");
    }

    /// @dev The first ballot with which every quorum is reached leaves time to answer it.
    function extend(Ghost storage ghost) private {
        if (ghost.quorumMet || !reachesQuorums(ghost)) return;
        ghost.quorumMet = true;
        if (time() + EXTENSION > ghost.deadline) ghost.deadline = time() + EXTENSION;
    }

    function send(uint256 id, address voter, uint8 support, bool bySig) private returns (bool done, uint256 weight) {
        bytes memory data = abi.encodeCall(governor.castVote, (id, support));
        if (bySig) {
            bytes memory signature = sign(voter, ballotDigest(id, support, voter, governor.nonces(voter)));
            data = abi.encodeCall(governor.castVoteBySig, (id, support, voter, signature));
        }
        vm.prank(bySig ? outsider : voter);
        bytes memory result;
        (done, result) = address(governor).call(data);
        if (done) weight = abi.decode(result, (uint256));
    }

    /// @dev The person who has a vote left with this account; 0 when there is none.
    function votingPerson(Ghost storage ghost, address voter) private view returns (bytes32 tag) {
        tag = model.personAt(voter, ghost.snapshot, time());
        if (personVoted[ghost.id][tag]) return 0;
    }

    function ballotIsEmpty(Ghost storage ghost, address voter) private view returns (bool) {
        return votingPerson(ghost, voter) == 0 && token.getPastVotes(voter, ghost.snapshot) == 0;
    }

    function forbid(uint256 number, address caller, bytes memory data, string memory what) private {
        vm.prank(caller);
        (bool done, ) = address(governor).call(data);
        if (done) fail(number, what);
    }
}
