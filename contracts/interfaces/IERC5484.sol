// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title Consensual soulbound tokens (ERC-5484)
/// @notice Says who may burn a token; fixed when it is issued.
/// @dev Written from the standard, https://eips.ethereum.org/EIPS/eip-5484. Interface id `0x0489b56f`.
interface IERC5484 {
    /// @notice Who may burn.
    enum BurnAuth {
        IssuerOnly,
        OwnerOnly,
        Both,
        Neither
    }

    /// @notice A token was issued with the consent of `to`.
    event Issued(
        address indexed from,
        address indexed to,
        uint256 indexed tokenId,
        BurnAuth burnAuth
    );

    /// @notice Who may burn the token. Reverts for a token that does not exist.
    function burnAuth(uint256 tokenId) external view returns (BurnAuth);
}
