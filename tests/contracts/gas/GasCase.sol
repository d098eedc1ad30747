// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

interface Meter {
    function snapshotGasLastCall(string calldata group, string calldata name) external returns (uint256);
}

/// @notice A measurement. With `forge test --isolate` every call of a test is a transaction of its own, from cold, and
/// its gas is what a receipt would say. `make gas` runs these and judges the figures.
abstract contract GasCase is AssemblyCase {
    Meter private constant METER = Meter(address(vm));

    /// @notice Enough in a row to see each dear one that comes every third time.
    uint256 internal constant IN_A_ROW = 9;

    /// @notice Notes the gas of the last transaction.
    function note(string memory whose, string memory act) internal {
        METER.snapshotGasLastCall(whose, act);
    }

    /// @notice Notes one of several alike.
    function note(string memory whose, string memory act, uint256 which) internal {
        note(whose, string.concat(act, " #", vm.toString(which)));
    }
}
