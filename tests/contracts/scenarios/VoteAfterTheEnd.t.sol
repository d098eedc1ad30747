// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {IBatch, SignedBallot} from "../helpers/Faces.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice OpenZeppelin's Governor weighs a ballot by the snapshot alone, so that whoever was expelled after it still votes.
/// Here a person must still stand when the ballot is cast, in whatever form it comes. Secret ballots are the exception
/// that secrecy needs: who was in the frozen tree has one.
contract VoteAfterTheEndScenario is SecretCase {
    uint256 private id;
    uint256 private secretId;
    bytes private signed;

    /// @dev Two cases ripen while the vote is open.
    function setUp() public override {
        super.setUp();
        openCase(address(timelock), tagOf(0));
        openCase(address(timelock), tagOf(1));
        appeal(members[1], tagOf(1));
        skip(10 days);
        secretId = propose(
            motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), "secret"),
            members[2]
        );
        id = open(idle("open"));
        signed = sign(
            members[0],
            ballotDigest(id, FOR, members[0], governor.nonces(members[0], uint192(id)))
        );
        skip(3 days);
    }

    function test_until_the_end_a_person_under_notice_votes_like_anybody() public {
        vote(members[0], id, FOR);
        vote(members[1], id, FOR);
        assertHolderVotes(id, 0, 2, 0);
    }

    function test_who_was_revoked_without_an_appeal_votes_no_more() public {
        roll.concludeCase(tagOf(0));
        vm.expectRevert(noVote(members[0]));
        vote(members[0], id, FOR);
        assertHolderVotes(id, 0, 0, 0);
    }

    function test_who_was_revoked_by_decision_votes_no_more() public {
        vm.prank(address(timelock));
        roll.decideCase(tagOf(1), 1, true);
        vm.expectRevert(noVote(members[1]));
        vote(members[1], id, FOR);
    }

    function test_who_won_the_appeal_votes_like_anybody() public {
        vm.prank(address(timelock));
        roll.decideCase(tagOf(1), 1, false);
        vote(members[1], id, FOR);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_ballot_signed_before_the_end_counts_no_more_after_it_alone_or_in_a_batch() public {
        roll.concludeCase(tagOf(0));
        vm.expectRevert(noVote(members[0]));
        governor.castVoteBySig(id, FOR, members[0], signed);
        SignedBallot[] memory ballots = new SignedBallot[](1);
        ballots[0] = SignedBallot(id, FOR, members[0], signed);
        IBatch batch = IBatch(deploy("BallotBatch", ""));
        vm.expectEmit(address(batch));
        emit IBatch.BallotRefused(id, members[0], ITwoHouses.TwoHousesNoVote.selector);
        assertEq(batch.castVotesBySig(address(governor), ballots), 0, "counted");
        assertHolderVotes(id, 0, 0, 0);
    }

    function test_a_ballot_that_was_cast_before_the_end_stays_counted() public {
        vote(members[0], id, FOR);
        roll.concludeCase(tagOf(0));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_secret_ballot_counts_after_the_end_because_nobody_can_know_whose_it_is() public {
        roll.concludeCase(tagOf(0));
        castSecret(members[0], secretId, AGAINST);
        assertHolderVotes(secretId, 1, 0, 0);
    }

    function noVote(address voter) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, voter, governor.proposalSnapshot(id));
    }
}
