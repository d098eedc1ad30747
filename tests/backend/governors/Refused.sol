// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorCountingOverridable} from "@openzeppelin/contracts/governance/extensions/GovernorCountingOverridable.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {VotesExtended} from "@openzeppelin/contracts/governance/utils/VotesExtended.sol";

/// @notice The reads of GovernorAlpha, by which it is known from GovernorBravo: no votes to abstain.
contract Alpha {
    struct Proposal {
        uint256 id;
        address proposer;
        uint256 eta;
        uint256 startBlock;
        uint256 endBlock;
        uint256 forVotes;
        uint256 againstVotes;
        bool canceled;
        bool executed;
    }

    uint256 public constant quorumVotes = 100 ether;
    mapping(uint256 id => Proposal) public proposals;
}

/// @notice Voters may override what their delegate voted.
contract Overridable is Governor, GovernorCountingOverridable {
    constructor(VotesExtended token_) Governor("Overridable") GovernorVotes(token_) {}

    function votingDelay() public pure override returns (uint256) {
        return 1;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 10;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }
}
