// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {InternalLeanIMT, LeanIMTData} from "@zk-kit/lean-imt.sol/InternalLeanIMT.sol";
import {IHolderRecords} from "../interfaces/IHolderRecords.sol";
import {IHolderTree} from "../interfaces/IHolderTree.sol";

/// @title The tree
/// @notice See {IHolderTree}.
contract HolderTree is IHolderTree {
    using InternalLeanIMT for LeanIMTData;

    struct Leaf {
        uint256 commitment;
        uint256 dueDay;
    }

    IHolderRecords private immutable _roll;

    /// @inheritdoc IHolderTree
    uint8 public immutable depth;

    /// @inheritdoc IHolderTree
    uint256 public clearUntil;

    /// @inheritdoc IHolderTree
    uint256 public memberCount;

    /// @inheritdoc IHolderTree
    mapping(uint256 day => uint256) public dueOn;

    LeanIMTData private _imt;
    mapping(bytes32 personTag => Leaf) private _leaves;

    constructor(address roll_, uint8 depth_) {
        if (depth_ == 0 || depth_ > 32) revert HolderTreeDepthInvalid(depth_);
        if (IHolderRecords(roll_).tree() != address(this)) revert HolderTreeRollInvalid(roll_);
        _roll = IHolderRecords(roll_);
        depth = depth_;
        clearUntil = _today();
    }

    /// @inheritdoc IHolderTree
    function join(uint256 commitment) external {
        bytes32 personTag = _personOf(msg.sender);
        if (_leaves[personTag].commitment != 0) revert HolderTreeLeafExists(personTag);
        uint256 index = _imt.size;
        if (index == 2 ** depth) revert HolderTreeFull();

        _leaves[personTag].commitment = commitment;
        ++memberCount;
        _setDue(personTag);
        uint256 newRoot = _imt._insert(commitment);
        emit LeafAdded(personTag, index, commitment, newRoot);
        _roll.setLeaf(personTag, true);
    }

    /// @inheritdoc IHolderTree
    function replace(uint256 commitment, uint256[] calldata siblings) external {
        bytes32 personTag = _personOf(msg.sender);
        uint256 former = _leafOf(personTag).commitment;
        if (commitment == 0) revert HolderTreeCommitmentInvalid(commitment);
        uint256 index = _imt._indexOf(former);

        _leaves[personTag].commitment = commitment;
        uint256 newRoot = _imt._update(former, commitment, siblings);
        emit LeafReplaced(personTag, index, commitment, newRoot);
    }

    /// @inheritdoc IHolderTree
    function prune(bytes32 personTag, uint256[] calldata siblings) external {
        Leaf memory leaf = _leafOf(personTag);
        (bool stands, uint48 expirationTime) = _roll.standingOf(personTag);
        if (stands && expirationTime / 1 days > _today()) revert HolderTreeNotDue(personTag);
        uint256 index = _imt._indexOf(leaf.commitment);

        delete _leaves[personTag];
        --dueOn[leaf.dueDay];
        --memberCount;
        uint256 newRoot = _imt._remove(leaf.commitment, siblings);
        emit LeafPruned(personTag, index, newRoot);
        _roll.setLeaf(personTag, false);
    }

    /// @inheritdoc IHolderTree
    function refresh(bytes32 personTag) external {
        Leaf memory leaf = _leafOf(personTag);
        --dueOn[leaf.dueDay];
        _setDue(personTag);
        _roll.setLeaf(personTag, true);
    }

    /// @inheritdoc IHolderTree
    function settle(uint256 maxDays) external returns (bool settled) {
        uint256 today = _today();
        uint256 day = clearUntil;
        for (uint256 i; i < maxDays && day <= today && dueOn[day] == 0; ++i) ++day;
        clearUntil = day;
        return day > today && _roll.endedLeaves() == 0;
    }

    /// @inheritdoc IHolderTree
    function commitmentOf(bytes32 personTag) external view returns (uint256) {
        return _leaves[personTag].commitment;
    }

    /// @inheritdoc IHolderTree
    function root() external view returns (uint256) {
        return _imt._root();
    }

    /// @inheritdoc IHolderTree
    function size() external view returns (uint256) {
        return _imt.size;
    }

    /// @inheritdoc IHolderTree
    function roll() external view returns (address) {
        return address(_roll);
    }

    /// @dev The day of expiry lies ahead, so it is never one that {settle} has left behind.
    function _setDue(bytes32 personTag) private {
        (bool stands, uint48 expirationTime) = _roll.standingOf(personTag);
        uint256 dueDay = expirationTime / 1 days;
        if (!stands || dueDay <= _today()) revert HolderTreeExpiresToday(personTag);
        _leaves[personTag].dueDay = dueDay;
        ++dueOn[dueDay];
        emit LeafDue(personTag, dueDay);
    }

    function _leafOf(bytes32 personTag) private view returns (Leaf memory leaf) {
        leaf = _leaves[personTag];
        if (leaf.commitment == 0) revert HolderTreeLeafUnknown(personTag);
    }

    function _personOf(address account) private view returns (bytes32 personTag) {
        personTag = _roll.personAt(account, block.timestamp);
        if (personTag == 0) revert HolderTreeNotPerson(account);
    }

    function _today() private view returns (uint256) {
        return block.timestamp / 1 days;
    }
}
