// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "../interfaces/IHolderRegistry.sol";

/// @title EIP-712 struct hashes of an offer and of its acceptance
/// @dev Both types have the same fields: issuer and holder sign the same facts, each under its own type name.
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

    function offerHash(Offer calldata offer) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_TYPEHASH, offer));
    }

    function acceptanceHash(Offer calldata offer) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCEPTANCE_TYPEHASH, offer));
    }
}
