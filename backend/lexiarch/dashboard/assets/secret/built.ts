/** What the bundler knows of the files beside this bundle: their names, and what they must be. */

interface Artifact {
  /** Path under /static; holds a part of the hash. */
  path: string;
  /** SHA-256 of the content, in hexadecimal digits. */
  sha256: string;
  /** Bytes, before compression. */
  size: number;
}

export interface Circuit { wasm: Artifact; zkey: Artifact }

/** By the depth of the tree. */
declare const PROVER_CIRCUITS: Record<number, Circuit>;
/** Path of the worker under /static. */
declare const PROVER_SCRIPT: string;

export const circuits: Readonly<Record<number, Circuit>> = PROVER_CIRCUITS;
export const proverScript: string = PROVER_SCRIPT;
export type { Artifact };
