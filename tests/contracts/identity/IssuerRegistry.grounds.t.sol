// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IIssuerRegistry} from "contracts/interfaces/IIssuerRegistry.sol";
import {System} from "../helpers/System.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice The list of grounds on which an iD may be ended.
contract IssuerRegistryGroundsTest is System {
    string private constant WORDS = "The person has died.";
    bytes32 private constant UID = keccak256(bytes(WORDS));

    function test_registerGround_lists_the_words_under_their_hash_from_now_on() public {
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.GroundRegistered(UID, WORDS);
        assertEq(register(WORDS), UID, "uid");
        assertListed(0, false);
        assertListed(START - 1, false);
        assertListed(START, true);
        assertListed(type(uint48).max - 1, true);
    }

    function test_registerGround_reverts_when_it_is_or_was_listed() public {
        register(WORDS);
        expectRegisterReverts(WORDS, abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryGroundExists.selector, UID));
        skip(1);
        retire(UID);
        expectRegisterReverts(WORDS, abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryGroundExists.selector, UID));
    }

    function test_registerGround_reverts_without_words() public {
        expectRegisterReverts("", abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryGroundInvalid.selector));
    }

    function test_retireGround_ends_it_for_later_cases_and_leaves_the_past() public {
        register(WORDS);
        skip(10 days);
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.GroundRetired(UID);
        retire(UID);
        skip(10 days);
        assertListed(START, true);
        assertListed(START + 10 days - 1, true);
        assertListed(START + 10 days, false);
        assertListed(time(), false);
    }

    function test_a_ground_retired_in_the_second_of_its_registration_never_was() public {
        register(WORDS);
        retire(UID);
        assertListed(START, false);
    }

    function test_retireGround_reverts_when_it_is_not_listed() public {
        expectRetireReverts(UID);
        register(WORDS);
        retire(UID);
        expectRetireReverts(UID);
    }

    function test_only_the_owner_keeps_the_list() public {
        address[3] memory callers = [issuer, guardian, outsider];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            issuers.registerGround(WORDS);
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            issuers.retireGround(ground);
        }
    }

    function testFuzz_isGroundAt_never_reverts(bytes32 uid, uint256 timepoint) public view {
        bool listed = START <= timepoint && timepoint < type(uint48).max;
        assertEq(issuers.isGroundAt(ground, timepoint), listed, "listed");
        assertEq(issuers.isGroundAt(uid, timepoint), uid == ground && listed, "any other");
    }

    function register(string memory words) private returns (bytes32) {
        vm.prank(address(timelock));
        return issuers.registerGround(words);
    }

    function retire(bytes32 uid) private {
        vm.prank(address(timelock));
        issuers.retireGround(uid);
    }

    function expectRegisterReverts(string memory words, bytes memory revertData) private {
        vm.expectRevert(revertData);
        register(words);
    }

    function expectRetireReverts(bytes32 uid) private {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryGroundUnknown.selector, uid));
        retire(uid);
    }

    function assertListed(uint256 timepoint, bool listed) private view {
        assertEq(issuers.isGroundAt(UID, timepoint), listed, vm.toString(timepoint));
    }
}
