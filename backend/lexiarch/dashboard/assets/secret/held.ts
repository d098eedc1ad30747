/** The ballot key that is open in this page. It is in the worker alone, and goes with it. */
import { config, type Hex } from "../page/data";
import { t } from "../page/language";
import { startProver, type Prover, JobError } from "./worker";
import type { About } from "./secret";

export interface HeldKey {
  commitment: bigint;
  /** The account whose signature it was made of; null when it came from a file. */
  signer: Hex | null;
}

let worker: Prover | null = null;
let held: HeldKey | null = null;

const FILE_FAULTS: Record<string, string> = {
  "not-a-key": t("This is no file with a ballot key, or it is damaged."),
  newer: t("The file was written by a newer version of this page. Load the page again."),
  "another-dao": t("The file is a key for another DAO, or for one on another chain."),
  passphrase: t("The passphrase is not the one of this file, or the file was changed."),
};

/** Words for what a job of the prover failed with; null when it was something else. */
export function jobWords(error: unknown): string | null {
  return error instanceof JobError ? (FILE_FAULTS[error.code] ?? error.message) : null;
}

/** For which DAO a file with a key is. */
export function about(): About {
  return { dao: config.name, chainId: config.chainId, registry: config.contracts.holder_registry };
}

/** The prover, started when first needed. */
export function prover(): Prover {
  if (!crypto.subtle) throw new JobError(t("This page was loaded over an insecure connection, on which browsers have no cryptography. Load it over https."), "");
  worker ??= startProver();
  return worker;
}

export function heldKey(): HeldKey | null {
  return held;
}

/** Opens the key that a signature makes. */
export async function takeSignature(signature: Uint8Array, signer: Hex): Promise<HeldKey> {
  const { commitment } = await prover().ask("fromSignature", { signature });
  held = { commitment, signer };
  return held;
}

/** Opens the key in a file. */
export async function takeFile(text: string, passphrase: string): Promise<HeldKey> {
  const { commitment } = await prover().ask("fromFile", { text, passphrase, about: about() });
  held = { commitment, signer: null };
  return held;
}

/** Forgets the key. */
export function dropKey(): void {
  worker?.end();
  worker = held = null;
}
