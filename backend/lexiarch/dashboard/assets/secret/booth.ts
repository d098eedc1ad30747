/** The voting booth: the key is opened, the ballot made in this browser, handed in by whatever account, and a receipt kept. */
import { clientOf } from "../contracts/client";
import { findCommitments } from "../contracts/tree";
import { number, t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { fetchCircuit } from "./artifacts";
import { readCounted, readDepth, scopeOf, signalOf } from "./chain";
import type { Ballot } from "./files";
import { checkReceipt, handInFile, handIn, handInNow, offer, showHandIn } from "./handing";
import { prover, takeFile, takeSignature } from "./held";
import { tagOf } from "./person";
import { signAgain } from "./sign";
import { chosenFile, doing, field, progress, Refusal, showStep } from "./steps";
import { enterTree, frozenLeaves } from "./tree";
import { choiceWords } from "./words";

const proposalOf = (panel: HTMLElement) => panel.dataset["proposalId"] ?? "0";
const tellIn = (panel: HTMLElement, from: number, to: number) => (share: number) => progress(panel, from + (to - from) * share);

/** Shows what can be done; which account is connected matters only when a ballot is handed in. */
export async function showBooth(panel: HTMLElement, session: Session): Promise<void> {
  say(panel, "standing", "");
  setStage(panel, "ready");
  await showHandIn(panel, session);
}

/** The number of the person's key in the frozen tree, and its commitment. */
async function findOwnKey(session: Session, leaves: bigint[]): Promise<{ number: number; commitment: bigint }> {
  const client = clientOf(session);
  const tag = await tagOf(client, session.account);
  if (!tag) {
    throw new Refusal(t("This account never had an iD. Choose the account of your iD in the wallet for this step; before the ballot is handed in, choose another."));
  }
  const inTree = new Set(leaves);
  const put = await findCommitments(client, tag);
  const place = put.findLastIndex((commitment) => inTree.has(commitment));
  const commitment = put[place];
  if (commitment === undefined) {
    throw new Refusal(t("You had no ballot key in the tree when it was frozen for this vote. A key that you add now counts in later votes."));
  }
  return { number: place + 1, commitment };
}

async function openBySignature(panel: HTMLElement, session: Session): Promise<void> {
  say(panel, "status", t("Fetching the tree of persons…"));
  const leaves = await frozenLeaves(clientOf(session), proposalOf(panel));
  const { number, commitment } = await findOwnKey(session, leaves);
  say(panel, "status", t("Sign the text in your wallet. That costs nothing, and the signature goes nowhere."));
  const key = await takeSignature(await signAgain(session, number), session.account);
  if (key.commitment !== commitment) {
    throw new Refusal(t("The key that you have in the tree was not made with this wallet’s signature. Open the file that you saved it in."));
  }
  await enter(panel, session, leaves);
}

async function openByFile(panel: HTMLElement, session: Session): Promise<void> {
  const text = await chosenFile(panel, "key-file", t("Choose the file that you saved your ballot key in."));
  say(panel, "status", t("Opening the file…"));
  await takeFile(text, field(panel, "passphrase")?.value ?? "");
  const passphrase = field(panel, "passphrase");
  if (passphrase) passphrase.value = "";
  await enter(panel, session, await frozenLeaves(clientOf(session), proposalOf(panel)));
}

/** With the key open: whether it may vote here, and how many it hides among. */
async function enter(panel: HTMLElement, session: Session, leaves: bigint[]): Promise<void> {
  say(panel, "status", t("Comparing the tree with the chain…"));
  const { members, isIn } = await enterTree(leaves, tellIn(panel, 0, 1));
  if (!isIn) throw new Refusal(t("This key is not in the tree that was frozen for this vote. A key that was added or replaced afterwards counts in later votes; an older one may count here."));
  const least = Number(panel.dataset["minimum"]);
  if (members < least) {
    throw new Refusal(t("Only {members} persons are in the tree, and this DAO makes no ballot among fewer than {least}: it would hide too little.", { members: number(members), least }));
  }
  const { nullifier } = await prover().ask("nullifier", { scope: signalOf(scopeOf(BigInt(proposalOf(panel)))) });
  const counted = await readCounted(clientOf(session), BigInt(proposalOf(panel)), BigInt(panel.dataset["block"] ?? 0));
  const own = counted.find((each) => each.nullifier === nullifier);
  if (own) throw new Refusal(t("Your ballot is counted already: {choice}, in block {block}. It cannot be changed.", { choice: choiceWords(own.support), block: number(own.block) }));
  showStep(panel, "key", false);
  showStep(panel, "choice");
  say(panel, "status", t("The key is open. Your ballot hides among {members} persons.", { members: number(members) }), { tone: "good" });
  panel.querySelector<HTMLElement>("[data-step=choice] h3")?.focus();
}

async function make(panel: HTMLElement, session: Session): Promise<void> {
  const chosen = panel.querySelector<HTMLInputElement>("[name=secret-support]:checked");
  if (!chosen) throw new Refusal(t("Choose For, Against or Abstain first."));
  const [proposal, support] = [proposalOf(panel), Number(chosen.value)];
  say(panel, "status", t("Fetching the files that proofs are made with, once…"));
  const depth = await readDepth(clientOf(session));
  const circuit = await fetchCircuit(depth, tellIn(panel, 0, 0.4));
  say(panel, "status", t("Making the proof in this browser…"));
  const asked = { message: signalOf(BigInt(support)), scope: signalOf(scopeOf(BigInt(proposal))), depth, ...circuit };
  const { nullifier, points } = await prover().ask("prove", asked, tellIn(panel, 0.4, 1));
  const ballot: Ballot = { proposal, support, nullifier, points };
  showStep(panel, "choice", false);
  offer(ballot);
  await showHandIn(panel, session);
  say(panel, "status", t("The ballot is made: {choice}. Nobody has it but you.", { choice: choiceWords(support) }), { tone: "good" });
  panel.querySelector<HTMLElement>("[data-step=hand] h3")?.focus();
}

/** Does what was pressed or submitted. */
export function actInBooth(act: string, panel: HTMLElement, session: Session): Promise<void> {
  switch (act) {
    case "booth-sign": return doing(panel, () => openBySignature(panel, session));
    case "booth-file": return doing(panel, () => openByFile(panel, session));
    case "booth-make": return doing(panel, () => make(panel, session));
    case "booth-hand": return doing(panel, () => handIn(panel, session));
    case "booth-now": return doing(panel, () => handInNow(panel, session));
    case "booth-given": return doing(panel, () => handInFile(panel, session));
    case "booth-check": return doing(panel, () => checkReceipt(panel, session));
    default: return Promise.resolve();
  }
}
