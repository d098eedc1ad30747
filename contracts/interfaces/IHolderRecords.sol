// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

import {HolderKind} from "./IIssuerRegistry.sol";

/// @notice What the roll knows about one iD.
struct Attestation {
    address holder; // account that holds, or last held, the iD; zero when the iD never existed
    address issuer; // issuer of the last attestation; zero once the iD was ended, left or swept
    bytes32 schema; // schema of the last attestation; zero once the iD was ended, left or swept
    HolderKind kind; // person or organisation; the same for ever
    uint48 since; // seconds since 1970, from which moment this holder holds it without a break
    uint48 expirationTime; // seconds since 1970, first moment at which the iD is, or was, no longer live
}

/// @title The roll's records: who holds an iD, who held one, and how many persons there are
/// @notice An iD *stands* from its beginning until it ends or expires. It is *live* while it stands and is not
/// suspended: {isHolder}. A suspension takes the proof of status for some days, never the seat in the Assembly.
/// @dev The iD's number is its person tag. Clock: timestamp. Warning: who is live changes with time alone; {isHolder}
/// turns false at `expirationTime` without an event.
interface IHolderRecords {
    /// @notice The holder left the roll.
    event Exited(address indexed holder, bytes32 indexed personTag);

    /// @notice An expired iD was taken out of the count of holders.
    event Swept(address indexed holder, bytes32 indexed personTag, uint48 expirationTime);

    /// @notice The roll cannot work without an issuers' register.
    error HolderRegistryIssuersInvalid(address issuers);

    /// @notice The iD does not stand: it never began, was ended or left, or has expired.
    error HolderRegistryNotLive(bytes32 personTag);

    /// @notice The account holds no iD that stands.
    error HolderRegistryNotHolder(address account);

    /// @notice The iD is not there to be swept: it never was, still stands, or is out of the count already.
    error HolderRegistryNotLapsed(bytes32 personTag);

    /// @notice Only the tree can say which iDs have a leaf in it.
    error HolderRegistryNotTree(address caller);

    /// @notice The signature is not the holder's, or its deadline has passed.
    error HolderRegistrySignatureInvalid(address holder);

    /// @notice Leaves the roll. Takes no role, no signature and no pause of anybody else.
    function exit() external;

    /// @notice Leaves the roll for a holder who signed it; anyone may hand it in, and pays for it.
    /// @dev EIP-712 type `Exit(bytes32 personTag,uint48 since,uint48 deadline)`; `since` is that of the present
    /// standing ({attestationOf}), so that the signature is worthless after it.
    /// @param deadline Seconds since 1970, last moment at which the signature counts.
    function exitBySig(bytes32 personTag, uint48 deadline, bytes calldata signature) external;

    /// @notice Takes expired iDs out of the count of holders. Anyone may; reverts on the first that is not expired.
    function sweep(bytes32[] calldata personTags) external;

    /// @notice Notes that an iD has a leaf of its present standing in the tree, or has none. Only the tree.
    function setLeaf(bytes32 personTag, bool present) external;

    /// @notice Whether `account` holds a live iD, of any kind. Never reverts.
    function isHolder(address account) external view returns (bool);

    /// @notice Whether `account` held a live iD, of any kind, at `timepoint`. Never reverts; false for the future.
    /// @dev The answer for a past time never changes.
    /// @param timepoint Seconds since 1970.
    function isHolderAt(address account, uint256 timepoint) external view returns (bool);

    /// @notice Whether `account` holds the live iD of a person. Never reverts.
    /// @dev The name that proof-of-humanity strategies of off-chain voting call.
    function isRegistered(address account) external view returns (bool);

    /// @notice Number of persons on the roll at `timepoint`: the base of the holder house's quorum. Never reverts.
    /// @dev Counts an expired iD until it is swept, so a quorum never gets easier because time passed.
    function holderCountAt(uint256 timepoint) external view returns (uint256);

    /// @notice Number of persons on the roll now. See {holderCountAt}.
    function holderCount() external view returns (uint256);

    /// @notice The person who may vote with `account` on a matter with this snapshot. Never reverts.
    /// @dev A person counts whose iD stood at the snapshot, with whichever account, and stands with `account` now;
    /// suspended or not.
    /// @return personTag 0 when there is none.
    function personAt(address account, uint256 snapshot) external view returns (bytes32 personTag);

    /// @notice As {personAt}, and whether the iD came to `account` after the snapshot, so that another account may have
    /// voted for the same person before. Never reverts.
    function seatAt(address account, uint256 snapshot) external view returns (bytes32 personTag, bool moved);

    /// @notice Accounts that held the iD after `timepoint` and before its present holder. Never reverts.
    function holdersSince(bytes32 personTag, uint256 timepoint) external view returns (address[] memory);

    /// @notice What the roll knows about an iD; all zero when it never existed.
    function attestationOf(bytes32 personTag) external view returns (Attestation memory);

    /// @notice Whether the iD stands now, and its first moment of not standing, in seconds since 1970.
    function standingOf(bytes32 personTag) external view returns (bool stands, uint48 expirationTime);

    /// @notice The iD that `account` holds, or held last; 0 when it never held one.
    function personTagOf(address account) external view returns (bytes32 personTag);

    /// @notice Number of leaves in the tree whose iD has been ended or left since: they are to be pruned, or refreshed
    /// when the person has returned.
    function endedLeaves() external view returns (uint256);

    /// @notice The issuers' register that the roll obeys.
    function issuers() external view returns (address);

    /// @notice The tree of commitments for secret ballots.
    function tree() external view returns (address);
}
