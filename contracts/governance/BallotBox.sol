// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {IBallotBox} from "../interfaces/IBallotBox.sol";
import {IHolderTree} from "../interfaces/IHolderTree.sol";
import {ITwoHouses} from "../interfaces/ITwoHouses.sol";

/// @title The ballot box
/// @notice See {IBallotBox}.
contract BallotBox is IBallotBox {
    struct Poll {
        uint256 root;
        mapping(uint256 nullifier => bool) spent;
    }

    /// @dev Parts the scopes of ballots from those of every other proof that a person of the tree may give.
    bytes32 private constant SCOPE_TYPEHASH =
        keccak256("SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)");

    /// @dev Days of the tree that {open} looks through: a quarter of a year without a secret proposal.
    uint256 private constant SETTLE_DAYS = 92;

    /// @dev Order of the scalar field of BN254; a nullifier and the same plus the order would be one to the verifier.
    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    IHolderTree private immutable _tree;
    ISemaphoreVerifier private immutable _verifier;
    uint256 private immutable _depth;
    mapping(address governor => mapping(uint256 proposalId => Poll)) private _polls;

    constructor(address tree_, address verifier_) {
        if (tree_.code.length == 0) revert BallotBoxPartMissing(tree_);
        if (verifier_.code.length == 0) revert BallotBoxPartMissing(verifier_);
        _tree = IHolderTree(tree_);
        _verifier = ISemaphoreVerifier(verifier_);
        _depth = _tree.depth();
    }

    /// @inheritdoc IBallotBox
    function open(uint256 proposalId) external {
        if (_isOpenFor(msg.sender, proposalId)) _freeze(msg.sender, proposalId);
    }

    /// @inheritdoc IBallotBox
    function freeze(address governor, uint256 proposalId) external {
        if (!_isOpenFor(governor, proposalId)) revert BallotBoxTooLate(governor, proposalId);
        if (!_freeze(governor, proposalId)) revert BallotBoxTreeUnsettled();
    }

    /// @inheritdoc IBallotBox
    function castSecretBallot(
        address governor,
        uint256 proposalId,
        uint8 support,
        uint256 nullifier,
        uint256[8] calldata proof
    ) external {
        Poll storage poll = _polls[governor][proposalId];
        uint256 root = poll.root;
        if (root == 0) revert BallotBoxNotFrozen(governor, proposalId);
        if (poll.spent[nullifier]) revert BallotBoxNullifierSpent(nullifier);
        uint256[4] memory signals = [root, nullifier, _hash(support), _hash(scopeOf(governor, proposalId))];
        if (nullifier >= FIELD || !_verify(proof, signals)) revert BallotBoxProofInvalid();

        poll.spent[nullifier] = true;
        ITwoHouses(governor).countSecretBallot(proposalId, nullifier, support);
    }

    /// @inheritdoc IBallotBox
    function scopeOf(address governor, uint256 proposalId) public view returns (uint256) {
        return
            uint256(
                keccak256(abi.encode(SCOPE_TYPEHASH, block.chainid, address(this), governor, proposalId))
            );
    }

    /// @inheritdoc IBallotBox
    function frozenRoot(address governor, uint256 proposalId) external view returns (uint256) {
        return _polls[governor][proposalId].root;
    }

    /// @inheritdoc IBallotBox
    function isSpent(address governor, uint256 proposalId, uint256 nullifier) external view returns (bool) {
        return _polls[governor][proposalId].spent[nullifier];
    }

    /// @inheritdoc IBallotBox
    function tree() external view returns (address) {
        return address(_tree);
    }

    /// @inheritdoc IBallotBox
    function verifier() external view returns (address) {
        return address(_verifier);
    }

    /// @dev Until the snapshot has passed; a governor of which nothing is known has a snapshot of 0.
    function _isOpenFor(address governor, uint256 proposalId) private view returns (bool) {
        return
            block.timestamp <= IGovernor(governor).proposalSnapshot(proposalId) &&
            ITwoHouses(governor).proposalTerms(proposalId).secret;
    }

    function _freeze(address governor, uint256 proposalId) private returns (bool) {
        uint256 root = _tree.root();
        if (root == 0 || !_tree.settle(SETTLE_DAYS)) return false;

        _polls[governor][proposalId].root = root;
        emit BallotsFrozen(governor, proposalId, root, _tree.memberCount());
        return true;
    }

    function _verify(uint256[8] calldata proof, uint256[4] memory signals) private view returns (bool) {
        return
            _verifier.verifyProof(
                [proof[0], proof[1]],
                [[proof[2], proof[3]], [proof[4], proof[5]]],
                [proof[6], proof[7]],
                signals,
                _depth
            );
    }

    /// @dev How Semaphore makes a field element of a message or a scope.
    function _hash(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(value))) >> 8;
    }
}
