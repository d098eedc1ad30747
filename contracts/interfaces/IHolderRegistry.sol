// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IHolderCases} from "./IHolderCases.sol";
// Whoever imports the roll gets its structs here, too.
// solhint-disable no-unused-import
import {IHolderOffers, Offer} from "./IHolderOffers.sol";
import {Attestation, IHolderRecords} from "./IHolderRecords.sol";
// solhint-enable no-unused-import
import {IHolderRecovery} from "./IHolderRecovery.sol";
import {IHolderToken} from "./IHolderToken.sol";

/// @title The roll: attestations of iD holders, given only with their consent
/// @notice Given by offer and acceptance, always expiring, left at any time, ended against the holder's will only by
/// due process. The roll knows live or not live; it has no score and no reasons.
/// @dev EIP-712 domain: name `Lexiarch Roll`, version `1` (EIP-5267).
interface IHolderRegistry is
    IHolderRecords,
    IHolderToken,
    IERC5267,
    IHolderCases,
    IHolderOffers,
    IHolderRecovery,
    IERC6372
{}
