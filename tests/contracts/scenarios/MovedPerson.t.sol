// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {Offer} from "contracts/interfaces/IHolderOffers.sol";
import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {SecretCase} from "../helpers/SecretCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice One person, one vote, however many accounts: somebody votes, moves the iD to another account, and would vote
/// again. Where votes are counted by account, that is all it takes.
contract MovedPersonScenario is SecretCase {
    function test_who_voted_and_recovers_into_a_new_account_has_voted() public {
        askFor(alice);
        skip(10 days);
        uint256 id = open(idle("recovery"));
        vote(members[0], id, FOR);
        skip(3 days);
        roll.completeRecovery(tagOf(0));
        expectNoVote(alice, id);
        assertHolderVotes(id, 0, 1, 0);
        assertTrue(governor.hasPersonVoted(id, tagOf(0)), "hasPersonVoted");
    }

    function test_who_has_not_voted_votes_with_the_new_account_and_not_with_the_old() public {
        askFor(alice);
        skip(10 days);
        uint256 id = open(idle("recovery"));
        skip(3 days);
        roll.completeRecovery(tagOf(0));
        expectNoVote(members[0], id);
        vote(alice, id, AGAINST);
        assertHolderVotes(id, 1, 0, 0);
    }

    function test_who_leaves_and_is_admitted_with_another_account_has_one_vote() public {
        uint256 id = open(idle("exit"));
        vote(members[0], id, FOR);
        exit(members[0]);
        skip(1);
        admit(alice, tagOf(0));
        expectNoVote(alice, id);
        exit(alice);
        skip(1);
        admit(bob, tagOf(0));
        expectNoVote(bob, id);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_ballot_signed_by_the_old_account_dies_with_the_move() public {
        uint256 id = open(idle("signed"));
        bytes memory signed = sign(
            members[0],
            ballotDigest(id, FOR, members[0], governor.nonces(members[0], uint192(id)))
        );
        exit(members[0]);
        skip(1);
        admit(alice, tagOf(0));
        vote(alice, id, AGAINST);
        vm.expectRevert(noVote(members[0], id));
        governor.castVoteBySig(id, FOR, members[0], signed);
        assertHolderVotes(id, 1, 0, 0);
    }

    function test_who_moves_has_one_secret_ballot() public {
        uint256 id = open(motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), "secret"));
        castSecret(members[0], id, FOR);
        exit(members[0]);
        skip(1);
        admit(alice, tagOf(0));
        replaceWith(alice, verifier.commitmentOf(secretOf(alice)));
        tree.refresh(tagOf(0));
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxTooLate.selector, address(governor), id));
        box.freeze(address(governor), id);
        (uint256 nullifier, uint256[8] memory proof) = secretBallot(members[0], id, AGAINST);
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxNullifierSpent.selector, nullifier));
        box.castSecretBallot(address(governor), id, AGAINST, nullifier, proof);
        expectNoVote(alice, id);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_an_account_that_voted_for_one_person_does_not_vote_for_the_next_it_becomes() public {
        uint256 id = open(idle("two persons"));
        vote(members[0], id, FOR);
        exit(members[0]);
        exit(members[1]);
        skip(1);
        admit(members[0], tagOf(1));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[0]));
        vote(members[0], id, FOR);
    }

    function askFor(address to) private {
        skip(1);
        Offer memory offer = offerTo(to, tagOf(0));
        roll.startRecovery(offer, signOffer(offer), signAcceptance(offer));
    }

    function noVote(address voter, uint256 id) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, voter, governor.proposalSnapshot(id));
    }

    function expectNoVote(address voter, uint256 id) private {
        vm.expectRevert(noVote(voter, id));
        vote(voter, id, FOR);
    }
}
