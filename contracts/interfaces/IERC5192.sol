// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title Minimal soulbound token interface (ERC-5192)
/// @notice Says whether a token can change hands.
/// @dev Written from the standard, https://eips.ethereum.org/EIPS/eip-5192. Interface id `0xb45a3c0e`.
interface IERC5192 {
    /// @notice The token can no longer be transferred.
    event Locked(uint256 tokenId);

    /// @notice The token can be transferred. Part of the standard; the roll never emits it.
    event Unlocked(uint256 tokenId);

    /// @notice Whether the token is locked. Reverts for a token that no account holds.
    function locked(uint256 tokenId) external view returns (bool);
}
