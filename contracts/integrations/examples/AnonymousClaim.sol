// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {HolderProof} from "../../interfaces/IHolderProofs.sol";
import {HolderProofs} from "../HolderProofs.sol";

/// @title Example: each person claims a share once a round, and nobody learns who
/// @notice The share goes to an account that nothing links to the person; it is the message of their proof, so whoever
/// hands the proof in, and pays for it, can send the share nowhere else.
contract AnonymousClaim is HolderProofs {
    /// @notice Only the founder opens rounds.
    error AnonymousClaimNotFounder(address caller);

    /// @notice What each person gets in a round, in wei.
    uint256 public immutable share;

    /// @notice Who opens rounds.
    address public immutable founder;

    constructor(address tree, address verifier, uint256 share_) HolderProofs(tree, verifier) {
        share = share_;
        founder = msg.sender;
    }

    /// @notice Anybody may add to what is shared.
    receive() external payable {}

    /// @notice Opens a round of a week for whoever is in the tree now.
    function open(uint256 number) external {
        if (msg.sender != founder) revert AnonymousClaimNotFounder(msg.sender);
        _openRound(bytes32(number), 7 days);
    }

    /// @notice Pays the share of one person of the round. Anyone may hand their proof in.
    function claim(uint256 number, address payable to, HolderProof calldata proof) external {
        _prove(bytes32(number), uint256(uint160(address(to))), proof);
        Address.sendValue(to, share);
    }
}
