// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {Offer} from "contracts/interfaces/IHolderRegistry.sol";
import {IRoll} from "../helpers/Faces.sol";
import {Proof, svm, vm} from "./Proof.sol";
import {AnyIssuers, AnyWallet} from "./Roll.t.sol";

/// @notice Invariants 11 and 12 of the roll as it goes on chain, whatever its storage holds: nobody is made a holder
/// who did not ask or sign for it, and nobody can pass an iD on. Signatures are of 65 bytes; a holder is a key, or one
/// contract wallet.
contract ConsentProofs is Proof {
    IRoll private roll;
    AnyWallet private wallet;

    function setUp() public {
        AnyIssuers issuers = new AnyIssuers();
        wallet = new AnyWallet();
        roll = IRoll(deploy("HolderRegistry", abi.encode(address(this), issuers, address(0))));
        svm.enableSymbolicStorage(address(roll));
        svm.enableSymbolicStorage(address(issuers));
        svm.enableSymbolicStorage(address(wallet));
    }

    function check_nobody_accepts_in_anothers_name(uint40 time, address by, Offer calldata offer, bytes32 word) public {
        setTime(time);
        vm.assume(by != offer.holder);
        bytes memory signature = svm.createBytes(65, "signature");
        bytes32[] memory path = new bytes32[](1);
        path[0] = word;
        _assertRefused(by, abi.encodeCall(roll.attest, (offer, signature)));
        _assertRefused(by, abi.encodeCall(roll.claim, (offer, path, signature)));
        _assertRefused(by, abi.encodeCall(roll.startRecovery, (offer, signature, "")));
    }

    function check_no_relay_accepts_without_the_holders_signature(
        uint40 time,
        address by,
        Offer calldata offer,
        bytes32 r,
        bytes32 s,
        uint8 v
    ) public {
        setTime(time);
        bytes32 digest = roll.acceptanceDigest(offer);
        if (offer.holder == address(wallet)) {
            vm.assume(!wallet.isSigned(digest));
        } else {
            vm.assume(offer.holder.code.length == 0);
        }
        vm.assume(ecrecover(digest, v, r, s) != offer.holder);
        bytes memory signature = abi.encodePacked(r, s, v);
        bytes32[] memory path = new bytes32[](1);
        _assertRefused(by, abi.encodeCall(roll.attestBySig, (offer, signature, signature)));
        _assertRefused(by, abi.encodeCall(roll.claimBySig, (offer, path, signature, signature)));
        _assertRefused(by, abi.encodeCall(roll.startRecovery, (offer, signature, signature)));
    }

    function check_nobody_passes_an_iD_on(address by, address from, address to, uint256 id, bool flag) public {
        _assertRefused(by, abi.encodeCall(IERC721.transferFrom, (from, to, id)));
        _assertRefused(by, abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, id));
        bytes memory more = abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", from, to, id, "");
        _assertRefused(by, more);
        _assertRefused(by, abi.encodeCall(IERC721.approve, (to, id)));
        _assertRefused(by, abi.encodeCall(IERC721.setApprovalForAll, (to, flag)));
    }

    function _assertRefused(address by, bytes memory data) private {
        vm.prank(by);
        (bool done, ) = address(roll).call(data);
        assert(!done);
    }
}
