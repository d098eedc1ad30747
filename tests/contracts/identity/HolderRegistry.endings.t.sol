// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {Attestation, IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollCase} from "../helpers/RollCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice The ways out of the roll: `exit`, `revoke`, lapse and `sweep`.
contract HolderRegistryEndingsTest is RollCase {
    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        skip(10 days);
    }

    /* exit */

    function test_exit_ends_the_iD_at_once_and_tells_of_it() public {
        vm.expectEmit(address(roll));
        emit IHolderRecords.Exited(alice, TAG);
        exit(alice);
        assertEnded();
    }

    function test_exit_works_when_the_issuer_is_no_more() public {
        vm.prank(address(timelock));
        issuers.withdraw(issuer, person);
        exit(alice);
        assertFalse(roll.isHolder(alice), "isHolder");
    }

    function test_exit_of_an_organisation_leaves_the_count_alone() public {
        admitOrganisation(bob, OTHER_TAG);
        exit(bob);
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_exit_reverts_for_who_never_held_an_iD() public {
        expectNotHolder(outsider);
    }

    function test_exit_reverts_the_second_time() public {
        exit(alice);
        expectNotHolder(alice);
    }

    function test_exit_reverts_after_revoke() public {
        revoke(TAG);
        expectNotHolder(alice);
    }

    function test_exit_works_until_the_second_of_expiration() public {
        vm.warp(START + TERM);
        expectNotHolder(alice);
        vm.warp(START + TERM - 1);
        exit(alice);
    }

    function test_exit_reverts_after_sweep() public {
        vm.warp(START + TERM);
        sweep(TAG);
        expectNotHolder(alice);
    }

    function test_exit_reverts_for_the_former_account_of_a_live_iD() public {
        exit(alice);
        skip(1);
        admit(bob, TAG);
        expectNotHolder(alice);
        assertTrue(roll.isHolder(bob), "bob");
    }

    function test_exit_leaves_the_iD_that_the_account_holds_now() public {
        exit(alice);
        skip(1);
        admit(alice, OTHER_TAG);
        vm.expectEmit(address(roll));
        emit IHolderRecords.Exited(alice, OTHER_TAG);
        exit(alice);
    }

    /* revoke */

    function test_revoke_ends_the_iD_at_once_and_tells_no_reason() public {
        vm.expectEmit(address(roll));
        emit IHolderCases.Revoked(alice, TAG, 1);
        revoke(TAG);
        assertEnded();
    }

    function test_revoke_of_an_organisation_leaves_the_count_alone() public {
        admitOrganisation(bob, OTHER_TAG);
        revoke(OTHER_TAG);
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_revoke_reverts_for_all_but_the_timelock() public {
        address[6] memory callers = [deployer, issuer, alice, outsider, address(governor), address(issuers)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            roll.openCase(TAG, REASON, false);
        }
    }

    function test_revoke_reverts_for_an_iD_that_never_was() public {
        expectNotLive(OTHER_TAG);
        expectNotLive(0);
    }

    function test_revoke_reverts_after_exit_and_after_revoke() public {
        exit(alice);
        expectNotLive(TAG);
        skip(1);
        admit(alice, TAG);
        revoke(TAG);
        expectNotLive(TAG);
    }

    function test_revoke_works_until_the_second_of_expiration() public {
        vm.warp(START + TERM);
        expectNotLive(TAG);
        vm.warp(START + TERM - 1);
        revoke(TAG);
    }

    /* the end of an issuer */

    function test_the_end_of_an_accreditation_ends_no_iD() public {
        vm.prank(address(timelock));
        issuers.withdraw(issuer, person);
        assertTrue(roll.isHolder(alice), "isHolder");
        assertEq(roll.holderCount(), 1, "holderCount");
        assertEq(roll.attestationOf(TAG).issuer, issuer, "issuer");
        vm.warp(START + TERM - 1);
        assertTrue(roll.isHolder(alice), "to the last second");
    }

    /* sweep */

    function test_sweep_takes_a_lapsed_iD_out_of_the_count_and_tells_of_it() public {
        vm.warp(START + TERM + 5 days);
        assertEq(roll.holderCount(), 1, "counted until swept");
        vm.expectEmit(address(roll));
        emit IHolderRecords.Swept(alice, TAG, START + TERM);
        vm.prank(outsider);
        sweep(TAG);
        assertEq(roll.holderCount(), 0, "holderCount");
        Attestation memory swept = roll.attestationOf(TAG);
        assertEq(swept.holder, alice, "holder");
        assertEq(swept.issuer, address(0), "issuer");
        assertEq(swept.schema, 0, "schema");
        assertEq(swept.expirationTime, START + TERM, "expirationTime");
    }

    function test_sweep_works_from_the_second_of_expiration() public {
        vm.warp(START + TERM - 1);
        expectNotLapsed(TAG);
        vm.warp(START + TERM);
        sweep(TAG);
    }

    function test_sweep_reverts_the_second_time() public {
        vm.warp(START + TERM);
        sweep(TAG);
        expectNotLapsed(TAG);
        assertEq(roll.holderCount(), 0, "holderCount");
    }

    function test_sweep_reverts_whole_when_one_is_named_twice() public {
        admit(bob, OTHER_TAG);
        vm.warp(START + 2 * TERM);
        bytes32[] memory tags = new bytes32[](3);
        (tags[0], tags[1], tags[2]) = (TAG, OTHER_TAG, TAG);
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotLapsed.selector, TAG));
        roll.sweep(tags);
        assertEq(roll.holderCount(), 2, "holderCount");
    }

    function test_sweep_reverts_for_an_iD_that_was_left_or_revoked_or_never_was() public {
        admit(bob, OTHER_TAG);
        exit(alice);
        revoke(OTHER_TAG);
        vm.warp(START + 2 * TERM);
        expectNotLapsed(TAG);
        expectNotLapsed(OTHER_TAG);
        expectNotLapsed(keccak256("nobody"));
        expectNotLapsed(0);
    }

    function test_sweep_of_many_counts_persons_only_and_once() public {
        admitOrganisation(bob, OTHER_TAG);
        admit(carol, keccak256("person 3"));
        vm.warp(START + 2 * TERM);
        bytes32[] memory tags = new bytes32[](3);
        (tags[0], tags[1], tags[2]) = (TAG, OTHER_TAG, keccak256("person 3"));
        roll.sweep(tags);
        assertEq(roll.holderCount(), 0, "holderCount");
        assertEq(roll.holderCountAt(START + 2 * TERM - 1), 2, "before");
    }

    function test_sweep_of_an_organisation_leaves_the_count_alone() public {
        admitOrganisation(bob, OTHER_TAG);
        vm.warp(START + 2 * TERM);
        sweep(OTHER_TAG);
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_sweep_of_nothing_does_nothing() public {
        roll.sweep(new bytes32[](0));
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_sweep_spares_who_came_back() public {
        vm.warp(START + TERM);
        admit(alice, TAG);
        expectNotLapsed(TAG);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    /* helpers */

    function assertEnded() private {
        assertFalse(roll.isHolder(alice), "isHolder");
        assertTrue(roll.isHolderAt(alice, time() - 1), "isHolderAt, a second before");
        assertFalse(roll.isHolderAt(alice, time()), "isHolderAt, at the end");
        assertEq(roll.personAt(alice, START), 0, "personAt");
        assertEq(roll.holderCount(), 0, "holderCount");
        assertEq(roll.holderCountAt(time() - 1), 1, "holderCountAt");
        Attestation memory ended = roll.attestationOf(TAG);
        assertEq(ended.holder, alice, "holder");
        assertEq(ended.issuer, address(0), "issuer");
        assertEq(ended.schema, 0, "schema");
        assertEq(uint256(ended.kind), uint256(HolderKind.Person), "kind");
        assertEq(ended.since, START, "since");
        assertEq(ended.expirationTime, time(), "expirationTime");
        skip(1);
        assertFalse(roll.isHolderAt(alice, time() - 1), "isHolderAt, at the end, later");
    }

    function expectNotHolder(address account) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotHolder.selector, account));
        exit(account);
    }

    function expectNotLive(bytes32 tag) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotLive.selector, tag));
        revoke(tag);
    }

    function expectNotLapsed(bytes32 tag) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotLapsed.selector, tag));
        sweep(tag);
    }
}
