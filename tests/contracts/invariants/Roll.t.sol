// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {RollHandler} from "./roll/RollHandler.sol";

/// @notice The roll and the issuers' register: offers, cases, recoveries, caps, keys, suspensions.
contract RollInvariants is Campaign {
    RollHandler private handler;

    function setUp() public {
        handler = new RollHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.attest.selector);
        allow(handler.attestBySig.selector);
        allow(handler.claim.selector);
        allow(handler.offerForLater.selector);
        allow(handler.attestLate.selector);
        allow(handler.replay.selector);
        allow(handler.forge.selector);
        allow(handler.exitRoll.selector);
        allow(handler.exitBySig.selector);
        allow(handler.openCase.selector);
        allow(handler.appeal.selector);
        allow(handler.appealBySig.selector);
        allow(handler.concludeCase.selector);
        allow(handler.decideCase.selector);
        allow(handler.withdrawCase.selector);
        allow(handler.startRecovery.selector);
        allow(handler.vetoRecovery.selector);
        allow(handler.completeRecovery.selector);
        allow(handler.accredit.selector);
        allow(handler.withdraw.selector);
        allow(handler.setSigner.selector);
        allow(handler.suspendIssuance.selector);
        allow(handler.wait.selector);
        allow(handler.waitForEdge.selector);
        allow(handler.sweepLapsed.selector);
        allow(handler.remember.selector);
        allow(handler.turnGround.selector);
        allow(handler.trespass.selector);
    }

    // solhint-disable-next-line func-name-mixedcase
    function invariant_02_03_04_09_10_11_12_13_14_15_16_32_35_36_37_38_39_40_of_the_roll() public view {
        assertEq(handler.breach(), "", "an act");
        assertEq(handler.fault(), "", "the state");
    }

    function afterInvariant() public view {
        assertEq(handler.faultAtLast(), "", "the end");
    }
}
