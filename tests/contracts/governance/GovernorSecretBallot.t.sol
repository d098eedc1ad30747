// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IAssembly} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice How the governor counts what the ballot box hands in. The box itself has a file of its own beside this one.
contract GovernorSecretBallotTest is SecretCase {
    /* counting */

    function test_a_secret_ballot_counts_one_person_and_no_tokens() public {
        uint256 id = open(decision("one"));
        (uint256 nullifier, ) = secretBallot(members[0], id, FOR);
        vm.expectEmit(address(governor));
        emit ITwoHouses.SecretVoteCast(id, nullifier, FOR);
        castSecret(members[0], id, FOR);
        assertHolderVotes(id, 0, 1, 0);
        assertTokenVotes(id, 0, 0, 0);
    }

    function test_nobody_can_read_from_the_governor_who_voted_in_secret() public {
        uint256 id = open(decision("who"));
        castSecret(members[0], id, FOR);
        assertFalse(governor.hasVoted(id, members[0]), "hasVoted");
        assertFalse(governor.hasPersonVoted(id, tagOf(0)), "hasPersonVoted");
        assertFalse(governor.hasVoted(id, outsider), "who handed it in");
    }

    function test_every_choice_counts_on_its_own_side() public {
        uint256 id = open(decision("sides"));
        castSecret(members[0], id, AGAINST);
        for (uint256 i = 1; i < 3; ++i) castSecret(members[i], id, FOR);
        for (uint256 i = 3; i < 6; ++i) castSecret(members[i], id, ABSTAIN);
        assertHolderVotes(id, 1, 2, 3);
    }

    function test_secret_ballots_make_quorum_and_majority_and_the_decision_is_carried_out() public {
        uint32 number = openCase(address(timelock), tagOf(9));
        appeal(members[9], tagOf(9));
        bytes memory data = abi.encodeCall(roll.decideCase, (tagOf(9), number, true));
        Motion memory m = motion(address(roll), data, "uphold");
        skip(10 days);
        uint256 id = open(m);
        for (uint256 i; i < 3; ++i) castSecret(members[i], id, FOR);
        assertHouses(id, false, true);
        castSecret(members[3], id, FOR);
        assertHouses(id, true, true);
        for (uint256 i = 4; i < 8; ++i) castSecret(members[i], id, AGAINST);
        assertHouses(id, true, false);
        castSecret(members[8], id, FOR);
        toEnd(id);
        queue(m);
        toEta(id);
        execute(m);
        assertFalse(roll.isHolder(members[9]), "ended");
    }

    function test_abstentions_make_a_quorum_and_votes_against_do_not() public {
        uint256 id = open(decision("quorum"));
        for (uint256 i; i < 4; ++i) castSecret(members[i], id, AGAINST);
        assertHouses(id, false, false);
        for (uint256 i = 4; i < 8; ++i) castSecret(members[i], id, ABSTAIN);
        assertHouses(id, true, false);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "end");
    }

    function test_a_quorum_reached_by_a_secret_ballot_in_the_last_second_extends_the_vote() public {
        uint256 id = open(decision("late"));
        for (uint256 i; i < 3; ++i) castSecret(members[i], id, FOR);
        uint256 deadline = governor.proposalDeadline(id);
        vm.warp(deadline);
        vm.expectEmit(address(governor));
        emit ITwoHouses.ProposalExtended(id, uint64(deadline + LATE_EXTENSION));
        castSecret(members[3], id, FOR);
        assertEq(governor.proposalDeadline(id), deadline + LATE_EXTENSION, "deadline");
        vm.warp(deadline + LATE_EXTENSION);
        castSecret(members[4], id, AGAINST);
        assertEq(governor.proposalDeadline(id), deadline + LATE_EXTENSION, "once");
    }

    /* open ballots on a secret proposal */

    function test_an_open_ballot_of_a_person_without_tokens_counts_nowhere() public {
        uint256 id = open(decision("open"));
        expectNoVote(members[0], id);
        expectNoVote(whale, id); // the token house is not asked
    }

    function test_an_open_ballot_on_a_secret_proposal_of_both_houses_counts_tokens_only() public {
        giveTokens(members[0], 7e18);
        skip(1);
        uint256 id = open(both("both"));
        assertEq(vote(members[0], id, AGAINST), 7e18, "weight");
        assertTokenVotes(id, 7e18, 0, 0);
        assertHolderVotes(id, 0, 0, 0);
        assertFalse(governor.hasPersonVoted(id, tagOf(0)), "hasPersonVoted");
        expectNoVote(members[1], id);
        vote(trader, id, FOR);
        assertTokenVotes(id, 7e18, 200_000e18, 0);
    }

    function test_a_member_with_tokens_votes_openly_with_tokens_and_once_in_secret_as_a_person() public {
        giveTokens(members[0], 7e18);
        skip(1);
        uint256 id = open(both("both ways"));
        vote(members[0], id, FOR);
        castSecret(members[0], id, AGAINST);
        assertTokenVotes(id, 0, 7e18, 0);
        assertHolderVotes(id, 1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        vote(members[0], id, FOR);
        (uint256 nullifier, uint256[8] memory proof) = secretBallot(members[0], id, FOR);
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxNullifierSpent.selector, nullifier));
        box.castSecretBallot(address(governor), id, FOR, nullifier, proof);
    }

    function test_both_houses_of_a_secret_proposal_must_pass_it() public {
        uint256 tokensOnly = propose(both("tokens only"), members[0]);
        uint256 personsOnly = propose(both("persons only"), members[0]);
        uint256 together = propose(both("together"), members[0]);
        toVote(together);
        vote(whale, tokensOnly, FOR);
        vote(whale, together, FOR);
        for (uint256 i; i < 5; ++i) castSecret(members[i], personsOnly, FOR);
        for (uint256 i; i < 5; ++i) castSecret(members[i], together, FOR);
        toEnd(together);
        assertState(tokensOnly, IGovernor.ProposalState.Defeated, "tokens only");
        assertState(personsOnly, IGovernor.ProposalState.Defeated, "persons only");
        assertState(together, IGovernor.ProposalState.Succeeded, "together");
    }

    /* what is refused */

    function test_only_the_box_hands_in_secret_ballots() public {
        uint256 id = open(decision("callers"));
        address[7] memory callers = [
            outsider,
            members[0],
            whale,
            deployer,
            address(timelock),
            address(tree),
            address(governor)
        ];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesNotBallotBox.selector, callers[i]));
            vm.prank(callers[i]);
            governor.countSecretBallot(id, 1, FOR);
        }
        assertHolderVotes(id, 0, 0, 0);
    }

    function test_secret_ballots_count_from_the_second_after_the_snapshot_to_the_second_of_the_deadline() public {
        uint256 id = propose(decision("edges"), members[0]);
        vm.warp(governor.proposalSnapshot(id));
        expectWrongState(id, IGovernor.ProposalState.Pending);
        skip(1);
        hand(id, 1, FOR);
        for (uint256 i = 2; i < 5; ++i) hand(id, i, FOR);
        vm.warp(governor.proposalDeadline(id));
        hand(id, 5, FOR);
        skip(1);
        expectWrongState(id, IGovernor.ProposalState.Succeeded);
        assertHolderVotes(id, 0, 5, 0);
    }

    function test_a_proposal_that_nobody_made_takes_no_ballots() public {
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, 7));
        hand(7, 1, FOR);
    }

    function test_an_open_proposal_takes_no_secret_ballots() public {
        uint256 id = open(idle("open"));
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesNotSecret.selector, id));
        hand(id, 1, FOR);
    }

    function test_a_support_that_is_not_one_of_three_reverts() public {
        uint256 id = open(decision("support"));
        for (uint256 support = 3; support <= 255; support += 84) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidVoteType.selector));
            hand(id, 1, uint8(support));
        }
    }

    /* terms */

    function test_secrecy_is_fixed_when_the_proposal_is_made() public {
        uint256 id = propose(decision("fixed"), members[0]);
        uint256 openId = propose(accreditation("open"), members[0]);
        vm.prank(address(timelock));
        tracks.setTrack(SECRET, 0, 40, false);
        vm.prank(address(timelock));
        tracks.setTrack(MEMBERSHIP, 0, 40, true);
        toVote(id);
        assertTrue(governor.proposalTerms(id).secret, "secret");
        assertFalse(governor.proposalTerms(openId).secret, "open");
        castSecret(members[0], id, FOR);
        vote(members[0], openId, FOR);
        assertHolderVotes(id, 0, 1, 0);
        assertHolderVotes(openId, 0, 1, 0);
    }

    function test_a_secret_proposal_tells_so_and_freezes_the_tree() public {
        Motion memory m = decision("events");
        uint256 id = idOf(m);
        vm.expectEmit(address(governor));
        emit ITwoHouses.ProposalTerms(id, false, true, 0, 40, true);
        vm.expectEmit(address(box));
        emit IBallotBox.BallotsFrozen(address(governor), id, tree.root(), 10);
        propose(m, members[0]);
        Track memory terms = governor.proposalTerms(id);
        assertTrue(terms.secret && terms.holderHouse && !terms.tokenHouse, "terms");
    }

    function test_an_open_proposal_freezes_nothing() public {
        uint256 id = propose(accreditation("open"), members[0]);
        assertEq(box.frozenRoot(address(governor), id), 0, "frozenRoot");
    }

    /* making */

    function test_a_governor_needs_a_box_of_its_own_roll() public {
        address treeToBe = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        address otherRoll = deploy("HolderRegistry", abi.encode(timelock, issuers, treeToBe));
        address otherTree = deploy("HolderTree", abi.encode(otherRoll, TREE_DEPTH));
        address otherBox = deploy("BallotBox", abi.encode(otherTree, verifier));
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesBallotBoxInvalid.selector, otherBox));
        this.deployApart("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, otherBox, rules()));
        IAssembly other = IAssembly(
            deploy("LexiarchGovernor", abi.encode(token, otherRoll, timelock, tracks, otherBox, rules()))
        );
        assertEq(other.ballotBox(), otherBox, "ballotBox");
        assertEq(governor.ballotBox(), address(box), "its own");
    }

    /* helpers */

    /// @dev A motion on the secret track; it decides nothing.
    function decision(string memory words) private view returns (Motion memory) {
        return motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), words);
    }

    /// @dev A motion that asks both houses, persons in secret.
    function both(string memory words) private view returns (Motion memory m) {
        m = decision(words);
        (m.targets, m.values) = (new address[](2), new uint256[](2));
        bytes memory data = m.calldatas[0];
        m.calldatas = new bytes[](2);
        (m.targets[0], m.calldatas[0]) = (address(roll), data);
        (m.targets[1], m.calldatas[1]) = (address(token), abi.encodeCall(token.transfer, (bob, 1e18)));
    }

    function accreditation(string memory words) private view returns (Motion memory) {
        uint48 until = START + 2 * 365 days;
        return motion(address(issuers), abi.encodeCall(issuers.accredit, (bob, person, until, DAILY_CAP)), words);
    }

    /// @dev As the box would, without a proof.
    function hand(uint256 id, uint256 nullifier, uint8 support) private {
        vm.prank(address(box));
        governor.countSecretBallot(id, nullifier, support);
    }

    function expectWrongState(uint256 id, IGovernor.ProposalState current) private {
        vm.expectRevert(wrongState(id, current, bitmap(IGovernor.ProposalState.Active)));
        hand(id, 1, FOR);
    }

    function expectNoVote(address voter, uint256 id) private {
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, voter, governor.proposalSnapshot(id))
        );
        vote(voter, id, FOR);
    }

    /// @dev The token house is not asked in a decision, and says yes.
    function assertHouses(uint256 id, bool quorum, bool majority) private view {
        (bool tokenQuorum, bool tokenMajority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
        assertTrue(tokenQuorum && tokenMajority, "token house");
        assertEq(holderQuorum, quorum, "holder quorum");
        assertEq(holderMajority, majority, "holder majority");
    }
}
