// Semaphore's own library, for tests: identities, roots, and ballots proved by its prover. Asked by tests/helpers/semaphore.py:
// JSON on stdin, JSON on stdout. Nothing is fetched: circuit and key are in node_modules.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const artifact = (depth, kind) => join(root, `node_modules/@zk-kit/semaphore-artifacts/semaphore-${depth}.${kind}`);

const ANSWERS = {
  commitments: ({ secrets }) => secrets.map((secret) => new Identity(secret).commitment),
  imported: ({ exported }) => Identity.import(exported).commitment,
  paths: ({ leaves, places }) => {
    const group = groupOf(leaves);
    return { root: group.root, paths: places.map((place) => group.generateMerkleProof(place)) };
  },
  ballots: async ({ leaves, depth, votes }) => {
    const group = groupOf(leaves);
    const circuit = { wasm: artifact(depth, "wasm"), zkey: artifact(depth, "zkey") };
    const made = [];
    for (const { secret, support, scope } of votes) {
      const { nullifier, points } = await generateProof(new Identity(secret), group, BigInt(support), BigInt(scope), depth, circuit);
      made.push({ nullifier, points });
    }
    return { root: group.root, ballots: made };
  },
};

/** Pruned places hold zero, which Semaphore's groups only get by removal. */
function groupOf(leaves) {
  const group = new Group(leaves.map((leaf, place) => (BigInt(leaf) === 0n ? BigInt(place + 1) : BigInt(leaf))));
  leaves.forEach((leaf, place) => { if (BigInt(leaf) === 0n) group.removeMember(place); });
  return group;
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { what, ...asked } = JSON.parse(Buffer.concat(chunks).toString());
const answer = await ANSWERS[what](asked);
process.stdout.write(JSON.stringify(answer, (_, value) => (typeof value === "bigint" ? String(value) : value)), () => process.exit(0));
