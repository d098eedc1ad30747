// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @title Expirable tokens (ERC-7858)
/// @notice Says from when until when a token is good.
/// @dev Written from the standard, https://eips.ethereum.org/EIPS/eip-7858. Interface id `0x3ebdfa31`.
interface IERC7858 {
    /// @notice Unit of the times.
    // solhint-disable-next-line contract-name-capwords
    enum EXPIRY_TYPE {
        BLOCKS_BASED,
        TIME_BASED
    }

    /// @notice The time for which a token is good was set.
    event TokenExpiryUpdated(
        uint256 indexed tokenId,
        uint256 indexed startTime,
        uint256 indexed endTime
    );

    /// @notice Unit of {startTime} and {endTime}.
    function expiryType() external view returns (EXPIRY_TYPE);

    /// @notice Whether the token has expired. Reverts for a token that does not exist.
    function isTokenExpired(uint256 tokenId) external view returns (bool);

    /// @notice First moment at which the token is good. Reverts for a token that does not exist.
    function startTime(uint256 tokenId) external view returns (uint256);

    /// @notice First moment at which the token is no longer good. Reverts for a token that does not exist.
    function endTime(uint256 tokenId) external view returns (uint256);
}
