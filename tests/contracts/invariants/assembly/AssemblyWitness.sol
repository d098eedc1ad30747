// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyModel, Ghost} from "./AssemblyModel.sol";

/// @notice Looks at the proposals after every act, and compares them with the model.
abstract contract AssemblyWitness is AssemblyModel {
    uint256 private constant WATCHED = 6; // the youngest; of the older ones another each time

    uint256 internal constant TREASURY = 1_000 ether;
    uint256 internal paid; // wei that proposals have sent
    uint256 private turn;

    /// @dev Time that passed in an act that was refused has passed all the same: so it is looked at first.
    modifier act() {
        observe();
        _;
        observe();
    }

    function observe() internal {
        uint256 from = ghosts.length > WATCHED ? ghosts.length - WATCHED : 0;
        for (uint256 i = from; i < ghosts.length; ++i) look(ghosts[i]);
        if (from != 0) look(ghosts[turn++ % from]);
        if (address(timelock).balance != TREASURY - paid) fail(33, "ether was made or lost");
    }

    function look(Ghost storage ghost) private {
        IGovernor.ProposalState state = governor.state(ghost.id);
        if (isFinal(ghost.last) && state != ghost.last) fail(17, "a final state was left");
        if (state != stateOf(ghost)) fail(ghost.executed ? 20 : 24, "another state");
        ghost.last = state;
        if (governor.proposalSnapshot(ghost.id) != ghost.snapshot) fail(18, "another snapshot");
        if (governor.proposalDeadline(ghost.id) != ghost.deadline) fail(18, "another deadline");
        lookAtTallies(ghost);
        if (time() > ghost.snapshot) lookAtResults(ghost);
    }

    function lookAtTallies(Ghost storage ghost) private {
        (uint256 against, uint256 for_, uint256 abstain) = governor.proposalVotes(ghost.id);
        bool same = against == ghost.tokens[AGAINST] && for_ == ghost.tokens[FOR] && abstain == ghost.tokens[ABSTAIN];
        if (!same) fail(22, "tokens are not the sum of the ballots");
        (against, for_, abstain) = governor.holderVotes(ghost.id);
        same = against == ghost.persons[AGAINST] && for_ == ghost.persons[FOR] && abstain == ghost.persons[ABSTAIN];
        if (!same) fail(8, "persons are not the sum of the ballots, one each");
    }

    function lookAtResults(Ghost storage ghost) private {
        (uint256 tokens, uint256 persons) = governor.proposalQuorums(ghost.id);
        if (tokens != tokenQuorumOf(ghost) || persons != holderQuorumOf(ghost)) fail(23, "another quorum");
        if (roll.holderCountAt(ghost.snapshot) != valueAt(counts, ghost.snapshot)) fail(3, "another past");
        (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(
            ghost.id
        );
        if ((tokenQuorum && tokenMajority && holderQuorum && holderMajority) != passes(ghost)) {
            fail(24, "the houses say otherwise");
        }
    }

    function isFinal(IGovernor.ProposalState state) private pure returns (bool) {
        return
            state == IGovernor.ProposalState.Canceled ||
            state == IGovernor.ProposalState.Defeated ||
            state == IGovernor.ProposalState.Expired ||
            state == IGovernor.ProposalState.Executed;
    }
}
