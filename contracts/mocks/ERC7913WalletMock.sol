// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {SignerERC7913} from "@openzeppelin/contracts/utils/cryptography/signers/SignerERC7913.sol";

/// @title A contract wallet whose key is any that ERC-7913 knows, for tests
/// @notice Signs (ERC-1271) with a P-256 key, a passkey, or whatever its verifier understands.
contract ERC7913WalletMock is IERC1271, SignerERC7913 {
    constructor(bytes memory signer_) SignerERC7913(signer_) {}

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return _rawSignatureValidation(hash, signature) ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
