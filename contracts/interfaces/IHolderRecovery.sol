// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {Offer} from "./IHolderOffers.sol";

/// @notice A move of an iD to another account that waits for its time.
struct Recovery {
    address newHolder; // account that asks for the iD; zero when no recovery is pending
    uint48 readyAt; // seconds since 1970, first moment at which it can be completed
    uint48 expirationTime; // seconds since 1970, of the offer; the recovery is worthless from then on
    uint16 accreditation; // number of the issuer's accreditation
}

/// @title Recovery: a lost account does not cost the iD
/// @notice The person has an issuer check them again and offer the iD to a new account, which asks for it here. The old
/// account has {RECOVERY_DELAY} to refuse; then anyone may complete the move. The iD keeps its number, and whoever has
/// voted with the old account has voted.
/// @dev Only the issuer of the present attestation can make the offer, or, once its accreditation has ended, any other;
/// nobody while it is suspended. A request is over with the standing in which it was made, the accreditation behind
/// it, and with the term that it asks for. A refusal closes this way for {VETO_REST}, whatever becomes of the iD
/// meanwhile; a person whose account is in wrong hands has the issuer open a case instead, and returns after it. The
/// leaf in the tree moves with the iD: replace it, or whoever knows the old secret votes.
interface IHolderRecovery {
    /// @notice An account asked for an iD that stands with another.
    /// @dev The last three are those of {Recovery}: whoever follows the events knows what is pending.
    /// @param uid EIP-712 digest of the offer.
    event RecoveryStarted(
        bytes32 indexed personTag,
        address indexed oldHolder,
        address indexed newHolder,
        bytes32 uid,
        uint48 readyAt,
        uint48 expirationTime,
        uint16 accreditation
    );

    /// @notice The old account refused.
    event RecoveryVetoed(
        bytes32 indexed personTag,
        address indexed oldHolder,
        address indexed newHolder,
        uint48 restsUntil
    );

    /// @notice The iD moved.
    event Recovered(
        bytes32 indexed personTag,
        address indexed oldHolder,
        address indexed newHolder,
        uint48 expirationTime
    );

    /// @notice The offer is not by the issuer of the present attestation, whose accreditation has not ended.
    error HolderRecoveryNotIssuer(bytes32 personTag, address issuer);

    /// @notice A recovery is pending, or one was refused and the rest is not over.
    error HolderRecoveryBlocked(bytes32 personTag, uint48 until);

    /// @notice The iD stands with this very account; accept the offer as a renewal.
    error HolderRecoverySameHolder(bytes32 personTag, address holder);

    /// @notice No recovery is pending, or what it rested on is over.
    error HolderRecoveryNotPending(bytes32 personTag);

    /// @notice The old account may still refuse; come back at `readyAt`.
    error HolderRecoveryTooEarly(bytes32 personTag, uint48 readyAt);

    /// @notice Asks for an iD that stands with another account.
    /// @dev Checks what {IHolderOffers-attest} checks.
    /// @param holderSignature The new account's EIP-712 signature under the type `Acceptance`; empty if it is the
    /// caller.
    function startRecovery(
        Offer calldata offer,
        bytes calldata issuerSignature,
        bytes calldata holderSignature
    ) external returns (bytes32 uid);

    /// @notice Refuses a recovery. Only the present holder.
    function vetoRecovery(bytes32 personTag) external;

    /// @notice Moves the iD to the account that asked. Anyone may, from `readyAt` on. It expires with the offer, or
    /// when it would have, whichever is later.
    /// @dev Waits while the issuer's issuance is suspended, and while the new account holds another iD that stands.
    function completeRecovery(bytes32 personTag) external;

    /// @notice The pending recovery of an iD; all zero when there is none.
    function recoveryOf(bytes32 personTag) external view returns (Recovery memory);

    /// @notice Time for the old account to refuse, in seconds.
    function RECOVERY_DELAY() external view returns (uint48); // solhint-disable-line func-name-mixedcase

    /// @notice Time after a refusal in which no recovery can start, in seconds.
    function VETO_REST() external view returns (uint48); // solhint-disable-line func-name-mixedcase
}
