// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {Attestation, IHolderRecords} from "../interfaces/IHolderRecords.sol";
import {IHolderToken} from "../interfaces/IHolderToken.sol";
import {Accreditation, HolderKind, IIssuerRegistry} from "../interfaces/IIssuerRegistry.sol";
import {Census} from "../libraries/Census.sol";

/// @title The roll's records
/// @notice See {IHolderRecords}. The only place that writes who holds an iD, and that tells of its token.
abstract contract HolderRecords is IHolderRecords, IHolderToken, EIP712 {
    using Census for Census.Book;

    /// @dev One slot: the whole present of an iD. It stands while it is OPEN and `now < since + term`. Ending it at
    /// time t sets `term = t - since`, so that the past stays as it was.
    struct Record {
        address holder;
        uint40 since;
        uint32 term; // seconds
        uint16 accreditation; // number in the issuers' register
        uint8 marks; // kind and the marks below
    }

    /// @dev One slot: a stretch of time, `from <= t < to`, for which an iD stood with `holder`.
    struct Term {
        address holder;
        uint40 from;
        uint40 to;
    }

    uint8 private constant KIND = 3; // the bits of HolderKind
    uint8 internal constant OPEN = 4; // in the count and a token: neither ended nor swept. May have expired
    uint8 internal constant ENDED = 8; // by an act: only an offer made after the end brings the iD back
    uint8 private constant LEAF = 16; // has a leaf in the tree
    uint8 internal constant SUSPENDED = 32; // has ever been suspended
    uint8 private constant STALE = 64; // the leaf is that of a standing which was ended or left

    bytes32 private constant EXIT_TYPEHASH = keccak256("Exit(bytes32 personTag,uint48 since,uint48 deadline)");

    IIssuerRegistry internal immutable _issuers;
    address private immutable _tree;

    mapping(bytes32 personTag => Record) private _records;
    mapping(address account => bytes32) private _tags;
    /// @dev Terms that a record no longer shows, oldest first; written only when a record is overwritten.
    mapping(bytes32 personTag => Term[]) private _pastTerms;
    /// @dev iDs that an account held before the one in `_tags`.
    mapping(address account => bytes32[]) private _formerTags;
    Census.Book private _census;

    /// @param tree_ Contract that keeps the tree; may be created later.
    constructor(address issuers_, address tree_) {
        if (issuers_.code.length == 0) revert HolderRegistryIssuersInvalid(issuers_);
        _issuers = IIssuerRegistry(issuers_);
        _tree = tree_;
    }

    /* ACTS */

    /// @inheritdoc IHolderRecords
    function exit() external {
        _exit(_tags[msg.sender], msg.sender);
    }

    /// @inheritdoc IHolderRecords
    function exitBySig(bytes32 personTag, uint48 deadline, bytes calldata signature) external {
        Record storage record = _records[personTag];
        address holder = record.holder;
        bytes32 structHash = keccak256(abi.encode(EXIT_TYPEHASH, personTag, record.since, deadline));
        if (block.timestamp > deadline || !_isSignedBy(holder, _hashTypedDataV4(structHash), signature)) {
            revert HolderRegistrySignatureInvalid(holder);
        }
        _exit(personTag, holder);
    }

    /// @inheritdoc IHolderRecords
    function sweep(bytes32[] calldata personTags) external {
        for (uint256 i; i < personTags.length; ++i) {
            Record memory record = _recordOf(personTags[i]);
            if (!_isOpen(record) || _stands(record)) revert HolderRegistryNotLapsed(personTags[i]);
            _sweep(personTags[i], record);
        }
    }

    /// @inheritdoc IHolderRecords
    function setLeaf(bytes32 personTag, bool present) external {
        if (msg.sender != _tree) revert HolderRegistryNotTree(msg.sender);
        Record storage record = _records[personTag];
        uint8 marks = record.marks;
        if (marks & STALE != 0) --_census.note;
        marks &= ~(LEAF | STALE);
        record.marks = present ? marks | LEAF : marks;
    }

    /* STANDING */

    /// @inheritdoc IHolderRecords
    function isHolder(address account) public view returns (bool) {
        bytes32 personTag = _tags[account];
        Record memory record = _recordOf(personTag);
        return record.holder == account && _stands(record) && !_isSuspended(personTag, record, block.timestamp);
    }

    /// @inheritdoc IHolderRecords
    function isHolderAt(address account, uint256 timepoint) external view returns (bool) {
        if (timepoint >= block.timestamp) return timepoint == block.timestamp && isHolder(account);
        if (_heldAt(_tags[account], account, timepoint)) return true;

        bytes32[] storage former = _formerTags[account];
        for (uint256 i = former.length; i > 0; --i) {
            if (_heldAt(former[i - 1], account, timepoint)) return true;
        }
        return false;
    }

    /// @inheritdoc IHolderRecords
    function isRegistered(address account) external view returns (bool) {
        return isHolder(account) && _kindOf(_recordOf(_tags[account])) == HolderKind.Person;
    }

    /// @inheritdoc IHolderRecords
    function personAt(address account, uint256 snapshot) external view returns (bytes32 personTag) {
        (personTag, ) = seatAt(account, snapshot);
    }

    /// @inheritdoc IHolderRecords
    function seatAt(address account, uint256 snapshot) public view returns (bytes32 personTag, bool moved) {
        bytes32 tag = _tags[account];
        Record memory record = _recordOf(tag);
        if (record.holder != account || _kindOf(record) != HolderKind.Person || !_stands(record)) return (0, false);

        if (snapshot >= record.since) return (tag, false);
        (bool found, ) = _pastTermAt(tag, snapshot);
        return found ? (tag, true) : (bytes32(0), false);
    }

    /// @inheritdoc IHolderRecords
    function holdersSince(bytes32 personTag, uint256 timepoint) external view returns (address[] memory holders) {
        Term[] storage terms = _pastTerms[personTag];
        uint256 first = terms.length;
        while (first > 0 && terms[first - 1].to > timepoint) --first;

        holders = new address[](terms.length - first);
        for (uint256 i; i < holders.length; ++i) holders[i] = terms[first + i].holder;
    }

    /// @inheritdoc IHolderRecords
    function holderCountAt(uint256 timepoint) external view returns (uint256) {
        return _census.countAt(timepoint);
    }

    /// @inheritdoc IHolderRecords
    function holderCount() public view returns (uint256) {
        return _census.current();
    }

    /// @inheritdoc IHolderRecords
    function attestationOf(bytes32 personTag) external view returns (Attestation memory attestation) {
        Record memory record = _recordOf(personTag);
        attestation.holder = record.holder;
        attestation.kind = _kindOf(record);
        attestation.since = record.since;
        attestation.expirationTime = _expirationOf(record);
        if (_isOpen(record)) {
            Accreditation memory accreditation = _issuers.accreditation(record.accreditation);
            attestation.issuer = accreditation.issuer;
            attestation.schema = accreditation.schema;
        }
    }

    /// @inheritdoc IHolderRecords
    function standingOf(bytes32 personTag) external view returns (bool stands, uint48 expirationTime) {
        Record memory record = _recordOf(personTag);
        return (_stands(record), _expirationOf(record));
    }

    /// @inheritdoc IHolderRecords
    function personTagOf(address account) public view returns (bytes32 personTag) {
        return _tags[account];
    }

    /// @inheritdoc IHolderRecords
    function endedLeaves() external view returns (uint256) {
        return _census.note;
    }

    /// @inheritdoc IHolderRecords
    function issuers() external view returns (address) {
        return address(_issuers);
    }

    /// @inheritdoc IHolderRecords
    function tree() external view returns (address) {
        return _tree;
    }

    /* WHAT THE OTHER PARTS OF THE ROLL DO WITH A RECORD */

    /// @dev A new iD, or the return of one that does not stand. What has expired in its way is swept.
    function _begin(
        bytes32 personTag,
        Record memory record,
        address holder,
        address issuer,
        uint16 number,
        HolderKind kind,
        uint48 until
    ) internal {
        _sweepOther(personTag, holder);
        if (_isOpen(record)) _sweep(personTag, record);
        _archive(personTag, record);

        (record.holder, record.since) = (holder, uint40(block.timestamp));
        (record.term, record.accreditation) = (SafeCast.toUint32(until - block.timestamp), number);
        record.marks = uint8(kind) | OPEN | (record.marks & (LEAF | STALE | SUSPENDED));
        _save(personTag, record);
        _setTag(holder, personTag);
        if (kind == HolderKind.Person) _setCount(holderCount() + 1);
        emit Transfer(address(0), holder, uint256(personTag));
        emit Issued(issuer, holder, uint256(personTag), BurnAuth.Both);
        emit Locked(uint256(personTag));
        emit TokenExpiryUpdated(uint256(personTag), block.timestamp, until);
    }

    /// @dev A longer term for an iD that stands.
    function _renew(bytes32 personTag, Record memory record, uint16 number, uint48 until) internal {
        (record.term, record.accreditation) = (SafeCast.toUint32(until - record.since), number);
        _save(personTag, record);
        emit TokenExpiryUpdated(uint256(personTag), record.since, until);
    }

    /// @dev Another account for an iD that stands.
    function _move(bytes32 personTag, Record memory record, address to, uint16 number, uint48 until) internal {
        _sweepOther(personTag, to);
        address from = record.holder;
        record.term = uint32(block.timestamp - record.since);
        _archive(personTag, record);
        (record.holder, record.since) = (to, uint40(block.timestamp));
        (record.term, record.accreditation) = (SafeCast.toUint32(until - block.timestamp), number);
        _save(personTag, record);
        _setTag(to, personTag);
        emit Transfer(from, to, uint256(personTag));
        emit TokenExpiryUpdated(uint256(personTag), block.timestamp, until);
    }

    /// @dev Ends an iD that stands, now.
    function _end(bytes32 personTag, Record memory record) internal {
        record.term = uint32(block.timestamp - record.since);
        record.marks = (record.marks & ~OPEN) | ENDED;
        if (record.marks & (LEAF | STALE) == LEAF) {
            record.marks |= STALE;
            ++_census.note;
        }
        _save(personTag, record);
        _leaveCount(personTag, record);
    }

    /// @dev The iD of `account` that stands.
    function _standsWith(address account, bytes32 personTag) internal view returns (Record memory record) {
        record = _recordOf(personTag);
        if (record.holder != account || !_stands(record)) revert HolderRegistryNotHolder(account);
    }

    /// @dev A key first, then ERC-1271: an account that delegates to code (EIP-7702) still signs with its key.
    function _isSignedBy(address signer, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        (address recovered, ECDSA.RecoverError fault, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (fault == ECDSA.RecoverError.NoError && recovered == signer) return true;
        return SignatureChecker.isValidERC1271SignatureNowCalldata(signer, digest, signature);
    }

    function _recordOf(bytes32 personTag) internal view returns (Record memory) {
        return _records[personTag];
    }

    function _save(bytes32 personTag, Record memory record) internal {
        _records[personTag] = record;
    }

    function _kindOf(Record memory record) internal pure returns (HolderKind) {
        return HolderKind(record.marks & KIND);
    }

    function _isOpen(Record memory record) internal pure returns (bool) {
        return record.marks & OPEN != 0;
    }

    function _stands(Record memory record) internal view returns (bool) {
        return _isOpen(record) && block.timestamp < _expirationOf(record);
    }

    function _expirationOf(Record memory record) internal pure returns (uint48) {
        return uint48(record.since) + record.term;
    }

    /// @dev Whether the iD was suspended at `timepoint`. Asked only for an iD that has ever been.
    function _suspendedAt(bytes32 personTag, uint256 timepoint) internal view virtual returns (bool);

    /* HOW IT IS DONE */

    function _exit(bytes32 personTag, address holder) private {
        _end(personTag, _standsWith(holder, personTag));
        emit Exited(holder, personTag);
    }

    /// @dev An account that takes an iD may still be the holder of one that has expired.
    function _sweepOther(bytes32 personTag, address account) private {
        bytes32 former = _tags[account];
        if (former == personTag || former == 0) return;
        Record memory other = _recordOf(former);
        if (other.holder == account && _isOpen(other)) _sweep(former, other);
    }

    function _sweep(bytes32 personTag, Record memory record) private {
        record.marks &= ~OPEN;
        _save(personTag, record);
        _leaveCount(personTag, record);
        emit Swept(record.holder, personTag, _expirationOf(record));
    }

    function _leaveCount(bytes32 personTag, Record memory record) private {
        if (_kindOf(record) == HolderKind.Person) _setCount(holderCount() - 1);
        emit Transfer(record.holder, address(0), uint256(personTag));
    }

    /// @dev Even a term of no second is kept: a ballot can have been cast in it, see {holdersSince}.
    function _archive(bytes32 personTag, Record memory record) private {
        if (record.holder == address(0)) return;
        _pastTerms[personTag].push(Term(record.holder, record.since, record.since + record.term));
    }

    function _setTag(address account, bytes32 personTag) private {
        bytes32 former = _tags[account];
        if (former == personTag) return;
        if (former != 0) _formerTags[account].push(former);
        _tags[account] = personTag;
    }

    function _setCount(uint256 count) private {
        _census.set(block.timestamp, count);
    }

    function _isSuspended(bytes32 personTag, Record memory record, uint256 timepoint) private view returns (bool) {
        return record.marks & SUSPENDED != 0 && _suspendedAt(personTag, timepoint);
    }

    function _heldAt(bytes32 personTag, address account, uint256 timepoint) private view returns (bool) {
        Record memory record = _recordOf(personTag);
        if (_isSuspended(personTag, record, timepoint)) return false;
        if (timepoint >= record.since) return record.holder == account && timepoint < _expirationOf(record);
        (bool found, address holder) = _pastTermAt(personTag, timepoint);
        return found && holder == account;
    }

    /// @dev Terms never overlap and are in order of time, so the last that began before decides.
    function _pastTermAt(bytes32 personTag, uint256 timepoint) private view returns (bool found, address holder) {
        Term[] storage terms = _pastTerms[personTag];
        for (uint256 i = terms.length; i > 0; --i) {
            Term memory term = terms[i - 1];
            if (timepoint >= term.from) return (timepoint < term.to, term.holder);
        }
    }
}
