/**
 * The Merkle tree of a batch of offers, as HolderOffers checks it and signing/typed_data.py builds it: leaves are the
 * offers' EIP-712 struct hashes, pairs are hashed in order of size (OpenZeppelin's MerkleProof), an odd one goes up alone.
 */
import { concat, hashStruct, keccak256 } from "viem";
import type { Hex } from "../page/data";
import { type Offer, offerFields } from "../roll/offer";

function leafOf(offer: Offer): Hex {
  return hashStruct({ data: offer, primaryType: "Offer", types: { Offer: [...offerFields] } });
}

function parentOf(one: Hex, other: Hex): Hex {
  return keccak256(concat(one.toLowerCase() < other.toLowerCase() ? [one, other] : [other, one]));
}

/** The root, and the proof of each offer in their order. */
export function treeOf(offers: Offer[]): { root: Hex; proofs: Hex[][] } {
  let level = offers.map(leafOf);
  let places = offers.map((_, place) => place);
  const proofs: Hex[][] = offers.map(() => []);
  while (level.length > 1) {
    const below = level;
    places.forEach((place, offer) => {
      const sibling = below[place ^ 1];
      if (sibling) proofs[offer]?.push(sibling);
    });
    level = [];
    for (let at = 0; at < below.length; at += 2) {
      const [one, other] = [below[at] as Hex, below[at + 1]];
      level.push(other ? parentOf(one, other) : one);
    }
    places = places.map((place) => place >> 1);
  }
  const [root] = level;
  if (!root) throw new Error("a batch holds at least one offer");
  return { root, proofs };
}
