import { createConfig } from "ponder";
import { parseAbi } from "viem";

type Address = `0x${string}`;
const chain = JSON.parse(process.env.BENCH_CHAIN!);
const at = (name: string) => ({
  chain: "bench" as const,
  address: chain.addresses[name] as Address,
  startBlock: chain.start as number,
});

const governor = parseAbi([
  "event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason)",
  "event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description)",
]);
const token = parseAbi([
  "event Transfer(address indexed from, address indexed to, uint256 value)",
  "event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes)",
]);
const roll = parseAbi([
  "event Attested(address indexed holder, address indexed issuer, bytes32 indexed personTag, bytes32 uid, bytes32 schema, uint8 kind, uint48 since, uint48 expirationTime)",
]);

export default createConfig({
  database: process.env.DATABASE_URL ? { kind: "postgres" } : { kind: "pglite" },
  chains: { bench: { id: chain.chain_id, rpc: chain.url, disableCache: true } },
  contracts: {
    Governor: { abi: governor, ...at("governor") },
    Token: { abi: token, ...at("token") },
    Roll: { abi: roll, ...at("holder_registry") },
  },
});
