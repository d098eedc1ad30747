// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IEASIssuer} from "./Faces.sol";
import {
    AttestationRequest,
    AttestationRequestData,
    DelegatedAttestationRequest,
    ISchemaRegistry,
    IService,
    RevocationRequest,
    RevocationRequestData,
    Signature
} from "./EAS.sol";
import {RollActs} from "./RollActs.sol";
import {vm} from "./Vm.sol";

/// @notice A test about attestations of the Ethereum Attestation Service: its own compiled contracts, from npm.
abstract contract EASCase is RollActs {
    string private constant ARTIFACTS = "node_modules/@ethereum-attestation-service/eas-contracts/artifacts/contracts/";

    IService internal eas;
    ISchemaRegistry internal schemas;
    IEASIssuer internal adapter;
    bytes32 internal easSchema;
    address internal attester = account("attester"); // attests with EAS

    function setUp() public virtual override {
        super.setUp();
        schemas = ISchemaRegistry(vm.deployCode(string.concat(ARTIFACTS, "SchemaRegistry.sol/SchemaRegistry.json"), ""));
        eas = IService(vm.deployCode(string.concat(ARTIFACTS, "EAS.sol/EAS.json"), abi.encode(schemas)));
        easSchema = schemas.register("bytes32 personTag", address(0), true);
        adapter = deployAdapter(attester, TERM);
        accredit(address(adapter), person, time() + 3 * 365 days, DAILY_CAP);
    }

    function deployAdapter(address attester_, uint48 term) internal returns (IEASIssuer) {
        bytes memory arguments = abi.encode(eas, easSchema, attester_, roll, person, term);
        return IEASIssuer(deploy("EASIssuer", arguments));
    }

    /// @notice The attester attests in EAS that `holder` is the person.
    function attestInEAS(address holder, bytes32 tag) internal returns (bytes32 uid) {
        return attestInEAS(attester, easSchema, about(holder, abi.encode(tag)));
    }

    function attestInEAS(
        address by,
        bytes32 schema,
        AttestationRequestData memory data
    ) internal returns (bytes32 uid) {
        vm.prank(by);
        return eas.attest(AttestationRequest(schema, data));
    }

    /// @notice What the attester signed and somebody else hands in.
    function attestInEASByDelegation(address holder, bytes32 tag) internal returns (bytes32 uid) {
        AttestationRequestData memory data = about(holder, abi.encode(tag));
        bytes32 structHash = keccak256(
            abi.encode(
                eas.getAttestTypeHash(),
                attester,
                easSchema,
                data.recipient,
                data.expirationTime,
                data.revocable,
                data.refUID,
                keccak256(data.data),
                data.value,
                eas.getNonce(attester),
                uint64(0)
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", eas.getDomainSeparator(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[attester], digest);
        vm.prank(outsider);
        return eas.attestByDelegation(DelegatedAttestationRequest(easSchema, data, Signature(v, r, s), attester, 0));
    }

    function revokeInEAS(bytes32 uid) internal {
        vm.prank(attester);
        eas.revoke(RevocationRequest(easSchema, RevocationRequestData(uid, 0)));
    }

    function about(address holder, bytes memory data) internal pure returns (AttestationRequestData memory) {
        return AttestationRequestData(holder, 0, true, 0, data, 0);
    }

    /// @notice The offer that an attestation made now without an expiration is good for.
    function adapted(address holder, bytes32 tag) internal view returns (Offer memory) {
        return offerBy(address(adapter), holder, tag);
    }

    /// @notice The holder takes the attestation to the roll.
    function take(Offer memory offer, bytes32 uid) internal {
        vm.prank(offer.holder);
        roll.attest(offer, abi.encode(offer, uid));
    }
}
