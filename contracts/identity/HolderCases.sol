// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {CaseFile, CasePhase, IHolderCases} from "../interfaces/IHolderCases.sol";
import {Accreditation} from "../interfaces/IIssuerRegistry.sol";
import {HolderRecords} from "./HolderRecords.sol";

/// @title Due process
/// @notice See {IHolderCases}.
abstract contract HolderCases is HolderRecords, Ownable, IHolderCases {
    /// @dev One slot. `phase` is what was last written; time and the iD's end close a case without a write.
    struct Case {
        uint32 number;
        uint40 openedAt;
        CasePhase phase;
        bool byIssuer;
        uint40 spentStanding; // `since` of the standing for which an issuer has opened a case
        uint40 suspendedFrom;
        uint40 suspendedUntil;
    }

    /// @dev A suspension, `from <= t < to`.
    struct Suspension {
        uint40 from;
        uint40 to;
    }

    /// @inheritdoc IHolderCases
    uint48 public constant APPEAL_WINDOW = 14 days;

    /// @inheritdoc IHolderCases
    uint48 public constant DECISION_TIME = 60 days;

    /// @inheritdoc IHolderCases
    uint48 public constant SUSPENSION = 14 days;

    bytes32 private constant APPEAL_TYPEHASH = keccak256("Appeal(bytes32 personTag,uint32 number)");

    mapping(bytes32 personTag => Case) private _cases;
    mapping(bytes32 personTag => Suspension[]) private _pastSuspensions;

    /// @inheritdoc IHolderCases
    function openCase(bytes32 personTag, bytes32 commitment, bool suspend) external returns (uint32 number) {
        Record memory record = _recordOf(personTag);
        if (!_stands(record)) revert HolderRegistryNotLive(personTag);
        if (commitment == 0) revert HolderCasesReasonMissing(personTag);
        Case memory file = _cases[personTag];
        if (_isPending(file, record)) revert HolderCasesPending(personTag, file.number);

        file.byIssuer = msg.sender != owner();
        if (file.byIssuer) {
            _checkIssuer(personTag, record);
            if (file.spentStanding == record.since) revert HolderCasesSpent(personTag);
            file.spentStanding = record.since;
        }
        number = ++file.number;
        (file.phase, file.openedAt) = (CasePhase.Open, uint40(block.timestamp));
        if (suspend) _suspend(personTag, record, file);
        _cases[personTag] = file;
        emit CaseOpened(
            record.holder,
            personTag,
            number,
            msg.sender,
            commitment,
            file.openedAt + APPEAL_WINDOW,
            file.openedAt + APPEAL_WINDOW + DECISION_TIME,
            suspend ? file.suspendedUntil : 0
        );
    }

    /// @inheritdoc IHolderCases
    function appeal(bytes32 personTag) external {
        _appeal(personTag, msg.sender);
    }

    /// @inheritdoc IHolderCases
    function appealBySig(bytes32 personTag, bytes calldata signature) external {
        address holder = _recordOf(personTag).holder;
        bytes32 structHash = keccak256(abi.encode(APPEAL_TYPEHASH, personTag, _cases[personTag].number));
        if (!_isSignedBy(holder, _hashTypedDataV4(structHash), signature)) {
            revert HolderRegistrySignatureInvalid(holder);
        }
        _appeal(personTag, holder);
    }

    /// @inheritdoc IHolderCases
    function concludeCase(bytes32 personTag) external {
        (Record memory record, Case memory file) = _pending(personTag);
        if (file.phase != CasePhase.Open) revert HolderCasesWrongPhase(personTag, file.phase, CasePhase.Open);
        _revoke(personTag, record, file);
    }

    /// @inheritdoc IHolderCases
    function decideCase(bytes32 personTag, uint32 number, bool uphold) external onlyOwner {
        Record memory record = _recordOf(personTag);
        Case memory file = _cases[personTag];
        if (number == 0 || number > file.number) revert HolderCasesUnknown(personTag, number);
        if (number < file.number || !_isPending(file, record)) return;

        if (uphold) _revoke(personTag, record, file);
        else _dismiss(personTag, record, file, false);
    }

    /// @inheritdoc IHolderCases
    function withdrawCase(bytes32 personTag) external {
        (Record memory record, Case memory file) = _pending(personTag);
        if (!file.byIssuer) revert HolderCasesNotOpener(msg.sender, personTag);
        _checkIssuer(personTag, record);
        _dismiss(personTag, record, file, true);
    }

    /// @inheritdoc IHolderCases
    function caseOf(bytes32 personTag) external view returns (CaseFile memory) {
        Case memory file = _cases[personTag];
        if (file.number == 0) return CaseFile(0, CasePhase.None, false, 0, 0, 0, 0);
        return
            CaseFile({
                number: file.number,
                phase: _phaseOf(file, _recordOf(personTag)),
                byIssuer: file.byIssuer,
                openedAt: file.openedAt,
                appealUntil: file.openedAt + APPEAL_WINDOW,
                decideUntil: file.openedAt + APPEAL_WINDOW + DECISION_TIME,
                suspendedUntil: file.suspendedUntil
            });
    }

    /// @inheritdoc IHolderCases
    function isSuspendedAt(bytes32 personTag, uint256 timepoint) external view returns (bool) {
        return _suspendedAt(personTag, timepoint);
    }

    /// @inheritdoc IHolderCases
    function reasonCommitment(
        bytes32 personTag,
        bytes32 ground,
        bytes32 evidenceHash,
        bytes32 salt,
        uint48 timepoint
    ) external view returns (bytes32) {
        if (!_issuers.isGroundAt(ground, timepoint)) revert HolderCasesGroundUnlisted(ground);
        return keccak256(abi.encode(personTag, ground, evidenceHash, salt));
    }

    /// @dev The moment of a pending notice, in seconds since 1970; 0 when there is none. Asked when an iD is attested
    /// that existed before: whoever attests it must have known of the notice.
    function _noticeOf(bytes32 personTag) internal view returns (uint48) {
        Case memory file = _cases[personTag];
        bool open = file.phase == CasePhase.Open || file.phase == CasePhase.Appealed;
        return open && !_isLapsed(file) ? file.openedAt : 0;
    }

    /// @dev A new standing begins without the case and the suspension of the one before.
    function _closeCase(bytes32 personTag) internal {
        Case storage file = _cases[personTag];
        if (file.number == 0) return;
        file.phase = CasePhase.Closed;
        if (block.timestamp < file.suspendedUntil) file.suspendedUntil = uint40(block.timestamp);
    }

    function _suspendedAt(bytes32 personTag, uint256 timepoint) internal view override returns (bool) {
        Case memory file = _cases[personTag];
        if (timepoint >= file.suspendedFrom) return timepoint < file.suspendedUntil;
        Suspension[] storage past = _pastSuspensions[personTag];
        for (uint256 i = past.length; i > 0; --i) {
            Suspension memory suspension = past[i - 1];
            if (timepoint >= suspension.from) return timepoint < suspension.to;
        }
        return false;
    }

    function _suspend(bytes32 personTag, Record memory record, Case memory file) private {
        if (file.suspendedFrom != 0) {
            _pastSuspensions[personTag].push(Suspension(file.suspendedFrom, file.suspendedUntil));
        }
        file.suspendedFrom = uint40(block.timestamp);
        file.suspendedUntil = uint40(block.timestamp + SUSPENSION);
        record.marks |= SUSPENDED;
        _save(personTag, record);
    }

    function _appeal(bytes32 personTag, address holder) private {
        (Record memory record, Case memory file) = _pending(personTag);
        if (record.holder != holder) revert HolderRegistryNotHolder(holder);
        if (file.phase != CasePhase.Open) revert HolderCasesWrongPhase(personTag, file.phase, CasePhase.Open);
        if (block.timestamp >= file.openedAt + APPEAL_WINDOW) {
            revert HolderCasesAppealTooLate(personTag, file.openedAt + APPEAL_WINDOW);
        }
        _cases[personTag].phase = CasePhase.Appealed;
        emit CaseAppealed(holder, personTag, file.number);
    }

    function _revoke(bytes32 personTag, Record memory record, Case memory file) private {
        if (block.timestamp < file.openedAt + APPEAL_WINDOW) {
            revert HolderCasesAppealWindowOpen(personTag, file.openedAt + APPEAL_WINDOW);
        }
        _closeCase(personTag);
        _end(personTag, record);
        emit Revoked(record.holder, personTag, file.number);
    }

    function _dismiss(bytes32 personTag, Record memory record, Case memory file, bool withdrawn) private {
        _closeCase(personTag);
        emit CaseDismissed(record.holder, personTag, file.number, withdrawn);
    }

    /// @dev Only the issuer who stands for the present attestation, and only while it is accredited.
    function _checkIssuer(bytes32 personTag, Record memory record) private view {
        Accreditation memory accreditation = _issuers.accreditation(record.accreditation);
        bool accredited = _issuers.isAccredited(accreditation.issuer, accreditation.schema);
        if (msg.sender != accreditation.issuer || !accredited) revert HolderCasesNotOpener(msg.sender, personTag);
    }

    function _pending(bytes32 personTag) private view returns (Record memory record, Case memory file) {
        (record, file) = (_recordOf(personTag), _cases[personTag]);
        if (!_isPending(file, record)) {
            revert HolderCasesWrongPhase(personTag, _phaseOf(file, record), CasePhase.Open);
        }
    }

    function _isPending(Case memory file, Record memory record) private view returns (bool) {
        CasePhase phase = _phaseOf(file, record);
        return phase == CasePhase.Open || phase == CasePhase.Appealed;
    }

    function _phaseOf(Case memory file, Record memory record) private view returns (CasePhase) {
        if (file.phase == CasePhase.None) return CasePhase.None;
        return _isLapsed(file) || !_stands(record) ? CasePhase.Closed : file.phase;
    }

    function _isLapsed(Case memory file) private view returns (bool) {
        return block.timestamp >= file.openedAt + APPEAL_WINDOW + DECISION_TIME;
    }
}
