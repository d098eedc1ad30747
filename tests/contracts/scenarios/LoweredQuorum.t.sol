// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice OpenZeppelin's advisory GHSA-xrc4-737v-9q75 (2022): a quorum that was lowered brought old, defeated proposals
/// back to life, and anybody could execute them.
contract LoweredQuorumScenario is AssemblyCase {
    uint256 private tooFewPersons;
    uint256 private tooFewTokens;
    uint256 private onTrack;

    function setUp() public override {
        super.setUp();
        tooFewPersons = propose(idle("too few persons"), members[0]);
        tooFewTokens = propose(idle("too few tokens"), members[0]);
        bytes memory data = abi.encodeCall(issuers.accredit, (bob, person, START + 365 days, DAILY_CAP));
        onTrack = propose(motion(address(issuers), data, "too few for the track"), members[0]);
        toVote(onTrack);
        vote(whale, tooFewPersons, FOR);
        voteMembers(2, tooFewPersons, FOR);
        vote(minnow, tooFewTokens, FOR);
        voteMembers(3, tooFewTokens, FOR);
        voteMembers(3, onTrack, FOR);
        toEnd(onTrack);
    }

    function test_lowered_quorums_revive_nothing() public {
        assertAllDefeated();
        enact(motion(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (1)), "persons"));
        enact(motion(address(governor), abi.encodeCall(governor.updateQuorumNumerator, (1)), "tokens"));
        enact(motion(address(tracks), abi.encodeCall(tracks.setTrack, (MEMBERSHIP, 0, 1, false)), "track"));
        assertAllDefeated();
    }

    function test_members_who_leave_make_no_old_quorum_easier() public {
        for (uint256 i = 3; i < 10; ++i) exit(members[i]);
        assertEq(governor.holderQuorum(time()), 1, "of three who are left");
        assertAllDefeated();
    }

    function test_a_vote_that_runs_keeps_the_quorum_of_its_snapshot() public {
        uint256 id = open(idle("running"));
        vm.prank(address(timelock));
        tracks.setTrack(MEMBERSHIP, 0, 1, false);
        for (uint256 i = 3; i < 10; ++i) exit(members[i]);
        vote(whale, id, FOR);
        voteMembers(2, id, FOR);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "two of ten");
    }

    function assertAllDefeated() private view {
        assertState(tooFewPersons, IGovernor.ProposalState.Defeated, "too few persons");
        assertState(tooFewTokens, IGovernor.ProposalState.Defeated, "too few tokens");
        assertState(onTrack, IGovernor.ProposalState.Defeated, "too few for the track");
    }
}
