// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CasePhase, IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRegistry} from "contracts/interfaces/IHolderRegistry.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {ERC1271WalletMock} from "contracts/mocks/ERC1271WalletMock.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Whose word the roll takes: the issuer's, the holder's, and in which form.
contract HolderRegistrySignaturesTest is RollActs {
    uint256 private constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    /* attestBySig */

    function test_attestBySig_lets_anyone_hand_in_what_the_holder_signed() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes32 uid = roll.offerDigest(offer);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        vm.expectEmit(address(roll));
        emit IHolderOffers.Attested(alice, issuer, TAG, uid, person, HolderKind.Person, START, START + TERM);
        vm.prank(outsider);
        assertEq(roll.attestBySig(offer, offered, accepted), uid, "uid");
        assertTrue(roll.isHolder(alice), "alice");
        assertFalse(roll.isHolder(outsider), "the one who paid");
    }

    function test_attestBySig_reverts_when_the_issuer_signs_for_the_holder() public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoConsent(offer, signOffer(offer), sign(issuer, roll.acceptanceDigest(offer)));
    }

    function test_attestBySig_reverts_when_the_holder_signed_the_offer_instead_of_the_acceptance() public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoConsent(offer, signOffer(offer), sign(alice, roll.offerDigest(offer)));
    }

    function test_attestBySig_reverts_for_a_consent_to_other_terms() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory accepted = signAcceptance(offer);
        offer.expirationTime += 1;
        expectNoConsent(offer, signOffer(offer), accepted);
    }

    function test_attestBySig_reverts_for_the_zero_address_with_a_signature_of_nobody() public {
        Offer memory offer = offerTo(address(0), TAG);
        expectNoConsent(offer, signOffer(offer), abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
        expectNoConsent(offer, signOffer(offer), "");
    }

    function test_attestBySig_makes_the_checks_of_attest() public {
        Offer memory offer = offerTo(alice, TAG);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        vm.warp(offer.deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryOfferExpired.selector, offer.deadline, time())
        );
        roll.attestBySig(offer, offered, accepted);
    }

    function test_attestBySig_reverts_for_every_malformed_signature_of_the_holder() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes[] memory malformed = malformedCopies(signAcceptance(offer));
        for (uint256 i; i < malformed.length; ++i) expectNoConsent(offer, signOffer(offer), malformed[i]);
    }

    /* the issuer's signature */

    function test_attest_reverts_for_every_malformed_signature_of_the_issuer() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes[] memory malformed = malformedCopies(signOffer(offer));
        for (uint256 i; i < malformed.length; ++i) expectNoOffer(offer, malformed[i]);
    }

    function test_attest_reverts_when_another_accredited_issuer_signed() public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, sign(otherIssuer, roll.offerDigest(offer)));
    }

    function test_attest_reverts_when_the_holder_signed_for_the_issuer() public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, sign(alice, roll.offerDigest(offer)));
    }

    function test_attest_reverts_when_the_issuer_signed_the_acceptance_type() public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, sign(issuer, roll.acceptanceDigest(offer)));
    }

    function test_attest_reverts_when_any_field_was_changed_after_signing() public {
        skip(10);
        Offer memory signed = offerTo(alice, TAG);
        bytes memory signature = signOffer(signed);
        Offer memory offer = offerTo(alice, OTHER_TAG);
        expectNoOffer(offer, signature);
        offer = offerTo(bob, TAG);
        expectNoOffer(offer, signature);
        offer = offerTo(alice, TAG);
        offer.issuer = otherIssuer;
        expectNoOffer(offer, signature);
        offer = offerTo(alice, TAG);
        offer.schema = organisation;
        expectNoOffer(offer, signature);
        offer = offerTo(alice, TAG);
        offer.issuedAt -= 1;
        expectNoOffer(offer, signature);
        offer = offerTo(alice, TAG);
        offer.expirationTime += 1;
        expectNoOffer(offer, signature);
        offer = offerTo(alice, TAG);
        offer.deadline += 1;
        expectNoOffer(offer, signature);
    }

    function test_accounts_that_delegate_to_code_sign_with_their_keys() public {
        Offer memory offer = offerTo(alice, TAG);
        (bytes memory offered, bytes memory accepted) = (signOffer(offer), signAcceptance(offer));
        vm.etch(alice, hex"ef0100_0000000000000000000000000000000000000001");
        vm.etch(issuer, hex"ef0100_0000000000000000000000000000000000000001");
        roll.attestBySig(offer, offered, accepted);
        assertTrue(roll.isHolder(alice), "alice");
    }

    function test_attest_reverts_for_a_signature_made_on_another_chain() public {
        Offer memory offer = offerTo(alice, TAG);
        vm.chainId(1);
        bytes memory signature = signOffer(offer);
        bytes32 foreign = roll.offerDigest(offer);
        vm.chainId(31_337);
        assertTrue(foreign != roll.offerDigest(offer), "digests");
        expectNoOffer(offer, signature);
    }

    function test_attest_reverts_for_a_signature_made_for_another_roll() public {
        IHolderRegistry elsewhere = IHolderRegistry(deploy("HolderRegistry", abi.encode(timelock, issuers, tree)));
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, sign(issuer, elsewhere.offerDigest(offer)));
    }

    /* contract wallets (ERC-1271) */

    function test_attest_takes_the_word_of_a_contract_issuer_while_its_key_stands() public {
        ERC1271WalletMock wallet = new ERC1271WalletMock(issuer);
        vm.prank(address(timelock));
        issuers.accredit(address(wallet), person, START + 365 days, DAILY_CAP);
        Offer memory offer = offerTo(alice, TAG);
        offer.issuer = address(wallet);
        bytes memory signature = sign(issuer, roll.offerDigest(offer));
        expectNoOffer(offer, sign(otherIssuer, roll.offerDigest(offer)));

        vm.prank(alice);
        roll.attest(offer, signature);
        assertEq(roll.attestationOf(TAG).issuer, address(wallet), "issuer");

        vm.prank(issuer);
        wallet.dropKey();
        skip(1);
        offer.issuedAt = time();
        offer.expirationTime += 1 days;
        expectNoOffer(offer, sign(issuer, roll.offerDigest(offer)));
    }

    function test_attestBySig_takes_the_word_of_a_contract_holder() public {
        address wallet = address(new ERC1271WalletMock(alice));
        Offer memory offer = offerTo(wallet, TAG);
        bytes32 digest = roll.acceptanceDigest(offer);
        expectNoConsent(offer, signOffer(offer), sign(bob, digest));
        roll.attestBySig(offer, signOffer(offer), sign(alice, digest));
        assertTrue(roll.isHolder(wallet), "wallet");
        assertFalse(roll.isHolder(alice), "its key");
    }

    function test_attest_and_exit_work_from_a_contract_wallet() public {
        ERC1271WalletMock wallet = new ERC1271WalletMock(alice);
        Offer memory offer = offerTo(address(wallet), TAG);
        bytes memory signature = signOffer(offer);
        vm.prank(alice);
        wallet.call(address(roll), abi.encodeCall(IHolderOffers.attest, (offer, signature)));
        assertTrue(roll.isHolder(address(wallet)), "in");
        vm.prank(alice);
        wallet.call(address(roll), abi.encodeCall(IHolderRecords.exit, ()));
        assertFalse(roll.isHolder(address(wallet)), "out");
    }

    function test_attest_reverts_when_a_contract_issuer_cannot_sign() public {
        vm.prank(address(timelock));
        issuers.accredit(address(token), person, START + 365 days, DAILY_CAP);
        Offer memory offer = offerTo(alice, TAG);
        offer.issuer = address(token);
        expectNoOffer(offer, sign(issuer, roll.offerDigest(offer)));
    }

    /* appealBySig */

    function test_appealBySig_lets_anyone_hand_in_what_the_holder_signed() public {
        admit(alice, TAG);
        openSuspending(issuer, TAG);
        bytes memory signature = signAppeal(alice, TAG, 1);
        vm.expectEmit(address(roll));
        emit IHolderCases.CaseAppealed(alice, TAG, 1);
        vm.prank(outsider);
        roll.appealBySig(TAG, signature);
        vm.expectRevert(wrongPhase(TAG, CasePhase.Appealed));
        roll.appealBySig(TAG, signature);
    }

    function test_appealBySig_reverts_when_the_holder_signed_otherwise() public {
        admit(alice, TAG);
        openCase(issuer, TAG);
        expectNoAppeal(TAG, alice, signAppeal(issuer, TAG, 1));
        expectNoAppeal(TAG, alice, signAppeal(alice, OTHER_TAG, 1));
        expectNoAppeal(TAG, alice, signAppeal(alice, TAG, 2));
        expectNoAppeal(OTHER_TAG, address(0), signAppeal(alice, OTHER_TAG, 0));
        bytes[] memory malformed = malformedCopies(signAppeal(alice, TAG, 1));
        for (uint256 i; i < malformed.length; ++i) expectNoAppeal(TAG, alice, malformed[i]);
    }

    function test_appealBySig_reverts_for_an_appeal_in_an_earlier_case() public {
        admit(alice, TAG);
        openCase(issuer, TAG);
        bytes memory signature = signAppeal(alice, TAG, 1);
        decide(TAG, 1, false);
        openCase(address(timelock), TAG);
        expectNoAppeal(TAG, alice, signature);
    }

    function test_appealBySig_reverts_when_it_is_too_late() public {
        admit(alice, TAG);
        openCase(issuer, TAG);
        bytes memory signature = signAppeal(alice, TAG, 1);
        skip(APPEAL_WINDOW);
        vm.expectRevert(abi.encodeWithSelector(IHolderCases.HolderCasesAppealTooLate.selector, TAG, time()));
        roll.appealBySig(TAG, signature);
    }

    function test_appealBySig_takes_the_word_of_a_contract_holder() public {
        address wallet = address(new ERC1271WalletMock(alice));
        admit(wallet, TAG);
        openCase(issuer, TAG);
        expectNoAppeal(TAG, wallet, signAppeal(bob, TAG, 1));
        roll.appealBySig(TAG, signAppeal(alice, TAG, 1));
        assertPhase(TAG, CasePhase.Appealed, "appealed");
    }

    /* any bytes at all */

    function testFuzz_attestBySig_takes_no_random_signature(bytes memory offered, bytes memory accepted) public {
        Offer memory offer = offerTo(alice, TAG);
        expectNoConsent(offer, signOffer(offer), accepted);
        expectNoOffer(offer, offered);
    }

    /* helpers */

    function expectNoConsent(Offer memory offer, bytes memory offered, bytes memory accepted) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryHolderSignatureInvalid.selector,
                offer.holder,
                roll.offerDigest(offer)
            )
        );
        roll.attestBySig(offer, offered, accepted);
    }

    function expectNoOffer(Offer memory offer, bytes memory offered) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector,
                offer.issuer,
                roll.offerDigest(offer)
            )
        );
        vm.prank(offer.holder);
        roll.attest(offer, offered);
    }

    function expectNoAppeal(bytes32 tag, address holder, bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IHolderRecords.HolderRegistrySignatureInvalid.selector, holder));
        roll.appealBySig(tag, signature);
    }

    /// @dev Malleated (high s), without v, compact, with the other v, with v of no kind, too long, empty.
    function malformedCopies(bytes memory good) private pure returns (bytes[] memory copies) {
        (bytes32 r, bytes32 s, uint8 v) = split(good);
        uint8 flipped = v == 27 ? 28 : 27;
        copies = new bytes[](7);
        copies[0] = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), flipped);
        copies[1] = abi.encodePacked(r, s);
        copies[2] = abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
        copies[3] = abi.encodePacked(r, s, flipped);
        copies[4] = abi.encodePacked(r, s, v - 27);
        copies[5] = abi.encodePacked(r, s, v, uint8(0));
        copies[6] = "";
    }

    function split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }
}
