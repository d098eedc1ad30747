// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {Rules} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";
import {Aim, AssemblyModel, Ghost, Share} from "./AssemblyModel.sol";
import {RollHandler} from "./RollHandler.sol";
import {RollModel} from "./RollModel.sol";

/// @notice Counts how often a proposal was executed; obeys the timelock only.
contract Ledger {
    address private immutable _timelock;
    mapping(uint256 entry => uint256) public executions;

    constructor(address timelock) {
        _timelock = timelock;
    }

    function enter(uint256 entry) external {
        require(msg.sender == _timelock, "not the timelock");
        ++executions[entry];
    }
}

/// @notice What follows from the acts of {AssemblyHandler}, and what the invariants ask about it.
abstract contract AssemblyWitness is RollHandler {
    using RollModel for RollModel.Model;
    using AssemblyModel for Ghost;
    using AssemblyModel for Share[];

    /// @dev More than half of so few persons, so that each of them moves the quorum.
    uint256 private constant HOLDER_SHARE = 45; // percent
    uint48 internal constant GRACE = 2 days;
    uint48 internal constant EXTENSION = 12 hours;

    Ghost[] internal ghosts;
    Share[] internal tokenShares;
    Share[] internal holderShares;
    Ledger internal ledger;
    mapping(uint256 id => mapping(address => bool)) internal voted;
    mapping(uint256 id => mapping(bytes32 => bool)) internal personVoted;

    function rules() internal pure override returns (Rules memory) {
        return Rules(6 hours, 3 days, THRESHOLD, TOKEN_QUORUM, HOLDER_SHARE, GRACE, EXTENSION);
    }

    function longestTerm() internal pure override returns (uint256) {
        return 120 days;
    }

    function longestWait() internal pure override returns (uint256) {
        return 3 days;
    }

    function prepare() public override {
        super.prepare();
        ledger = new Ledger(address(timelock));
        tokenShares.push(Share(START, TOKEN_QUORUM));
        holderShares.push(Share(START, HOLDER_SHARE));
        for (uint256 i; i + 1 < ACCOUNTS; ++i) {
            vm.prank(whale);
            token.transfer(people[i], (i + 1) * 20_000e18);
            vm.prank(people[i]);
            token.delegate(people[i]);
        }
        skip(1);
    }

    /* WHAT THE INVARIANTS ASK */

    function endedStayEnded() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            if (!isOpen(ghosts[i].last) && governor.state(ghosts[i].id) != ghosts[i].last) return false;
        }
        return true;
    }

    function datesAreFixed() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            if (governor.proposalSnapshot(ghosts[i].id) != ghosts[i].snapshot) return false;
            if (governor.proposalDeadline(ghosts[i].id) != ghosts[i].deadline) return false;
        }
        return true;
    }

    function tallyIsSumOfBallots() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            Ghost storage ghost = ghosts[i];
            (uint256 against, uint256 for_, uint256 abstain) = governor.proposalVotes(ghost.id);
            if (against != ghost.tokens[0] || for_ != ghost.tokens[1] || abstain != ghost.tokens[2]) return false;
            (against, for_, abstain) = governor.holderVotes(ghost.id);
            if (against != ghost.persons[0] || for_ != ghost.persons[1] || abstain != ghost.persons[2]) return false;
        }
        return true;
    }

    function ballotsAreOnePerVoter() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            uint256 persons;
            for (uint256 j; j < TAGS; ++j) {
                bool has = personVoted[ghosts[i].id][model.tags[j]];
                if (governor.hasPersonVoted(ghosts[i].id, model.tags[j]) != has) return false;
                if (has) ++persons;
            }
            if (persons != ghosts[i].persons[0] + ghosts[i].persons[1] + ghosts[i].persons[2]) return false;
            for (uint256 j; j < ACCOUNTS; ++j) {
                if (governor.hasVoted(ghosts[i].id, people[j]) != voted[ghosts[i].id][people[j]]) return false;
            }
        }
        return true;
    }

    function executedOnlyOnceAndInTime() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            Ghost storage ghost = ghosts[i];
            bool executed = governor.state(ghost.id) == IGovernor.ProposalState.Executed;
            if (executed != ghost.executed) return false;
            if (executed && (!agrees(ghost) || ghost.queuedAt == 0)) return false;
            if (ghost.aim == Aim.Enter && ledger.executions(i) != (executed ? 1 : 0)) return false;
        }
        return true;
    }

    /// @notice Whether what came of every vote is what both houses said by their own count.
    function outcomeIsBicameral() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            Ghost storage ghost = ghosts[i];
            IGovernor.ProposalState state = governor.state(ghost.id);
            bool unvoted = state == IGovernor.ProposalState.Canceled && ghost.queuedAt == 0;
            if (time() <= ghost.deadline || unvoted) continue;
            if ((state != IGovernor.ProposalState.Defeated) != agrees(ghost)) return false;
        }
        return true;
    }

    function quorumsAreFixed() external view returns (bool) {
        for (uint256 i; i < ghosts.length; ++i) {
            Ghost storage ghost = ghosts[i];
            if (ghost.holderQuorum == 0) continue;
            if (governor.quorum(ghost.snapshot) != ghost.tokenQuorum) return false;
            if (governor.holderQuorum(ghost.snapshot) != ghost.holderQuorum) return false;
        }
        return true;
    }

    /* HOW IT IS KEPT */

    function drawMotion(uint256 kind, uint256 percent) internal view returns (Motion memory m, Aim aim) {
        aim = kind % 2 == 0 ? Aim.Enter : (kind % 4 == 1 ? Aim.HolderShare : Aim.TokenShare);
        (m.targets, m.values, m.calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
        m.targets[0] = aim == Aim.Enter ? address(ledger) : address(governor);
        if (aim == Aim.Enter) m.calldatas[0] = abi.encodeCall(ledger.enter, (ghosts.length));
        if (aim == Aim.HolderShare) m.calldatas[0] = abi.encodeCall(governor.updateHolderQuorumNumerator, (percent));
        if (aim == Aim.TokenShare) m.calldatas[0] = abi.encodeCall(governor.updateQuorumNumerator, (percent / 3));
        m.description = vm.toString(ghosts.length);
    }

    function enlist(uint256 id, address proposer, Motion memory m, Aim aim, uint256 percent) internal {
        Ghost storage ghost = ghosts.push();
        (ghost.id, ghost.proposer, ghost.motion, ghost.aim, ghost.percent) = (id, proposer, m, aim, percent);
        ghost.snapshot = time() + 6 hours;
        ghost.deadline = ghost.snapshot + 3 days;
    }

    /// @dev The executed motion's consequence.
    function follow(Ghost storage ghost) internal {
        if (ghost.aim == Aim.HolderShare) holderShares.push(Share(time(), ghost.percent));
        if (ghost.aim == Aim.TokenShare) tokenShares.push(Share(time(), ghost.percent / 3));
    }

    /// @dev What has ended is looked at by {endedStayEnded} instead.
    function observe() internal override {
        super.observe();
        for (uint256 i; i < ghosts.length; ++i) {
            if (isOpen(ghosts[i].last)) observeProposal(ghosts[i]);
        }
    }

    function observeProposal(Ghost storage ghost) private {
        IGovernor.ProposalState state = governor.state(ghost.id);
        if (!AssemblyModel.isEdge(ghost.last, state)) {
            fail(17, string.concat(vm.toString(uint256(ghost.last)), " -> ", vm.toString(uint256(state))));
        }
        ghost.last = state;
        observeGrace(ghost, state);
        if (ghost.holderQuorum != 0 || time() <= ghost.snapshot) return;
        ghost.tokenQuorum = governor.quorum(ghost.snapshot);
        ghost.holderQuorum = governor.holderQuorum(ghost.snapshot);
    }

    /// @dev An approval stands to the last second of its grace, and not a second longer.
    function observeGrace(Ghost storage ghost, IGovernor.ProposalState state) private {
        uint256 start = ghost.queuedAt == 0 ? ghost.deadline : ghost.queuedAt + TIMELOCK_DELAY;
        bool over = time() > start + GRACE;
        bool stands = state == IGovernor.ProposalState.Succeeded || state == IGovernor.ProposalState.Queued;
        if (stands && over) fail(17, "an approval outlived its grace");
        if (state == IGovernor.ProposalState.Expired && !over) fail(17, "an approval expired too early");
    }

    /// @dev Both houses by the model's own count.
    function agrees(Ghost storage ghost) internal view returns (bool) {
        uint256 persons = model.holderCountAt(ghost.snapshot);
        return
            ghost.passes(SUPPLY, tokenShares.inForce(ghost.snapshot), persons, holderShares.inForce(ghost.snapshot));
    }

    /// @dev Enough of both houses by the model's own count.
    function reachesQuorums(Ghost storage ghost) internal view returns (bool) {
        uint256 persons = model.holderCountAt(ghost.snapshot);
        return
            ghost.reaches(SUPPLY, tokenShares.inForce(ghost.snapshot), persons, holderShares.inForce(ghost.snapshot));
    }

    /// @dev Both houses by the governor's count.
    function passing(uint256 id) internal view returns (bool) {
        (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
        return tokenQuorum && tokenMajority && holderQuorum && holderMajority;
    }

    /// @dev The next proposal in that state, from a place drawn at random.
    function find(uint256 start, IGovernor.ProposalState state) internal view returns (bool, uint256) {
        for (uint256 i; i < ghosts.length; ++i) {
            uint256 index = (start % ghosts.length + i) % ghosts.length;
            if (ghosts[index].last == state) return (true, index);
        }
        return (false, 0);
    }

    function countOpen() internal view returns (uint256 count) {
        for (uint256 i; i < ghosts.length; ++i) {
            if (isOpen(ghosts[i].last)) ++count;
        }
    }

    /// @dev Whether a proposal in that state may still move.
    function isOpen(IGovernor.ProposalState state) private pure returns (bool) {
        return
            state == IGovernor.ProposalState.Pending ||
            state == IGovernor.ProposalState.Active ||
            state == IGovernor.ProposalState.Succeeded ||
            state == IGovernor.ProposalState.Queued;
    }
}
