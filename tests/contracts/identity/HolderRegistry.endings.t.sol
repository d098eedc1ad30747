// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {Attestation, IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {ERC1271WalletMock} from "contracts/mocks/ERC1271WalletMock.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {Log, vm} from "../helpers/Vm.sol";

/// @notice The ways out of the roll: `exit`, the end of a case, lapse and `sweep`.
contract HolderRegistryEndingsTest is RollActs {
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
        withdraw(issuer);
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

    function test_exit_reverts_after_the_end_of_a_case() public {
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

    /* exitBySig */

    function test_exitBySig_lets_anyone_hand_in_what_the_holder_signed() public {
        bytes memory signature = signExit(alice, TAG, START, time());
        vm.expectEmit(address(roll));
        emit IHolderRecords.Exited(alice, TAG);
        vm.prank(outsider);
        roll.exitBySig(TAG, time(), signature);
        assertEnded();
    }

    function test_exitBySig_works_until_the_second_of_its_deadline() public {
        uint48 deadline = time() + 1 days;
        bytes memory signature = signExit(alice, TAG, START, deadline);
        vm.warp(deadline + 1);
        expectExitBySigReverts(deadline, signature, alice);
        vm.warp(deadline);
        roll.exitBySig(TAG, deadline, signature);
    }

    function test_exitBySig_reverts_when_the_holder_signed_otherwise() public {
        uint48 deadline = time() + 1 days;
        expectExitBySigReverts(deadline, signExit(issuer, TAG, START, deadline), alice);
        expectExitBySigReverts(deadline, signExit(alice, OTHER_TAG, START, deadline), alice);
        expectExitBySigReverts(deadline, signExit(alice, TAG, START + 1, deadline), alice);
        expectExitBySigReverts(deadline + 1, signExit(alice, TAG, START, deadline), alice);
        expectExitBySigReverts(deadline, "", alice);
    }

    function test_exitBySig_reverts_for_a_signature_made_on_another_chain() public {
        vm.chainId(1);
        bytes memory signature = signExit(alice, TAG, START, time());
        vm.chainId(31_337);
        expectExitBySigReverts(time(), signature, alice);
    }

    function test_exitBySig_reverts_for_an_iD_that_never_was() public {
        bytes memory signature = signExit(alice, OTHER_TAG, 0, time());
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistrySignatureInvalid.selector, address(0)));
        roll.exitBySig(OTHER_TAG, time(), signature);
    }

    function test_exitBySig_outlives_a_renewal_and_no_standing() public {
        uint48 deadline = time() + 30 days;
        bytes memory signature = signExit(alice, TAG, START, deadline);
        admit(alice, TAG);
        roll.exitBySig(TAG, deadline, signature);
        vm.expectRevert(notHolder(alice));
        roll.exitBySig(TAG, deadline, signature);
        skip(1);
        admit(alice, TAG);
        expectExitBySigReverts(deadline, signature, alice);
    }

    function test_exitBySig_of_the_old_account_is_worthless_after_a_recovery() public {
        uint48 deadline = time() + 30 days;
        bytes memory signature = signExit(alice, TAG, START, deadline);
        recover(bob, TAG);
        expectExitBySigReverts(deadline, signature, bob);
    }

    function test_exitBySig_takes_the_word_of_a_contract_wallet() public {
        address wallet = address(new ERC1271WalletMock(bob));
        admit(wallet, OTHER_TAG);
        bytes memory signature = signExit(bob, OTHER_TAG, time(), time());
        roll.exitBySig(OTHER_TAG, time(), signature);
        assertFalse(roll.isHolder(wallet), "isHolder");
    }

    /* the end of a case */

    function test_the_end_of_a_case_ends_the_iD_at_once_and_tells_no_reason() public {
        openCase(address(timelock), TAG);
        skip(APPEAL_WINDOW);
        vm.recordLogs();
        roll.concludeCase(TAG);
        Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "events");
        assertEq(logs[0].topics[0], IERC721.Transfer.selector, "Transfer");
        assertEq(logs[1].topics[0], IHolderCases.Revoked.selector, "Revoked");
        assertEq(logs[1].data.length, 0, "no more than the case's number");
        assertEnded();
    }

    function test_the_end_of_a_case_about_an_organisation_leaves_the_count_alone() public {
        admitOrganisation(bob, OTHER_TAG);
        revoke(OTHER_TAG);
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_no_issuer_and_no_DAO_can_end_an_iD_in_one_step() public {
        openCase(issuer, TAG);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderCases.HolderCasesAppealWindowOpen.selector, TAG, time() + APPEAL_WINDOW)
        );
        decide(TAG, 1, true);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    /* the end of an issuer */

    function test_the_end_of_an_accreditation_ends_no_iD() public {
        withdraw(issuer);
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

    function test_sweep_reverts_for_an_iD_that_was_left_or_ended_or_never_was() public {
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
        vm.expectRevert(notHolder(account));
        exit(account);
    }

    function signExit(address by, bytes32 tag, uint48 since, uint48 deadline) private view returns (bytes memory) {
        bytes32 typehash = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");
        return sign(by, rollDigest(keccak256(abi.encode(typehash, tag, since, deadline))));
    }

    function expectExitBySigReverts(uint48 deadline, bytes memory signature, address holder) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistrySignatureInvalid.selector, holder));
        roll.exitBySig(TAG, deadline, signature);
    }

    function expectNotLapsed(bytes32 tag) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistryNotLapsed.selector, tag));
        sweep(tag);
    }
}
