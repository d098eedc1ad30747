// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {IToken} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Does things with tokens that it has for one transaction, and remembers how they ended.
contract Borrower {
    IToken private immutable token;
    bytes[] public outcomes; // revert data; empty for what succeeded

    constructor(IToken token_) {
        token = token_;
    }

    /// @notice Borrows from the caller, who has allowed it; delegates, calls, and gives everything back.
    function strike(uint256 amount, address target, bytes[] calldata calls) external {
        token.transferFrom(msg.sender, address(this), amount);
        token.delegate(address(this));
        for (uint256 i; i < calls.length; ++i) {
            (bool done, bytes memory result) = target.call(calls[i]);
            outcomes.push(done ? bytes("") : result);
        }
        token.transfer(msg.sender, amount);
    }
}

/// @notice Beanstalk (April 2022): a majority borrowed for one transaction voted 182 million dollars away. Build Finance
/// (February 2022): a majority was bought, and that was all it took.
contract BorrowedVotesScenario is AssemblyCase {
    Borrower private thief;
    Motion private theft;

    function setUp() public override {
        super.setUp();
        thief = new Borrower(token);
        theft = motion(
            address(token),
            abi.encodeCall(token.transfer, (address(thief), 350_000e18)),
            "a gift to the thief"
        );
        vm.prank(whale);
        token.approve(address(thief), type(uint256).max);
    }

    function test_votes_borrowed_for_one_transaction_weigh_nothing() public {
        uint256 id = open(theft); // a member helped to propose it
        strike(abi.encodeCall(governor.castVote, (id, FOR)));
        expectOutcome(
            0,
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, thief, governor.proposalSnapshot(id))
        );
    }

    function test_votes_borrowed_in_the_second_of_the_snapshot_weigh_nothing() public {
        uint256 id = propose(theft, members[0]);
        vm.warp(governor.proposalSnapshot(id));
        strike(abi.encodeCall(governor.castVote, (id, FOR)));
        expectOutcome(0, wrongState(id, IGovernor.ProposalState.Pending, bitmap(IGovernor.ProposalState.Active)));
        skip(1);
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, thief, governor.proposalSnapshot(id))
        );
        vote(address(thief), id, FOR);
    }

    function test_buy_propose_vote_in_one_transaction_fails_at_every_step() public {
        uint256 id = idOf(theft);
        bytes[] memory calls = new bytes[](4);
        calls[0] = proposal();
        calls[1] = abi.encodeCall(governor.castVote, (id, FOR));
        calls[2] = step(governor.queue.selector);
        calls[3] = step(governor.execute.selector);
        strike(calls);
        bytes memory tooFew = abi.encodeWithSelector(
            IGovernor.GovernorInsufficientProposerVotes.selector,
            thief,
            0,
            THRESHOLD
        );
        expectOutcome(0, tooFew);
        bytes memory unknown = abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, id);
        for (uint256 i = 1; i < 4; ++i) expectOutcome(i, unknown);
    }

    function test_even_where_anybody_may_propose_nothing_more_happens_in_that_transaction() public {
        enact(motion(address(governor), abi.encodeCall(governor.setProposalThreshold, (0)), "anybody"));
        uint256 id = idOf(theft);
        bytes[] memory calls = new bytes[](4);
        calls[0] = proposal();
        calls[1] = abi.encodeCall(governor.castVote, (id, FOR));
        calls[2] = step(governor.queue.selector);
        calls[3] = step(governor.execute.selector);
        strike(calls);
        expectOutcome(0, "");
        IGovernor.ProposalState now_ = IGovernor.ProposalState.Pending;
        expectOutcome(1, wrongState(id, now_, bitmap(IGovernor.ProposalState.Active)));
        expectOutcome(2, wrongState(id, now_, bitmap(IGovernor.ProposalState.Succeeded)));
        expectOutcome(3, wrongState(id, now_, bitmap(IGovernor.ProposalState.Queued)));
        assertEq(token.balanceOf(address(thief)), 0, "stolen");
    }

    function test_a_bought_majority_of_tokens_takes_nothing_without_the_persons() public {
        uint256 id = open(theft);
        vote(whale, id, FOR);
        vote(trader, id, FOR);
        vote(minnow, id, FOR); // every token that votes at all
        voteMembers(2, id, FOR); // and two persons, who were paid
        toEnd(id);
        assertState(id, IGovernor.ProposalState.Defeated, "theft");
    }

    function test_a_bought_majority_cannot_choose_the_issuers_who_would_admit_its_friends() public {
        bytes memory data = abi.encodeCall(issuers.accredit, (whale, person, START + 365 days, DAILY_CAP));
        uint256 id = open(motion(address(issuers), data, "friends"));
        vm.expectRevert(
            abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, whale, governor.proposalSnapshot(id))
        );
        vote(whale, id, FOR);
    }

    function strike(bytes memory one) private {
        bytes[] memory calls = new bytes[](1);
        calls[0] = one;
        strike(calls);
    }

    function strike(bytes[] memory calls) private {
        vm.prank(whale);
        thief.strike(400_000e18, address(governor), calls);
    }

    function proposal() private view returns (bytes memory) {
        return abi.encodeCall(governor.propose, (theft.targets, theft.values, theft.calldatas, theft.description));
    }

    function step(bytes4 selector) private view returns (bytes memory) {
        bytes32 words = keccak256(bytes(theft.description));
        return abi.encodeWithSelector(selector, theft.targets, theft.values, theft.calldatas, words);
    }

    function expectOutcome(uint256 call, bytes memory expected) private view {
        assertEq(keccak256(thief.outcomes(call)), keccak256(expected), vm.toString(call));
    }
}
