// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Motion} from "../../helpers/AssemblyCase.sol";
import {IOwned, Rules} from "../../helpers/Faces.sol";
import {vm} from "../../helpers/Vm.sol";
import {Aim, Ghost, House} from "./TimelockModel.sol";
import {TimelockWitness} from "./TimelockWitness.sol";

/// @notice The governor moves from timelock to timelock; roles and delays change as they may, and strangers try.
contract TimelockHandler is TimelockWitness {
    uint256 private constant HOUSES = 16; // of one run
    uint256 private constant PROPOSALS = 60; // of one run
    uint256 private constant VOTERS = 3; // of ten members: a quorum of persons
    bytes32 private constant ADMIN = 0;

    bytes32 private proposerRole;
    bytes32 private cancellerRole;
    bytes32 private executorRole;

    function prepare() external {
        vm.recordLogs();
        setUp();
        proposerRole = timelock.PROPOSER_ROLE();
        cancellerRole = timelock.CANCELLER_ROLE();
        executorRole = timelock.EXECUTOR_ROLE();
        enlist(timelock);
        while (houses.length < HOUSES) enlist(deployNext());
        learn(vm.getRecordedLogs());
        uint48 end = START + 5 * 365 days; // longer than any run
        for (uint256 i; i < VOTERS; ++i) admitUntil(members[i], tagOf(i), end);
        skip(1);
    }

    /// @notice Short ones, so that much can happen in a run.
    function rules() internal pure override returns (Rules memory) {
        return Rules(1 hours, 1 days, THRESHOLD, TOKEN_QUORUM, HOLDER_QUORUM, GRACE, 0);
    }

    /* ACTS */

    function propose(uint256 form) external act {
        introduce(Aim(form % 5), form >> 3);
    }

    /// @notice The houses vote, three times out of four For, and the vote ends.
    function vote(uint256 which, uint256 mood) external act {
        decide(reach(which, IGovernor.ProposalState.Active), mood % 4 != 0);
    }

    function queue(uint256 which) external act {
        pledge(reach(which, IGovernor.ProposalState.Succeeded));
    }

    /// @notice One time out of eight at any time; else when it is due.
    function execute(uint256 which, uint256 form) external act {
        Ghost storage ghost = ghosts[reach(which, IGovernor.ProposalState.Queued)];
        if (form % 8 != 0) warpOn(ghost.eta);
        bool may = mayExecute(ghost);
        uint256 number = ghost.aim == Aim.Move ? 25 : ghost.aim == Aim.Nothing ? 20 : 31;
        bytes memory data = step(governor.execute.selector, ghost.motion);
        if (judge(number, attempt(anyone(form), address(governor), data), may, "executing")) enactAim(ghost);
    }

    /// @notice Three times out of four by a canceller; else by anybody. Nobody cancels a recall.
    function cancelQueued(uint256 which, uint256 form) external act {
        Ghost storage ghost = ghosts[reach(which, IGovernor.ProposalState.Queued)];
        address by = form % 4 == 0 ? anyone(form >> 2) : cancellerOf(ghost.queuedIn, form >> 2);
        bool may = holds(ghost.queuedIn, cancellerRole, by) && !isRecall(ghost);
        TimelockController lock = houses[ghost.queuedIn].lock;
        bytes memory data = abi.encodeCall(lock.cancel, (operationOf(ghost.motion)));
        if (judge(31, attempt(by, address(lock), data), may, "canceling what is queued")) ghost.canceled = true;
    }

    /// @notice The governor leaves its timelock, with something queued there.
    function moveOn(uint256 which) external act {
        depart(which);
    }

    /// @notice The houses want a timelock that was left, or the one that they have: it cannot be.
    function moveBack(uint256 which) external act {
        uint256 house = which % HOUSES;
        for (uint256 i; i < HOUSES && canMoveTo(house); ++i) house = (house + 1) % HOUSES;
        Ghost storage ghost = ghosts[enter(Aim.Move, house)];
        warpOn(ghost.eta);
        refuse(25, anyone(which), address(governor), step(governor.execute.selector, ghost.motion), "going back");
    }

    /// @notice Nobody brings back what was queued in a timelock that was left; not there and not in the governor.
    function haunt(uint256 which, uint256 who) external act {
        Ghost storage ghost = ghosts[leftBehind(which)];
        Motion memory m = ghost.motion;
        address by = stranger(who);
        warpOn(ghost.eta);
        refuse(25, by, address(governor), step(governor.queue.selector, m), "queueing again");
        refuse(25, by, address(governor), step(governor.execute.selector, m), "executing what was left");
        refuse(25, by, address(governor), step(governor.cancel.selector, m), "canceling what was left");
        bytes memory again = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        refuse(25, members[0], address(governor), again, "proposing again");
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(m.description));
        bytes memory data = abi.encodeCall(timelock.executeBatch, (m.targets, m.values, m.calldatas, 0, salt));
        refuse(25, by, address(houses[ghost.queuedIn].lock), data, "executing in a timelock that was left");
        refuse(25, by, address(houses[present].lock), data, "executing in another timelock");
    }

    /// @notice A timelock, the governor's or another, changes its own delay; it cannot go below or above the bounds.
    function setDelay(uint256 which, uint256 value) external act {
        House storage house = houses[which % 4 == 0 ? (which >> 2) % HOUSES : present];
        uint256 delay = drawDelay(value);
        bytes memory data = abi.encodeCall(house.lock.updateDelay, (delay));
        if (!judge(31, attempt(address(house.lock), address(house.lock), data), isDelay(delay), "a delay")) return;
        house.delay = delay;
    }

    /// @notice A timelock makes somebody its canceller, or takes the role back; or who has it gives it up.
    function turnCanceller(uint256 which, uint256 who) external act {
        uint256 house = which % 4 == 0 ? (which >> 2) % HOUSES : present;
        address account_ = candidate(who);
        bool had = holds(house, cancellerRole, account_);
        address lock = address(houses[house].lock);
        bytes memory data = had
            ? abi.encodeCall(timelock.revokeRole, (cancellerRole, account_))
            : abi.encodeCall(timelock.grantRole, (cancellerRole, account_));
        bool gives = had && who % 2 == 0;
        if (gives) data = abi.encodeCall(timelock.renounceRole, (cancellerRole, account_));
        if (!demand(31, gives ? account_ : lock, lock, data, "a canceller")) return;
        declare(house, cancellerRole, account_, !had);
    }

    /// @notice What must be refused to everybody but a timelock itself, whatever happened before.
    function trespass(uint256 which, uint256 who, uint256 form) external act {
        uint256 house = which % HOUSES;
        address lock = address(houses[house].lock);
        address by = form % 4 == 0 ? address(houses[(house + 1) % HOUSES].lock) : stranger(who);
        bytes32 role = [ADMIN, proposerRole, cancellerRole, executorRole][(form >> 2) % 4];
        refuse(31, by, lock, abi.encodeCall(timelock.grantRole, (role, by)), "taking a role");
        refuse(31, by, lock, abi.encodeCall(timelock.revokeRole, (role, address(governor))), "taking away a role");
        refuse(31, by, lock, abi.encodeCall(timelock.renounceRole, (role, address(governor))), "giving up for another");
        refuse(31, by, lock, abi.encodeCall(timelock.updateDelay, (drawDelay(form >> 4))), "a delay by somebody else");
        bytes memory data = abi.encodeCall(token.transfer, (by, 1));
        bytes memory plan = abi.encodeCall(timelock.schedule, (address(token), 0, data, 0, 0, MOST));
        refuse(31, by, lock, plan, "scheduling by somebody else");
        plan = abi.encodeCall(timelock.execute, (address(token), 0, data, 0, 0));
        refuse(31, by, lock, plan, "executing by somebody else");
        data = abi.encodeCall(governor.updateTimelock, (lock));
        refuse(25, by, address(governor), data, "moving the governor");
        refuse(25, address(houses[present].lock), address(governor), data, "moving the governor without a proposal");
        data = abi.encodeCall(IOwned.transferOwnership, (by));
        refuse(31, stranger(who), address(issuers), data, "taking the register");
    }

    /// @notice To a second at which something begins or ends for a proposal, or some time on.
    function wait(uint256 which, uint256 form) external act {
        if (ghosts.length == 0 || form % 4 == 0) return skip(within(form >> 2, 1, 2 days));
        Ghost storage ghost = ghosts[ghosts.length - 1 - (which % (ghosts.length < 4 ? ghosts.length : 4))];
        uint48 edge = form % 4 == 1 ? ghost.snapshot : ghost.deadline;
        if (form % 4 == 2) edge = (ghost.eta == 0 ? ghost.deadline : ghost.eta) + GRACE;
        warpOn(edge + ((form >> 2) % 2));
    }

    /* WHO */

    /// @dev Any account of the cast, those with a role included.
    function anyone(uint256 which) private view returns (address) {
        which %= 12;
        return which < 3 ? candidate(which) : which == 3 ? address(governor) : stranger(which);
    }

    /// @dev Who may become a canceller, and is never anything else.
    function candidate(uint256 which) private view returns (address) {
        return [alice, bob, carol][which % 3];
    }

    /// @dev Nobody with more than a canceller's role.
    function stranger(uint256 which) private view returns (address) {
        which %= 11;
        if (which < 3) return candidate(which);
        return [deployer, issuer, guardian, outsider, whale, address(roll), address(tracks), address(this)][which - 3];
    }

    /// @dev Somebody who may cancel there; the timelock appoints one when nobody may.
    function cancellerOf(uint256 house, uint256 start) private returns (address account_) {
        for (uint256 i; i < 3; ++i) {
            account_ = candidate(start % 3 + i);
            if (holds(house, cancellerRole, account_)) return account_;
        }
        address lock = address(houses[house].lock);
        bytes memory data = abi.encodeCall(timelock.grantRole, (cancellerRole, account_));
        if (demand(31, lock, lock, data, "a canceller")) declare(house, cancellerRole, account_, true);
    }

    /* HOW IT IS DONE */

    /// @dev As a deployment leaves it: the governor proposes, cancels and executes; the timelock rules itself.
    function enlist(TimelockController lock) private {
        House storage house = houses.push();
        (house.lock, house.delay) = (lock, TIMELOCK_DELAY);
        numbers[address(lock)] = houses.length;
        declare(houses.length - 1, ADMIN, address(lock), true);
        declare(houses.length - 1, proposerRole, address(governor), true);
        declare(houses.length - 1, cancellerRole, address(governor), true);
        declare(houses.length - 1, executorRole, address(governor), true);
    }

    function deployNext() private returns (TimelockController next) {
        next = TimelockController(payable(deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, address(this)))));
        next.grantRole(proposerRole, address(governor));
        next.grantRole(cancellerRole, address(governor));
        next.grantRole(executorRole, address(governor));
        next.renounceRole(ADMIN, address(this));
    }

    /// @dev A proposal in that state; when there is none, one is brought there, step by step.
    function reach(uint256 seed, IGovernor.ProposalState wanted) private returns (uint256 index) {
        for (uint256 i; i < ghosts.length; ++i) {
            index = (seed % ghosts.length + i) % ghosts.length;
            if (stateOf(ghosts[index]) == wanted) return index;
        }
        index = introduce(Aim(seed % 5), seed >> 3);
        if (wanted == IGovernor.ProposalState.Pending) return index;
        warpOn(ghosts[index].snapshot + 1);
        if (wanted == IGovernor.ProposalState.Active) return index;
        decide(index, true);
        if (wanted == IGovernor.ProposalState.Queued) pledge(index);
    }

    /// @dev A new proposal, passed and queued.
    function enter(Aim aim, uint256 value) private returns (uint256 index) {
        index = introduce(aim, value);
        warpOn(ghosts[index].snapshot + 1);
        decide(index, true);
        pledge(index);
    }

    /// @dev Something waits in the present timelock, and the governor moves to the next.
    function depart(uint256 seed) private {
        uint256 next = seed % HOUSES;
        for (uint256 i; i < HOUSES && !canMoveTo(next); ++i) next = (next + 1) % HOUSES;
        if (!canMoveTo(next)) discard();
        Ghost storage ghost = ghosts[enter(Aim.Move, next)];
        enter(Aim.Nothing, 0);
        warpOn(ghost.eta);
        bytes memory data = step(governor.execute.selector, ghost.motion);
        if (demand(25, anyone(seed), address(governor), data, "a move")) enactAim(ghost);
    }

    /// @dev A proposal that waits in a timelock that was left; the governor leaves one when there is none.
    function leftBehind(uint256 seed) private returns (uint256 index) {
        for (uint256 i; i < ghosts.length; ++i) {
            index = (seed % ghosts.length + i) % ghosts.length;
            if (isLeft(ghosts[index]) && !ghosts[index].canceled) return index;
        }
        depart(seed);
        return ghosts.length - 1;
    }

    function introduce(Aim aim, uint256 value) private returns (uint256 index) {
        index = ghosts.length;
        if (index == PROPOSALS) discard();
        if (aim == Aim.Delay) value = drawDelay(value);
        if (aim == Aim.Move) value %= HOUSES;
        Motion memory m = drawMotion(aim, value);
        m.description = string.concat("motion ", vm.toString(index));
        bytes memory data = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        if (!demand(34, members[index % VOTERS], address(governor), data, "proposing")) return index;
        Ghost storage ghost = ghosts.push();
        (ghost.id, ghost.motion, ghost.aim, ghost.value, ghost.house) = (idOf(m), m, aim, value, present);
        ghost.snapshot = time() + 1 hours;
        ghost.deadline = ghost.snapshot + 1 days;
    }

    function drawMotion(Aim aim, uint256 value) private view returns (Motion memory m) {
        if (aim == Aim.Nothing) return idle("");
        if (aim == Aim.Move) return moving(address(houses[value].lock));
        bytes memory data = abi.encodeCall(timelock.updateDelay, (value));
        if (aim == Aim.Appoint) data = abi.encodeCall(timelock.grantRole, (cancellerRole, candidate(value)));
        if (aim == Aim.Recall) data = abi.encodeCall(timelock.revokeRole, (cancellerRole, candidate(value)));
        return motion(address(houses[present].lock), data, "");
    }

    /// @dev What the timelock owns goes with the governor.
    function moving(address next) private view returns (Motion memory m) {
        m.targets = new address[](4);
        (m.values, m.calldatas) = (new uint256[](4), new bytes[](4));
        (m.targets[0], m.targets[1], m.targets[2]) = (address(issuers), address(roll), address(tracks));
        for (uint256 i; i < 3; ++i) m.calldatas[i] = abi.encodeCall(IOwned.transferOwnership, (next));
        (m.targets[3], m.calldatas[3]) = (address(governor), abi.encodeCall(governor.updateTimelock, (next)));
    }

    /// @dev The bounds and what lies just beyond them, now and then; else hours, so that a run is not one long wait.
    function drawDelay(uint256 form) private pure returns (uint256) {
        if (form % 16 < 4) return [0, LEAST - 1, MOST + 1, MOST][form % 16];
        return form % 16 == 4 ? LEAST : within(form >> 4, LEAST, 2 days);
    }

    function decide(uint256 index, bool for_) private {
        Ghost storage ghost = ghosts[index];
        bytes memory data = abi.encodeCall(governor.castVote, (ghost.id, for_ ? FOR : AGAINST));
        demand(7, whale, address(governor), data, "a ballot");
        for (uint256 i; i < VOTERS; ++i) demand(7, members[i], address(governor), data, "a ballot");
        ghost.approved = for_;
        warpOn(ghost.deadline + 1);
    }

    function pledge(uint256 index) private {
        Ghost storage ghost = ghosts[index];
        bytes memory data = step(governor.queue.selector, ghost.motion);
        if (!demand(17, outsider, address(governor), data, "queueing")) return;
        (ghost.eta, ghost.queuedIn) = (time() + uint48(houses[present].delay), present);
    }

    function enactAim(Ghost storage ghost) private {
        ghost.executed = true;
        if (ghost.aim == Aim.Delay) houses[ghost.house].delay = ghost.value;
        if (ghost.aim == Aim.Appoint) declare(ghost.house, cancellerRole, candidate(ghost.value), true);
        if (ghost.aim == Aim.Recall) declare(ghost.house, cancellerRole, candidate(ghost.value), false);
        if (ghost.aim == Aim.Move) {
            houses[present].left = true;
            present = ghost.value;
        }
    }

    function step(bytes4 selector, Motion memory m) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }
}
