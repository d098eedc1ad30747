/** Events of a contract, read from a node in as few answers as it allows. */
import type { Abi, Hex } from "viem";
import { getContractEvents } from "viem/actions";
import type { Client } from "./client";

export interface Wanted { address: Hex; abi: Abi | readonly unknown[]; eventName: string; args: Record<string, unknown> }

const SHORTEST = 100n; // blocks; a node that refuses fewer refuses all

/** All events of a kind; nodes that refuse a long stretch are asked for its halves. */
export async function allEvents(client: Client, wanted: Wanted, from: bigint, to: bigint): Promise<readonly unknown[]> {
  try {
    return await getContractEvents(client, { ...wanted, fromBlock: from, toBlock: to, strict: true } as never);
  } catch (error) {
    if (to - from < SHORTEST) throw error;
    const middle = (from + to) / 2n;
    return [...(await allEvents(client, wanted, from, middle)), ...(await allEvents(client, wanted, middle + 1n, to))];
  }
}
