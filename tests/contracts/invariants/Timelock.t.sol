// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {TimelockHandler} from "./timelock/TimelockHandler.sol";

/// @notice The timelock: who holds its roles, its delay, and the governor that leaves it for another.
contract TimelockInvariants is Campaign {
    TimelockHandler private handler;

    function setUp() public {
        handler = new TimelockHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.propose.selector);
        allow(handler.vote.selector);
        allow(handler.queue.selector);
        allow(handler.execute.selector);
        allow(handler.cancelQueued.selector);
        allow(handler.moveOn.selector);
        allow(handler.moveBack.selector);
        allow(handler.haunt.selector);
        allow(handler.setDelay.selector);
        allow(handler.turnCanceller.selector);
        allow(handler.trespass.selector);
        allow(handler.wait.selector);
    }

    // solhint-disable-next-line func-name-mixedcase
    function invariant_25_31_of_the_timelock() public view {
        assertEq(handler.breach(), "", "an act");
    }

    function afterInvariant() public view {
        assertEq(handler.faultAtLast(), "", "the end");
    }
}
