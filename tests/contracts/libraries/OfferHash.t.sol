// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {OfferHash} from "contracts/libraries/OfferHash.sol";
import {RollCase} from "../helpers/RollCase.sol";

/// @notice The digests, built by hand from EIP-712, field by field.
contract OfferHashTest is RollCase {
    string private constant FIELDS =
        "(address holder,address issuer,bytes32 schema,bytes32 personTag,"
        "uint48 issuedAt,uint48 expirationTime,uint48 deadline)";

    function test_typehashes_are_those_of_the_two_types() public pure {
        assertEq(OfferHash.OFFER_TYPEHASH, keccak256(bytes(string.concat("Offer", FIELDS))), "Offer");
        assertEq(OfferHash.ACCEPTANCE_TYPEHASH, keccak256(bytes(string.concat("Acceptance", FIELDS))), "Acceptance");
    }

    function testFuzz_offerDigest_is_the_EIP712_digest_of_an_Offer(Offer memory offer) public view {
        assertEq(roll.offerDigest(offer), digest("Offer", offer), "digest");
    }

    function testFuzz_acceptanceDigest_is_the_EIP712_digest_of_an_Acceptance(Offer memory offer) public view {
        assertEq(roll.acceptanceDigest(offer), digest("Acceptance", offer), "digest");
    }

    function digest(string memory typeName, Offer memory offer) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domainSeparator(), structHash(typeName, offer)));
    }

    function domainSeparator() private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Lexiarch Roll"),
                    keccak256("1"),
                    block.chainid,
                    address(roll)
                )
            );
    }

    function structHash(string memory typeName, Offer memory offer) private pure returns (bytes32) {
        return
            keccak256(
                bytes.concat(
                    keccak256(bytes(string.concat(typeName, FIELDS))),
                    bytes32(uint256(uint160(offer.holder))),
                    bytes32(uint256(uint160(offer.issuer))),
                    offer.schema,
                    offer.personTag,
                    bytes32(uint256(offer.issuedAt)),
                    bytes32(uint256(offer.expirationTime)),
                    bytes32(uint256(offer.deadline))
                )
            );
    }
}
