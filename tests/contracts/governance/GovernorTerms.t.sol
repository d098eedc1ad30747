// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

contract Target {
    function act() external {}
}

contract OtherTarget {
    function act() external payable {
        revert("taken over");
    }
}

/// @notice What a proposal asks is fixed when it is made.
contract GovernorTermsTest is AssemblyCase {
    /* houses */

    function test_members_decide_alone_about_an_issuer() public {
        Motion memory m = accreditation("alone");
        uint256 id = idOf(m);
        vm.expectEmit(address(governor));
        emit ITwoHouses.ProposalTerms(id, false, true, 0, 40, false);
        propose(m, members[0]);
        toVote(id);
        voteMembers(4, id, FOR);
        (uint256 tokens, uint256 persons) = governor.proposalQuorums(id);
        assertEq(tokens, 0, "token quorum");
        assertEq(persons, 4, "holder quorum: 40 percent of ten");
        toEnd(id);
        queue(m);
        toEta(id);
        execute(m);
        assertTrue(issuers.isAccredited(bob, person), "accredited");
    }

    function test_tokens_have_no_say_about_an_issuer() public {
        uint256 id = open(accreditation("no say"));
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, whale, governor.proposalSnapshot(id))
        );
        vote(whale, id, AGAINST);
        giveTokens(members[0], 0);
        vote(members[0], id, FOR);
        assertTokenVotes(id, 0, 0, 0);
    }

    function test_a_member_with_tokens_casts_one_vote_of_weight_0_about_an_issuer() public {
        giveTokens(members[0], 90_000e18);
        skip(1);
        uint256 id = open(accreditation("rich"));
        assertEq(vote(members[0], id, FOR), 0, "weight");
        assertTokenVotes(id, 0, 0, 0);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_payment_needs_both_houses_even_beside_an_accreditation() public {
        Motion memory m = accreditation("with a payment");
        (address[] memory targets, bytes[] memory calldatas) = (new address[](2), new bytes[](2));
        (targets[0], calldatas[0]) = (m.targets[0], m.calldatas[0]);
        (targets[1], calldatas[1]) = (address(token), abi.encodeCall(token.transfer, (bob, 1)));
        (m.targets, m.values, m.calldatas) = (targets, new uint256[](2), calldatas);
        uint256 id = open(m);
        assertTrue(governor.proposalTerms(id).tokenHouse, "tokens are asked");
        voteMembers(10, id, FOR);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "without the token house");
    }

    function test_terms_do_not_change_for_a_proposal_that_exists() public {
        uint256 id = open(accreditation("old"));
        vm.prank(address(timelock));
        tracks.setTrack(MEMBERSHIP, 0, 50, false);
        vm.prank(address(timelock));
        tracks.assign(address(issuers), issuers.accredit.selector, 0);
        Track memory terms = governor.proposalTerms(id);
        assertFalse(terms.tokenHouse, "tokenHouse");
        assertEq(terms.holderQuorum, 40, "holderQuorum");
    }

    function test_a_floor_raises_the_governors_quorum_and_never_lowers_it() public {
        vm.prank(address(timelock));
        tracks.setTrack(MEMBERSHIP, 0, 10, false);
        uint256 id = open(accreditation("low floor"));
        (, uint256 persons) = governor.proposalQuorums(id);
        assertEq(persons, 3, "30 percent of ten, as the governor asks");
    }

    function test_a_token_floor_raises_the_token_quorum() public {
        vm.prank(address(timelock));
        uint8 number = tracks.addTrack(Track(true, false, 45, 0, false));
        vm.prank(address(timelock));
        tracks.assign(address(token), token.transfer.selector, number);
        uint256 id = open(motion(address(token), abi.encodeCall(token.transfer, (bob, 1)), "big"));
        (uint256 tokens, uint256 persons) = governor.proposalQuorums(id);
        assertEq(tokens, 450_000e18, "tokens");
        assertEq(persons, 0, "persons");
        vote(whale, id, FOR);
        (bool quorum, bool majority, bool holderQuorum, bool holderMajority) = governor.houseResults(id);
        assertFalse(quorum, "400,000 are too few");
        assertTrue(majority && holderQuorum && holderMajority, "a house that is not asked says yes");
        vote(trader, id, ABSTAIN);
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Succeeded, "tokens alone");
    }

    function test_houses_say_nothing_until_the_vote_begins_nor_about_the_unknown() public {
        uint256 id = propose(accreditation("pending"), members[0]);
        assertAllFalse(id);
        vm.warp(governor.proposalSnapshot(id));
        assertAllFalse(id);
        assertAllFalse(id + 1);
    }

    function test_a_call_without_a_selector_is_on_the_default_track() public {
        uint256 id = open(motion(address(issuers), hex"40e5", "short"));
        Track memory terms = governor.proposalTerms(id);
        assertTrue(terms.tokenHouse && terms.holderHouse, "both");
    }

    /* code */

    function test_a_target_swapped_between_vote_and_execution_is_not_called() public {
        address target = address(new Target());
        Motion memory m = motion(target, abi.encodeCall(Target.act, ()), "swap");
        uint256 id = pledge(m);
        toEta(id);
        bytes memory before = target.code;
        vm.etch(target, type(OtherTarget).runtimeCode);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
        vm.etch(target, before);
        execute(m);
        assertState(id, IGovernor.ProposalState.Executed, "with the code that was voted on");
    }

    function test_an_account_that_got_code_since_is_not_called() public {
        Motion memory m = motion(bob, "", "a gift");
        uint256 id = pledge(m);
        toEta(id);
        vm.etch(bob, type(Target).runtimeCode);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
    }

    function test_an_account_that_got_ether_since_is_paid() public {
        address fresh = account("fresh");
        Motion memory m = motion(fresh, "", "a gift");
        m.values[0] = 1 ether;
        vm.deal(address(timelock), 1 ether);
        uint256 id = pledge(m);
        toEta(id);
        vm.deal(fresh, 1);
        execute(m);
        assertEq(fresh.balance, 1 ether + 1, "balance");
    }

    function test_every_target_counts_not_only_the_first() public {
        address target = address(new Target());
        Motion memory m = accreditation("second");
        (address[] memory targets, bytes[] memory calldatas) = (new address[](2), new bytes[](2));
        (targets[0], calldatas[0]) = (m.targets[0], m.calldatas[0]);
        (targets[1], calldatas[1]) = (target, abi.encodeCall(Target.act, ()));
        (m.targets, m.values, m.calldatas) = (targets, new uint256[](2), calldatas);
        uint256 id = pledge(m);
        toEta(id);
        vm.etch(target, type(OtherTarget).runtimeCode);
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesCodeChanged.selector, id));
        execute(m);
        assertFalse(issuers.isAccredited(bob, person), "nothing was done");
    }

    function test_a_governor_needs_tracks() public {
        vm.expectRevert(abi.encodeWithSelector(ITwoHouses.TwoHousesTracksInvalid.selector, outsider));
        this.deployApart("LexiarchGovernor", abi.encode(token, roll, timelock, outsider, box, rules()));
        assertEq(governor.tracks(), address(tracks), "tracks");
    }

    function accreditation(string memory words) private view returns (Motion memory) {
        uint48 until = START + 2 * 365 days;
        return motion(address(issuers), abi.encodeCall(issuers.accredit, (bob, person, until, DAILY_CAP)), words);
    }

    function assertAllFalse(uint256 id) private view {
        (bool a, bool b, bool c, bool d) = governor.houseResults(id);
        assertFalse(a || b || c || d, "houseResults");
    }
}
