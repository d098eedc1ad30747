// Semaphore's own prover, for the measurement of secret ballots.
//   node tests/contracts/gas/prove.mjs commitments <members>
//   node tests/contracts/gas/prove.mjs proof <members> <voter> <message> <scope>
// Prints words as one hexadecimal number: the commitments, or root, nullifier and the eight points of a proof.
// Circuit and key are in node_modules; nothing is fetched.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";

const DEPTH = 16;
const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const artifacts = join(root, "node_modules/@zk-kit/semaphore-artifacts");
const circuit = { wasm: join(artifacts, `semaphore-${DEPTH}.wasm`), zkey: join(artifacts, `semaphore-${DEPTH}.zkey`) };

const [what, count, voter, message, scope] = process.argv.slice(2);
const members = Array.from({ length: Number(count) }, (_, index) => new Identity(`member ${index}`));
const commitments = members.map(({ commitment }) => commitment);

async function prove() {
  const proof = await generateProof(members[Number(voter)], new Group(commitments), message, scope, DEPTH, circuit);
  return [proof.merkleTreeRoot, proof.nullifier, ...proof.points];
}

const words = what === "proof" ? await prove() : commitments;
process.stdout.write(`0x${words.map((word) => BigInt(word).toString(16).padStart(64, "0")).join("")}`);
process.exit(0); // the prover leaves workers behind
