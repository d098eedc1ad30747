/** The tree of commitments, put together from the chain's own events: which leaf waits, and what proves its place. */
import type { ContractEventArgs, ContractEventName, Hex } from "viem";
import { getBlock, getBlockNumber, readContract } from "viem/actions";
import { config } from "../page/data";
import { buildTree } from "../secret/merkle";
import { holderTreeAbi } from "./abi";
import { type Client, roll } from "./client";
import { eventsOf } from "./events";

const DAY = 86_400n;
const AT_ONCE = 50;

export interface Waiting { personTag: Hex; act: "prune" | "refresh"; siblings: bigint[] }

interface Leaf { personTag: Hex; index: number; commitment: bigint }

type TreeEvent = ContractEventName<typeof holderTreeAbi>;

function events<Name extends TreeEvent>(
  client: Client, eventName: Name, from: bigint, to: bigint, args?: ContractEventArgs<typeof holderTreeAbi, Name>,
) {
  return eventsOf(client, { address: config.contracts.holder_tree, abi: holderTreeAbi, eventName, ...(args && { args }) }, from, to);
}

interface Leaves { commitments: bigint[]; present: Leaf[]; dueDay: Map<Hex, bigint> }

/** The leaves by their places, 0 where one was pruned; who is there; and until which day each is good. */
async function readLeaves(client: Client): Promise<Leaves> {
  const [from, to] = [BigInt(config.startBlock), await getBlockNumber(client)];
  const [added, replaced, pruned, due] = await Promise.all([
    events(client, "LeafAdded", from, to), events(client, "LeafReplaced", from, to),
    events(client, "LeafPruned", from, to), events(client, "LeafDue", from, to),
  ]);
  const places = new Map<number, Leaf>();
  for (const { args } of [...added, ...replaced]) { // a place is replaced only after it was added
    places.set(Number(args.index), { personTag: args.personTag, index: Number(args.index), commitment: args.commitment });
  }
  for (const { args } of pruned) places.delete(Number(args.index)); // and never filled again
  return {
    commitments: added.map((_, index) => places.get(index)?.commitment ?? 0n),
    present: [...places.values()],
    dueDay: new Map(due.map(({ args }) => [args.personTag, args.dueDay])),
  };
}

/** What proves the place of a person's leaf; null when there is none. */
export async function findSiblings(client: Client, personTag: Hex): Promise<bigint[] | null> {
  const { commitments, present } = await readLeaves(client);
  const leaf = present.find((each) => each.personTag === personTag);
  return leaf ? buildTree(commitments, leaf.index).siblings : null;
}

/** A leaf that waits to be pruned or refreshed, and what the contract asks for it; null when none does. */
export async function findWaiting(client: Client): Promise<Waiting | null> {
  const { commitments, present, dueDay } = await readLeaves(client);
  const today = (await getBlock(client)).timestamp / DAY;
  for (let start = 0; start < present.length; start += AT_ONCE) {
    const some = present.slice(start, start + AT_ONCE);
    const standings = await Promise.all(some.map(({ personTag }) => readContract(client, { ...roll, functionName: "standingOf", args: [personTag] })));
    for (const [number, { personTag, index }] of some.entries()) {
      const [stands, expirationTime] = standings[number] ?? [true, 0];
      if (!stands || BigInt(expirationTime) / DAY <= today) return { personTag, act: "prune", siblings: buildTree(commitments, index).siblings };
      if ((dueDay.get(personTag) ?? 0n) <= today) return { personTag, act: "refresh", siblings: [] };
    }
  }
  return null;
}

/** The commitments that a person has put into the tree, the first one first. */
export async function findCommitments(client: Client, personTag: Hex): Promise<bigint[]> {
  const [from, to] = [BigInt(config.startBlock), await getBlockNumber(client)];
  const kinds = await Promise.all([events(client, "LeafAdded", from, to, { personTag }), events(client, "LeafReplaced", from, to, { personTag })]);
  const put = kinds.flat().sort((one, other) => Number(one.blockNumber - other.blockNumber) || one.logIndex - other.logIndex);
  return put.map(({ args }) => args.commitment);
}
