// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IOwned} from "../../helpers/Faces.sol";
import {vm} from "../../helpers/Vm.sol";
import {IssuerModel} from "./IssuerModel.sol";
import {RollModel} from "./RollModel.sol";
import {RollWitness} from "./RollWitness.sol";

/// @notice What the roll said of a second that was over.
struct Memory {
    uint48 timepoint;
    uint256 count; // of holders
    uint256 holders; // bit i: account i held a live iD
    uint256 suspended; // bit i: iD i was suspended
    bool ground; // whether a case could rest on the latest ground
}

/// @notice Plays with the roll at random.
contract RollHandler is RollWitness {
    using RollModel for RollModel.Model;
    using IssuerModel for IssuerModel.Model;

    uint256 private constant MEMORIES = 12;
    /// @dev Four acts of one iD write no more, however long what is handed in.
    uint256 private constant MOST_SLOTS = 64;

    Memory[] private memories;
    bytes32 private latestGround;
    uint256 private groundCount;
    bool private grounded;

    /* ACTS */

    /// @notice A second that is over is remembered, with all that was said of it.
    function remember(uint256 back) external act {
        if (memories.length < MEMORIES) memories.push();
        memories[back % memories.length] = recall(time() - 1 - uint48(back % 20 days));
    }

    /// @notice The DAO puts a ground on its list, or takes the latest off it.
    function turnGround() external act {
        bytes memory words = abi.encode(grounded ? groundCount : ++groundCount);
        bytes memory data = abi.encodeCall(issuers.registerGround, (string(words)));
        if (grounded) data = abi.encodeCall(issuers.retireGround, (latestGround));
        if (!demand(36, address(timelock), address(issuers), data, "a change of grounds")) return;
        (grounded, latestGround) = (!grounded, keccak256(words));
        if (issuers.isGroundAt(latestGround, time()) != grounded) fail(36, "a ground does not count as it should");
    }

    /// @notice What must be refused to everybody, whatever happened before.
    function trespass(uint256 which, uint256 who) external act {
        address by = anyone(who);
        uint256 tokenId = uint256(model.tags[which % TAGS]);
        bytes memory data = abi.encodeCall(roll.transferFrom, (people[which % ACCOUNTS], by, tokenId));
        refuse(12, by, address(roll), data, "moving an iD");
        refuse(12, by, address(roll), abi.encodeCall(roll.approve, (by, tokenId)), "lending an iD");
        refuse(37, by, address(roll), abi.encodeCall(roll.decideCase, (bytes32(tokenId), 1, true)), "deciding a case");
        if (by != address(tree)) {
            refuse(42, by, address(roll), abi.encodeCall(roll.setLeaf, (bytes32(tokenId), false)), "marking a leaf");
        }
        trespassOnRegister(by, which);
    }

    function watch() internal override {
        super.watch();
        vm.record();
    }

    /// @dev What is stored is bounded, and no part of a signature.
    function observe() internal override {
        super.observe();
        (, bytes32[] memory slots) = vm.accesses(address(roll));
        if (slots.length > MOST_SLOTS) fail(15, "more is written than an iD needs");
        for (uint256 i; i < slots.length; ++i) {
            if (vm.load(address(roll), slots[i]) == CANARY) fail(15, "a signature was stored");
        }
    }

    function trespassOnRegister(address by, uint256 which) private {
        bytes32 schema = register.posts[which % register.posts.length].schema;
        bytes memory data = abi.encodeCall(issuers.accredit, (by, schema, time() + 1 days, 1000));
        refuse(16, by, address(issuers), data, "a cap by somebody else");
        refuse(10, by, address(issuers), abi.encodeCall(issuers.withdraw, (issuer, schema)), "a withdrawal by somebody");
        refuse(32, by, address(issuers), abi.encodeCall(issuers.setGuardian, (by)), "a guardian by themselves");
        refuse(30, by, address(issuers), abi.encodeCall(IOwned.transferOwnership, (by)), "taking the register");
    }

    /* WHAT THE INVARIANTS ASK */

    function fault() public view override returns (string memory what) {
        what = super.fault();
        if (bytes(what).length != 0 || memories.length == 0) return what;
        Memory memory one = memories[time() % memories.length];
        if (!isRemembered(one)) return sentence(3, "a past value changed");
    }

    function faultAtLast() public view override returns (string memory what) {
        what = super.faultAtLast();
        for (uint256 i; i < memories.length; ++i) {
            if (!isRemembered(memories[i])) what = sentence(3, "a past value changed");
        }
    }

    function isRemembered(Memory memory told) private view returns (bool) {
        if (told.timepoint == 0) return true;
        return keccak256(abi.encode(recall(told.timepoint))) == keccak256(abi.encode(told));
    }

    function recall(uint48 timepoint) private view returns (Memory memory told) {
        (told.timepoint, told.count) = (timepoint, roll.holderCountAt(timepoint));
        for (uint256 i; i < ACCOUNTS; ++i) {
            if (roll.isHolderAt(people[i], timepoint)) told.holders |= 1 << i;
        }
        for (uint256 i; i < TAGS; ++i) {
            if (roll.isSuspendedAt(model.tags[i], timepoint)) told.suspended |= 1 << i;
        }
    }
}
