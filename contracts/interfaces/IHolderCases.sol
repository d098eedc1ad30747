// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @notice Where a case about an iD stands.
enum CasePhase {
    None, // there never was a case
    Open, // notice was given; the holder may appeal until `appealUntil`, then anybody may conclude
    Appealed, // reachable from Open only; the DAO decides until `decideUntil`
    Closed // from Open or Appealed: concluded, decided, withdrawn, moot, or lapsed by time. The next case begins anew
}

/// @notice The last case about an iD.
struct CaseFile {
    uint32 number; // 1 and up, per iD; 0 when there never was a case
    CasePhase phase; // as of now
    bool byIssuer; // whether an issuer opened it, not the DAO
    uint48 openedAt; // seconds since 1970
    uint48 appealUntil; // seconds since 1970, first moment at which it is too late to appeal
    uint48 decideUntil; // seconds since 1970, first moment at which the case has lapsed
    uint48 suspendedUntil; // seconds since 1970, first moment at which the last suspension is over; 0: never suspended
}

/// @title Due process: nobody ends an iD before its holder was heard
/// @notice A case begins with a notice, given by the issuer of the present attestation or by the DAO, with a salted
/// commitment of the reason. The holder has {APPEAL_WINDOW} to appeal. Without an appeal anybody may then conclude the
/// case, which ends the iD; with one only the DAO decides. What is not decided in time lapses, for the holder.
/// Whoever opens the case may suspend the iD for at most {SUSPENSION}; the suspended cannot prove the status meanwhile,
/// and vote, propose, appeal and leave as before.
/// @dev A case is about the person tag, whichever account holds it: a recovery does not close it. It is moot when the
/// iD is left or expires. An issuer can open one case, and suspend once, per unbroken standing with one account.
interface IHolderCases {
    /// @notice Notice was given.
    /// @param reasonCommitment See {reasonCommitment}; the reason itself is never on chain.
    /// @param suspendedUntil Seconds since 1970; 0 when the iD is not suspended.
    event CaseOpened(
        address indexed holder,
        bytes32 indexed personTag,
        uint32 indexed number,
        address opener,
        bytes32 reasonCommitment,
        uint48 appealUntil,
        uint48 decideUntil,
        uint48 suspendedUntil
    );

    /// @notice The holder appealed: now only the DAO can decide.
    event CaseAppealed(address indexed holder, bytes32 indexed personTag, uint32 indexed number);

    /// @notice The case ended, and the iD stays; a suspension is lifted.
    /// @param withdrawn Whether its opener took it back; else the DAO decided for the holder.
    event CaseDismissed(
        address indexed holder,
        bytes32 indexed personTag,
        uint32 indexed number,
        bool withdrawn
    );

    /// @notice The case ended the iD: without an appeal, or by decision of the DAO.
    event Revoked(address indexed holder, bytes32 indexed personTag, uint32 indexed number);

    /// @notice Only the issuer of the present attestation, while it may attest, and the DAO can open cases; only that
    /// issuer can withdraw one.
    error HolderCasesNotOpener(address caller, bytes32 personTag);

    /// @notice A case about the iD is pending.
    error HolderCasesPending(bytes32 personTag, uint32 number);

    /// @notice An issuer has opened a case in this standing before; only the DAO can open another.
    error HolderCasesSpent(bytes32 personTag);

    /// @notice A case needs a commitment of its reason.
    error HolderCasesReasonMissing(bytes32 personTag);

    /// @notice No case about the iD is pending in the phase that the act needs.
    error HolderCasesWrongPhase(bytes32 personTag, CasePhase current, CasePhase needed);

    /// @notice The holder may still appeal; come back at `appealUntil`.
    error HolderCasesAppealWindowOpen(bytes32 personTag, uint48 appealUntil);

    /// @notice The time to appeal is over.
    error HolderCasesAppealTooLate(bytes32 personTag, uint48 appealUntil);

    /// @notice No case about the iD has this number yet.
    error HolderCasesUnknown(bytes32 personTag, uint32 number);

    /// @notice The ground was not on the DAO's list when the case was opened.
    error HolderCasesGroundUnlisted(bytes32 ground);

    /// @notice Gives notice that the iD is to be ended, and may suspend it.
    /// @dev Reverts with {HolderRegistryNotLive}, {HolderCasesNotOpener}, {HolderCasesPending}, {HolderCasesSpent} or
    /// {HolderCasesReasonMissing}.
    /// @param commitment See {reasonCommitment}. Give the holder what opens it.
    /// @param suspend Whether the iD is suspended for {SUSPENSION}.
    /// @return number Number of the case.
    function openCase(bytes32 personTag, bytes32 commitment, bool suspend) external returns (uint32 number);

    /// @notice Appeals. Takes no role, no signature and no pause of anybody else.
    /// @dev Only the holder, within {APPEAL_WINDOW} of the notice.
    function appeal(bytes32 personTag) external;

    /// @notice Appeals for a holder who signed it; anyone may hand it in, and pays for it.
    /// @dev EIP-712 type `Appeal(bytes32 personTag,uint32 number)`.
    function appealBySig(bytes32 personTag, bytes calldata signature) external;

    /// @notice Ends the iD when nobody appealed in time. Anyone may.
    function concludeCase(bytes32 personTag) external;

    /// @notice Decides a case: ends the iD, or dismisses the case. Only the DAO.
    /// @dev Does nothing when the case is over, so that a proposal of several actions is not spoiled by a holder who
    /// left. Dismisses at any time; ends the iD only after {APPEAL_WINDOW}, appealed or not. Reverts with
    /// {HolderCasesUnknown} or {HolderCasesAppealWindowOpen}.
    /// @param number The case that the decision is about.
    /// @param uphold Whether the iD ends.
    function decideCase(bytes32 personTag, uint32 number, bool uphold) external;

    /// @notice Takes a case back. Only the issuer of the present attestation, while it may attest, and only a case
    /// that an issuer opened: not always the same one, for the iD may have been renewed since.
    function withdrawCase(bytes32 personTag) external;

    /// @notice The last case about the iD; all zero when there never was one.
    function caseOf(bytes32 personTag) external view returns (CaseFile memory);

    /// @notice Whether the iD was suspended at `timepoint`, in seconds since 1970. The answer for a past time never
    /// changes.
    function isSuspendedAt(bytes32 personTag, uint256 timepoint) external view returns (bool);

    /// @notice The commitment of a reason: `keccak256(abi.encode(personTag, ground, evidenceHash, salt))`.
    /// @dev Reverts with {HolderCasesGroundUnlisted} for a ground that is not on the DAO's list at `timepoint`: so a
    /// commitment that opens to no listed ground is none. Compare with the event {CaseOpened}.
    /// @param ground Uid of the ground, see IIssuerRegistry.
    /// @param evidenceHash Hash of the file that issuer and holder have.
    /// @param salt 32 random bytes, so that nobody can guess.
    /// @param timepoint When the case was opened, in seconds since 1970.
    function reasonCommitment(
        bytes32 personTag,
        bytes32 ground,
        bytes32 evidenceHash,
        bytes32 salt,
        uint48 timepoint
    ) external view returns (bytes32);

    /// @notice Time to appeal, in seconds.
    function APPEAL_WINDOW() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Time to decide after the appeal window, in seconds.
    function DECISION_TIME() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Longest suspension, in seconds.
    function SUSPENSION() external view returns (uint48); // solhint-disable-line func-name-mixedcase
}
