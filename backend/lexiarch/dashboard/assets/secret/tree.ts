/** The tree that is frozen for a proposal: all leaves from our server, hashed here, and compared with the chain. */
import type { Client } from "../contracts/client";
import { config } from "../page/data";
import { t } from "../page/language";
import { readFrozenRoot } from "./chain";
import { prover } from "./held";

/** A tree that a ballot cannot be made in; the message says why. */
export class TreeError extends Error {}

interface FrozenTree { root: string; leaves: string[] }

let fetched: { proposal: string; root: bigint; leaves: Promise<bigint[]> } | null = null;

async function fetchLeaves(proposal: string): Promise<bigint[]> {
  const response = await fetch(`${config.base}/api/v1/proposals/${proposal}/tree`).catch(() => null);
  if (!response?.ok) throw new TreeError(t("The tree of persons could not be loaded. Check the connection, and try again."));
  const { leaves } = (await response.json()) as FrozenTree;
  return leaves.map(BigInt);
}

/** The leaves of the frozen tree, which the root on chain was read for. */
export async function frozenLeaves(client: Client, proposal: string): Promise<bigint[]> {
  const root = await readFrozenRoot(client, BigInt(proposal));
  if (root === 0n) throw new TreeError(t("No tree of persons is frozen for this proposal, so nobody can vote in secret on it."));
  if (fetched?.root !== root || fetched.proposal !== proposal) {
    fetched = { proposal, root, leaves: fetchLeaves(proposal) };
    fetched.leaves.catch(() => { fetched = null; });
  }
  return fetched.leaves;
}

/** Makes the tree in the prover and compares. Resolves to how many persons are in it, and whether the open key is. */
export async function enterTree(leaves: bigint[], tell: (share: number) => void): Promise<{ members: number; isIn: boolean }> {
  const { root, place } = await prover().ask("tree", { leaves }, tell);
  if (root !== fetched?.root) {
    fetched = null;
    throw new TreeError(t("The tree that this server gave is not the one on the chain, so nothing was done with it. Try again in a minute; if it stays so, tell whoever runs this server: a wrong tree could unveil who uses it."));
  }
  return { members: leaves.filter((leaf) => leaf !== 0n).length, isIn: place >= 0 };
}
