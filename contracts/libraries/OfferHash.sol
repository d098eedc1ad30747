// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "../interfaces/IHolderOffers.sol";

/// @title EIP-712 struct hashes of an offer, of its acceptance, and of a batch of offers
/// @dev Offer and acceptance have the same fields: issuer and holder sign the same facts, each under its own type name.
library OfferHash {
    bytes32 internal constant OFFER_TYPEHASH =
        keccak256(
            "Offer(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );

    bytes32 internal constant ACCEPTANCE_TYPEHASH =
        keccak256(
            "Acceptance(address holder,address issuer,bytes32 schema,bytes32 personTag,"
            "uint48 issuedAt,uint48 expirationTime,uint48 deadline)"
        );

    bytes32 internal constant BATCH_TYPEHASH = keccak256("OfferBatch(bytes32 root)");

    /// @dev Also the leaf of a batch: a hash of 256 bytes is never that of a pair of hashes, which has 64.
    function offerHash(Offer calldata offer) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_TYPEHASH, offer));
    }

    function acceptanceHash(Offer calldata offer) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCEPTANCE_TYPEHASH, offer));
    }

    function batchHash(bytes32 root) internal pure returns (bytes32) {
        return keccak256(abi.encode(BATCH_TYPEHASH, root));
    }
}
