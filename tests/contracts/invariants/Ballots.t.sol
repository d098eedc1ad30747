// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {BallotHandler} from "./ballots/BallotHandler.sol";
import {Campaign} from "./Campaign.sol";

/// @notice The tree of commitments and secret ballots.
contract BallotInvariants is Campaign {
    BallotHandler private handler;

    function setUp() public {
        handler = new BallotHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.attest.selector);
        allow(handler.exitRoll.selector);
        allow(handler.concludeCase.selector);
        allow(handler.startRecovery.selector);
        allow(handler.completeRecovery.selector);
        allow(handler.sweepLapsed.selector);
        allow(handler.wait.selector);
        allow(handler.waitForEdge.selector);
        allow(handler.joinTree.selector);
        allow(handler.replaceLeaf.selector);
        allow(handler.pruneLeaf.selector);
        allow(handler.refreshLeaf.selector);
        allow(handler.settleTree.selector);
        allow(handler.proposeSecret.selector);
        allow(handler.freezeBallots.selector);
        allow(handler.castSecret.selector);
        allow(handler.forgeSecret.selector);
        allow(handler.castOutside.selector);
        allow(handler.castOpen.selector);
        allow(handler.bypassBox.selector);
    }

    // solhint-disable-next-line func-name-mixedcase
    function invariant_26_27_28_29_41_42_43_44_of_secret_ballots() public view {
        assertEq(handler.breach(), "", "an act");
        assertEq(handler.fault(), "", "the state");
    }

    function afterInvariant() public view {
        assertEq(handler.faultAtLast(), "", "the end");
    }
}
