// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Accreditation, HolderKind, IIssuerRegistry, Mandate} from "contracts/interfaces/IIssuerRegistry.sol";
import {System} from "../helpers/System.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Schemas and accreditations.
contract IssuerRegistryTest is System {
    uint48 private constant MAX_TERM = 4 * 365 days;

    address private newcomer = account("new issuer");

    /* registerSchema */

    function test_registerSchema_lists_the_kind_under_the_hash_of_what_it_means() public {
        bytes32 uid = keccak256(abi.encode("a cooperative", HolderKind.Organisation));
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.SchemaRegistered(uid, HolderKind.Organisation, "a cooperative");
        vm.prank(address(timelock));
        assertEq(issuers.registerSchema("a cooperative", HolderKind.Organisation), uid, "uid");
        assertEq(uint256(issuers.schemaKind(uid)), uint256(HolderKind.Organisation), "kind");
    }

    function test_schemaKind_is_none_for_an_unknown_schema() public view {
        assertEq(uint256(issuers.schemaKind("nothing")), uint256(HolderKind.None), "kind");
    }

    function test_registerSchema_tells_the_same_words_for_another_kind_apart() public {
        vm.prank(address(timelock));
        bytes32 uid = issuers.registerSchema("a legal body", HolderKind.Person);
        assertTrue(uid != organisation, "uid");
        assertEq(uint256(issuers.schemaKind(organisation)), uint256(HolderKind.Organisation), "first kind");
    }

    function test_registerSchema_reverts_when_it_exists() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySchemaExists.selector, organisation));
        vm.prank(address(timelock));
        issuers.registerSchema("a legal body", HolderKind.Organisation);
    }

    function test_registerSchema_reverts_without_a_kind() public {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySchemaInvalid.selector, HolderKind.None, "a ghost")
        );
        vm.prank(address(timelock));
        issuers.registerSchema("a ghost", HolderKind.None);
    }

    function test_registerSchema_reverts_without_a_definition() public {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySchemaInvalid.selector, HolderKind.Person, "")
        );
        vm.prank(address(timelock));
        issuers.registerSchema("", HolderKind.Person);
    }

    /* accredit */

    function test_accredit_gives_the_next_number_and_takes_effect_at_once() public {
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.IssuerAccredited(4, newcomer, person, START, START + 30 days, DAILY_CAP);
        assertEq(accredit(newcomer, person, START + 30 days), 4, "number");
        assertEq(issuers.accreditationCount(), 4, "count");
        assertStanding(newcomer, person, 4, HolderKind.Person);
        assertAccreditation(4, newcomer, person, START, START + 30 days);
    }

    function test_accredit_covers_one_schema_only() public {
        accredit(newcomer, organisation, START + 30 days);
        assertStanding(newcomer, organisation, 4, HolderKind.Organisation);
        assertStanding(newcomer, person, 0, HolderKind.None);
    }

    function test_accredit_again_keeps_the_number_and_the_beginning_and_sets_the_new_term() public {
        skip(10 days);
        assertEq(accredit(otherIssuer, person, time() + 1 days), 3, "number");
        assertEq(issuers.accreditationCount(), 3, "count");
        assertAccreditation(3, otherIssuer, person, START, START + 11 days);
        skip(1 days);
        assertFalse(issuers.isAccredited(otherIssuer, person), "shortened");
    }

    function test_accredit_ends_at_the_second_of_its_term() public {
        accredit(newcomer, person, START + 30 days);
        vm.warp(START + 30 days - 1);
        assertTrue(issuers.isAccredited(newcomer, person), "last second");
        vm.warp(START + 30 days);
        assertStanding(newcomer, person, 0, HolderKind.None);
        assertFalse(issuers.isAccredited(newcomer, person), "over");
    }

    function test_accredit_takes_terms_from_one_second_to_MAX_TERM() public {
        assertEq(issuers.MAX_TERM(), MAX_TERM, "MAX_TERM");
        accredit(newcomer, person, START + 1);
        accredit(newcomer, person, START + MAX_TERM);
    }

    function test_accredit_reverts_for_a_term_that_is_over() public {
        expectTermInvalid(START);
        expectTermInvalid(0);
    }

    function test_accredit_reverts_for_a_term_beyond_MAX_TERM() public {
        expectTermInvalid(START + MAX_TERM + 1);
        expectTermInvalid(type(uint48).max);
    }

    function test_accredit_reverts_for_the_zero_address() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryIssuerInvalid.selector, address(0)));
        accredit(address(0), person, START + 30 days);
    }

    function test_accredit_reverts_for_an_unknown_schema() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistrySchemaUnknown.selector, keccak256("no")));
        accredit(newcomer, keccak256("no"), START + 30 days);
    }

    function test_accredit_reverts_when_all_numbers_are_given_but_still_renews() public {
        setCount(65_534);
        assertEq(accredit(newcomer, person, START + 30 days), 65_535, "last number");
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryFull.selector));
        accredit(newcomer, organisation, START + 30 days);
        assertEq(accredit(newcomer, person, START + 60 days), 65_535, "renewed");
        assertStanding(newcomer, person, 65_535, HolderKind.Person);
    }

    /* withdraw */

    function test_withdraw_ends_the_accreditation_at_once_and_for_that_schema_only() public {
        skip(5 days);
        vm.expectEmit(address(issuers));
        emit IIssuerRegistry.AccreditationWithdrawn(1, issuer, person, START + 5 days);
        withdraw(issuer, person);
        assertStanding(issuer, person, 0, HolderKind.None);
        assertStanding(issuer, organisation, 2, HolderKind.Organisation);
        assertAccreditation(1, issuer, person, START, START + 5 days);
    }

    function test_withdraw_reverts_when_there_is_nothing_in_force() public {
        expectNotAccredited(newcomer, person);
        expectNotAccredited(otherIssuer, organisation);
    }

    function test_withdraw_reverts_the_second_time() public {
        withdraw(issuer, person);
        expectNotAccredited(issuer, person);
    }

    function test_withdraw_reverts_from_the_second_at_which_the_term_ends() public {
        accredit(newcomer, person, START + 30 days);
        vm.warp(START + 30 days);
        expectNotAccredited(newcomer, person);
    }

    function test_accredit_after_withdraw_gives_the_same_number_back() public {
        withdraw(issuer, person);
        skip(1 days);
        assertEq(accredit(issuer, person, time() + 30 days), 1, "number");
        assertAccreditation(1, issuer, person, START + 1 days, START + 31 days);
    }

    /* views */

    function test_accreditation_is_all_zero_for_an_unknown_number() public view {
        assertAccreditation(0, address(0), 0, 0, 0);
        assertAccreditation(4, address(0), 0, 0, 0);
        assertAccreditation(type(uint16).max, address(0), 0, 0, 0);
    }

    function test_constructor_reverts_without_an_owner() public {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        this.deployApart("IssuerRegistry", abi.encode(address(0)));
    }

    function test_only_the_owner_keeps_the_lists() public {
        address[4] memory callers = [issuer, guardian, deployer, outsider];
        for (uint256 i; i < callers.length; ++i) {
            bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            issuers.registerSchema("a cooperative", HolderKind.Organisation);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            issuers.accredit(callers[i], person, START + 30 days, DAILY_CAP);
            vm.expectRevert(refusal);
            vm.prank(callers[i]);
            issuers.withdraw(issuer, person);
        }
    }

    function testFuzz_accredit_is_in_force_exactly_from_now_until_the_term_ends(uint48 term, uint48 later) public {
        term = uint48(within(term, 1, MAX_TERM));
        later = uint48(within(later, 0, 2 * MAX_TERM));
        accredit(newcomer, person, START + term);
        skip(later);
        assertEq(issuers.isAccredited(newcomer, person), later < term, "in force");
    }

    /* helpers */

    function accredit(address issuer_, bytes32 schema, uint48 validUntil) private returns (uint16) {
        vm.prank(address(timelock));
        return issuers.accredit(issuer_, schema, validUntil, DAILY_CAP);
    }

    function withdraw(address issuer_, bytes32 schema) private {
        vm.prank(address(timelock));
        issuers.withdraw(issuer_, schema);
    }

    function expectTermInvalid(uint48 validUntil) private {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryTermInvalid.selector, validUntil, MAX_TERM)
        );
        accredit(newcomer, person, validUntil);
    }

    function expectNotAccredited(address issuer_, bytes32 schema) private {
        vm.expectRevert(
            abi.encodeWithSelector(IIssuerRegistry.IssuerRegistryNotAccredited.selector, issuer_, schema)
        );
        withdraw(issuer_, schema);
    }

    function assertStanding(address issuer_, bytes32 schema, uint16 number, HolderKind kind) private view {
        Mandate memory mandate = issuers.mandateOf(issuer_, schema);
        (uint16 actual, HolderKind actualKind) = (mandate.number, mandate.kind);
        assertEq(actual, number, "number in force");
        assertEq(uint256(actualKind), uint256(kind), "kind in force");
        assertEq(issuers.isAccredited(issuer_, schema), number != 0, "isAccredited");
    }

    function assertAccreditation(uint16 number, address by, bytes32 schema, uint48 from, uint48 until) private view {
        Accreditation memory found = issuers.accreditation(number);
        assertEq(found.issuer, by, "issuer");
        assertEq(found.schema, schema, "schema");
        assertEq(found.validFrom, from, "validFrom");
        assertEq(found.validUntil, until, "validUntil");
    }

    /// @dev `accreditationCount` shares its slot with the owner.
    function setCount(uint16 count) private {
        vm.store(address(issuers), 0, bytes32((uint256(count) << 160) | uint160(address(timelock))));
        assertEq(issuers.accreditationCount(), count, "slot of the count");
        assertEq(issuers.owner(), address(timelock), "slot of the owner");
    }
}
