// Writes what the Solidity tests cannot make: proofs of Semaphore's own prover, and the life of one of its groups.
//   node tests/contracts/ballots/make.mjs <folder>
// ballots.json is read by governance/BallotBox.t.sol, claims.json by integrations/HolderProofs.t.sol, tree.jsonl by
// identity/HolderTree.t.sol. `make test-contracts` runs this when it or a package has changed. Nothing is fetched:
// circuit and key are in node_modules.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";
import { makeClaims } from "./claims.mjs";

const DEPTH = 16;
const MEMBERS = 7; // in the tree when the first proposal is made
const [AGAINST, FOR, ABSTAIN] = [0, 1, 2];

// They follow from the addresses that forge gives the contracts, and from what is proposed: BallotBox.t.sol compares
// them with those that the box computes, and prints what they must be.
const SCOPES = {
  first: 35003121910615722152694351690496492326094716301198737261482767216151377675646n,
  second: 30636226793467879199747761155557980890349439441649688636420725004487883710465n,
};

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const artifacts = join(root, "node_modules/@zk-kit/semaphore-artifacts");
const circuit = { wasm: join(artifacts, `semaphore-${DEPTH}.wasm`), zkey: join(artifacts, `semaphore-${DEPTH}.zkey`) };

const text = (value) => JSON.stringify(value, (_, each) => (typeof each === "bigint" ? `${each}` : each));
const siblingsOf = (group, index) => [...group.generateMerkleProof(index).siblings];

/** The members of the test, one who joins later, and what member 6 replaces a lost secret with. */
function makeCast() {
  const members = Array.from({ length: MEMBERS + 1 }, (_, index) => new Identity(`member ${index}`));
  return { members, replacement: new Identity("member 6, after the loss") };
}

/** The tree when the first proposal is frozen; with the late member; and after a member left and one replaced. */
function makeTrees({ members, replacement }) {
  const first = new Group(members.slice(0, MEMBERS).map(({ commitment }) => commitment));
  const grown = new Group(members.map(({ commitment }) => commitment));
  const second = Group.import(first.export());
  const pruneSiblings = siblingsOf(second, 4);
  second.removeMember(4);
  const replaceSiblings = siblingsOf(second, 6);
  second.updateMember(6, replacement.commitment);
  return { first, grown, second, pruneSiblings, replaceSiblings };
}

async function proveIn(tree, voter, message, scope) {
  const { nullifier, points } = await generateProof(voter, tree, message, scope, DEPTH, circuit);
  return { root: tree.root, scope, message, nullifier, points };
}

async function makeBallots(cast, { pruneSiblings, replaceSiblings, ...trees }) {
  const { members, replacement } = cast;
  const prove = async (voter, tree, support, scope) => {
    const { message, ...proof } = await proveIn(trees[tree], voter, support, SCOPES[scope]);
    return { ...proof, support: message };
  };
  return {
    commitments: members.map(({ commitment }) => commitment),
    replacement: replacement.commitment,
    pruneSiblings,
    replaceSiblings,
    roots: { first: trees.first.root, grown: trees.grown.root, second: trees.second.root },
    ballots: {
      against: await prove(members[0], "first", AGAINST, "first"),
      changedMind: await prove(members[0], "first", FOR, "first"),
      for: await prove(members[1], "first", FOR, "first"),
      abstain: await prove(members[2], "first", ABSTAIN, "first"),
      newRoot: await prove(members[1], "grown", FOR, "first"),
      late: await prove(members[7], "grown", FOR, "first"),
      leaver: await prove(members[4], "first", FOR, "first"),
      leaverOnSecond: await prove(members[4], "first", FOR, "second"),
      neighbour: await prove(members[5], "second", AGAINST, "second"),
      lostSecret: await prove(members[6], "first", FOR, "first"),
      lostSecretOnSecond: await prove(members[6], "first", FOR, "second"),
      newSecret: await prove(replacement, "second", FOR, "second"),
    },
  };
}

/** Random numbers that are the same in every run (a linear congruential generator over 2^48). */
function makeChance(seed) {
  let state = BigInt(seed);
  return (below) => {
    state = (state * 0x5deece66dn + 0xbn) % 2n ** 48n;
    return (state >> 17n) % BigInt(below);
  };
}

/** Random lives of groups: who joins, replaces or leaves, and Semaphore's root after it. */
function* makeLives(lives, acts) {
  for (let life = 0; life < lives; life += 1) {
    const chance = makeChance(life + 1);
    const group = new Group();
    const places = new Map(); // person -> place in the tree
    yield { act: "begin", person: 0, commitment: 0n, siblings: [], root: 0n };
    for (let step = 0; step < acts; step += 1) {
      const inside = [...places.keys()];
      const draw = chance(10);
      const commitment = 1n + chance(2 ** 31) ** 8n; // to the tree any number below the field's order is one
      if (inside.length === 0 || draw < 5) {
        places.set(step, group.size);
        group.addMember(commitment);
        yield { act: "join", person: step, commitment, siblings: [], root: group.root };
        continue;
      }
      const person = inside[Number(chance(inside.length))];
      const place = places.get(person);
      const siblings = siblingsOf(group, place);
      if (draw < 8) {
        group.updateMember(place, commitment);
        yield { act: "replace", person, commitment, siblings, root: group.root };
      } else {
        group.removeMember(place);
        places.delete(person);
        yield { act: "prune", person, commitment: 0n, siblings, root: group.root };
      }
    }
  }
}

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "tree.jsonl"), [...makeLives(8, 60)].map((step) => `${text(step)}\n`).join(""));
const cast = makeCast();
const trees = makeTrees(cast);
const claims = await makeClaims(cast, (voter, tree, ...said) => proveIn(trees[tree], voter, ...said));
writeFileSync(join(folder, "claims.json"), `${text(claims)}\n`);
writeFileSync(join(folder, "ballots.json"), `${text(await makeBallots(cast, trees))}\n`);
process.exit(0); // the prover leaves workers behind
