// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Campaign} from "./Campaign.sol";
import {TokenHandler} from "./token/TokenHandler.sol";

/// @notice The token of the token house: transfers and delegations.
contract TokenInvariants is Campaign {
    TokenHandler private handler;

    function setUp() public {
        handler = new TokenHandler();
        handler.prepare();
        aim(address(handler));
        allow(handler.transfer.selector);
        allow(handler.transferFrom.selector);
        allow(handler.delegate.selector);
        allow(handler.delegateBySig.selector);
        allow(handler.delegateThereAndBack.selector);
        allow(handler.delegateInCircles.selector);
        allow(handler.wait.selector);
        allow(handler.remember.selector);
    }

    // solhint-disable-next-line func-name-mixedcase
    function invariant_01_02_03_04_05_of_the_token() public view {
        assertEq(handler.breach(), "", "an act");
        assertEq(handler.fault(), "", "the state");
    }

    function afterInvariant() public view {
        assertEq(handler.faultAtLast(), "", "the end");
    }
}
