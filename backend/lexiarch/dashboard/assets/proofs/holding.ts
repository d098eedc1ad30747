/**
 * An anonymous proof of holding an iD, made in this browser for a website. For a page of consent, in three steps:
 *
 *     await openBySignature(session);                     // or openInFile(text, passphrase): the ballot key, into the worker
 *     const proof = await proveHolding(session, { client, purpose, challenge }, { least, tell });
 *     form.root.value = String(proof.root);               // with nullifier and points, to our server, which verifies it
 *     dropKey();
 *
 * `client` and `purpose` are those that the server has for the request, and that the page shows; `challenge` is 32 random
 * bytes of the request, as 0x and hexadecimal digits. `least` is the number of persons below which nothing is made, as for
 * ballots. All reject with a ProofError, a TreeError, a SignatureError or a JobError (held.ts `jobWords`), each with words
 * for the reader, or as the wallet does (failures.ts `failureWords`).
 *
 * Nothing but the whole tree is asked of our server, and the wallet's node is asked for the tree as everybody may: neither
 * learns who proves. The secret stays in the worker.
 */
import { readContract } from "viem/actions";
import { type Client, clientOf } from "../contracts/client";
import { findCommitments } from "../contracts/tree";
import { config, type Hex } from "../page/data";
import { number, t } from "../page/language";
import { fetchCircuit } from "../secret/artifacts";
import { readDepth, signalOf, tree } from "../secret/chain";
import { dropKey, heldKey, prover, takeFile, takeSignature } from "../secret/held";
import { tagOf } from "../secret/person";
import { signAgain } from "../secret/sign";
import { Refusal } from "../secret/steps";
import { TreeError } from "../secret/tree";
import type { Session } from "../wallet/session";
import { websiteScope } from "./scope";

export { dropKey };

/** For what a website asks. */
export interface Asking { client: string; purpose: string; challenge: Hex }

/** What the server verifies. The nullifier is the person's name for this client and purpose; nothing else is told. */
export interface HoldingProof { root: bigint; nullifier: bigint; points: bigint[]; depth: number }

export interface Manner {
  /** Fewest persons to hide among. */
  least: number;
  /** Hears how much is done, from 0 to 1. */
  tell?: (share: number) => void;
}

/** A proof that cannot be made; the message says why. */
export class ProofError extends Refusal {}

const TREE_SHARE = 0.1;
const FILES_SHARE = 0.4;
const TRIES = 3;
const PAUSE_MS = 2000;

/** Opens the ballot key that the account's signature makes: the wallet asks for one signature, which goes nowhere. */
export async function openBySignature(session: Session): Promise<void> {
  const client = clientOf(session);
  const tag = await tagOf(client, session.account);
  const put = tag ? await findCommitments(client, tag) : [];
  if (!put.length) throw new ProofError(t("This account’s iD has no ballot key in the tree. Put one into it first, on the page of your iD."));
  const { commitment } = await takeSignature(await signAgain(session, put.length), session.account);
  if (commitment === put.at(-1)) return;
  dropKey();
  throw new ProofError(t("The key that you have in the tree was not made with this wallet’s signature. Open the file that you saved it in."));
}

/** Opens the ballot key in a file; which account is connected does not matter. */
export async function openInFile(text: string, passphrase: string): Promise<void> {
  await takeFile(text, passphrase);
}

/** Proves with the key that is open. */
export async function proveHolding(session: Session, asking: Asking, { least, tell = () => undefined }: Manner): Promise<HoldingProof> {
  if (!heldKey()) throw new ProofError(t("Open your ballot key first."));
  if (!/^0x[0-9a-f]{64}$/i.test(asking.challenge)) throw new ProofError(t("The request of this website is damaged. Begin again there."));
  const client = clientOf(session);
  const root = await enterPresentTree(client, least, (share) => tell(share * TREE_SHARE));
  const depth = await readDepth(client);
  const circuit = await fetchCircuit(depth, (share) => tell(TREE_SHARE + share * (FILES_SHARE - TREE_SHARE)));
  const scope = signalOf(websiteScope(config.chainId, tree.address, asking.client, asking.purpose));
  const asked = { message: signalOf(BigInt(asking.challenge)), scope, depth, ...circuit };
  const made = await prover().ask("prove", asked, (share) => tell(FILES_SHARE + share * (1 - FILES_SHARE)));
  return { root, depth, ...made };
}

/** Makes the tree of now in the prover, and compares it with the chain. Resolves to its root. */
async function enterPresentTree(client: Client, least: number, tell: (share: number) => void): Promise<bigint> {
  const leaves = await fetchLeaves();
  const { root, place } = await prover().ask("tree", { leaves }, tell);
  await compare(client, root);
  if (place < 0) throw new ProofError(t("This key is not in the tree: it was replaced, or the iD is over. Open the one that is in it."));
  const members = leaves.filter((leaf) => leaf !== 0n).length;
  if (members < least) {
    throw new ProofError(t("Only {members} persons are in the tree, and this DAO makes no proof among fewer than {least}: it would hide too little.", { members: number(members), least }));
  }
  return root;
}

async function fetchLeaves(): Promise<bigint[]> {
  const response = await fetch(`${config.base}/api/v1/tree/leaves`).catch(() => null);
  if (!response?.ok) throw new TreeError(t("The tree of persons could not be loaded. Check the connection, and try again."));
  const { leaves } = (await response.json()) as { leaves: string[] };
  return leaves.map(BigInt);
}

/** That the chain has the root that our server's leaves make; its node may be a block behind ours. */
async function compare(client: Client, root: bigint): Promise<void> {
  for (let tries = TRIES; ; tries -= 1) {
    if ((await readContract(client, { ...tree, functionName: "root" })) === root) return;
    if (tries <= 1) throw new TreeError(t("The tree that this server gave is not the one on the chain, so nothing was done with it. Try again in a minute; if it stays so, tell whoever runs this server: a wrong tree could unveil who uses it."));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
