/**
 * The prover: a worker that has the member's secret and no way out. The server forbids it every connection, so that
 * nothing in it, snarkjs included, can send the secret anywhere. (snarkjs is GPL-3.0: see prover/LICENSE.txt.)
 */
import { groth16 } from "snarkjs";
import type { Answer, Asked, JobName, Request, Said } from "./jobs";
import { buildTree, type MerklePath } from "./merkle";
import { FileError, identityOf, makeFile, nullifierOf, openFile, secretOf } from "./secret";

type Tell = (share: number) => void;
type Work = { [Name in JobName]: (asked: Asked<Name>, tell: Tell) => Promise<Answer<Name>> };

const worker = self as unknown as { postMessage(said: Said): void };

let identity: ReturnType<typeof identityOf> | null = null;
let path: MerklePath | null = null;

function take(secret: Uint8Array): { commitment: bigint } {
  identity = identityOf(secret);
  path = null;
  return { commitment: identity.commitment };
}

function held(): ReturnType<typeof identityOf> {
  if (!identity) throw new Error("There is no secret.");
  return identity;
}

/** Words of snarkjs on its way, about so many. */
const STEPS = 34;

async function prove({ message, scope, depth, wasm, zkey }: Asked<"prove">, tell: Tell): Promise<Answer<"prove">> {
  if (!path) throw new Error("The secret is not in the tree.");
  const { index, siblings } = path;
  const input = {
    secret: held().secretScalar, merkleProofLength: siblings.length, merkleProofIndex: index,
    merkleProofSiblings: Array.from({ length: depth }, (_, level) => siblings[level] ?? 0n), scope, message,
  };
  let steps = 0;
  const step = () => tell(Math.min(1, ++steps / STEPS));
  const { proof, publicSignals } = await groth16.fullProve(
    input, { type: "mem", data: wasm }, { type: "mem", data: zkey }, { debug: step, info: step }, undefined, { singleThread: true },
  );
  const [a, [b0, b1], c] = [proof.pi_a, proof.pi_b as [string[], string[]], proof.pi_c];
  const points = [a[0], a[1], b0[1], b0[0], b1[1], b1[0], c[0], c[1]]; // as the contract takes them (EIP-197)
  return { nullifier: BigInt(publicSignals[1] ?? 0), points: points.map((each) => BigInt(each ?? 0)) };
}

const WORK: Work = {
  fromSignature: async ({ signature }) => take(await secretOf(signature)),
  fromFile: async ({ text, passphrase, about }) => take(await openFile(text, passphrase, about)),
  makeFile: async ({ passphrase, about }) => ({ text: await makeFile(passphrase, about) }),
  tree: async ({ leaves }, tell) => {
    const place = identity ? leaves.indexOf(identity.commitment) : -1;
    const { root, ...found } = buildTree(leaves, Math.max(place, 0), tell);
    path = place >= 0 ? found : null;
    return { root, place };
  },
  nullifier: async ({ scope }) => ({ nullifier: nullifierOf(scope, held().secretScalar) }),
  prove,
};

async function perform<Name extends JobName>({ id, name, asked }: Request<Name>): Promise<void> {
  try {
    const answer = await WORK[name](asked, (share) => worker.postMessage({ id, share }));
    worker.postMessage({ id, answer });
  } catch (error) {
    const code = error instanceof FileError ? error.code : "";
    worker.postMessage({ id, failure: String((error as Error)?.message ?? error), ...(code && { code }) });
  }
}

addEventListener("message", (event: MessageEvent<Request>) => void perform(event.data));
