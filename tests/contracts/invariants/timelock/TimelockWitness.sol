// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Log, vm} from "../../helpers/Vm.sol";
import {Ghost, House, Seat, TimelockModel} from "./TimelockModel.sol";

/// @notice Looks at the timelocks and at the proposals after every act, and compares them with the model.
/// @dev Whoever is given a role by anything is known from the events, and is looked at from then on.
abstract contract TimelockWitness is TimelockModel {
    mapping(address timelock => uint256) internal numbers; // from 1
    uint256 private turn;

    /// @dev Time that passed in an act that was refused has passed all the same: so it is looked at first.
    modifier act() {
        vm.recordLogs();
        observe();
        _;
        observe();
    }

    /// @notice What is wrong with any timelock, after the number of its invariant; empty when nothing is.
    function faultAtLast() external view returns (string memory) {
        for (uint256 i; i < houses.length; ++i) if (!isModel(houses[i])) return sentence(31, "a role or a delay");
        return "";
    }

    /// @dev The governor's timelock and, of the others, another each time; every proposal.
    function observe() internal {
        learn(vm.getRecordedLogs());
        bool same = isModel(houses[present]) && isModel(houses[turn++ % houses.length]);
        if (!same) fail(31, "a role or a delay is another than declared");
        lookAtGovernor();
        for (uint256 i; i < ghosts.length; ++i) look(ghosts[i]);
    }

    /// @dev Who is given a role has a seat; whether it may be held, the model knows.
    function learn(Log[] memory logs) internal {
        for (uint256 i; i < logs.length; ++i) {
            uint256 number = numbers[logs[i].emitter];
            if (number == 0 || logs[i].topics[0] != IAccessControl.RoleGranted.selector) continue;
            notice(number - 1, logs[i].topics[1], address(uint160(uint256(logs[i].topics[2]))));
        }
    }

    function isModel(House storage house) private view returns (bool) {
        uint256 delay = house.lock.getMinDelay();
        if (delay != house.delay || !isDelay(delay)) return false;
        for (uint256 i; i < house.seats.length; ++i) {
            Seat storage seat = house.seats[i];
            if (house.lock.hasRole(seat.role, seat.account) != seat.declared) return false;
        }
        return true;
    }

    /// @dev What the timelock owns goes with it.
    function lookAtGovernor() private {
        address lock = address(houses[present].lock);
        if (governor.timelock() != lock) fail(25, "another timelock");
        if (issuers.owner() != lock || roll.owner() != lock || tracks.owner() != lock) fail(31, "another owner");
    }

    function look(Ghost storage ghost) private {
        IGovernor.ProposalState state = governor.state(ghost.id);
        bool canceled = ghost.last == IGovernor.ProposalState.Canceled;
        if (canceled && state != ghost.last) fail(25, "what was canceled came back");
        if (state != stateOf(ghost)) fail(isLeft(ghost) ? 25 : 17, "another state");
        ghost.last = state;
    }
}
