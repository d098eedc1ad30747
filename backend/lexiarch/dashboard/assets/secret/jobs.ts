/** What is asked of the prover, and what it says. The secret itself never comes out of it, but in a sealed file. */
import type { About } from "./secret";

export interface Jobs {
  /** Takes the secret from a wallet's signature: 65 bytes. */
  fromSignature: { asked: { signature: Uint8Array }; answer: { commitment: bigint } };
  /** Takes the secret from a file. */
  fromFile: { asked: { text: string; passphrase: string; about: About }; answer: { commitment: bigint } };
  /** Makes a random secret and seals it in a file; it is not taken. */
  makeFile: { asked: { passphrase: string; about: About }; answer: { text: string } };
  /** Makes the tree of leaves, and keeps the path of the secret's own; `place` is -1 when it is not there. */
  tree: { asked: { leaves: bigint[] }; answer: { root: bigint; place: number } };
  /** The nullifier of the secret for a scope (a field element). */
  nullifier: { asked: { scope: bigint }; answer: { nullifier: bigint } };
  /** Proves membership in that tree, for field elements made of message and scope. */
  prove: {
    asked: { message: bigint; scope: bigint; depth: number; wasm: Uint8Array; zkey: Uint8Array };
    answer: { nullifier: bigint; points: bigint[] };
  };
}

export type JobName = keyof Jobs;
export type Asked<Name extends JobName> = Jobs[Name]["asked"];
export type Answer<Name extends JobName> = Jobs[Name]["answer"];

export interface Request<Name extends JobName = JobName> { id: number; name: Name; asked: Asked<Name> }

export type Said =
  | { id: number; share: number }
  | { id: number; answer: Answer<JobName> }
  | { id: number; failure: string; code?: string };
