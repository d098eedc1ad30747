// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {HolderProof, IHolderProofs} from "../interfaces/IHolderProofs.sol";
import {IHolderTree} from "../interfaces/IHolderTree.sol";
import {MembershipProof, Statement} from "../libraries/MembershipProof.sol";

/// @title Base of contracts in which each person may act once, without saying who
/// @notice See {IHolderProofs}. Who inherits says with {_openRound} when a round begins and with {_prove} what a proof
/// is asked for.
abstract contract HolderProofs is IHolderProofs {
    struct Round {
        uint256 root;
        uint48 deadline;
        mapping(uint256 nullifier => bool) spent;
    }

    /// @dev The longest that somebody who is no longer on the roll can go on acting.
    uint48 internal constant MAX_ROUND = 30 days;

    /// @dev Parts the scopes of contracts from those of ballots, of websites, and of every other proof.
    bytes32 private constant SCOPE_TYPEHASH =
        keccak256("ContractProof(uint256 chainId,address client,bytes32 purpose)");

    /// @dev Days of the tree that {_openRound} looks through.
    uint256 private constant SETTLE_DAYS = 92;

    IHolderTree private immutable _tree;
    ISemaphoreVerifier private immutable _verifier;
    uint256 private immutable _depth;
    mapping(bytes32 purpose => Round) private _rounds;

    /// @param tree_ The holder tree of the DAO.
    /// @param verifier_ Its verifier of membership proofs; both are in its deployment file.
    constructor(address tree_, address verifier_) {
        if (tree_.code.length == 0) revert HolderProofsPartMissing(tree_);
        if (verifier_.code.length == 0) revert HolderProofsPartMissing(verifier_);
        _tree = IHolderTree(tree_);
        _verifier = ISemaphoreVerifier(verifier_);
        _depth = _tree.depth();
    }

    /// @inheritdoc IHolderProofs
    function scopeOf(bytes32 purpose) public view returns (uint256) {
        return uint256(keccak256(abi.encode(SCOPE_TYPEHASH, block.chainid, address(this), purpose)));
    }

    /// @inheritdoc IHolderProofs
    function roundOf(bytes32 purpose) external view returns (uint256 root, uint48 deadline) {
        return (_rounds[purpose].root, _rounds[purpose].deadline);
    }

    /// @inheritdoc IHolderProofs
    function isSpent(bytes32 purpose, uint256 nullifier) external view returns (bool) {
        return _rounds[purpose].spent[nullifier];
    }

    /// @inheritdoc IHolderProofs
    function holderTree() external view returns (address) {
        return address(_tree);
    }

    /// @inheritdoc IHolderProofs
    function membershipVerifier() external view returns (address) {
        return address(_verifier);
    }

    /// @dev Freezes the tree for a purpose, for so many seconds. Whoever may call this decides who may act: let it be
    /// nobody who could choose a moment to keep others out.
    function _openRound(bytes32 purpose, uint48 duration) internal {
        if (duration == 0 || duration > MAX_ROUND) revert HolderProofsDurationInvalid(duration, MAX_ROUND);
        Round storage round = _rounds[purpose];
        if (round.deadline != 0) revert HolderProofsRoundExists(purpose);
        uint256 root = _tree.root();
        if (root == 0 || !_tree.settle(SETTLE_DAYS)) revert HolderProofsTreeUnsettled();

        uint48 deadline = uint48(block.timestamp) + duration;
        (round.root, round.deadline) = (root, deadline);
        emit RoundOpened(purpose, root, _tree.memberCount(), deadline);
    }

    /// @dev Spends a person's act in a round. Let all that a sender could change to the person's harm be part of
    /// `message`: an amount, a recipient, a choice. `msg.sender` says nothing about the person.
    function _prove(bytes32 purpose, uint256 message, HolderProof calldata proof) internal {
        Round storage round = _rounds[purpose];
        uint256 nullifier = proof.nullifier;
        if (block.timestamp > round.deadline) revert HolderProofsRoundClosed(purpose, round.deadline);
        if (round.spent[nullifier]) revert HolderProofsNullifierSpent(purpose, nullifier);
        Statement memory said = Statement(round.root, nullifier, message, scopeOf(purpose));
        if (!MembershipProof.verify(_verifier, _depth, said, proof.points)) {
            revert HolderProofsInvalid(purpose, nullifier);
        }

        round.spent[nullifier] = true;
        emit HolderProven(purpose, nullifier, message);
    }
}
