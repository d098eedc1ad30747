// Semaphore's own prover for tests. Reads one JSON request from stdin, writes one JSON answer:
//   {"identities": ["seed", …]}                                        -> {"commitments": ["…", …]}
//   {"identities": […], "scope": "…", "ballots": [[member, support]]}  -> {"ballots": [{nullifier, proof}, …]}
// The tree holds the identities in their order; circuit and key are in node_modules.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";

const DEPTH = 16;
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const artifacts = join(root, "node_modules/@zk-kit/semaphore-artifacts");
const circuit = { wasm: join(artifacts, `semaphore-${DEPTH}.wasm`), zkey: join(artifacts, `semaphore-${DEPTH}.zkey`) };

const request = JSON.parse(readFileSync(0, "utf8"));
const members = request.identities.map((seed) => new Identity(seed));
const group = new Group(members.map(({ commitment }) => commitment));
const ballots = [];
for (const [member, support] of request.ballots ?? []) {
  const { nullifier, points } = await generateProof(members[member], group, support, BigInt(request.scope), DEPTH, circuit);
  ballots.push({ nullifier: `${nullifier}`, proof: points.map(String) });
}
const answer = { commitments: members.map(({ commitment }) => `${commitment}`), ballots };
process.stdout.write(JSON.stringify(answer), () => process.exit(0)); // the prover leaves workers behind
