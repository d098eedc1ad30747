// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {AssemblyCase, Motion} from "../../helpers/AssemblyCase.sol";
import {Handler} from "../Handler.sol";

/// @notice What a proposal would do.
enum Aim {
    Nothing,
    Delay, // another delay of the timelock that was the governor's when it was made
    Appoint, // a canceller there
    Recall, // of a canceller there
    Move // to another timelock, with all that the timelock owns
}

/// @notice A timelock as it must be. Several wait for the governor to move to them.
struct House {
    TimelockController lock;
    uint256 delay;
    bool left;
    Seat[] seats;
}

/// @notice A role that somebody was ever given, or must have.
struct Seat {
    bytes32 role;
    address account;
    bool declared; // must be held now; else nobody may find it held
}

/// @notice A proposal as it must be, told from the acts alone.
struct Ghost {
    uint256 id;
    Motion motion;
    Aim aim;
    uint256 house; // that it is about
    uint256 value; // seconds, number of the canceller, or number of the next timelock
    uint48 snapshot;
    uint48 deadline;
    uint48 eta; // 0: not queued
    uint256 queuedIn; // number of the timelock
    bool approved;
    bool canceled;
    bool executed;
    IGovernor.ProposalState last; // as the governor said it
}

/// @notice Timelocks, their roles and what is queued in them, told as plainly as possible.
abstract contract TimelockModel is AssemblyCase, Handler {
    uint256 internal constant LEAST = 1 hours;
    uint256 internal constant MOST = 30 days;
    uint48 internal constant GRACE = 3 days;

    House[] internal houses;
    uint256 internal present; // number of the governor's
    Ghost[] internal ghosts;

    /* ROLES */

    function declare(uint256 house, bytes32 role, address account_, bool declared) internal {
        Seat[] storage seats = houses[house].seats;
        seats[notice(house, role, account_)].declared = declared;
    }

    /// @dev The number of the seat; whoever nobody declared gets one that is not.
    function notice(uint256 house, bytes32 role, address account_) internal returns (uint256 number) {
        Seat[] storage seats = houses[house].seats;
        while (number < seats.length && (seats[number].role != role || seats[number].account != account_)) ++number;
        if (number == seats.length) seats.push(Seat(role, account_, false));
    }

    function holds(uint256 house, bytes32 role, address account_) internal view returns (bool) {
        Seat[] storage seats = houses[house].seats;
        for (uint256 i; i < seats.length; ++i) {
            if (seats[i].role == role && seats[i].account == account_) return seats[i].declared;
        }
        return false;
    }

    /* TIMELOCKS */

    function canMoveTo(uint256 house) internal view returns (bool) {
        return house != present && !houses[house].left;
    }

    /// @dev The operation takes the canceller's role from somebody, in the timelock where it waits: nobody cancels it.
    function isRecall(Ghost storage ghost) internal view returns (bool) {
        return ghost.aim == Aim.Recall && ghost.house == ghost.queuedIn;
    }

    /* PROPOSALS */

    /// @dev It waits in a timelock from which the governor has moved.
    function isLeft(Ghost storage ghost) internal view returns (bool) {
        return ghost.eta != 0 && !ghost.executed && ghost.queuedIn != present;
    }

    function stateOf(Ghost storage ghost) internal view returns (IGovernor.ProposalState) {
        if (ghost.executed) return IGovernor.ProposalState.Executed;
        if (ghost.canceled || isLeft(ghost)) return IGovernor.ProposalState.Canceled;
        if (time() <= ghost.snapshot) return IGovernor.ProposalState.Pending;
        if (time() <= ghost.deadline) return IGovernor.ProposalState.Active;
        if (!ghost.approved) return IGovernor.ProposalState.Defeated;
        if (time() > (ghost.eta == 0 ? ghost.deadline : ghost.eta) + GRACE) return IGovernor.ProposalState.Expired;
        return ghost.eta == 0 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Queued;
    }

    /// @dev A timelock rules itself and no other.
    function mayExecute(Ghost storage ghost) internal view returns (bool) {
        if (time() < ghost.eta) return false;
        if (ghost.aim == Aim.Move) return canMoveTo(ghost.value);
        if (ghost.aim == Aim.Nothing) return true;
        if (ghost.aim == Aim.Delay && !isDelay(ghost.value)) return false;
        return ghost.house == present;
    }

    function isDelay(uint256 delay) internal pure returns (bool) {
        return LEAST <= delay && delay <= MOST;
    }
}
