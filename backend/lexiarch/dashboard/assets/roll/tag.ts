/**
 * Person tags from a salted commitment: `keccak256(abi.encode(bytes32 salt, string unique))`. The same salt and the same
 * words give the same tag, so that a person who comes twice is noticed; without the salt nobody can guess whose a tag is.
 */
import { encodeAbiParameters, keccak256, parseAbiParameters, toHex } from "viem";
import type { Hex } from "../page/data";

/** What tells a person from all others, so that it reads the same however it was typed: NFKC, single spaces, capitals. */
export function normalised(unique: string): string {
  return unique.normalize("NFKC").trim().replace(/\s+/gu, " ").toUpperCase();
}

/** @param unique What tells the person from all others; see {@link normalised}. */
export function personTag(salt: Hex, unique: string): Hex {
  return keccak256(encodeAbiParameters(parseAbiParameters("bytes32, string"), [salt, normalised(unique)]));
}

/** 32 random bytes. */
export function newSalt(): Hex {
  return toHex(crypto.getRandomValues(new Uint8Array(32)));
}
