// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {IBatch, SignedBallot} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice A wallet that never stops thinking about a signature.
contract EndlessWallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        while (true) {}
        return 0;
    }
}

/// @notice A wallet that answers with as much as it can.
contract BombWallet {
    function isValidSignature(bytes32, bytes calldata) external pure {
        assembly {
            return(0, 300000)
        }
    }
}

contract BallotBatchTest is AssemblyCase {
    IBatch private batch;
    uint256 private id;

    function setUp() public override {
        super.setUp();
        batch = IBatch(deploy("BallotBatch", ""));
        id = open(idle("a batch"));
    }

    function test_ballots_of_many_count_in_both_houses() public {
        SignedBallot[] memory ballots = new SignedBallot[](11);
        for (uint256 i; i < 10; ++i) ballots[i] = ballot(members[i], FOR);
        ballots[10] = ballot(whale, AGAINST);
        vm.prank(outsider);
        assertEq(batch.castVotesBySig(address(governor), ballots), 11, "counted");
        assertHolderVotes(id, 0, 10, 0);
        assertTokenVotes(id, 400_000e18, 0, 0);
    }

    function test_a_bad_ballot_spoils_none_of_the_others() public {
        vote(members[1], id, ABSTAIN);
        SignedBallot[] memory ballots = new SignedBallot[](6);
        ballots[0] = ballot(members[0], FOR);
        ballots[1] = ballot(members[1], FOR); // has voted
        ballots[2] = ballot(members[2], FOR);
        ballots[2].support = AGAINST; // changed on the way
        ballots[3] = ballot(members[3], FOR);
        ballots[3].proposalId = id + 1; // unknown
        ballots[4] = ballot(outsider, FOR); // counts in no house
        ballots[5] = ballot(members[5], FOR);
        expectRefused(members[1], IGovernor.GovernorAlreadyCastVote.selector);
        expectRefused(members[2], IGovernor.GovernorInvalidSignature.selector);
        vm.expectEmit(address(batch));
        emit IBatch.BallotRefused(id + 1, members[3], IGovernor.GovernorInvalidSignature.selector);
        expectRefused(outsider, ITwoHouses.TwoHousesNoVote.selector);
        assertEq(batch.castVotesBySig(address(governor), ballots), 2, "counted");
        assertHolderVotes(id, 0, 2, 1);
    }

    function test_a_wallet_that_burns_all_its_gas_spoils_none_of_the_others() public {
        expectHostileWalletIsRefused(address(new EndlessWallet()));
    }

    function test_a_wallet_that_answers_with_a_flood_spoils_none_of_the_others() public {
        expectHostileWalletIsRefused(address(new BombWallet()));
    }

    function test_a_refused_ballot_leaves_its_voter_free_to_vote() public {
        SignedBallot[] memory ballots = new SignedBallot[](1);
        ballots[0] = ballot(members[2], FOR);
        ballots[0].support = AGAINST;
        batch.castVotesBySig(address(governor), ballots);
        assertFalse(governor.hasVoted(id, members[2]), "voted");
        assertEq(governor.nonces(members[2], uint192(id)), uint256(uint192(id)) << 64, "nonce");
        vote(members[2], id, FOR);
    }

    function test_too_little_gas_reverts_and_counts_nobody() public {
        SignedBallot[] memory ballots = new SignedBallot[](3);
        for (uint256 i; i < 3; ++i) ballots[i] = ballot(members[i], FOR);
        uint256 gas_ = batch.GAS_PER_BALLOT() + 100_000;
        (bool done, bytes memory result) =
            address(batch).call{gas: gas_}(abi.encodeCall(batch.castVotesBySig, (address(governor), ballots)));
        assertFalse(done, "done");
        assertEq(bytes32(bytes4(result)), bytes32(IBatch.BallotBatchGasTooLow.selector), "error");
        assertHolderVotes(id, 0, 0, 0);
    }

    function test_it_reverts_where_no_governor_is() public {
        vm.expectRevert(abi.encodeWithSelector(IBatch.BallotBatchGovernorInvalid.selector, outsider));
        batch.castVotesBySig(outsider, new SignedBallot[](0));
    }

    function expectHostileWalletIsRefused(address wallet) private {
        SignedBallot[] memory ballots = new SignedBallot[](3);
        ballots[0] = ballot(members[0], FOR);
        ballots[1] = SignedBallot(id, FOR, wallet, hex"00");
        ballots[2] = ballot(members[2], FOR);
        assertEq(batch.castVotesBySig(address(governor), ballots), 2, "counted");
        assertHolderVotes(id, 0, 2, 0);
    }

    function expectRefused(address voter, bytes4 selector) private {
        vm.expectEmit(address(batch));
        emit IBatch.BallotRefused(id, voter, selector);
    }

    function ballot(address voter, uint8 support) private view returns (SignedBallot memory) {
        uint256 nonce = governor.nonces(voter, uint192(id));
        return SignedBallot(id, support, voter, sign(voter, ballotDigest(id, support, voter, nonce)));
    }
}
