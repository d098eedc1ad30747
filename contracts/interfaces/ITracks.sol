// SPDX-License-Identifier: MIT
pragma solidity >=0.8.24;

/// @notice Which houses decide a matter, and how many must take part.
struct Track {
    bool tokenHouse; // whether the token house is asked
    bool holderHouse; // whether the holder house is asked
    uint8 tokenQuorum; // least quorum of the token house, percent of the supply; 0: the governor's own
    uint8 holderQuorum; // least quorum of the holder house, percent of the persons; 0: the governor's own
    bool secret; // whether the holder house votes in secret, see IBallotBox
}

/// @notice A function of a contract, and the track that decides about calls of it.
struct Assignment {
    address target;
    bytes4 selector;
    uint8 track;
}

/// @title Tracks: which houses decide follows from what a proposal calls
/// @notice Track 0 asks both houses with the governor's own quorums; whatever is not assigned is on it. A proposal of
/// several actions is on the union of their tracks: every house that one of them asks, with the highest quorums, in
/// secret if one of them wants it. A track can ask for a higher quorum than the governor's, never for a lower one.
/// @dev Owned by the timelock. Only the contracts of the roll, named for ever at deployment, can be put on a track
/// without the token house, and which houses a track asks never changes.
interface ITracks {
    /// @notice A track was added, or its quorums or its secrecy were changed.
    event TrackSet(
        uint8 indexed track,
        bool tokenHouse,
        bool holderHouse,
        uint8 tokenQuorum,
        uint8 holderQuorum,
        bool secret
    );

    /// @notice From now on this track decides about calls of the function.
    event TrackAssigned(address indexed target, bytes4 indexed selector, uint8 indexed track);

    /// @notice No track has this number.
    error TracksUnknown(uint8 track);

    /// @notice Track 0 stays as it is.
    error TracksDefaultFixed();

    /// @notice A track asks one house at least; quorums are at most {MAX_QUORUM} percent, 0 for a house not asked; only
    /// the holder house votes in secret.
    error TracksInvalid(Track track);

    /// @notice Only calls of the roll's contracts can be decided without the token house.
    error TracksTokenHouseNeeded(address target, bytes4 selector, uint8 track);

    /// @notice All 255 numbers of tracks are in use.
    error TracksFull();

    /// @notice Adds a track. Only the owner.
    function addTrack(Track calldata newTrack) external returns (uint8 number);

    /// @notice Changes the quorums and the secrecy of a track, for proposals made from now on. Only the owner.
    function setTrack(uint8 number, uint8 tokenQuorum, uint8 holderQuorum, bool secret) external;

    /// @notice Puts calls of a function on a track, for proposals made from now on. Only the owner.
    function assign(address target, bytes4 selector, uint8 number) external;

    /// @notice The track with this number. Reverts with {TracksUnknown}.
    function track(uint8 number) external view returns (Track memory);

    /// @notice Number of tracks, track 0 included.
    function trackCount() external view returns (uint8);

    /// @notice Number of the track that decides about calls of the function.
    function trackOf(address target, bytes4 selector) external view returns (uint8 number);

    /// @notice Whether calls of `target` can be decided without the token house.
    function isMembership(address target) external view returns (bool);

    /// @notice The union of the tracks of several calls. `targets` and `selectors` are of one length.
    function termsOf(address[] calldata targets, bytes4[] calldata selectors) external view returns (Track memory);

    /// @notice Highest quorum that a track may ask for, in percent.
    function MAX_QUORUM() external view returns (uint8); // solhint-disable-line func-name-mixedcase
}
