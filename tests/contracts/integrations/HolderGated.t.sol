// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGuestBook} from "../helpers/Faces.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A contract that only holders may use: the example GuestBook.
contract HolderGatedTest is AssemblyCase {
    IGuestBook private book;

    function setUp() public override {
        super.setUp();
        admitOrganisation(carol, OTHER_TAG);
        book = IGuestBook(deploy("GuestBook", abi.encode(roll)));
        skip(1);
    }

    function test_a_person_may_do_all_of_it() public {
        vm.expectEmit(address(book));
        emit IGuestBook.Written(members[0], "hello");
        write(members[0]);
        writeAsPerson(members[0]);
        writeAsFounder(members[0]);
        signAs(members[0]);
        assertEq(book.signatures(), 1, "signatures");
        assertEq(book.holderRoll(), address(roll), "holderRoll");
    }

    function test_an_outsider_may_do_none_of_it() public {
        expectNotHolder(outsider);
        expectNotPerson(outsider);
        expectNotFounder(outsider);
        vm.expectRevert(abi.encodeWithSelector(IGuestBook.HolderGatedNotPerson.selector, outsider));
        signAs(outsider);
    }

    function test_an_organisation_is_a_holder_and_no_person() public {
        write(carol);
        writeAsFounder(carol);
        expectNotPerson(carol);
        vm.expectRevert(abi.encodeWithSelector(IGuestBook.HolderGatedNotPerson.selector, carol));
        signAs(carol);
    }

    function test_who_leaves_is_out_at_once_and_was_a_holder_then() public {
        exit(members[0]);
        expectNotHolder(members[0]);
        expectNotPerson(members[0]);
        writeAsFounder(members[0]);
    }

    function test_who_comes_later_is_a_holder_and_was_none_then() public {
        admit(alice, TAG);
        write(alice);
        writeAsPerson(alice);
        expectNotFounder(alice);
    }

    function test_an_id_that_expires_opens_nothing_from_that_second() public {
        admitUntil(alice, TAG, time() + 30 days);
        skip(30 days - 1);
        write(alice);
        skip(1);
        expectNotHolder(alice);
        expectNotPerson(alice);
    }

    function test_who_is_suspended_waits_until_it_lapses() public {
        vm.prank(issuer);
        roll.openCase(tagOf(0), REASON, true);
        expectNotHolder(members[0]);
        expectNotPerson(members[0]);
        vm.prank(issuer);
        roll.withdrawCase(tagOf(0));
        write(members[0]);
        writeAsPerson(members[0]);
    }

    function test_a_person_signs_once_also_with_another_account() public {
        signAs(members[0]);
        bytes memory signed = abi.encodeWithSelector(IGuestBook.GuestBookSigned.selector, tagOf(0));
        vm.expectRevert(signed);
        signAs(members[0]);
        exit(members[0]);
        skip(1);
        admit(alice, tagOf(0));
        vm.expectRevert(signed);
        signAs(alice);
        signAs(members[1]);
        assertEq(book.signatures(), 2, "signatures");
    }

    function test_a_gate_needs_a_roll() public {
        vm.expectRevert(abi.encodeWithSelector(IGuestBook.HolderGatedRollInvalid.selector, outsider));
        this.deployApart("GuestBook", abi.encode(outsider));
    }

    /* helpers */

    function write(address by) private {
        vm.prank(by);
        book.write("hello");
    }

    function writeAsPerson(address by) private {
        vm.prank(by);
        book.writeAsPerson("hello");
    }

    function writeAsFounder(address by) private {
        vm.prank(by);
        book.writeAsFounder("hello");
    }

    function signAs(address by) private {
        vm.prank(by);
        book.sign();
    }

    function expectNotHolder(address by) private {
        vm.expectRevert(abi.encodeWithSelector(IGuestBook.HolderGatedNotHolder.selector, by));
        write(by);
    }

    function expectNotPerson(address by) private {
        vm.expectRevert(abi.encodeWithSelector(IGuestBook.HolderGatedNotPerson.selector, by));
        writeAsPerson(by);
    }

    function expectNotFounder(address by) private {
        bytes memory notThen = abi.encodeWithSelector(
            IGuestBook.HolderGatedNotHolderAt.selector,
            by,
            book.founded()
        );
        vm.expectRevert(notThen);
        writeAsFounder(by);
    }
}
