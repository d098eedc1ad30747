// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IIssuerRegistry, Mandate} from "contracts/interfaces/IIssuerRegistry.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What bounds an issuer: its cap, its key, and the guardian.
contract IssuerRegistryBoundsTest is RollActs {
    uint48 private constant UNTIL = START + SUSPENSION;

    /* cap */

    function test_mandateOf_says_all_that_the_roll_needs() public {
        skip(5 days);
        accredit(bob, organisation, time() + 30 days, 7);
        Mandate memory mandate = issuers.mandateOf(bob, organisation);
        assertEq(mandate.number, 4, "number");
        assertEq(uint256(mandate.kind), 2, "kind");
        assertEq(mandate.validFrom, START + 5 days, "validFrom");
        assertEq(mandate.dailyCap, 7, "dailyCap");
        assertFalse(mandate.keyed, "keyed");
    }

    function test_accredit_reverts_without_a_cap() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryCapInvalid.selector));
        accredit(bob, person, START + 30 days, 0);
    }

    function test_accredit_sets_the_cap_anew() public {
        accredit(issuer, person, START + 30 days, type(uint32).max);
        assertEq(issuers.mandateOf(issuer, person).dailyCap, type(uint32).max, "dailyCap");
        accredit(issuer, person, START + 30 days, 1);
        assertEq(issuers.mandateOf(issuer, person).dailyCap, 1, "dailyCap, lowered");
    }

    /* key */

    function test_setSigner_names_the_key_of_one_accreditation() public {
        bytes memory key = abi.encodePacked(outsider, bytes32("x"), bytes32("y"));
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.IssuerSignerSet(1, issuer, person, key);
        setSigner(issuer, key);
        assertKey(1, person, key);
        assertKey(2, organisation, "");
    }

    function test_setSigner_with_nothing_gives_the_word_back_to_the_account() public {
        setSigner(issuer, abi.encodePacked(outsider));
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.IssuerSignerSet(1, issuer, person, "");
        setSigner(issuer, "");
        assertKey(1, person, "");
    }

    function test_setSigner_reverts_for_a_key_too_short_to_name_an_account() public {
        bytes memory key;
        for (uint256 length = 1; length < 20; ++length) {
            key = bytes.concat(key, hex"ff");
            vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySignerInvalid.selector, key));
            setSigner(issuer, key);
        }
        key = bytes.concat(key, hex"ff");
        setSigner(issuer, key);
        assertKey(1, person, key);
    }

    function test_setSigner_reverts_for_all_but_an_accredited_issuer() public {
        expectSetSignerReverts(outsider);
        expectSetSignerReverts(address(timelock));
        withdraw(otherIssuer);
        expectSetSignerReverts(otherIssuer);
    }

    function test_setSigner_works_until_the_second_at_which_the_term_ends() public {
        accredit(issuer, person, START + 30 days, DAILY_CAP);
        vm.warp(START + 30 days);
        expectSetSignerReverts(issuer);
        vm.warp(START + 30 days - 1);
        setSigner(issuer, abi.encodePacked(outsider));
    }

    function test_setSigner_works_while_issuance_is_suspended() public {
        suspendIssuance(issuer);
        setSigner(issuer, abi.encodePacked(outsider));
        vm.warp(UNTIL);
        assertKey(1, person, abi.encodePacked(outsider));
    }

    function test_accredit_keeps_the_key_in_force_and_forgets_it_after_an_end() public {
        setSigner(issuer, abi.encodePacked(outsider));
        accredit(issuer, person, START + 30 days, DAILY_CAP);
        assertKey(1, person, abi.encodePacked(outsider));
        vm.warp(START + 30 days);
        accredit(issuer);
        assertKey(1, person, "");
        assertEq(issuers.mandateOf(issuer, person).validFrom, START + 30 days, "validFrom");
    }

    function test_accredit_forgets_the_key_when_it_was_withdrawn_in_the_same_second() public {
        setSigner(issuer, abi.encodePacked(outsider));
        withdraw(issuer);
        accredit(issuer);
        assertKey(1, person, "");
    }

    /* guardian */

    function test_setGuardian_appoints_another_or_none() public {
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.GuardianSet(guardian, bob);
        setGuardian(bob);
        assertEq(issuers.guardian(), bob, "guardian");
        expectSuspendReverts(guardian, notGuardian(guardian));
        setGuardian(address(0));
        expectSuspendReverts(bob, notGuardian(bob));
    }

    function test_setGuardian_reverts_for_all_but_the_owner() public {
        address[3] memory callers = [guardian, issuer, outsider];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            issuers.setGuardian(callers[i]);
        }
    }

    function test_suspendIssuance_stops_one_accreditation_for_its_time() public {
        assertEq(issuers.SUSPENSION(), SUSPENSION, "SUSPENSION");
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.IssuanceSuspended(1, issuer, person, UNTIL);
        suspendIssuance(issuer);
        assertEq(issuers.suspendedUntil(issuer, person), UNTIL, "suspendedUntil");
        assertEq(issuers.suspendedUntil(issuer, organisation), 0, "of the other schema");
        assertTrue(issuers.isAccredited(issuer, organisation), "the other schema");
        assertNoMandate();
        vm.warp(UNTIL - 1);
        assertNoMandate();
        vm.warp(UNTIL);
        assertTrue(issuers.isAccredited(issuer, person), "over");
        assertEq(issuers.mandateOf(issuer, person).validFrom, START, "offers from before count again");
    }

    function test_suspendIssuance_reverts_for_all_but_the_guardian() public {
        address[4] memory callers = [address(timelock), issuer, otherIssuer, outsider];
        for (uint256 i; i < callers.length; ++i) expectSuspendReverts(callers[i], notGuardian(callers[i]));
    }

    function test_suspendIssuance_reverts_when_there_is_nothing_in_force() public {
        withdraw(issuer);
        expectSuspendReverts(
            guardian,
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotAccredited.selector, issuer, person)
        );
    }

    function test_suspendIssuance_reverts_the_second_time_until_the_DAO_accredits_again() public {
        suspendIssuance(issuer);
        expectSuspendReverts(guardian, spent());
        vm.warp(UNTIL);
        expectSuspendReverts(guardian, spent());
        setGuardian(bob);
        expectSuspendReverts(bob, spent());
        setGuardian(guardian);
        accredit(issuer);
        suspendIssuance(issuer);
        assertEq(issuers.suspendedUntil(issuer, person), UNTIL + SUSPENSION, "suspendedUntil");
    }

    function test_accredit_lifts_a_suspension_of_issuance() public {
        suspendIssuance(issuer);
        accredit(issuer);
        assertTrue(issuers.isAccredited(issuer, person), "isAccredited");
        assertEq(issuers.mandateOf(issuer, person).validFrom, START, "validFrom");
    }

    function test_withdraw_works_while_issuance_is_suspended() public {
        suspendIssuance(issuer);
        withdraw(issuer);
        vm.warp(UNTIL);
        assertFalse(issuers.isAccredited(issuer, person), "isAccredited");
    }

    /* helpers */

    function setGuardian(address next) private {
        vm.prank(address(timelock));
        issuers.setGuardian(next);
    }

    function expectSuspendReverts(address by, bytes memory revertData) private {
        vm.expectRevert(revertData);
        vm.prank(by);
        issuers.suspendIssuance(issuer, person);
    }

    function expectSetSignerReverts(address by) private {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotAccredited.selector, by, person)
        );
        setSigner(by, abi.encodePacked(outsider));
    }

    function notGuardian(address by) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotGuardian.selector, by);
    }

    function spent() private view returns (bytes memory) {
        return abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySuspensionSpent.selector, issuer, person);
    }

    function assertKey(uint16 number, bytes32 schema, bytes memory key) private view {
        assertEq(keccak256(issuers.signerOf(number)), keccak256(key), "signerOf");
        assertEq(issuers.mandateOf(issuer, schema).keyed, key.length > 0, "keyed");
    }

    function assertNoMandate() private view {
        Mandate memory none;
        bytes32 found = keccak256(abi.encode(issuers.mandateOf(issuer, person)));
        assertEq(found, keccak256(abi.encode(none)), "mandateOf");
        assertFalse(issuers.isAccredited(issuer, person), "isAccredited");
    }
}
