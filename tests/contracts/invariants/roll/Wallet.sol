// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice A contract wallet (ERC-1271) whose signatures are as long as its owner likes: a key's, and any bytes.
contract Wallet is IERC1271 {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(signature), bytes32(signature[32:]), uint8(signature[64]));
        return ecrecover(hash, v, r, s) == _key ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
