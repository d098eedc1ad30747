// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {ERC1271WalletMock} from "contracts/mocks/ERC1271WalletMock.sol";
import {ERC7913WalletMock} from "contracts/mocks/ERC7913WalletMock.sol";
import {MerkleTree} from "../helpers/MerkleTree.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Keys that issuers name for their offers (ERC-7913): P-256 keys, accounts, contract wallets; their rotation.
contract HolderRegistryKeysTest is RollActs {
    uint256 private constant KEY = 0x1e71a4c4; // two P-256 keys
    uint256 private constant OTHER_KEY = 0x0c0ffee;
    uint256 private constant P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551;

    address private verifier;

    function setUp() public override {
        super.setUp();
        verifier = deploy("P256VerifierMock", "");
    }

    /* P-256 */

    function test_attest_takes_the_signature_of_the_issuers_P256_key() public {
        setSigner(issuer, signerOf(KEY));
        Offer memory offer = offerTo(alice, TAG);
        attest(offer, signWith(KEY, offer));
        assertTrue(roll.isHolder(alice), "isHolder");
        assertEq(roll.attestationOf(TAG).issuer, issuer, "the issuer answers for it");
    }

    function test_claim_takes_a_batch_signed_by_the_issuers_P256_key() public {
        setSigner(issuer, signerOf(KEY));
        bytes32[] memory leaves = new bytes32[](1);
        Offer memory offer = offerTo(alice, TAG);
        leaves[0] = offerHash(offer);
        bytes memory signature = signP256(KEY, roll.batchDigest(MerkleTree.rootOf(leaves)));
        vm.prank(alice);
        roll.claim(offer, new bytes32[](0), signature);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_startRecovery_takes_the_signature_of_the_issuers_P256_key() public {
        admit(alice, TAG);
        skip(1);
        setSigner(issuer, signerOf(KEY));
        Offer memory offer = recoveryTo(bob, TAG);
        bytes memory signature = signWith(KEY, offer);
        vm.prank(bob);
        roll.startRecovery(offer, signature, "");
        assertEq(roll.recoveryOf(TAG).newHolder, bob, "newHolder");
    }

    function test_attest_reverts_for_another_P256_key_and_for_a_malleated_signature() public {
        setSigner(issuer, signerOf(KEY));
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, signWith(OTHER_KEY, offer));
        (bytes32 r, bytes32 s) = abi.decode(signWith(KEY, offer), (bytes32, bytes32));
        expectNoOffer(offer, abi.encode(r, P256_ORDER - uint256(s)));
        expectNoOffer(offer, abi.encode(r));
        expectNoOffer(offer, "");
    }

    function test_attest_reverts_for_a_key_of_a_wrong_length_and_for_a_verifier_without_code() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory signature = signWith(KEY, offer);
        setSigner(issuer, bytes.concat(signerOf(KEY), hex"00"));
        expectNoOffer(offer, signature);
        (uint256 x, uint256 y) = vm.publicKeyP256(KEY);
        setSigner(issuer, abi.encodePacked(outsider, x, y));
        expectNoOffer(offer, signature);
    }

    function test_a_key_counts_for_its_schema_only() public {
        setSigner(issuer, signerOf(KEY));
        admitOrganisation(alice, TAG); // signed by the account
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    /* an account, a contract wallet */

    function test_attest_takes_the_signature_of_the_account_that_the_issuer_named() public {
        setSigner(issuer, abi.encodePacked(carol));
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, sign(bob, roll.offerDigest(offer)));
        attest(offer, sign(carol, roll.offerDigest(offer)));
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_attest_takes_the_signature_of_the_wallet_that_the_issuer_named() public {
        setSigner(issuer, abi.encodePacked(new ERC1271WalletMock(carol)));
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, signOffer(offer));
        attest(offer, sign(carol, roll.offerDigest(offer)));
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_nobody_signs_for_the_zero_address() public {
        setSigner(issuer, abi.encodePacked(address(0)));
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, signOffer(offer));
        expectNoOffer(offer, abi.encodePacked(bytes32(0), bytes32(0), uint8(27)));
        expectNoOffer(offer, "");
    }

    /* rotation */

    function test_the_issuers_account_signs_none_while_a_key_is_set() public {
        Offer memory offer = offerTo(alice, TAG);
        bytes memory signature = signOffer(offer);
        setSigner(issuer, signerOf(KEY));
        expectNoOffer(offer, signature);
        setSigner(issuer, "");
        attest(offer, signature);
        assertTrue(roll.isHolder(alice), "isHolder");
    }

    function test_a_new_key_kills_what_the_old_one_signed_and_nobody_has_accepted() public {
        setSigner(issuer, signerOf(KEY));
        Offer memory accepted = offerTo(alice, TAG);
        Offer memory kept = offerTo(bob, OTHER_TAG);
        attest(accepted, signWith(KEY, accepted));
        bytes memory signature = signWith(KEY, kept);
        setSigner(issuer, signerOf(OTHER_KEY));
        expectNoOffer(kept, signature);
        attest(kept, signWith(OTHER_KEY, kept));
        assertTrue(roll.isHolder(alice), "what was accepted stays");
    }

    function test_a_key_outlasts_a_longer_term_and_a_suspension_of_issuance() public {
        setSigner(issuer, signerOf(KEY));
        accredit(issuer);
        suspendIssuance(issuer);
        skip(issuers.SUSPENSION());
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, signOffer(offer));
        attest(offer, signWith(KEY, offer));
    }

    function test_a_key_is_forgotten_after_an_end_of_the_accreditation() public {
        setSigner(issuer, signerOf(KEY));
        withdraw(issuer);
        skip(1);
        accredit(issuer);
        Offer memory offer = offerTo(alice, TAG);
        expectNoOffer(offer, signWith(KEY, offer));
        accept(offer);
    }

    /* holders */

    function test_a_contract_wallet_with_a_P256_key_accepts_appeals_and_leaves_by_signature() public {
        address wallet = address(new ERC7913WalletMock(signerOf(KEY)));
        Offer memory offer = offerTo(wallet, TAG);
        bytes memory offered = signOffer(offer);
        bytes32 consent = roll.acceptanceDigest(offer);
        bytes32 uid = roll.offerDigest(offer);
        bytes memory byOther = signP256(OTHER_KEY, consent);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryHolderSignatureInvalid.selector, wallet, uid)
        );
        roll.attestBySig(offer, offered, byOther);
        roll.attestBySig(offer, offered, signP256(KEY, consent));
        assertTrue(roll.isHolder(wallet), "in");

        openCase(issuer, TAG);
        bytes32 typehash = keccak256("Appeal(bytes32 personTag,uint32 number)");
        roll.appealBySig(TAG, signP256(KEY, rollDigest(keccak256(abi.encode(typehash, TAG, 1)))));

        typehash = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");
        bytes32 digest = rollDigest(keccak256(abi.encode(typehash, TAG, START, START)));
        roll.exitBySig(TAG, START, signP256(KEY, digest));
        assertFalse(roll.isHolder(wallet), "out");
    }

    /* helpers */

    /// @dev ERC-7913: the verifier, followed by the key.
    function signerOf(uint256 key) private view returns (bytes memory) {
        (uint256 x, uint256 y) = vm.publicKeyP256(key);
        return abi.encodePacked(verifier, x, y);
    }

    /// @dev The lower `s` of two, as verifiers want it.
    function signP256(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s) = vm.signP256(key, digest);
        return abi.encode(r, uint256(s) > P256_ORDER / 2 ? bytes32(P256_ORDER - uint256(s)) : s);
    }

    function signWith(uint256 key, Offer memory offer) private view returns (bytes memory) {
        return signP256(key, roll.offerDigest(offer));
    }

    function attest(Offer memory offer, bytes memory signature) private {
        vm.prank(offer.holder);
        roll.attest(offer, signature);
    }

    function expectNoOffer(Offer memory offer, bytes memory signature) private {
        bytes32 uid = roll.offerDigest(offer);
        vm.expectRevert(
            abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector, issuer, uid)
        );
        attest(offer, signature);
    }
}
