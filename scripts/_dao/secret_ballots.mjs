// Secret ballots of the demo's members, by Semaphore's own library. Asked by scripts/_dao/secrecy.py: JSON on stdin, JSON
// on stdout. Nothing is fetched: circuit and key are in node_modules. Secrets are base64 of 32 bytes, as the pages have them.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const artifact = (depth, kind) => join(root, `node_modules/@zk-kit/semaphore-artifacts/semaphore-${depth}.${kind}`);

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { secrets, depth, scope, votes } = JSON.parse(Buffer.concat(chunks).toString());

const identities = secrets.map((secret) => Identity.import(secret));
const commitments = identities.map(({ commitment }) => commitment);
const group = new Group(commitments);
const circuit = { wasm: artifact(depth, "wasm"), zkey: artifact(depth, "zkey") };
const ballots = [];
for (const [place, support] of votes) {
  const { nullifier, points } = await generateProof(identities[place], group, support, BigInt(scope), depth, circuit);
  ballots.push({ support, nullifier, points });
}
const text = JSON.stringify({ commitments, ballots }, (_, value) => (typeof value === "bigint" ? String(value) : value));
process.stdout.write(text, () => process.exit(0)); // the prover leaves workers behind
