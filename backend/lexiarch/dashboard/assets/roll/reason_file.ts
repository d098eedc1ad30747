/** A file about the reason of a case, read again: whether it says what its commitment says. */
import type { Hex } from "../page/data";
import { t } from "../page/language";
import { commitmentOf, evidenceHash, FORMAT, type Reason } from "./reason";
import type { Registry } from "./offer";

/** What a whole file says. */
export interface ReasonFile extends Reason { groundDefinition: string; holder: string; commitment: Hex }

/** A file that cannot be used; the message says why. */
export class ReasonError extends Error {}

const HASH = /^0x[0-9a-f]{64}$/i;
const LONGEST = 1_000_000; // characters

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = text.length <= LONGEST ? JSON.parse(text) : null;
    if (read && typeof read === "object" && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    // not JSON
  }
  throw new ReasonError(t("This is no file about the reason of a case: such a file is saved at an issuer’s desk before a case is opened."));
}

/**
 * Reads the file and computes the commitment of what it says.
 * @param registry Which roll it has to be about.
 * @throws ReasonError
 */
export function readReason(text: string, registry: Registry): ReasonFile {
  const file = parse(text);
  if (file["format"] !== FORMAT) throw new ReasonError(t("This is no file about the reason of a case: such a file is saved at an issuer’s desk before a case is opened."));
  if (file["chainId"] !== registry.chainId || String(file["registry"]).toLowerCase() !== registry.address.toLowerCase()) {
    throw new ReasonError(t("This file is about an iD on another roll, not on that of this DAO."));
  }
  const hashes = ["personTag", "ground", "salt"].map((name) => file[name]);
  if (typeof file["reason"] !== "string" || !hashes.every((each) => typeof each === "string" && HASH.test(each))) {
    throw new ReasonError(t("A part of the file is missing or changed. Ask whoever opened the case for it again."));
  }
  const [personTag, ground, salt] = hashes.map((each) => String(each).toLowerCase()) as [Hex, Hex, Hex];
  const reason = { personTag, ground, salt, text: file["reason"] };
  return { ...reason, commitment: commitmentOf(reason), groundDefinition: String(file["groundDefinition"] ?? ""), holder: String(file["holder"] ?? "") };
}

/** Whether the hashes that the file itself names are those of what it says. */
export function agreesWithItself(text: string, { text: reason, commitment }: ReasonFile): boolean {
  const file = parse(text);
  return file["commitment"] === commitment && file["evidenceHash"] === evidenceHash(reason);
}
