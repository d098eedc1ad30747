/** Events of a contract from the chain itself. */
import type { Abi, ContractEventArgs, ContractEventName, GetContractEventsReturnType, Hex } from "viem";
import { getBlock, getContractEvents } from "viem/actions";
import type { Client } from "./client";

const SHORTEST = 100n; // blocks; a node that refuses fewer refuses all

export interface Events<abi extends Abi, Name extends ContractEventName<abi>> {
  address: Hex;
  abi: abi;
  eventName: Name;
  /** Values of indexed fields that they must have. */
  args?: ContractEventArgs<abi, Name>;
}

/** The first block, of those from one to another, that is not before a time in seconds since 1970; the last if all are. */
export async function firstBlockFrom(client: Client, time: number, from: bigint, to: bigint): Promise<bigint> {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) / 2n;
    const { timestamp } = await getBlock(client, { blockNumber: middle });
    if (timestamp < BigInt(time)) low = middle + 1n;
    else high = middle;
  }
  return low;
}

/** All events of a kind in a stretch of blocks; nodes that refuse a long stretch are asked for its halves. */
export async function eventsOf<const abi extends Abi, Name extends ContractEventName<abi>>(
  client: Client, events: Events<abi, Name>, from: bigint, to: bigint,
): Promise<GetContractEventsReturnType<abi, Name, true>> {
  try {
    return (await getContractEvents(client, { ...events, fromBlock: from, toBlock: to, strict: true } as never)) as never;
  } catch (error) {
    if (to - from < SHORTEST) throw error;
    const middle = (from + to) / 2n;
    return [...(await eventsOf(client, events, from, middle)), ...(await eventsOf(client, events, middle + 1n, to))] as never;
  }
}
