// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EASAttestation, IEAS} from "../interfaces/IEAS.sol";
import {IHolderRegistry, Offer} from "../interfaces/IHolderRegistry.sol";

/// @title An issuer whose offers are attestations of the Ethereum Attestation Service (EAS)
/// @notice Lets the DAO accredit somebody who attests with EAS already. Whoever has a live attestation of the right
/// schema by the trusted attester takes it to the roll as an offer: what stands in it decides what the offer may say.
/// @dev An ERC-1271 account: the "signature" of an offer is `abi.encode(offer, uid)` with the uid of the attestation.
/// The attestation's data begins with the person tag (schema `bytes32 personTag, …`), the offer's `issuedAt` is the
/// attestation's `time`, so that no attestation from before an end undoes it, and `expirationTime` is
/// {expirationOf} it. A later revocation in EAS ends no iD; the attester opens a case instead, as any issuer does.
contract EASIssuer is IERC1271 {
    /// @notice Where attestations are read.
    IEAS public immutable eas;

    /// @notice Uid of the attestations' schema in EAS.
    bytes32 public immutable easSchema;

    /// @notice Whose attestations count.
    address public immutable attester;

    /// @notice The roll that offers are made for.
    IHolderRegistry public immutable roll;

    /// @notice Uid of the schema that the roll attests.
    bytes32 public immutable schema;

    /// @notice Longest time from attestation to expiration, in seconds.
    uint48 public immutable term;

    /// @notice Only the attester acts as the issuer.
    error EASIssuerNotAttester(address caller);

    /// @notice A term is at most that of the roll.
    error EASIssuerTermInvalid(uint48 term, uint48 maxTerm);

    constructor(
        IEAS eas_,
        bytes32 easSchema_,
        address attester_,
        IHolderRegistry roll_,
        bytes32 schema_,
        uint48 term_
    ) {
        if (term_ == 0 || term_ > roll_.MAX_TERM()) revert EASIssuerTermInvalid(term_, roll_.MAX_TERM());
        (eas, easSchema, attester) = (eas_, easSchema_, attester_);
        (roll, schema, term) = (roll_, schema_, term_);
    }

    /// @notice Gives notice of a case, as the issuer. See {IHolderCases-openCase}.
    function openCase(bytes32 personTag, bytes32 commitment, bool suspend) external returns (uint32 number) {
        _checkAttester();
        return roll.openCase(personTag, commitment, suspend);
    }

    /// @notice Takes a case back, as the issuer. See {IHolderCases-withdrawCase}.
    function withdrawCase(bytes32 personTag) external {
        _checkAttester();
        roll.withdrawCase(personTag);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (Offer memory offer, bytes32 uid) = abi.decode(signature, (Offer, bytes32));
        bool valid = hash == roll.offerDigest(offer) && _matches(offer, eas.getAttestation(uid));
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @notice When an iD attested on this word expires, in seconds since 1970: with the attestation, and {term} after
    /// it was made at the latest.
    function expirationOf(EASAttestation memory attestation) public view returns (uint256) {
        uint256 latest = uint256(attestation.time) + term;
        return attestation.expirationTime == 0 ? latest : Math.min(latest, attestation.expirationTime);
    }

    function _matches(Offer memory offer, EASAttestation memory attestation) private view returns (bool) {
        bool live = attestation.uid != 0 && attestation.revocationTime == 0;
        bool trusted = attestation.schema == easSchema && attestation.attester == attester;
        bool mine = offer.issuer == address(this) && offer.schema == schema;
        bool holders = attestation.recipient == offer.holder && _tagOf(attestation.data) == offer.personTag;
        bool timed = attestation.time == offer.issuedAt && expirationOf(attestation) == offer.expirationTime;
        return live && trusted && mine && holders && timed;
    }

    /// @dev 0, which the roll refuses, when there is none.
    function _tagOf(bytes memory data) private pure returns (bytes32) {
        return data.length < 32 ? bytes32(0) : bytes32(data);
    }

    function _checkAttester() private view {
        if (msg.sender != attester) revert EASIssuerNotAttester(msg.sender);
    }
}
