/** Numbers of the field that the tree's hashes are in. */
import { t } from "../page/language";

/** Order of the scalar field of BN254 (EIP-197): commitments are smaller. */
const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** A text that is no commitment; the message says what to do. */
export class CommitmentError extends Error {}

/**
 * A commitment as typed: decimal, or 0x and hexadecimal digits.
 * @throws CommitmentError
 */
export function parseCommitment(text: string): bigint {
  const typed = text.trim();
  if (typed === "") throw new CommitmentError(t("Paste the commitment: a number of some 77 digits."));
  if (!/^(\d+|0x[0-9a-f]+)$/i.test(typed)) throw new CommitmentError(t("A commitment is one whole number: digits only, or 0x and hexadecimal digits."));
  const value = BigInt(typed);
  if (value === 0n) throw new CommitmentError(t("A commitment is not 0."));
  if (value >= FIELD) throw new CommitmentError(t("The number is too large for a commitment. Copy it again from where it was made; a secret or an address is none."));
  return value;
}
