// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {vm} from "../helpers/Vm.sol";
import {GasCase} from "./GasCase.sol";
import {
    AttestationRequest,
    AttestationRequestData,
    DelegatedAttestationRequest,
    IEASPeer,
    ISchemaRegistryPeer,
    MultiAttestationRequest,
    RevocationRequest,
    RevocationRequestData,
    Signature
} from "./IEASPeer.sol";

/// @notice The Ethereum Attestation Service, as its npm package has it compiled: attestations of 64 bytes.
contract EASGas is GasCase {
    string private constant ARTIFACTS =
        "node_modules/@ethereum-attestation-service/eas-contracts/artifacts/contracts/";

    IEASPeer private eas;
    bytes32 private schema;

    function setUp() public override {
        super.setUp();
        address registry = vm.deployCode(string.concat(ARTIFACTS, "SchemaRegistry.sol/SchemaRegistry.json"), "");
        schema = ISchemaRegistryPeer(registry).register("bytes32 personTag, bytes32 evidence", address(0), true);
        eas = IEASPeer(vm.deployCode(string.concat(ARTIFACTS, "EAS.sol/EAS.json"), abi.encode(registry)));
        vm.prank(issuer);
        eas.attest(AttestationRequest(schema, about(alice)));
    }

    function test_attest_and_revoke() public {
        skip(12);
        vm.prank(issuer);
        bytes32 uid = eas.attest(AttestationRequest(schema, about(bob)));
        note("EAS", "attest");
        skip(12);
        vm.prank(issuer);
        eas.revoke(RevocationRequest(schema, RevocationRequestData(uid, 0)));
        note("EAS", "revoke");
    }

    function test_attest_by_delegation() public {
        delegate(bob); // the attester's nonce is no longer zero
        delegate(carol);
        note("EAS", "attest_by_delegation");
    }

    function test_attest_ten_at_once() public {
        address[] memory people = accounts("newcomer", 10);
        MultiAttestationRequest[] memory requests = new MultiAttestationRequest[](1);
        requests[0] = MultiAttestationRequest(schema, new AttestationRequestData[](10));
        for (uint256 i; i < 10; ++i) requests[0].data[i] = about(people[i]);
        vm.prank(issuer);
        eas.multiAttest(requests);
        note("EAS", "multi_attest_10");
    }

    function about(address recipient) private view returns (AttestationRequestData memory) {
        bytes memory data = abi.encode(keccak256(abi.encode(recipient)), keccak256("evidence"));
        return AttestationRequestData(recipient, time() + TERM, true, 0, data, 0);
    }

    function delegate(address recipient) private {
        skip(12);
        AttestationRequestData memory data = about(recipient);
        uint64 deadline = time() + 1 days;
        bytes32 structHash = keccak256(
            abi.encode(
                eas.getAttestTypeHash(),
                issuer,
                schema,
                recipient,
                data.expirationTime,
                data.revocable,
                data.refUID,
                keccak256(data.data),
                data.value,
                eas.getNonce(issuer),
                deadline
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", eas.getDomainSeparator(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[issuer], digest);
        vm.prank(outsider);
        eas.attestByDelegation(DelegatedAttestationRequest(schema, data, Signature(v, r, s), issuer, deadline));
    }
}
