// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @title A contract wallet with one key, for tests
/// @notice Signs (ERC-1271) with the signature of its key, and calls whatever the key's account asks for.
contract ERC1271WalletMock is IERC1271 {
    /// @notice Account whose signature is the wallet's. The zero address once the key was dropped.
    address public key;

    /// @notice Only the wallet's key may use it.
    error ERC1271WalletMockNotKey(address caller);

    constructor(address key_) {
        key = key_;
    }

    /// @notice Makes every signature that the wallet ever gave invalid.
    function dropKey() external {
        _checkKey();
        key = address(0);
    }

    /// @notice Calls `target` as the wallet.
    function call(address target, bytes calldata data) external returns (bytes memory) {
        _checkKey();
        return Address.functionCall(target, data);
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer, ECDSA.RecoverError err, ) = ECDSA.tryRecover(hash, signature);
        bool valid = err == ECDSA.RecoverError.NoError && signer == key;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    function _checkKey() private view {
        if (msg.sender != key) revert ERC1271WalletMockNotKey(msg.sender);
    }
}
