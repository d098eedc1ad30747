/** The contracts' functions that the page calls, and every error that may come back. */
import { parseAbi } from "viem";

const failures = [
  "error GovernorAlreadyCastVote(address voter)",
  "error GovernorNonexistentProposal(uint256 proposalId)",
  "error GovernorUnexpectedProposalState(uint256 proposalId, uint8 current, bytes32 expectedStates)",
  "error GovernorUnableToCancel(uint256 proposalId, address account)",
  "error TwoHousesNoVote(address voter, uint256 snapshot)",
  "error TimelockUnexpectedOperationState(bytes32 operationId, bytes32 expectedStates)",
] as const;

export const governorAbi = parseAbi([
  "function hasVoted(uint256 proposalId, address account) view returns (bool)",
  "function hasPersonVoted(uint256 proposalId, bytes32 personTag) view returns (bool)",
  "function castVote(uint256 proposalId, uint8 support) returns (uint256)",
  "function castVoteWithReason(uint256 proposalId, uint8 support, string reason) returns (uint256)",
  "function queue(address[] targets, uint256[] values, bytes[] calldatas, bytes32 descriptionHash) returns (uint256)",
  "function execute(address[] targets, uint256[] values, bytes[] calldatas, bytes32 descriptionHash) payable returns (uint256)",
  "function cancel(address[] targets, uint256[] values, bytes[] calldatas, bytes32 descriptionHash) returns (uint256)",
  ...failures,
]);

export const tokenAbi = parseAbi([
  "function balanceOf(address account) view returns (uint256)",
  "function delegates(address account) view returns (address)",
  "function getVotes(address account) view returns (uint256)",
  "function getPastVotes(address account, uint256 timepoint) view returns (uint256)",
  "function delegate(address delegatee)",
]);

export const holderRegistryAbi = parseAbi([
  "function personAt(address account, uint256 snapshot) view returns (bytes32)",
]);
