// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IERC5484} from "../interfaces/IERC5484.sol";
import {IERC7858} from "../interfaces/IERC7858.sol";
import {HolderRecords} from "./HolderRecords.sol";

/// @title The roll as a collection of soulbound tokens
/// @notice See {IHolderToken}. What changes hands here is told by {HolderRecords}.
abstract contract HolderToken is HolderRecords, IERC721Errors {
    /// @inheritdoc IERC721
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        Record memory record = _recordOf(personTagOf(owner));
        return record.holder == owner && _isOpen(record) ? 1 : 0;
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 tokenId) external view returns (address) {
        return _existing(tokenId).holder;
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 tokenId) external view returns (address) {
        _existing(tokenId);
        return address(0);
    }

    /// @inheritdoc IERC721
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC721
    function approve(address, uint256) external pure {
        revert HolderTokenLocked();
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address, bool) external pure {
        revert HolderTokenLocked();
    }

    /// @inheritdoc IERC721
    function transferFrom(address, address, uint256) external pure {
        revert HolderTokenLocked();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256) external pure {
        revert HolderTokenLocked();
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address, address, uint256, bytes calldata) external pure {
        revert HolderTokenLocked();
    }

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        _existing(tokenId);
        return true;
    }

    /// @inheritdoc IERC5484
    function burnAuth(uint256 tokenId) external view returns (BurnAuth) {
        _existing(tokenId);
        return BurnAuth.Both;
    }

    /// @inheritdoc IERC7858
    function expiryType() external pure returns (EXPIRY_TYPE) {
        return EXPIRY_TYPE.TIME_BASED;
    }

    /// @inheritdoc IERC7858
    function isTokenExpired(uint256 tokenId) external view returns (bool) {
        return !_stands(_existing(tokenId));
    }

    /// @inheritdoc IERC7858
    function startTime(uint256 tokenId) external view returns (uint256) {
        return _existing(tokenId).since;
    }

    /// @inheritdoc IERC7858
    function endTime(uint256 tokenId) external view returns (uint256) {
        return _expirationOf(_existing(tokenId));
    }

    function _existing(uint256 tokenId) private view returns (Record memory record) {
        record = _recordOf(bytes32(tokenId));
        if (!_isOpen(record)) revert ERC721NonexistentToken(tokenId);
    }
}
