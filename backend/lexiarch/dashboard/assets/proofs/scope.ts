/** Where an anonymous proof for a website counts. As `website_scope` in the server's proofs/scopes.py; tests compare the two. */
import { encodeAbiParameters, type Hex, keccak256, toBytes } from "viem";

const TYPEHASH = keccak256(toBytes("WebsiteProof(uint256 chainId,address tree,string client,string purpose)"));

/** The Semaphore scope, before it is made a field element. Computed here: a website that chose it could ask for a ballot's. */
export function websiteScope(chainId: number, tree: Hex, client: string, purpose: string): bigint {
  const types = ["bytes32", "uint256", "address", "bytes32", "bytes32"].map((type) => ({ type }));
  const words = [TYPEHASH, BigInt(chainId), tree, keccak256(toBytes(client)), keccak256(toBytes(purpose))];
  return BigInt(keccak256(encodeAbiParameters(types, words)));
}
