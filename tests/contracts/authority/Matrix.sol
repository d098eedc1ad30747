// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Tries every function with every kind of caller, and compares with the table in docs/permissions.toml.
abstract contract Matrix is SecretCase {
    /// @dev One call of a function, such that it succeeds for whoever may make it.
    struct Act {
        address target;
        bytes data;
        bytes refusal; // what anybody else gets; CALLER stands for the caller
        bytes before; // call of this test that must come first; none if empty
    }

    /// @dev Stands for the caller in the revert data of a refusal.
    address internal constant CALLER = address(0xca11e4);
    string private constant TABLE = "docs/permissions.toml";

    string[] internal kinds;
    mapping(string kind => address) internal cast;

    string private table;
    string[] private named;
    mapping(string name => Act) private acts;
    mapping(string name => mapping(string kind => bytes)) private exceptions;

    function setUp() public virtual override {
        super.setUp();
        table = vm.readFile(TABLE);
    }

    /* what a test says */

    function addCaller(string memory kind, address caller) internal {
        kinds.push(kind);
        cast[kind] = caller;
    }

    function addAct(string memory name, address target, bytes memory data, bytes memory refusal) internal {
        named.push(name);
        acts[name] = Act(target, data, refusal, "");
    }

    /// @notice An act that anybody may do.
    function addAct(string memory name, address target, bytes memory data) internal {
        addAct(name, target, data, "");
    }

    function addBefore(string memory name, bytes memory data) internal {
        acts[name].before = data;
    }

    /// @notice This kind of caller is refused for another reason than the rest.
    function addException(string memory name, string memory kind, bytes memory refusal) internal {
        exceptions[name][kind] = refusal;
    }

    /// @notice Every row of the table about a contract, for every caller; no row without an act, no act without a row.
    function checkContract(string memory name) internal {
        string[] memory rows = vm.parseTomlKeys(table, string.concat(".", name));
        for (uint256 i; i < rows.length; ++i) checkRow(string.concat(".", name, ".", rows[i]), rows[i]);
        assertEq(rows.length, named.length, string.concat(name, ": as many acts as rows"));
    }

    /* how it is tried */

    function checkRow(string memory key, string memory name) private {
        Act memory act = acts[name];
        assertTrue(act.target != address(0), string.concat("no act for ", key));
        string[] memory who = vm.parseTomlStringArray(table, string.concat(key, ".who"));
        bool open_ = contains(who, "anybody");
        if (!open_) checkWords(key, act.refusal);
        for (uint256 i; i < kinds.length; ++i) {
            tryCaller(act, name, kinds[i], open_ || contains(who, kinds[i]), string.concat(key, " by ", kinds[i]));
        }
        if (contains(who, "proposal")) tryProposal(act, key);
    }

    /// @dev The page names the error that callers get.
    function checkWords(string memory key, bytes memory refusal) private view {
        string memory words = vm.parseTomlString(table, string.concat(key, ".others"));
        bytes4 selector = bytes(words).length == 0 ? bytes4(0) : bytes4(keccak256(bytes(words)));
        assertEq(bytes32(selector), bytes32(bytes4(refusal)), string.concat(key, ".others"));
    }

    function tryCaller(Act memory act, string memory name, string memory kind, bool may, string memory what) private {
        uint256 snapshot = prepare(act);
        vm.prank(cast[kind]);
        (bool done, bytes memory result) = act.target.call(act.data);
        vm.revertToStateAndDelete(snapshot);
        if (may) assertTrue(done, string.concat("refused: ", what, " ", vm.toString(result)));
        if (may) return;
        bytes memory special = exceptions[name][kind];
        bytes memory expected = special.length == 0 ? toldTo(cast[kind], act.refusal) : special;
        assertFalse(done, string.concat("allowed: ", what));
        assertEq(keccak256(result), keccak256(expected), string.concat("error: ", what, " ", vm.toString(result)));
    }

    /// @dev Proposed, voted, queued and executed.
    function tryProposal(Act memory act, string memory key) private {
        uint256 snapshot = prepare(act);
        enact(motion(act.target, act.data, key));
        vm.revertToStateAndDelete(snapshot);
    }

    function prepare(Act memory act) private returns (uint256 snapshot) {
        snapshot = vm.snapshotState();
        if (act.before.length == 0) return snapshot;
        (bool done, ) = address(this).call(act.before);
        assertTrue(done, "before");
    }

    /// @dev The revert data with the caller in place of CALLER.
    function toldTo(address who, bytes memory refusal) private pure returns (bytes memory told) {
        told = bytes.concat(refusal);
        address placeholder = CALLER;
        for (uint256 i = 36; i <= told.length; i += 32) {
            assembly ("memory-safe") {
                let word := add(told, i) // whose last byte is byte i of the data
                if eq(mload(word), placeholder) {
                    mstore(word, who)
                }
            }
        }
    }

    function contains(string[] memory list, string memory wanted) private pure returns (bool) {
        for (uint256 i; i < list.length; ++i) if (keccak256(bytes(list[i])) == keccak256(bytes(wanted))) return true;
        return false;
    }
}
