/** The tree of commitments, put together from the chain's own events: which leaf waits, and what proves its place. */
import { poseidon2 } from "poseidon-lite/poseidon2";
import type { ContractEventName, Hex } from "viem";
import { getBlock, getBlockNumber, readContract } from "viem/actions";
import { config } from "../page/data";
import { holderTreeAbi } from "./abi";
import { type Client, roll } from "./client";
import { eventsOf } from "./events";

const DAY = 86_400n;
const AT_ONCE = 50;

export interface Waiting { personTag: Hex; act: "prune" | "refresh"; siblings: bigint[] }

interface Leaf { personTag: Hex; index: number; commitment: bigint }

function events<Name extends ContractEventName<typeof holderTreeAbi>>(client: Client, eventName: Name, from: bigint, to: bigint) {
  return eventsOf(client, { address: config.contracts.holder_tree, abi: holderTreeAbi, eventName }, from, to);
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

/** The nodes beside the way from a leaf to the root; there is none where a node has no neighbour. */
export function siblingsOf(leaves: readonly bigint[], place: number): bigint[] {
  const siblings: bigint[] = [];
  let level = [...leaves];
  for (let index = place; level.length > 1; index >>= 1) {
    const sibling = level[index ^ 1];
    if (sibling !== undefined) siblings.push(sibling);
    const above: bigint[] = [];
    for (let left = 0; left < level.length; left += 2) {
      const [one, other] = [level[left] ?? 0n, level[left + 1]];
      above.push(other === undefined ? one : poseidon2([one, other]));
    }
    level = above;
  }
  return siblings;
}

/** What proves the place of a person's leaf; null when there is none. */
export async function findSiblings(client: Client, personTag: Hex): Promise<bigint[] | null> {
  const { commitments, present } = await readLeaves(client);
  const leaf = present.find((each) => each.personTag === personTag);
  return leaf ? siblingsOf(commitments, leaf.index) : null;
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
      if (!stands || BigInt(expirationTime) / DAY <= today) return { personTag, act: "prune", siblings: siblingsOf(commitments, index) };
      if ((dueDay.get(personTag) ?? 0n) <= today) return { personTag, act: "refresh", siblings: [] };
    }
  }
  return null;
}
