// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {Log, vm} from "../helpers/Vm.sol";

/// @notice Makes contracts of any code at one and the same address.
contract Metamorphosis {
    bytes public code;

    function become(bytes calldata runtimeCode) external returns (address made) {
        code = runtimeCode;
        made = address(new Chrysalis{salt: 0}());
    }
}

/// @notice Its creation code is always the same, and so is its address; what it becomes its maker decides.
contract Chrysalis {
    constructor() {
        bytes memory code = Metamorphosis(msg.sender).code();
        assembly ("memory-safe") {
            return(add(code, 32), mload(code))
        }
    }
}

/// @notice Tornado Cash (May 2023): the code behind a proposal destroyed itself after the vote, and other code was put in
/// its place.
/// @dev Since Cancun (EIP-6780) only a contract that was created in the same transaction can vanish. That is enough to
/// swap what a proposal pinned in that transaction. Forge's `setUp` is a transaction of its own, so the story is played
/// as on a chain of today; code that changes later, as on a chain of before, is changed by cheatcode.
contract SwappedTargetScenario is AssemblyCase {
    /// @dev What the voters read: logs 1, and destroys itself when called without data.
    bytes private constant HONEST = hex"3660065733ff5b600160006000a100";
    /// @dev What would be executed in its place: logs 2.
    bytes private constant DISHONEST = hex"600260006000a100";

    Metamorphosis private factory;
    address private target;
    Motion private m;
    uint256 private id;

    /// @dev One transaction: the target is made, proposed, and gone.
    function setUp() public override {
        super.setUp();
        factory = new Metamorphosis();
        target = factory.become(HONEST);
        m = motion(target, hex"f00d", "as promised");
        id = propose(m, members[0]);
        (bool vanished, ) = target.call("");
        assertTrue(vanished, "vanished");
    }

    function test_a_target_that_vanished_and_came_back_as_another_is_not_called() public {
        assertEq(target.code.length, 0, "gone with the end of the transaction");
        assertEq(factory.become(DISHONEST), target, "the same address");
        voteAndQueue();
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
    }

    function test_a_target_that_vanished_is_not_called_either() public {
        voteAndQueue();
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
    }

    function test_a_target_that_came_back_as_it_was_is_called() public {
        factory.become(HONEST);
        voteAndQueue();
        vm.recordLogs();
        execute(m);
        Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs[0].emitter, target, "emitter");
        assertEq(logs[0].topics[0], bytes32(uint256(1)), "as promised");
    }

    function test_a_target_whose_code_changes_after_the_vote_is_not_called() public {
        target = factory.become(HONEST);
        voteAndQueue();
        vm.etch(target, DISHONEST);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
    }

    function test_an_address_that_had_no_code_when_people_voted_is_not_called_with_code() public {
        Motion memory empty = motion(carol, hex"f00d", "to an account without code");
        uint256 emptyId = pledge(empty);
        toEta(emptyId);
        vm.etch(carol, DISHONEST);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, emptyId));
        execute(empty);
    }

    function voteAndQueue() private {
        toVote(id);
        vote(whale, id, FOR);
        voteMembers(10, id, FOR);
        toEnd(id);
        queue(m);
        toEta(id);
    }
}
