/** The lean incremental Merkle tree over Poseidon, as Semaphore 4 and HolderTree have it. */
import { poseidon2 } from "poseidon-lite/poseidon2";

/** What proves the place of a leaf. */
export interface MerklePath {
  /** The way from the leaf, one bit for each sibling, the lowest first: 1 where the sibling is on the left. */
  index: number;
  /** The nodes beside the way to the root; there is none where a node has no neighbour. */
  siblings: bigint[];
}

export interface Tree extends MerklePath { root: bigint }

const STEP = 256; // hashes between two words about how far it is

/** Hashes all leaves. `place` is the leaf whose path is wanted; `tell` hears the share that is done, 0 to 1. */
export function buildTree(leaves: readonly bigint[], place: number, tell: (share: number) => void = () => undefined): Tree {
  const path: MerklePath = { index: 0, siblings: [] };
  let level = leaves;
  let done = 0;
  for (let at = place; level.length > 1; at >>= 1) {
    const sibling = level[at ^ 1];
    if (sibling !== undefined) {
      if (at & 1) path.index += 2 ** path.siblings.length;
      path.siblings.push(sibling);
    }
    const above: bigint[] = [];
    for (let left = 0; left < level.length; left += 2) {
      const [one, other] = [level[left] ?? 0n, level[left + 1]];
      above.push(other === undefined ? one : poseidon2([one, other]));
      done += 1;
      if (done % STEP === 0) tell(done / leaves.length);
    }
    level = above;
  }
  return { root: level[0] ?? 0n, ...path };
}
