// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile, CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Due process: notice, appeal, and the end without an appeal.
contract HolderRegistryCasesTest is RollActs {
    uint48 private constant OPENED = START + 10 days;
    uint48 private constant APPEAL_UNTIL = OPENED + APPEAL_WINDOW;
    uint48 private constant DECIDE_UNTIL = APPEAL_UNTIL + DECISION_TIME;

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(OPENED);
    }

    function test_the_times_of_a_case_are_those_of_the_law() public view {
        assertEq(roll.APPEAL_WINDOW(), APPEAL_WINDOW, "APPEAL_WINDOW");
        assertEq(roll.DECISION_TIME(), DECISION_TIME, "DECISION_TIME");
        assertEq(roll.SUSPENSION(), SUSPENSION, "SUSPENSION");
    }

    /* openCase */

    function test_openCase_gives_notice_and_leaves_the_iD_live() public {
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseOpened(alice, TAG, 1, issuer, REASON, APPEAL_UNTIL, DECIDE_UNTIL, 0);
        assertEq(openCase(issuer, TAG), 1, "number");
        assertCase(TAG, CaseFile(1, CasePhase.Open, true, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
        assertTrue(roll.isHolder(alice), "isHolder");
        assertEq(roll.attestationOf(TAG).expirationTime, START + TERM, "expirationTime");
    }

    function test_openCase_is_open_to_the_DAO_too() public {
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseOpened(alice, TAG, 1, address(timelock), REASON, APPEAL_UNTIL, DECIDE_UNTIL, 0);
        openCase(address(timelock), TAG);
        assertCase(TAG, CaseFile(1, CasePhase.Open, false, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
    }

    function test_openCase_is_about_one_iD_only() public {
        admit(bob, OTHER_TAG);
        openCase(issuer, TAG);
        assertCase(OTHER_TAG, CaseFile(0, CasePhase.None, false, 0, 0, 0, 0));
        assertEq(openCase(issuer, OTHER_TAG), 1, "number");
    }

    function test_openCase_reverts_for_an_iD_that_does_not_stand() public {
        expectOpenReverts(address(timelock), OTHER_TAG, notLive(OTHER_TAG));
        expectOpenReverts(address(timelock), 0, notLive(0));
        exit(alice);
        expectOpenReverts(issuer, TAG, notLive(TAG));
    }

    function test_openCase_works_until_the_second_of_expiration() public {
        vm.warp(START + TERM);
        expectOpenReverts(issuer, TAG, notLive(TAG));
        vm.warp(START + TERM - 1);
        openCase(issuer, TAG);
    }

    function test_openCase_reverts_without_a_commitment_of_the_reason() public {
        vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesReasonMissing.selector, TAG));
        vm.prank(issuer);
        roll.openCase(TAG, 0, false);
    }

    function test_openCase_reverts_for_all_but_the_issuer_and_the_DAO() public {
        address[7] memory callers = [deployer, otherIssuer, guardian, alice, outsider, address(governor), address(box)];
        for (uint256 i; i < callers.length; ++i) expectOpenReverts(callers[i], TAG, notOpener(callers[i], TAG));
    }

    function test_openCase_belongs_to_the_issuer_of_the_latest_attestation() public {
        accept(offerBy(otherIssuer, alice, TAG));
        expectOpenReverts(issuer, TAG, notOpener(issuer, TAG));
        openCase(otherIssuer, TAG);
    }

    function test_openCase_reverts_for_an_issuer_without_an_accreditation_in_force() public {
        withdraw(issuer);
        expectOpenReverts(issuer, TAG, notOpener(issuer, TAG));
        accredit(issuer);
        suspendIssuance(issuer);
        expectOpenReverts(issuer, TAG, notOpener(issuer, TAG));
        skip(issuers.SUSPENSION());
        openCase(issuer, TAG);
    }

    function test_openCase_reverts_while_a_case_is_pending_until_the_second_of_its_lapse() public {
        openCase(issuer, TAG);
        expectOpenReverts(issuer, TAG, pending(1));
        appeal(alice, TAG);
        expectOpenReverts(address(timelock), TAG, pending(1));
        vm.warp(DECIDE_UNTIL - 1);
        expectOpenReverts(address(timelock), TAG, pending(1));
        vm.warp(DECIDE_UNTIL);
        assertEq(openCase(address(timelock), TAG), 2, "number");
    }

    function test_openCase_needs_no_open_issuance_when_the_DAO_opens() public {
        withdraw(issuer);
        assertEq(openCase(address(timelock), TAG), 1, "number");
    }

    /* one case per standing for issuers */

    function test_openCase_reverts_when_an_issuer_tries_again_in_the_same_standing() public {
        openCase(issuer, TAG);
        withdrawCase(issuer, TAG);
        expectOpenReverts(issuer, TAG, spent());
        vm.warp(DECIDE_UNTIL);
        expectOpenReverts(issuer, TAG, spent());
    }

    function test_a_renewal_gives_no_issuer_a_second_case() public {
        openCase(issuer, TAG);
        decide(TAG, 1, false);
        skip(1);
        admit(alice, TAG);
        expectOpenReverts(issuer, TAG, spent());
        renewBy(otherIssuer);
        expectOpenReverts(otherIssuer, TAG, spent());
    }

    function test_a_return_gives_the_issuer_another_case() public {
        openCase(issuer, TAG);
        exit(alice);
        skip(1);
        admit(alice, TAG);
        assertEq(openCase(issuer, TAG), 2, "number");
    }

    function test_the_DAO_may_open_again_and_spends_no_case_of_the_issuer() public {
        for (uint32 number = 1; number < 4; ++number) {
            assertEq(openCase(address(timelock), TAG), number, "number");
            decide(TAG, number, false);
        }
        assertEq(openCase(issuer, TAG), 4, "the issuer's first");
    }

    /* appeal */

    function test_appeal_leaves_the_decision_to_the_DAO() public {
        openCase(issuer, TAG);
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseAppealed(alice, TAG, 1);
        appeal(alice, TAG);
        assertCase(TAG, CaseFile(1, CasePhase.Appealed, true, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
        vm.warp(DECIDE_UNTIL - 1);
        expectConcludeReverts(wrongPhase(TAG, CasePhase.Appealed));
    }

    function test_appeal_works_until_the_second_at_which_anybody_may_conclude() public {
        openCase(issuer, TAG);
        vm.warp(APPEAL_UNTIL);
        expectAppealReverts(
            alice,
            abi.encodeWithSelector(IHolderCases.HolderCasesAppealTooLate.selector, TAG, APPEAL_UNTIL)
        );
        vm.warp(APPEAL_UNTIL - 1);
        appeal(alice, TAG);
    }

    function test_appeal_reverts_for_all_but_the_holder() public {
        admit(bob, OTHER_TAG);
        openCase(issuer, TAG);
        address[4] memory callers = [bob, issuer, address(timelock), outsider];
        for (uint256 i; i < callers.length; ++i) expectAppealReverts(callers[i], notHolder(callers[i]));
    }

    function test_appeal_reverts_when_no_case_is_open() public {
        expectAppealReverts(alice, wrongPhase(TAG, CasePhase.None));
        openCase(issuer, TAG);
        appeal(alice, TAG);
        expectAppealReverts(alice, wrongPhase(TAG, CasePhase.Appealed));
        decide(TAG, 1, false);
        expectAppealReverts(alice, wrongPhase(TAG, CasePhase.Closed));
    }

    /// @dev Guarantee 6: appeal takes no role, no pause and no signature of anybody else.
    function test_appeal_works_while_suspended_after_the_end_of_the_issuer_and_while_issuance_is_suspended() public {
        openSuspending(issuer, TAG);
        suspendIssuance(issuer);
        withdraw(issuer);
        assertFalse(roll.isHolder(alice), "suspended");
        appeal(alice, TAG);
        assertPhase(TAG, CasePhase.Appealed, "appealed");
    }

    /* concludeCase */

    function test_concludeCase_by_anybody_ends_the_iD_when_nobody_appealed() public {
        openCase(issuer, TAG);
        vm.warp(APPEAL_UNTIL - 1);
        expectConcludeReverts(windowOpen());
        vm.warp(APPEAL_UNTIL);
        vm.expectEmit(address(roll));
        emit IHolderCases.Revoked(alice, TAG, 1);
        vm.prank(outsider);
        roll.concludeCase(TAG);
        assertCase(TAG, CaseFile(1, CasePhase.Closed, true, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
        assertFalse(roll.isHolder(alice), "isHolder");
        assertEq(roll.attestationOf(TAG).expirationTime, APPEAL_UNTIL, "ended now, not with the notice");
    }

    function test_concludeCase_works_until_the_second_of_the_lapse() public {
        openCase(address(timelock), TAG);
        vm.warp(DECIDE_UNTIL);
        assertPhase(TAG, CasePhase.Closed, "lapsed");
        expectConcludeReverts(wrongPhase(TAG, CasePhase.Closed));
        vm.warp(DECIDE_UNTIL - 1);
        roll.concludeCase(TAG);
    }

    function test_concludeCase_reverts_without_a_case_and_the_second_time() public {
        expectConcludeReverts(wrongPhase(TAG, CasePhase.None));
        openCase(issuer, TAG);
        vm.warp(APPEAL_UNTIL);
        roll.concludeCase(TAG);
        expectConcludeReverts(wrongPhase(TAG, CasePhase.Closed));
    }

    /* reasonCommitment */

    function test_reasonCommitment_hashes_iD_ground_evidence_and_salt() public view {
        bytes32 expected = keccak256(bytes.concat(TAG, ground, keccak256("file"), bytes32("salt")));
        assertEq(roll.reasonCommitment(TAG, ground, keccak256("file"), "salt", time()), expected, "commitment");
        assertTrue(roll.reasonCommitment(TAG, ground, keccak256("file"), "tlas", time()) != expected, "other salt");
    }

    function test_reasonCommitment_knows_a_ground_exactly_while_it_is_listed() public {
        vm.prank(address(timelock));
        bytes32 later = issuers.registerGround("The person has died.");
        skip(10 days);
        vm.prank(address(timelock));
        issuers.retireGround(later);
        expectGroundUnlisted(later, OPENED - 1);
        roll.reasonCommitment(TAG, later, 0, "salt", OPENED);
        roll.reasonCommitment(TAG, later, 0, "salt", OPENED + 10 days - 1);
        expectGroundUnlisted(later, OPENED + 10 days);
        expectGroundUnlisted(keccak256("no such ground"), OPENED);
    }

    /* helpers */

    function renewBy(address by) private {
        skip(1);
        accept(offerBy(by, alice, TAG));
    }

    function expectOpenReverts(address by, bytes32 tag, bytes memory revertData) private {
        vm.expectRevert(revertData);
        openCase(by, tag);
    }

    function expectAppealReverts(address by, bytes memory revertData) private {
        vm.expectRevert(revertData);
        appeal(by, TAG);
    }

    function expectConcludeReverts(bytes memory revertData) private {
        vm.expectRevert(revertData);
        roll.concludeCase(TAG);
    }

    function expectGroundUnlisted(bytes32 ground_, uint48 timepoint) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesGroundUnlisted.selector, ground_));
        roll.reasonCommitment(TAG, ground_, 0, "salt", timepoint);
    }

    function pending(uint32 number) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesPending.selector, TAG, number);
    }

    function spent() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesSpent.selector, TAG);
    }

    function windowOpen() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesAppealWindowOpen.selector, TAG, APPEAL_UNTIL);
    }
}
