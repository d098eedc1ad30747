/** Which person on the roll an account is. */
import { zeroHash } from "viem";
import { readContract } from "viem/actions";
import { type Client, roll } from "../contracts/client";
import type { Hex } from "../page/data";
import { tree } from "./chain";

/** Tag of the iD that the account has, or had last: who has left may still have a ballot. Null when it never had one. */
export async function tagOf(client: Client, account: Hex): Promise<Hex | null> {
  const tag = await readContract(client, { ...roll, functionName: "personTagOf", args: [account] });
  return tag === zeroHash ? null : tag;
}

/** What everybody would take from a ballot that this account hands in: that it is its own person's, or another's. */
export async function exposureOf(client: Client, account: Hex, commitment: bigint | null): Promise<"own" | "member" | "none"> {
  const tag = await tagOf(client, account);
  if (!tag) return "none";
  const present = await readContract(client, { ...tree, functionName: "commitmentOf", args: [tag] });
  return present !== 0n && present === commitment ? "own" : "member";
}
