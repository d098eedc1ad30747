// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {CaseFile, CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice How a case ends by an act of the DAO or of the issuer: `decideCase`, `withdrawCase`.
contract HolderRegistryDecisionsTest is RollActs {
    uint48 private constant OPENED = START + 10 days;
    uint48 private constant APPEAL_UNTIL = OPENED + APPEAL_WINDOW;
    uint48 private constant DECIDE_UNTIL = APPEAL_UNTIL + DECISION_TIME;

    function setUp() public override {
        super.setUp();
        admit(alice, TAG);
        vm.warp(OPENED);
    }

    /* decideCase */

    function test_decideCase_upholds_an_appealed_case_after_the_window_only() public {
        openCase(issuer, TAG);
        appeal(alice, TAG);
        vm.warp(APPEAL_UNTIL - 1);
        expectDecideReverts(1, true, windowOpen());
        vm.warp(APPEAL_UNTIL);
        vm.expectEmit(address(roll));
        emit IHolderCases.Revoked(alice, TAG, 1);
        decide(TAG, 1, true);
        assertPhase(TAG, CasePhase.Closed, "closed");
        assertFalse(roll.isHolder(alice), "isHolder");
    }

    function test_decideCase_upholds_a_case_that_nobody_appealed() public {
        openCase(issuer, TAG);
        expectDecideReverts(1, true, windowOpen());
        vm.warp(DECIDE_UNTIL - 1);
        decide(TAG, 1, true);
        assertFalse(roll.isHolder(alice), "isHolder");
    }

    function test_decideCase_dismisses_at_any_time_and_the_iD_stays_as_it_was() public {
        openCase(issuer, TAG);
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseDismissed(alice, TAG, 1, false);
        decide(TAG, 1, false);
        assertCase(TAG, CaseFile(1, CasePhase.Closed, true, OPENED, APPEAL_UNTIL, DECIDE_UNTIL, 0));
        openCase(address(timelock), TAG);
        appeal(alice, TAG);
        vm.warp(DECIDE_UNTIL - 1);
        decide(TAG, 2, false);
        assertPhase(TAG, CasePhase.Closed, "closed");
        assertEq(roll.attestationOf(TAG).since, START, "since");
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_decideCase_reverts_for_all_but_the_DAO() public {
        openCase(issuer, TAG);
        address[5] memory callers = [issuer, alice, outsider, guardian, address(governor)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, callers[i]));
            vm.prank(callers[i]);
            roll.decideCase(TAG, 1, false);
        }
    }

    function test_decideCase_reverts_for_a_case_that_never_was() public {
        expectDecideReverts(0, false, unknown(0));
        expectDecideReverts(1, false, unknown(1));
        openCase(issuer, TAG);
        expectDecideReverts(0, false, unknown(0));
        expectDecideReverts(2, true, unknown(2));
    }

    function test_decideCase_about_an_earlier_case_does_nothing() public {
        openCase(issuer, TAG);
        withdrawCase(issuer, TAG);
        openCase(address(timelock), TAG);
        vm.warp(APPEAL_UNTIL);
        expectDecisionDoesNothing(1, true);
        expectDecisionDoesNothing(1, false);
        assertPhase(TAG, CasePhase.Open, "the second case");
    }

    function test_decideCase_does_nothing_once_the_case_has_lapsed() public {
        openCase(issuer, TAG);
        appeal(alice, TAG);
        vm.warp(DECIDE_UNTIL);
        expectDecisionDoesNothing(1, true);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_decideCase_does_nothing_once_the_case_is_over() public {
        openCase(issuer, TAG);
        withdrawCase(issuer, TAG);
        expectDecisionDoesNothing(1, true);
        openCase(address(timelock), TAG);
        vm.warp(APPEAL_UNTIL);
        roll.concludeCase(TAG);
        expectDecisionDoesNothing(2, false);
        expectDecisionDoesNothing(2, true);
    }

    /* withdrawCase */

    function test_withdrawCase_by_the_issuer_ends_the_case_in_either_phase() public {
        openCase(issuer, TAG);
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseDismissed(alice, TAG, 1, true);
        withdrawCase(issuer, TAG);
        assertPhase(TAG, CasePhase.Closed, "from Open");
        exit(alice);
        skip(1);
        admit(alice, TAG);
        openCase(issuer, TAG);
        appeal(alice, TAG);
        withdrawCase(issuer, TAG);
        assertPhase(TAG, CasePhase.Closed, "from Appealed");
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_withdrawCase_reverts_for_all_but_the_issuer() public {
        openCase(issuer, TAG);
        address[5] memory callers = [address(timelock), otherIssuer, alice, outsider, guardian];
        for (uint256 i; i < callers.length; ++i) expectWithdrawReverts(callers[i], notOpener(callers[i], TAG));
    }

    function test_withdrawCase_reverts_for_a_case_of_the_DAO() public {
        openCase(address(timelock), TAG);
        expectWithdrawReverts(issuer, notOpener(issuer, TAG));
        expectWithdrawReverts(address(timelock), notOpener(address(timelock), TAG));
    }

    function test_withdrawCase_reverts_for_an_issuer_whose_accreditation_ended() public {
        openCase(issuer, TAG);
        withdraw(issuer);
        expectWithdrawReverts(issuer, notOpener(issuer, TAG));
    }

    function test_withdrawCase_passes_to_the_issuer_who_renewed_meanwhile() public {
        openCase(issuer, TAG);
        skip(1);
        accept(offerBy(otherIssuer, alice, TAG));
        expectWithdrawReverts(issuer, notOpener(issuer, TAG));
        withdrawCase(otherIssuer, TAG);
        assertPhase(TAG, CasePhase.Closed, "withdrawn");
    }

    function test_withdrawCase_reverts_when_no_case_is_pending() public {
        expectWithdrawReverts(issuer, wrongPhase(TAG, CasePhase.None));
        openCase(issuer, TAG);
        vm.warp(DECIDE_UNTIL);
        expectWithdrawReverts(issuer, wrongPhase(TAG, CasePhase.Closed));
    }

    /* helpers */

    function expectDecideReverts(uint32 number, bool uphold, bytes memory revertData) private {
        vm.expectRevert(revertData);
        decide(TAG, number, uphold);
    }

    function expectWithdrawReverts(address by, bytes memory revertData) private {
        vm.expectRevert(revertData);
        withdrawCase(by, TAG);
    }

    function expectDecisionDoesNothing(uint32 number, bool uphold) private {
        bytes32 before = keccak256(abi.encode(roll.caseOf(TAG), roll.attestationOf(TAG)));
        vm.recordLogs();
        decide(TAG, number, uphold);
        assertEq(vm.getRecordedLogs().length, 0, "events");
        assertEq(keccak256(abi.encode(roll.caseOf(TAG), roll.attestationOf(TAG))), before, "case and iD");
    }

    function unknown(uint32 number) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesUnknown.selector, TAG, number);
    }

    function windowOpen() private pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesAppealWindowOpen.selector, TAG, APPEAL_UNTIL);
    }
}
