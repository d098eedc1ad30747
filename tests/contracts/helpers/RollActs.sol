// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CaseFile, CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {RollCase} from "./RollCase.sol";
import {vm} from "./Vm.sol";

/// @notice A test about the roll in which issuers, the guardian and the DAO act, too.
abstract contract RollActs is RollCase {
    uint48 internal constant APPEAL_WINDOW = 14 days;
    uint48 internal constant DECISION_TIME = 60 days;
    uint48 internal constant SUSPENSION = 14 days;
    uint48 internal constant RECOVERY_DELAY = 14 days;
    uint48 internal constant VETO_REST = 90 days;

    /* THE DAO AND ITS GUARDIAN */

    /// @notice Accredits for persons, for a year.
    function accredit(address issuer_) internal returns (uint16) {
        return accredit(issuer_, person, time() + 365 days, DAILY_CAP);
    }

    function accredit(address issuer_, bytes32 schema, uint48 validUntil, uint32 dailyCap) internal returns (uint16) {
        vm.prank(address(timelock));
        return issuers.accredit(issuer_, schema, validUntil, dailyCap);
    }

    function withdraw(address issuer_) internal {
        withdraw(issuer_, person);
    }

    function withdraw(address issuer_, bytes32 schema) internal {
        vm.prank(address(timelock));
        issuers.withdraw(issuer_, schema);
    }

    function suspendIssuance(address issuer_) internal {
        vm.prank(guardian);
        issuers.suspendIssuance(issuer_, person);
    }

    function decide(bytes32 tag, uint32 number, bool uphold) internal {
        vm.prank(address(timelock));
        roll.decideCase(tag, number, uphold);
    }

    /* ISSUERS */

    function offerBy(address issuer_, address holder, bytes32 tag) internal view returns (Offer memory offer) {
        offer = offerTo(holder, tag);
        offer.issuer = issuer_;
    }

    function setSigner(address issuer_, bytes memory signer) internal {
        vm.prank(issuer_);
        issuers.setSigner(person, signer);
    }

    function openSuspending(address by, bytes32 tag) internal returns (uint32 number) {
        vm.prank(by);
        return roll.openCase(tag, REASON, true);
    }

    function withdrawCase(address by, bytes32 tag) internal {
        vm.prank(by);
        roll.withdrawCase(tag);
    }

    /* HOLDERS */

    function startRecovery(Offer memory offer) internal returns (bytes32 uid) {
        bytes memory signature = signOffer(offer);
        vm.prank(offer.holder);
        return roll.startRecovery(offer, signature, "");
    }

    function expectStartReverts(Offer memory offer, bytes memory revertData) internal {
        bytes memory signature = signOffer(offer);
        vm.expectRevert(revertData);
        vm.prank(offer.holder);
        roll.startRecovery(offer, signature, "");
    }

    function vetoRecovery(address by, bytes32 tag) internal {
        vm.prank(by);
        roll.vetoRecovery(tag);
    }

    /// @notice An offer as a recovery needs it: its term is longer than that of an iD which began before.
    function recoveryTo(address holder, bytes32 tag) internal view returns (Offer memory offer) {
        offer = offerTo(holder, tag);
        offer.expirationTime += 1 days;
    }

    /// @notice The whole recovery, from the offer to the move.
    function recover(address to, bytes32 tag) internal {
        startRecovery(recoveryTo(to, tag));
        skip(RECOVERY_DELAY);
        roll.completeRecovery(tag);
    }

    /// @notice EIP-712 struct hash of an offer, and its leaf in a batch.
    function offerHash(Offer memory offer) internal pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );
        return keccak256(abi.encode(typehash, offer));
    }

    function signAppeal(address by, bytes32 tag, uint32 number) internal view returns (bytes memory) {
        bytes32 typehash = keccak256("Appeal(bytes32 personTag,uint32 number)");
        return sign(by, rollDigest(keccak256(abi.encode(typehash, tag, number))));
    }

    /* WHAT TO EXPECT */

    function assertPhase(bytes32 tag, CasePhase expected, string memory what) internal view {
        assertEq(uint256(roll.caseOf(tag).phase), uint256(expected), what);
    }

    function assertCase(bytes32 tag, CaseFile memory expected) internal view {
        CaseFile memory file = roll.caseOf(tag);
        assertEq(file.number, expected.number, "number");
        assertEq(uint256(file.phase), uint256(expected.phase), "phase");
        assertEq(file.byIssuer, expected.byIssuer, "byIssuer");
        assertEq(file.openedAt, expected.openedAt, "openedAt");
        assertEq(file.appealUntil, expected.appealUntil, "appealUntil");
        assertEq(file.decideUntil, expected.decideUntil, "decideUntil");
        assertEq(file.suspendedUntil, expected.suspendedUntil, "suspendedUntil");
    }

    /// @notice Revert data of an act that the case's phase forbids; all but a decision need the phase Open.
    function wrongPhase(bytes32 tag, CasePhase current) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesWrongPhase.selector, tag, current, CasePhase.Open);
    }

    function notLive(bytes32 tag) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderRecords.HolderRegistryNotLive.selector, tag);
    }

    function notHolder(address account_) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderRecords.HolderRegistryNotHolder.selector, account_);
    }

    function notOpener(address by, bytes32 tag) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IHolderCases.HolderCasesNotOpener.selector, by, tag);
    }

    function notAccredited(address by) internal view returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerNotAccredited.selector, by, person);
    }
}
