/**
 * The reason of a case and its commitment, as `IHolderCases.reasonCommitment` has it. The chain knows the commitment alone;
 * the file that opens it is kept by the issuer, and the holder has a copy.
 */
import { encodeAbiParameters, keccak256, parseAbiParameters, toBytes } from "viem";
import type { Hex } from "../page/data";

export interface Reason {
  personTag: Hex;
  /** Uid of a ground on the DAO's list. */
  ground: Hex;
  /** What was found, in words; whoever has the file can read it. */
  text: string;
  /** 32 random bytes, so that nobody can guess. */
  salt: Hex;
}

/** Where the case is, and what the ground says: for who reads the file later. */
export interface ReasonContext { chainId: number; registry: Hex; holder: Hex; issuer: Hex; groundDefinition: string; written: string }

export const FORMAT = "lexiarch-reason/1";

/** The hash of the evidence: of the text as it stands in the file, in UTF-8. */
export function evidenceHash(text: string): Hex {
  return keccak256(toBytes(text));
}

export function commitmentOf({ personTag, ground, text, salt }: Reason): Hex {
  const types = parseAbiParameters("bytes32, bytes32, bytes32, bytes32");
  return keccak256(encodeAbiParameters(types, [personTag, ground, evidenceHash(text), salt]));
}

/** The file that opens the commitment. */
export function reasonFile(reason: Reason, context: ReasonContext): string {
  const { personTag, ground, text, salt } = reason;
  const content = {
    format: FORMAT, ...context, personTag, ground, reason: text, evidenceHash: evidenceHash(text), salt, commitment: commitmentOf(reason),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
