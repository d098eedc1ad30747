// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {vm} from "../helpers/Vm.sol";
import {GasCase} from "./GasCase.sol";

/// @notice The roll, on which ten members are already.
contract RollGas is GasCase {
    uint256 private constant TREE_SIZE = 1024;

    /// @dev All nodes of the tree of offers, the root first; the leaves are the last TREE_SIZE.
    bytes32[] private nodes;

    function test_accept() public {
        address[] memory people = accounts("newcomer", IN_A_ROW);
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            Offer memory offer = offerTo(people[i], keccak256(abi.encode(people[i])));
            bytes memory signature = signOffer(offer);
            vm.prank(people[i]);
            roll.attest(offer, signature);
            note("ours", "accept_attestation", i);
        }
    }

    function test_accept_by_signature() public {
        address[] memory people = accounts("newcomer", IN_A_ROW);
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            Offer memory offer = offerTo(people[i], keccak256(abi.encode(people[i])));
            (bytes memory issuers_, bytes memory holders) = (signOffer(offer), signAcceptance(offer));
            vm.prank(outsider);
            roll.attestBySig(offer, issuers_, holders);
            note("ours", "accept_attestation_by_signature", i);
        }
    }

    function test_claim() public {
        address[] memory people = accounts("newcomer", IN_A_ROW);
        Offer[] memory offers = new Offer[](IN_A_ROW);
        for (uint256 i; i < IN_A_ROW; ++i) offers[i] = offerTo(people[i], keccak256(abi.encode(people[i])));
        plant(offers);
        bytes memory signature = sign(issuer, roll.batchDigest(nodes[0]));
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            bytes32[] memory proof = proofOf(i);
            vm.prank(people[i]);
            roll.claim(offers[i], proof, signature);
            note("ours", "claim_attestation", i);
        }
    }

    function test_renew() public {
        skip(30 days);
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            Offer memory offer = offerTo(members[i], tagOf(i));
            bytes memory signature = signOffer(offer);
            vm.prank(members[i]);
            roll.attest(offer, signature);
            note("ours", "renew_attestation", i);
        }
    }

    function test_conclude() public {
        for (uint256 i; i < IN_A_ROW; ++i) {
            vm.prank(issuer);
            roll.openCase(tagOf(i), REASON, true);
            note("ours", "open_case", i);
        }
        skip(roll.APPEAL_WINDOW());
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            vm.prank(outsider);
            roll.concludeCase(tagOf(i));
            note("ours", "end_attestation", i);
        }
    }

    function test_exit() public {
        for (uint256 i; i < IN_A_ROW; ++i) {
            skip(12);
            vm.prank(members[i]);
            roll.exit();
            note("ours", "exit", i);
        }
    }

    function test_join_the_tree() public {
        for (uint256 i; i < IN_A_ROW; ++i) {
            vm.prank(members[i]);
            tree.join(uint256(keccak256(abi.encode(i))) >> 8);
            note("ours", "join_tree", i);
        }
    }

    /// @dev The first offers are real; the others stand for themselves.
    function plant(Offer[] memory offers) private {
        bytes32[] memory built = new bytes32[](2 * TREE_SIZE - 1);
        for (uint256 i; i < TREE_SIZE; ++i) {
            built[TREE_SIZE - 1 + i] = i < offers.length ? leafOf(offers[i]) : keccak256(abi.encode("offer", i));
        }
        for (uint256 i = TREE_SIZE - 1; i > 0; --i) built[i - 1] = hashPair(built[2 * i - 1], built[2 * i]);
        nodes = built;
    }

    function proofOf(uint256 leaf) private view returns (bytes32[] memory proof) {
        proof = new bytes32[](10);
        uint256 node = TREE_SIZE - 1 + leaf;
        for (uint256 i; i < proof.length; ++i) {
            proof[i] = nodes[node % 2 == 0 ? node - 1 : node + 1];
            node = (node - 1) / 2;
        }
    }

    function leafOf(Offer memory offer) private pure returns (bytes32) {
        bytes32 typehash = keccak256(
            "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );
        return keccak256(abi.encode(typehash, offer));
    }

    function hashPair(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return left < right ? keccak256(abi.encode(left, right)) : keccak256(abi.encode(right, left));
    }
}
