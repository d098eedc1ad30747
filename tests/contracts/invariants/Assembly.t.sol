// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AssemblyHandler} from "./assembly/AssemblyHandler.sol";
import {Campaign} from "./Campaign.sol";

/// @notice The Assembly: proposals, ballots in both houses, queue and execution, while members come and go.
contract AssemblyInvariants is Campaign {
    AssemblyHandler private handler;

    function setUp() public {
        handler = new AssemblyHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.propose.selector);
        allow(handler.vote.selector);
        allow(handler.voteBySig.selector);
        allow(handler.voteAndMove.selector);
        allow(handler.rally.selector);
        allow(handler.cancelPending.selector);
        allow(handler.queue.selector);
        allow(handler.execute.selector);
        allow(handler.cancelQueued.selector);
        allow(handler.forget.selector);
        allow(handler.wait.selector);
        allow(handler.overstep.selector);
        allow(handler.leaveRoll.selector);
        allow(handler.join.selector);
        allow(handler.renew.selector);
        allow(handler.sweepLapsed.selector);
        allow(handler.moveMember.selector);
        allow(handler.transfer.selector);
        allow(handler.delegate.selector);
    }

    // solhint-disable-next-line func-name-mixedcase
    function invariant_03_06_07_08_17_18_19_20_21_22_23_24_30_33_34_of_the_assembly() public view {
        assertEq(handler.breach(), "", "an act");
    }
}
