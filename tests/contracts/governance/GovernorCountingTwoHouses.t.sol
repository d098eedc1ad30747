// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {Rules} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice When a proposal passes: two quorums, two majorities. Ballots have a file of their own beside this one.
contract GovernorCountingTwoHousesTest is AssemblyCase {
    /* both houses */

    function test_a_proposal_passes_exactly_when_both_houses_reach_quorum_and_majority() public {
        uint256[] memory ids = new uint256[](16);
        for (uint256 i; i < 16; ++i) ids[i] = propose(idle(vm.toString(i)), members[0]);
        toVote(ids[0]);
        for (uint256 i; i < 16; ++i) {
            voteTokens(ids[i], i & 1 != 0, i & 2 != 0);
            votePersons(ids[i], i & 4 != 0, i & 8 != 0);
            assertHouses(ids[i], i & 1 != 0, i & 2 != 0, i & 4 != 0, i & 8 != 0);
        }
        toEnd(ids[0]);
        for (uint256 i; i < 15; ++i) assertState(ids[i], IGovernor.ProposalState.Defeated, vm.toString(i));
        assertState(ids[15], IGovernor.ProposalState.Succeeded, "all four");
    }

    function test_a_tie_in_either_house_defeats() public {
        uint256 tokens = propose(idle("tie of tokens"), members[0]);
        uint256 persons = propose(idle("tie of persons"), members[0]);
        giveTokens(minnow, 150_000e18);
        toVote(tokens);
        vote(trader, tokens, AGAINST);
        vote(minnow, tokens, FOR);
        voteMembers(3, tokens, FOR);
        vote(whale, persons, FOR);
        voteMembers(5, persons, FOR);
        for (uint256 i = 5; i < 10; ++i) vote(members[i], persons, AGAINST);
        assertHouses(tokens, true, false, true, true);
        assertHouses(persons, true, true, true, false);
        toEnd(tokens);
        assertState(tokens, IGovernor.ProposalState.Defeated, "tokens");
        assertState(persons, IGovernor.ProposalState.Defeated, "persons");
    }

    function test_abstentions_make_a_quorum_but_no_majority() public {
        uint256 id = open(idle("abstentions"));
        vote(whale, id, ABSTAIN);
        vote(minnow, id, FOR);
        voteMembers(2, id, ABSTAIN);
        vote(members[2], id, FOR);
        assertHouses(id, true, true, true, true);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Succeeded, "end");
    }

    function test_votes_against_make_no_quorum() public {
        uint256 id = open(idle("against"));
        vote(trader, id, AGAINST);
        vote(minnow, id, FOR);
        voteMembers(2, id, AGAINST);
        vote(members[2], id, FOR);
        assertHouses(id, false, false, false, false);
    }

    function test_a_proposal_that_nobody_voted_on_is_defeated() public {
        uint256 id = open(idle("silence"));
        assertHouses(id, false, false, false, false);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "end");
    }

    function test_a_quorum_is_reached_with_the_very_last_vote_that_it_takes() public {
        uint256 id = propose(idle("edge"), members[0]);
        giveTokens(bob, 49_999e18);
        giveTokens(carol, 1e18);
        toVote(id);
        vote(minnow, id, FOR);
        vote(bob, id, FOR);
        voteMembers(2, id, FOR);
        assertHouses(id, false, true, false, true);
        vote(carol, id, FOR);
        vote(members[2], id, FOR);
        assertHouses(id, true, true, true, true);
    }

    /* the holder house's quorum */

    function test_holderQuorum_is_the_share_rounded_down_and_never_less_than_one() public {
        uint256[5] memory shares = [uint256(1), 10, 19, 20, 50];
        uint256[5] memory expected = [uint256(1), 1, 1, 2, 5];
        for (uint256 i; i < shares.length; ++i) {
            enact(setHolderQuorum(shares[i], vm.toString(i)));
            assertEq(governor.holderQuorum(time()), expected[i], vm.toString(shares[i]));
        }
    }

    function test_holderQuorum_is_one_when_the_roll_is_empty() public view {
        assertEq(roll.holderCountAt(START - 1), 0, "holderCountAt");
        assertEq(governor.holderQuorum(START), 3, "with ten members");
        assertEq(governor.holderQuorum(START - 1), 1, "before the first member");
    }

    function test_holderQuorum_does_not_fall_when_members_lapse_but_does_when_they_are_swept() public {
        uint256 id = propose(idle("far away"), members[0]);
        vm.warp(START + TERM);
        assertEq(governor.holderQuorum(time()), 3, "lapsed");
        bytes32[] memory tags = new bytes32[](10);
        for (uint256 i; i < 10; ++i) tags[i] = tagOf(i);
        roll.sweep(tags);
        assertEq(governor.holderQuorum(time()), 1, "swept");
        assertEq(governor.holderQuorum(governor.proposalSnapshot(id)), 3, "at a past snapshot");
    }

    function test_a_quorum_changed_after_the_snapshot_changes_nothing() public {
        Motion memory change = setHolderQuorum(40, "raise");
        uint256 first = pledge(change);
        toEta(first);
        uint256 running = propose(idle("running"), members[0]);
        vm.warp(governor.proposalSnapshot(running));
        execute(change);
        skip(1);
        assertEq(governor.holderQuorum(governor.proposalSnapshot(running)), 4, "changed at the snapshot itself");

        Motion memory again = setHolderQuorum(50, "raise again");
        uint256 second = pledge(again);
        toEta(second);
        running = open(idle("running again"));
        execute(again);
        assertEq(governor.holderQuorum(governor.proposalSnapshot(running)), 4, "changed after the snapshot");
        assertEq(governor.holderQuorum(time()), 5, "now");
    }

    function test_raised_quorums_pass_no_more() public {
        Motion memory raise = setHolderQuorum(31, "raise");
        enact(raise);
        uint256 three = open(idle("three of ten"));
        vote(whale, three, FOR);
        voteMembers(3, three, FOR);
        assertHouses(three, true, true, true, true); // 3.1 rounds down
        enact(setHolderQuorum(40, "raise again"));
        three = open(idle("three of ten again"));
        vote(whale, three, FOR);
        voteMembers(3, three, FOR);
        assertHouses(three, true, true, false, true);
    }

    function test_updateHolderQuorumNumerator_tells_of_the_change_and_keeps_history() public {
        Motion memory change = setHolderQuorum(45, "45");
        uint256 id = pledge(change);
        toEta(id);
        vm.expectEmit(address(governor));
        emit ITwoHouses.HolderQuorumNumeratorUpdated(HOLDER_QUORUM, 45);
        execute(change);
        assertEq(governor.holderQuorumNumerator(), 45, "now");
        assertEq(governor.holderQuorumNumerator(time()), 45, "from this second");
        assertEq(governor.holderQuorumNumerator(time() - 1), HOLDER_QUORUM, "before");
        assertEq(governor.holderQuorumNumerator(START - 1), 0, "before the governor");
    }

    function test_updateHolderQuorumNumerator_reverts_outside_1_to_50() public {
        expectQuorumInvalid(0);
        expectQuorumInvalid(51);
        expectQuorumInvalid(type(uint256).max);
        enact(setHolderQuorum(1, "least"));
        enact(setHolderQuorum(50, "most"));
    }

    /* making */

    function test_constructor_reverts_without_a_roll() public {
        address[2] memory rolls = [address(0), outsider];
        for (uint256 i; i < rolls.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesRollInvalid.selector, rolls[i]));
            this.deployApart("LexiarchGovernor", abi.encode(token, rolls[i], timelock, tracks, box, rules()));
        }
    }

    function test_constructor_reverts_for_a_holder_quorum_outside_1_to_50() public {
        uint256[2] memory shares = [uint256(0), 51];
        for (uint256 i; i < shares.length; ++i) {
            Rules memory wrong = rules();
            wrong.holderQuorumNumerator = shares[i];
            vm.expectRevert(outOfBounds("holderQuorumNumerator", shares[i], 1, 50));
            this.deployApart("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, wrong));
        }
    }

    function test_COUNTING_MODE_names_the_houses() public view {
        assertEq(governor.COUNTING_MODE(), "support=bravo&quorum=for,abstain&houses=token,holder&terms=proposal", "COUNTING_MODE");
        assertEq(governor.roll(), address(roll), "roll");
    }

    /* any vote at all */

    function testFuzz_a_vote_for_never_turns_a_pass_into_a_defeat(uint256 seed) public {
        uint256 id = open(idle("fuzz"));
        bool passing;
        for (uint256 i; i < 13; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            if (draw % 4 == 0) continue;
            uint8 support = uint8((draw >> 8) % 3);
            vote(i < 10 ? members[i] : [whale, trader, minnow][i - 10], id, support);
            bool passes = allHouses(id);
            if (support == FOR) assertTrue(passes || !passing, "a vote for undid a pass");
            if (support == AGAINST) assertTrue(passing || !passes, "a vote against made a pass");
            passing = passes;
        }
        toEnd(id);
        assertState(
            id,
            passing ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Defeated,
            "as the houses said"
        );
    }

    function testFuzz_holderQuorum_is_reachable_and_follows_the_roll(uint256 share, uint256 count) public {
        share = within(share, 1, 50);
        count = within(count, 0, 10);
        Rules memory other = rules();
        other.holderQuorumNumerator = share;
        ITwoHouses house = ITwoHouses(deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, other)));
        for (uint256 i = count; i < 10; ++i) exit(members[i]);
        uint256 quorum = house.holderQuorum(time());
        assertEq(quorum, count * share < 100 ? 1 : (count * share) / 100, "holderQuorum");
        assertTrue(count == 0 || quorum <= count, "reachable");
    }

    /* helpers */

    function setHolderQuorum(uint256 share, string memory description) private view returns (Motion memory) {
        return motion(address(governor), abi.encodeCall(governor.updateHolderQuorumNumerator, (share)), description);
    }

    function expectQuorumInvalid(uint256 share) private {
        Motion memory change = setHolderQuorum(share, "wrong");
        uint256 id = pledge(change);
        toEta(id);
        vm.expectRevert(outOfBounds("holderQuorumNumerator", share, 1, 50));
        execute(change);
    }

    function voteTokens(uint256 id, bool quorum, bool majority) private {
        if (majority) vote(quorum ? whale : minnow, id, FOR);
        if (!majority) vote(minnow, id, AGAINST);
        if (!majority && quorum) vote(whale, id, ABSTAIN);
    }

    function votePersons(uint256 id, bool quorum, bool majority) private {
        uint256 count = quorum ? 3 : 2;
        voteMembers(count, id, majority ? FOR : (quorum ? ABSTAIN : AGAINST));
        if (!majority) vote(members[9], id, AGAINST);
    }

    function allHouses(uint256 id) private view returns (bool) {
        (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
        return tokenQuorum && tokenMajority && holderQuorum && holderMajority;
    }

    function assertHouses(uint256 id, bool tq, bool tm, bool hq, bool hm) private view {
        (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
        assertEq(tokenQuorum, tq, "token quorum");
        assertEq(tokenMajority, tm, "token majority");
        assertEq(holderQuorum, hq, "holder quorum");
        assertEq(holderMajority, hm, "holder majority");
    }
}
