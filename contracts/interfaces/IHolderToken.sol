// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "./IERC5192.sol";
import {IERC5484} from "./IERC5484.sol";
import {IERC7858} from "./IERC7858.sol";

/// @title The roll as a collection of soulbound tokens
/// @notice For wallets, explorers and contracts that know tokens only. The token of an iD has its person tag as number,
/// exists until the iD is ended, left or swept, and cannot be moved, approved or enumerated.
/// @dev ERC-721, ERC-5192 (locked), ERC-5484 (burnable by both: by its holder's exit, and by due process), ERC-7858.
/// Warning: as ERC-7858 wants, `balanceOf` and `ownerOf` count an expired token until it is swept, and a suspended one.
/// Ask {IHolderRecords-isHolder} before you rely on it.
interface IHolderToken is IERC721, IERC5192, IERC5484, IERC7858 {
    /// @notice An iD cannot be moved, approved or lent.
    error HolderTokenLocked();
}
