// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderOffers, Offer} from "contracts/interfaces/IHolderOffers.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {ERC1271WalletMock} from "contracts/mocks/ERC1271WalletMock.sol";
import {MerkleTree} from "../helpers/MerkleTree.sol";
import {RollActs} from "../helpers/RollActs.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Offers in batches: one signature of the issuer for a Merkle tree of them.
contract HolderRegistryClaimTest is RollActs {
    Offer[] private offers;
    bytes32[] private leaves;
    bytes private signature; // of the batch

    function setUp() public override {
        super.setUp();
        prepare(5);
    }

    function test_batchDigest_is_the_EIP712_digest_of_an_OfferBatch() public view {
        bytes32 typehash = keccak256("OfferBatch(bytes32 root)");
        bytes32 expected = rollDigest(keccak256(abi.encode(typehash, bytes32("root"))));
        assertEq(roll.batchDigest("root"), expected, "digest");
    }

    /* claim */

    function test_claim_does_what_attest_does() public {
        Offer memory offer = offers[2];
        bytes32 uid = roll.offerDigest(offer);
        vm.expectEmit(address(roll));
        emit IHolderOffers.Attested(
            offer.holder,
            issuer,
            offer.personTag,
            uid,
            person,
            HolderKind.Person,
            START,
            START + TERM
        );
        assertEq(claim(2), uid, "uid");
        assertTrue(roll.isHolder(offer.holder), "isHolder");
        assertEq(roll.usedToday(1), 1, "usedToday");
    }

    function testFuzz_claim_takes_every_leaf_of_a_tree_of_any_size(uint256 size, uint256 pick) public {
        prepare(within(size, 1, 64));
        uint256 index = within(pick, 0, offers.length - 1);
        claim(index);
        assertTrue(roll.isHolder(offers[index].holder), "isHolder");
        assertEq(roll.holderCount(), 1, "holderCount");
    }

    function test_claim_takes_all_leaves_of_a_tree_one_by_one() public {
        prepare(64);
        for (uint256 i; i < offers.length; ++i) claim(i);
        assertEq(roll.holderCount(), 64, "holderCount");
    }

    function test_claim_renews_and_uses_no_cap() public {
        claim(0);
        skip(1 days);
        prepare(3);
        claim(0);
        assertEq(roll.attestationOf(offers[0].personTag).since, START, "since");
        assertEq(roll.usedToday(1), 0, "usedToday");
    }

    function test_claim_reverts_when_caller_is_not_the_offers_holder() public {
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryNotOfferHolder.selector,
                outsider,
                offers[0].holder
            )
        );
        vm.prank(outsider);
        roll.claim(offers[0], proofOf(0), signature);
    }

    function test_claim_makes_the_checks_of_attest() public {
        vm.warp(offers[0].deadline + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryOfferExpired.selector,
                offers[0].deadline,
                offers[0].deadline + 1
            )
        );
        claim(0);
    }

    /* claimBySig */

    function test_claimBySig_lets_anyone_hand_in_what_the_holder_signed() public {
        bytes memory accepted = signAcceptance(offers[1]);
        vm.prank(outsider);
        bytes32 uid = roll.claimBySig(offers[1], proofOf(1), signature, accepted);
        assertEq(uid, roll.offerDigest(offers[1]), "uid");
        assertTrue(roll.isHolder(offers[1].holder), "isHolder");
    }

    function test_claimBySig_reverts_without_the_holders_consent() public {
        bytes memory byIssuer = sign(issuer, roll.acceptanceDigest(offers[1]));
        bytes32 uid = roll.offerDigest(offers[1]);
        vm.expectRevert(
            abi.encodeWithSelector(
                IHolderOffers.HolderRegistryHolderSignatureInvalid.selector,
                offers[1].holder,
                uid
            )
        );
        roll.claimBySig(offers[1], proofOf(1), signature, byIssuer);
    }

    /* proofs */

    function test_claim_reverts_for_another_proof() public {
        expectClaimReverts(0, proofOf(1), signature);
        expectClaimReverts(0, new bytes32[](0), signature);
        bytes32[] memory proof = proofOf(0);
        proof[0] ^= bytes32(uint256(1));
        expectClaimReverts(0, proof, signature);
        bytes32[] memory longer = new bytes32[](proof.length + 1);
        (longer[0], longer[1], longer[2]) = (leaves[1], proof[1], proof[2]);
        expectClaimReverts(0, longer, signature);
    }

    function test_claim_reverts_for_an_offer_that_is_not_in_the_batch() public {
        bytes32[] memory proof = proofOf(0);
        offers[0].expirationTime += 1;
        expectClaimReverts(0, proof, signature);
    }

    function test_claim_reverts_for_the_signature_of_another_batch_or_another_issuer() public {
        bytes memory byOther = sign(otherIssuer, roll.batchDigest(MerkleTree.rootOf(leaves)));
        expectClaimReverts(0, proofOf(0), byOther);
        bytes memory former = signature;
        prepare(6);
        expectClaimReverts(0, proofOf(0), former);
    }

    function testFuzz_claim_takes_no_random_proof(bytes32[] memory proof) public {
        expectClaimReverts(0, proof, signature);
    }

    /* a batch is no offer, and an offer no batch */

    function test_claim_reverts_for_the_signature_of_the_offer_alone() public {
        prepare(1);
        expectClaimReverts(0, proofOf(0), signOffer(offers[0]));
        bytes memory ofLeaf = sign(issuer, rollDigest(leaves[0]));
        expectClaimReverts(0, proofOf(0), ofLeaf);
    }

    function test_attest_reverts_for_the_signature_of_a_batch() public {
        prepare(1);
        bytes32 uid = roll.offerDigest(offers[0]);
        vm.expectRevert(issuerSignatureInvalid(uid));
        vm.prank(offers[0].holder);
        roll.attest(offers[0], signature);
        claim(0);
    }

    function test_an_offer_signed_both_ways_takes_effect_once() public {
        claim(0);
        expectAcceptReverts(offers[0], stale(START, START));
        accept(offers[1]);
        vm.expectRevert(stale(START, START));
        claim(1);
    }

    function test_claim_reverts_for_a_batch_of_another_chain_or_another_roll() public {
        bytes32 root = MerkleTree.rootOf(leaves);
        vm.chainId(1);
        bytes memory foreign = sign(issuer, roll.batchDigest(root));
        vm.chainId(31_337);
        expectClaimReverts(0, proofOf(0), foreign);
        IHolderOffers elsewhere = IHolderOffers(deploy("HolderRegistry", abi.encode(timelock, issuers, tree)));
        expectClaimReverts(0, proofOf(0), sign(issuer, elsewhere.batchDigest(root)));
    }

    function test_claim_takes_the_word_of_a_contract_issuer() public {
        address wallet = address(new ERC1271WalletMock(issuer));
        accredit(wallet);
        for (uint256 i; i < offers.length; ++i) offers[i].issuer = wallet;
        signBatch();
        claim(3);
        assertEq(roll.attestationOf(offers[3].personTag).issuer, wallet, "issuer");
    }

    /* helpers */

    /// @dev A signed batch of so many offers, to as many accounts.
    function prepare(uint256 size) private {
        delete offers;
        address[] memory people = accounts("claimer", size);
        for (uint256 i; i < size; ++i) offers.push(offerTo(people[i], keccak256(abi.encode("claimer", i))));
        signBatch();
    }

    function signBatch() private {
        delete leaves;
        for (uint256 i; i < offers.length; ++i) leaves.push(offerHash(offers[i]));
        signature = sign(issuer, roll.batchDigest(MerkleTree.rootOf(leaves)));
    }

    function proofOf(uint256 index) private view returns (bytes32[] memory) {
        return MerkleTree.proofOf(leaves, index);
    }

    function claim(uint256 index) private returns (bytes32 uid) {
        bytes32[] memory proof = proofOf(index);
        vm.prank(offers[index].holder);
        return roll.claim(offers[index], proof, signature);
    }

    function expectClaimReverts(uint256 index, bytes32[] memory proof, bytes memory batchSignature) private {
        bytes32 uid = roll.offerDigest(offers[index]);
        vm.expectRevert(issuerSignatureInvalid(uid));
        vm.prank(offers[index].holder);
        roll.claim(offers[index], proof, batchSignature);
    }

    function issuerSignatureInvalid(bytes32 uid) private view returns (bytes memory) {
        return abi.encodeWithSelector(IHolderOffers.HolderRegistryIssuerSignatureInvalid.selector, issuer, uid);
    }
}
