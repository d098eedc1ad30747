// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Motion} from "../../helpers/AssemblyCase.sol";
import {vm} from "../../helpers/Vm.sol";
import {Aim, Ghost} from "./AssemblyModel.sol";
import {MemberActs} from "./MemberActs.sol";

/// @notice Proposals are made, voted on, queued, executed, canceled and forgotten, in and out of their order.
contract AssemblyHandler is MemberActs {
    uint256 private constant PROPOSALS = 40; // of one run

    /* ACTS */

    /// @notice Three times out of four by a member; else by anybody.
    function propose(uint256 who, uint256 form) external act {
        introduce(form % 4 == 0 ? anyone(who) : memberNow(who), form >> 2);
    }

    function vote(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = reach(which, IGovernor.ProposalState.Active);
        cast(index, form % 8 == 0 ? anyone(who) : voterFor(index, who), form >> 3, false);
    }

    function voteBySig(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = reach(which, IGovernor.ProposalState.Active);
        cast(index, form % 8 == 0 ? anyone(who) : voterFor(index, who), form >> 3, true);
    }

    /// @notice A person votes, moves to another account and tries again: the tokens there count, the person does not.
    function voteAndMove(uint256 which, uint256 who, uint256 form) external act {
        uint256 index = reach(which, IGovernor.ProposalState.Active);
        uint256 person_ = personNow(who);
        if (!personVoted[index][person_] && canVote(index, holder[person_])) {
            cast(index, holder[person_], form % 3, false);
        }
        move(person_);
        address voter = holder[person_];
        if (time() <= ghosts[index].deadline && canVote(index, voter)) cast(index, voter, ((form % 3) + 1) % 3, false);
    }

    /// @notice All who have not voted yet vote, most of them For, and the vote ends.
    function rally(uint256 which, uint256 mood) external act {
        rallyFor(reach(which, IGovernor.ProposalState.Active), mood);
    }

    function cancelPending(uint256 which, uint256 form) external act {
        Ghost storage ghost = ghosts[reach(which, IGovernor.ProposalState.Pending)];
        address by = form % 4 == 0 ? anyone(which) : ghost.proposer;
        bytes memory data = step(governor.cancel.selector, ghost.motion);
        if (judge(17, attempt(by, address(governor), data), by == ghost.proposer, "canceling")) ghost.canceled = true;
    }

    function queue(uint256 which) external act {
        pledge(reach(which, IGovernor.ProposalState.Succeeded));
    }

    /// @notice One time out of eight at any time; else when it is due.
    function execute(uint256 which, uint256 form) external act {
        uint256 index = reach(which, IGovernor.ProposalState.Queued);
        Ghost storage ghost = ghosts[index];
        if (form % 8 != 0 && time() < ghost.eta) warpOn(ghost.eta);
        bytes memory data = step(governor.execute.selector, ghost.motion);
        bool may = time() >= ghost.eta;
        if (judge(20, attempt(anyone(form), address(governor), data), may, "executing")) enactAim(ghost);
    }

    /// @notice A canceller, as the Assembly could appoint one, cancels on the timelock.
    function cancelQueued(uint256 which) external act {
        Ghost storage ghost = ghosts[reach(which, IGovernor.ProposalState.Queued)];
        bytes memory data = abi.encodeCall(timelock.cancel, (operationOf(ghost.motion)));
        if (demand(17, address(governor), address(timelock), data, "canceling what is queued")) ghost.canceled = true;
    }

    /// @notice An approval is left to the last second of its grace, or to the first after it.
    function forget(uint256 which, uint256 form) external act {
        bool queued = form % 2 == 0;
        Ghost storage ghost = ghosts[
            reach(which, queued ? IGovernor.ProposalState.Queued : IGovernor.ProposalState.Succeeded)
        ];
        warpOn((queued ? ghost.eta : ghost.deadline) + GRACE_PERIOD + ((form >> 1) % 2));
    }

    /// @notice To a second at which something begins or ends for a proposal, or some days on.
    function wait(uint256 which, uint256 form) external act {
        if (ghosts.length == 0 || form % 3 == 0) return skip(within(form >> 2, 1, 2 days));
        Ghost storage ghost = ghosts[ghosts.length - 1 - (which % (ghosts.length < 3 ? ghosts.length : 3))];
        warpOn((form % 3 == 1 ? ghost.snapshot : ghost.deadline) + ((form >> 2) % 2));
    }

    /// @notice What must be refused, whatever happened before: steps out of their order, and rights of the timelock.
    function overstep(uint256 which, uint256 who) external act {
        if (ghosts.length == 0) reach(which, IGovernor.ProposalState.Pending);
        Ghost storage ghost = ghosts[which % ghosts.length];
        Motion memory m = ghost.motion;
        IGovernor.ProposalState state = stateOf(ghost);
        address by = anyone(who);
        bytes memory again = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        refuse(17, by, address(governor), again, "proposing twice");
        if (state != IGovernor.ProposalState.Succeeded) {
            refuse(17, by, address(governor), step(governor.queue.selector, m), "queueing");
        }
        if (state != IGovernor.ProposalState.Queued) {
            refuse(19, by, address(governor), step(governor.execute.selector, m), "executing");
        }
        if (state != IGovernor.ProposalState.Pending || by != ghost.proposer) {
            refuse(17, by, address(governor), step(governor.cancel.selector, m), "canceling");
        }
        if (state != IGovernor.ProposalState.Active) {
            refuse(17, by, address(governor), abi.encodeCall(governor.castVote, (ghost.id, FOR)), "voting");
        }
        refuse(30, by, address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (1)), "a setting");
        refuse(30, by, address(governor), abi.encodeCall(governor.relay, (outsider, 0, "")), "a relay");
        refuse(30, by, address(timelock), abi.encodeCall(timelock.updateDelay, (3 days)), "a delay");
        refuse(30, by, address(timelock), abi.encodeCall(timelock.cancel, (operationOf(m))), "a cancellation");
    }

    /* HOW IT IS DONE */

    /// @dev A proposal in that state; when there is none, one is brought there, step by step.
    function reach(uint256 seed, IGovernor.ProposalState wanted) private returns (uint256 index) {
        for (uint256 i; i < ghosts.length; ++i) {
            index = (seed % ghosts.length + i) % ghosts.length;
            if (stateOf(ghosts[index]) == wanted) return index;
        }
        if (wanted == IGovernor.ProposalState.Pending) {
            populate();
            introduce(memberNow(seed), seed >> 8);
            return ghosts.length - 1;
        }
        if (wanted == IGovernor.ProposalState.Active) {
            index = reach(seed, IGovernor.ProposalState.Pending);
            warpOn(ghosts[index].snapshot + 1);
        } else if (wanted == IGovernor.ProposalState.Succeeded) {
            index = reach(seed, IGovernor.ProposalState.Active);
            rallyFor(index, type(uint256).max);
        } else {
            index = reach(seed, IGovernor.ProposalState.Succeeded);
            pledge(index);
        }
        observe();
        if (stateOf(ghosts[index]) != wanted) discard();
    }

    function introduce(address proposer, uint256 form) private {
        if (ghosts.length == PROPOSALS) discard();
        (Motion memory m, Aim aim, uint256 value) = drawMotion(form);
        bool may = isMember(proposer) || token.getPastVotes(proposer, time() - 1) >= THRESHOLD;
        bytes memory data = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        if (!judge(34, attempt(proposer, address(governor), data), may, "proposing")) return;
        Ghost storage ghost = ghosts.push();
        (ghost.id, ghost.motion, ghost.aim, ghost.value) = (idOf(m), m, aim, value);
        ghost.proposer = proposer;
        ghost.snapshot = time() + VOTING_DELAY;
        ghost.deadline = ghost.snapshot + VOTING_PERIOD;
    }

    function drawMotion(uint256 form) private view returns (Motion memory m, Aim aim, uint256 value) {
        aim = Aim(form % 7);
        value = within(form >> 3, 3, 50);
        string memory words = string.concat("motion ", vm.toString(ghosts.length));
        bytes memory payment = abi.encodeCall(token.transfer, (outsider, value));
        bytes memory membership = abi.encodeCall(issuers.setGuardian, (guardian));
        if (aim == Aim.Nothing) return (idle(words), aim, value);
        if (aim == Aim.Membership) return (motion(address(issuers), membership, words), aim, value);
        if (aim == Aim.Payment) return (motion(address(token), payment, words), aim, value);
        if (aim == Aim.Gift) {
            m = motion(outsider, "", words);
            m.values[0] = value;
            return (m, aim, value);
        }
        if (aim == Aim.HolderQuorum) {
            bytes memory data = abi.encodeCall(governor.updateHolderQuorumNumerator, (value));
            return (motion(address(governor), data, words), aim, value);
        }
        if (aim == Aim.TokenQuorum) {
            bytes memory data = abi.encodeCall(governor.updateQuorumNumerator, (value));
            return (motion(address(governor), data, words), aim, value);
        }
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.calldatas[0]) = (address(issuers), membership);
        (m.targets[1], m.calldatas[1]) = (address(token), payment);
        m.description = words;
    }

    function enactAim(Ghost storage ghost) private {
        ghost.executed = true;
        if (ghost.aim == Aim.HolderQuorum) set(holderShares, ghost.value);
        if (ghost.aim == Aim.TokenQuorum) set(tokenShares, ghost.value);
        if (ghost.aim == Aim.Gift) paid += ghost.value;
    }

    function pledge(uint256 index) private {
        Ghost storage ghost = ghosts[index];
        bytes memory data = step(governor.queue.selector, ghost.motion);
        if (demand(17, outsider, address(governor), data, "queueing")) ghost.eta = time() + TIMELOCK_DELAY;
    }

    function rallyFor(uint256 index, uint256 mood) private {
        for (uint256 i; i < PERSONS + 3; ++i) {
            address voter = i < PERSONS ? holder[i] : [whale, trader, minnow][i - PERSONS];
            if (canVote(index, voter)) cast(index, voter, (mood >> (2 * i)) % 4 == 0 ? AGAINST : FOR, false);
        }
        warpOn(ghosts[index].deadline + 1);
    }

    /// @dev A ballot, and what must come of it.
    function cast(uint256 index, address voter, uint256 form, bool bySig) private {
        Ghost storage ghost = ghosts[index];
        uint8 support = form % 16 == 15 ? 3 : uint8(form % 3);
        (uint256 weight, bool seated, uint256 person_) = ballotOf(index, voter);
        bool may = support < 3 && !voted[index][voter] && (weight != 0 || seated);
        bool before = passes(ghost);
        bytes memory data = bySig
            ? signed(ghost.id, voter, support)
            : abi.encodeCall(governor.castVote, (ghost.id, support));
        uint256 number = weight == 0 && !seated ? 6 : voted[index][voter] ? 21 : 7;
        if (!judge(number, attempt(bySig ? outsider : voter, address(governor), data), may, "a ballot")) return;
        count(index, voter, support, weight, seated, person_);
        if (support == FOR && before && !passes(ghost)) fail(23, "a vote For undid a pass");
    }

    function signed(uint256 id, address voter, uint8 support) private view returns (bytes memory) {
        bytes32 digest = ballotDigest(id, support, voter, governor.nonces(voter, uint192(id)));
        return abi.encodeCall(governor.castVoteBySig, (id, support, voter, sign(voter, digest)));
    }

    function ballotOf(uint256 index, address voter) private view returns (uint256 weight, bool seated, uint256 person_) {
        Ghost storage ghost = ghosts[index];
        if (asksTokens(ghost)) weight = token.getPastVotes(voter, ghost.snapshot);
        (seated, person_) = seatOf(voter, ghost.snapshot);
        seated = seated && !personVoted[index][person_];
    }

    function canVote(uint256 index, address voter) private view returns (bool) {
        (uint256 weight, bool seated, ) = ballotOf(index, voter);
        return !voted[index][voter] && (weight != 0 || seated);
    }

    function voterFor(uint256 index, uint256 start) private view returns (address voter) {
        for (uint256 i; i < CAST; ++i) {
            voter = anyone(start % CAST + i);
            if (canVote(index, voter)) return voter;
        }
    }

    function step(bytes4 selector, Motion memory m) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }
}
