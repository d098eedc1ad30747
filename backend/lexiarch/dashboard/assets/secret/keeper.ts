/** The ballot key of a person: made of a signature or in a file, put into the tree, replaced after a loss. */
import type { Hex } from "viem";
import { readContract } from "viem/actions";
import { clientOf } from "../contracts/client";
import { send } from "../contracts/send";
import { findCommitments, findSiblings } from "../contracts/tree";
import { t } from "../page/language";
import { isOwn, showMember } from "../roll/member";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { tree } from "./chain";
import { download } from "./files";
import { about, dropKey, heldKey, prover, takeFile, takeSignature } from "./held";
import { suggestPassphrase, typedPassphrase } from "./passphrase";
import { signAgain, signForNew } from "./sign";
import { chosenFile, doing, field, showStep } from "./steps";

const tagOf = (panel: HTMLElement) => (panel.dataset["tag"] ?? "0x") as Hex;

function readPresent(panel: HTMLElement, session: Session): Promise<bigint> {
  return readContract(clientOf(session), { ...tree, functionName: "commitmentOf", args: [tagOf(panel)] });
}

/** Says whether there is a key, as the chain has it; only to its holder. */
export async function showKeeper(panel: HTMLElement, session: Session): Promise<void> {
  if (!isOwn(panel, session)) return showMember(panel, session);
  const present = await readPresent(panel, session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  say(panel, "standing", present
    ? t("You have a ballot key in the tree. Replace it if you have lost it, or if somebody else may have it.")
    : t("You have no ballot key in the tree, so you cannot vote in secret yet."));
  showStep(panel, "present", present !== 0n);
  showStep(panel, "put", heldKey() !== null && heldKey()?.commitment !== present);
  const button = panel.querySelector<HTMLButtonElement>("[data-act=key-put]");
  if (button) button.textContent = present ? t("Replace the key in the tree") : t("Put the key into the tree");
  setStage(panel, "ready");
}

/** What the key that was just opened is to the one in the tree. */
async function compare(panel: HTMLElement, session: Session): Promise<void> {
  const present = await readPresent(panel, session);
  if (heldKey()?.commitment === present) {
    dropKey();
    return say(panel, "status", t("This is the key that is in the tree: with it you vote."), { tone: "good" });
  }
  say(panel, "status", present
    ? t("The key is open. It is not the one in the tree; you can put it in that one’s place.")
    : t("The key is open. Put it into the tree: from then on you can vote in secret."), { tone: "good" });
  panel.querySelector<HTMLElement>("[data-step=put] h3")?.focus();
}

async function makeOfSignature(panel: HTMLElement, session: Session): Promise<void> {
  const put = await findCommitments(clientOf(session), tagOf(panel));
  say(panel, "status", t("Your wallet asks you to sign a text, twice: the two signatures must be the same. Nothing is sent."));
  const second = () => say(panel, "status", t("And once more, to compare."));
  await takeSignature(await signForNew(session, put.length + 1, second), session.account);
  showStep(panel, "put");
  await compare(panel, session);
}

async function checkSignature(panel: HTMLElement, session: Session): Promise<void> {
  const put = await findCommitments(clientOf(session), tagOf(panel));
  say(panel, "status", t("Sign the text in your wallet. That costs nothing, and the signature goes nowhere."));
  const key = await takeSignature(await signAgain(session, put.length), session.account);
  const isIt = key.commitment === put.at(-1);
  dropKey();
  if (isIt) say(panel, "status", t("This wallet’s signature opens the key that is in the tree."), { tone: "good" });
  else say(panel, "status", t("The key in the tree was not made with this wallet’s signature. If you have no file of it either, replace it."), { tone: "bad" });
}

async function makeInFile(panel: HTMLElement): Promise<void> {
  const passphrase = typedPassphrase(panel);
  say(panel, "status", t("Sealing the file…"));
  const { text } = await prover().ask("makeFile", { passphrase, about: about() });
  download("ballot-key.json", text);
  for (const name of ["new-passphrase", "again"]) {
    const input = field(panel, name);
    if (input) input.value = "";
  }
  showStep(panel, "suggested", false);
  const opening = panel.querySelector<HTMLDetailsElement>("details[data-open]");
  if (opening) opening.open = true;
  say(panel, "status", t("The file is saved. Now open it, to see that file and passphrase work: nobody can give you either again."), { tone: "good" });
}

async function openInFile(panel: HTMLElement, session: Session): Promise<void> {
  const text = await chosenFile(panel, "key-file", t("Choose the file that you saved your ballot key in."));
  const passphrase = field(panel, "passphrase");
  say(panel, "status", t("Opening the file…"));
  await takeFile(text, passphrase?.value ?? "");
  if (passphrase) passphrase.value = "";
  showStep(panel, "put");
  await compare(panel, session);
}

async function suggest(panel: HTMLElement): Promise<void> {
  const words = suggestPassphrase(panel);
  const place = panel.querySelector<HTMLElement>("[data-slot=suggested]");
  if (place) place.textContent = words;
  showStep(panel, "suggested");
}

async function putIn(panel: HTMLElement, session: Session): Promise<void> {
  const commitment = heldKey()?.commitment;
  if (commitment === undefined) return;
  const present = await readPresent(panel, session);
  if (present) say(panel, "status", t("Reading the tree from the chain…"));
  const siblings = present ? await findSiblings(clientOf(session), tagOf(panel)) : null;
  const call = siblings
    ? { ...tree, functionName: "replace", args: [commitment, siblings] }
    : { ...tree, functionName: "join", args: [commitment] };
  const sent = await send(panel, session, call, t("Your ballot key is in the tree. It counts in votes whose tree is frozen from now on."));
  if (sent) dropKey();
}

/** Does what was pressed or submitted. */
export function actOnKey(act: string, panel: HTMLElement, session: Session): Promise<void> {
  if (!isOwn(panel, session)) return showKeeper(panel, session);
  switch (act) {
    case "key-sign": return doing(panel, () => makeOfSignature(panel, session));
    case "key-check": return doing(panel, () => checkSignature(panel, session));
    case "key-suggest": return doing(panel, () => suggest(panel));
    case "key-make": return doing(panel, () => makeInFile(panel));
    case "key-file": return doing(panel, () => openInFile(panel, session));
    case "key-put": return doing(panel, () => putIn(panel, session));
    default: return Promise.resolve();
  }
}

