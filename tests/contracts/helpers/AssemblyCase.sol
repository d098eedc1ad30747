// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {RollCase} from "./RollCase.sol";
import {vm} from "./Vm.sol";

/// @notice What a proposal would do, and its words: all that the governor wants to hear again at every step.
struct Motion {
    address[] targets;
    uint256[] values;
    bytes[] calldatas;
    string description;
}

/// @notice A test about the Assembly: ten members on the roll, and the life of a proposal.
abstract contract AssemblyCase is RollCase {
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;

    address[] internal members;

    function setUp() public virtual override {
        super.setUp();
        members = accounts("member", 10);
        for (uint256 i; i < members.length; ++i) admit(members[i], tagOf(i));
        skip(1);
    }

    /// @notice Person tag of `members[index]`.
    function tagOf(uint256 index) internal pure returns (bytes32) {
        return keccak256(abi.encode("member", index));
    }

    function motion(
        address target,
        bytes memory data,
        string memory description
    ) internal pure returns (Motion memory m) {
        (m.targets, m.values, m.calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
        (m.targets[0], m.calldatas[0], m.description) = (target, data, description);
    }

    /// @notice A motion that changes nothing of weight.
    function idle(string memory description) internal view returns (Motion memory) {
        return motion(address(governor), abi.encodeCall(governor.setProposalThreshold, (THRESHOLD)), description);
    }

    function idOf(Motion memory m) internal view returns (uint256) {
        return governor.hashProposal(m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    function propose(Motion memory m, address by) internal returns (uint256) {
        vm.prank(by);
        return governor.propose(m.targets, m.values, m.calldatas, m.description);
    }

    /// @notice Proposes and waits for the first second of the vote.
    function open(Motion memory m) internal returns (uint256 id) {
        id = propose(m, members[0]);
        toVote(id);
    }

    function toVote(uint256 id) internal {
        vm.warp(governor.proposalSnapshot(id) + 1);
    }

    function toEnd(uint256 id) internal {
        vm.warp(governor.proposalDeadline(id) + 1);
    }

    function toEta(uint256 id) internal {
        vm.warp(governor.proposalEta(id));
    }

    function vote(address voter, uint256 id, uint8 support) internal returns (uint256) {
        vm.prank(voter);
        return governor.castVote(id, support);
    }

    /// @notice Votes by the first `count` members.
    function voteMembers(uint256 count, uint256 id, uint8 support) internal virtual {
        for (uint256 i; i < count; ++i) vote(members[i], id, support);
    }

    /// @notice Every house that is asked says yes; the vote is over.
    function pass(Motion memory m) internal returns (uint256 id) {
        id = open(m);
        if (governor.proposalTerms(id).tokenHouse) vote(whale, id, FOR);
        voteMembers(members.length, id, FOR);
        toEnd(id);
    }

    /// @notice Passed and queued.
    function pledge(Motion memory m) internal returns (uint256 id) {
        id = pass(m);
        queue(m);
    }

    /// @notice Passed, queued and executed.
    function enact(Motion memory m) internal returns (uint256 id) {
        id = pledge(m);
        toEta(id);
        execute(m);
    }

    function queue(Motion memory m) internal {
        governor.queue(m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    function execute(Motion memory m) internal {
        governor.execute(m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    function cancel(Motion memory m, address by) internal {
        vm.prank(by);
        governor.cancel(m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    /// @notice Id of the timelock's operation for a motion.
    function operationOf(Motion memory m) internal view returns (bytes32) {
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(m.description));
        return timelock.hashOperationBatch(m.targets, m.values, m.calldatas, 0, salt);
    }

    function giveTokens(address to, uint256 amount) internal {
        vm.prank(whale);
        token.transfer(to, amount);
        vm.prank(to);
        token.delegate(to);
    }

    function assertState(uint256 id, IGovernor.ProposalState expected, string memory what) internal view {
        assertEq(uint256(governor.state(id)), uint256(expected), string.concat("state: ", what));
    }

    function assertTokenVotes(uint256 id, uint256 against, uint256 for_, uint256 abstain) internal view {
        (uint256 actualAgainst, uint256 actualFor, uint256 actualAbstain) = governor.proposalVotes(id);
        assertEq(actualAgainst, against, "tokens against");
        assertEq(actualFor, for_, "tokens for");
        assertEq(actualAbstain, abstain, "tokens abstaining");
    }

    function assertHolderVotes(uint256 id, uint256 against, uint256 for_, uint256 abstain) internal view {
        (uint256 actualAgainst, uint256 actualFor, uint256 actualAbstain) = governor.holderVotes(id);
        assertEq(actualAgainst, against, "persons against");
        assertEq(actualFor, for_, "persons for");
        assertEq(actualAbstain, abstain, "persons abstaining");
    }

    /// @notice Revert data of an act that the proposal's state forbids.
    function wrongState(
        uint256 id,
        IGovernor.ProposalState current,
        bytes32 allowed
    ) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IGovernor.GovernorUnexpectedProposalState.selector, id, current, allowed);
    }

    /// @notice Revert data of a setting that would make later proposals impossible or worthless.
    function outOfBounds(
        bytes32 setting,
        uint256 value,
        uint256 least,
        uint256 most
    ) internal pure returns (bytes memory) {
        return
            abi.encodeWithSelector(ITwoHouses.TwoHousesSettingOutOfBounds.selector, setting, value, least, most);
    }

    function bitmap(IGovernor.ProposalState state) internal pure returns (bytes32) {
        return bytes32(1 << uint8(state));
    }
}
