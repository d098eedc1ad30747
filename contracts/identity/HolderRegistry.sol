// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IERC5192} from "../interfaces/IERC5192.sol";
import {IERC5484} from "../interfaces/IERC5484.sol";
import {IERC7858} from "../interfaces/IERC7858.sol";
import {IHolderRegistry} from "../interfaces/IHolderRegistry.sol";
import {HolderRecords} from "./HolderRecords.sol";
import {HolderRecovery} from "./HolderRecovery.sol";
import {HolderToken} from "./HolderToken.sol";

/// @title The roll
/// @notice See {IHolderRegistry}. A list of parts: records, due process, offers, recovery, and the faces of a token.
contract HolderRegistry is HolderToken, HolderRecovery, IHolderRegistry {
    /// @param initialOwner Who decides cases: the timelock.
    /// @param issuers_ The issuers' register.
    /// @param tree_ The tree of commitments; may be created later.
    constructor(
        address initialOwner,
        address issuers_,
        address tree_
    ) EIP712("Lexiarch Roll", "1") Ownable(initialOwner) HolderRecords(issuers_, tree_) {}

    /// @inheritdoc IERC6372
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    /// @inheritdoc IERC6372
    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() external pure returns (string memory) {
        return "mode=timestamp";
    }

    /// @inheritdoc IERC5267
    function eip712Domain()
        public
        view
        override(EIP712, IERC5267)
        returns (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        )
    {
        return super.eip712Domain();
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC5192).interfaceId ||
            interfaceId == type(IERC5484).interfaceId ||
            interfaceId == type(IERC7858).interfaceId ||
            interfaceId == type(IERC5267).interfaceId ||
            interfaceId == type(IERC6372).interfaceId;
    }
}
