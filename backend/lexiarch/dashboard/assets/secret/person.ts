/** Which person on the roll an account is, and which keys that person has put into the tree. */
import { zeroHash } from "viem";
import { readContract } from "viem/actions";
import { type Client, roll } from "../contracts/client";
import type { Hex } from "../page/data";
import { chainNow } from "../page/times";
import { tree } from "./chain";

function personAt(client: Client, account: Hex, time: number): Promise<Hex> {
  return readContract(client, { ...roll, functionName: "personAt", args: [account, BigInt(Math.floor(time))] });
}

/** Tag of the person that an account is, or was at a time; null when it is none. */
export async function personOf(client: Client, account: Hex, before?: number): Promise<Hex | null> {
  const times = before === undefined ? [chainNow()] : [chainNow(), before];
  for (const time of times) {
    const tag = await personAt(client, account, time);
    if (tag !== zeroHash) return tag;
  }
  return null;
}

/** What everybody would take from a ballot that this account hands in: that it is its own person's, or another's. */
export async function exposureOf(client: Client, account: Hex, commitment: bigint | null): Promise<"own" | "member" | "none"> {
  const tag = await personOf(client, account);
  if (!tag) return "none";
  const present = await readContract(client, { ...tree, functionName: "commitmentOf", args: [tag] });
  return present !== 0n && present === commitment ? "own" : "member";
}
