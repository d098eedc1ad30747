// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Motion} from "../helpers/AssemblyCase.sol";

/// @notice What a motion does.
enum Aim {
    Enter, // an entry in the ledger
    HolderShare, // a new holder quorum
    TokenShare // a new token quorum
}

/// @notice What is known of a proposal from the acts alone.
struct Ghost {
    uint256 id;
    address proposer;
    uint48 snapshot;
    uint48 deadline;
    uint48 queuedAt; // 0 while it was not
    bool quorumMet; // by a ballot, while the vote was open
    bool executed; // by `execute` of the governor
    Aim aim; // what its motion does
    uint256 percent; // the new share, for a motion that sets one
    IGovernor.ProposalState last; // state after the latest act
    uint256[3] tokens; // sum of the weights of the ballots, by support
    uint256[3] persons; // number of the ballots of persons, by support
    uint256 tokenQuorum; // as first told once the snapshot had passed; 0 before
    uint256 holderQuorum;
    Motion motion;
}

/// @notice A share that counts from a moment on, in percent.
struct Share {
    uint48 from;
    uint256 percent;
}

/// @notice The rules of the Assembly, written from the interface: edges of the life cycle, and when both houses agree.
library AssemblyModel {
    uint256 private constant ACTIVE = 1 << uint8(IGovernor.ProposalState.Active);
    uint256 private constant CANCELED = 1 << uint8(IGovernor.ProposalState.Canceled);
    uint256 private constant DEFEATED = 1 << uint8(IGovernor.ProposalState.Defeated);
    uint256 private constant SUCCEEDED = 1 << uint8(IGovernor.ProposalState.Succeeded);
    uint256 private constant QUEUED = 1 << uint8(IGovernor.ProposalState.Queued);
    uint256 private constant EXPIRED = 1 << uint8(IGovernor.ProposalState.Expired);
    uint256 private constant EXECUTED = 1 << uint8(IGovernor.ProposalState.Executed);

    /// @notice Whether one act, or one stretch of time, may lead from one state to the other.
    function isEdge(IGovernor.ProposalState from, IGovernor.ProposalState to) internal pure returns (bool) {
        return from == to || (next(from) & (1 << uint8(to))) != 0;
    }

    /// @notice Whether both houses agree, each by its own count.
    /// @param supply Tokens at the snapshot.
    /// @param roll Persons on the roll at the snapshot.
    function passes(
        Ghost storage ghost,
        uint256 supply,
        uint256 tokenPercent,
        uint256 roll,
        uint256 holderPercent
    ) internal view returns (bool) {
        return
            ghost.tokens[1] > ghost.tokens[0] &&
            ghost.persons[1] > ghost.persons[0] &&
            reaches(ghost, supply, tokenPercent, roll, holderPercent);
    }

    /// @notice Whether enough take part, in both houses.
    function reaches(
        Ghost storage ghost,
        uint256 supply,
        uint256 tokenPercent,
        uint256 roll,
        uint256 holderPercent
    ) internal view returns (bool) {
        uint256 wanted = (roll * holderPercent) / 100;
        if (wanted == 0) wanted = 1;
        return
            ghost.tokens[1] + ghost.tokens[2] >= (supply * tokenPercent) / 100 &&
            ghost.persons[1] + ghost.persons[2] >= wanted;
    }

    /// @notice The share in force at `timepoint`.
    function inForce(Share[] storage shares, uint256 timepoint) internal view returns (uint256) {
        for (uint256 i = shares.length; i > 0; --i) {
            if (shares[i - 1].from <= timepoint) return shares[i - 1].percent;
        }
        return 0;
    }

    function next(IGovernor.ProposalState from) private pure returns (uint256) {
        if (from == IGovernor.ProposalState.Pending) return ACTIVE | CANCELED | DEFEATED;
        if (from == IGovernor.ProposalState.Active) return DEFEATED | SUCCEEDED | EXPIRED;
        if (from == IGovernor.ProposalState.Succeeded) return QUEUED | EXPIRED;
        if (from == IGovernor.ProposalState.Queued) return EXECUTED | CANCELED | EXPIRED;
        return 0;
    }
}
