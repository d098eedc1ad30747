/** Secret ballots on chain, read through the wallet's own node: it is asked for all ballots at once, never for one. */
import { encodeAbiParameters, encodePacked, keccak256, toBytes } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { ballotBoxAbi, everyError, governorAbi, holderTreeAbi } from "../contracts/abi";
import type { Client } from "../contracts/client";
import { eventsOf } from "../contracts/events";
import { config, type Hex } from "../page/data";

export const box = { address: config.contracts.ballot_box, abi: [...ballotBoxAbi, ...everyError] } as const;
export const tree = { address: config.contracts.holder_tree, abi: [...holderTreeAbi, ...everyError] } as const;

const SCOPE_TYPEHASH = keccak256(toBytes("SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)"));

/** A ballot that was counted. */
export interface Counted { nullifier: bigint; support: number; block: number; txHash: Hex }

/** Root of the tree that is frozen for a proposal; 0 when none is. */
export function readFrozenRoot(client: Client, proposal: bigint): Promise<bigint> {
  return readContract(client, { ...box, functionName: "frozenRoot", args: [config.contracts.governor, proposal] });
}

export function readDepth(client: Client): Promise<number> {
  return readContract(client, { ...tree, functionName: "depth" });
}

/** How Semaphore makes a field element of a message or a scope. */
export function signalOf(value: bigint): bigint {
  return BigInt(keccak256(encodePacked(["uint256"], [value]))) >> 8n;
}

/** The scope of ballots on a proposal, as the box computes it (`scopeOf`). */
export function scopeOf(proposal: bigint): bigint {
  const types = ["bytes32", "uint256", "address", "address", "uint256"].map((type) => ({ type }));
  const { ballot_box, governor } = config.contracts;
  return BigInt(keccak256(encodeAbiParameters(types, [SCOPE_TYPEHASH, BigInt(config.chainId), ballot_box, governor, proposal])));
}

/** Every secret ballot that was counted on a proposal. `from`: the block in which it was made. */
export async function readCounted(client: Client, proposal: bigint, from: bigint): Promise<Counted[]> {
  const wanted = {
    address: config.contracts.governor, abi: governorAbi, eventName: "SecretVoteCast", args: { proposalId: proposal },
  } as const;
  const logs = await eventsOf(client, wanted, from, await getBlockNumber(client));
  return logs.map(({ args, blockNumber, transactionHash }) => ({ ...args, block: Number(blockNumber), txHash: transactionHash }));
}
