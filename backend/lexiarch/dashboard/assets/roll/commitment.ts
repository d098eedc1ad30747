/** The holder's number in the tree for secret ballots: put in, or replaced. */
import type { Hex } from "viem";
import { readContract } from "viem/actions";
import { everyError, holderTreeAbi } from "../contracts/abi";
import { clientOf } from "../contracts/client";
import { failureWords } from "../contracts/failures";
import { type Call, send } from "../contracts/send";
import { config } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { CommitmentError, parseCommitment } from "./field";
import { isOwn } from "./member";

const tree = { address: config.contracts.holder_tree, abi: [...holderTreeAbi, ...everyError] } as const;

function readCommitment(panel: HTMLElement, session: Session): Promise<bigint> {
  return readContract(clientOf(session), { ...tree, functionName: "commitmentOf", args: [(panel.dataset["tag"] ?? "0x") as Hex] });
}

/** Says whether there is a commitment, as the chain has it; only to its holder. */
export async function showCommitment(panel: HTMLElement, session: Session): Promise<void> {
  if (!isOwn(panel, session)) {
    say(panel, "standing", "");
    return setStage(panel, "none");
  }
  const present = await readCommitment(panel, session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  say(panel, "standing", present
    ? t("You are in the tree with {commitment}. If you replace it, votes whose tree is frozen already still take the old one.", { commitment: String(present) })
    : t("You are not in the tree."));
  const button = panel.querySelector<HTMLButtonElement>("[type=submit]");
  if (button) button.textContent = present ? t("Replace it") : t("Put it into the tree");
  setStage(panel, "ready");
}

function refuse(panel: HTMLElement, words: string): void {
  const input = panel.querySelector<HTMLInputElement>("[name=commitment]");
  const error = panel.querySelector<HTMLElement>(".error");
  if (!input || !error) return;
  error.textContent = words;
  error.hidden = words === "";
  if (!words) return input.removeAttribute("aria-invalid");
  input.setAttribute("aria-invalid", "true");
  input.focus();
}

async function callOf(panel: HTMLElement, session: Session): Promise<Call> {
  const value = parseCommitment(panel.querySelector<HTMLInputElement>("[name=commitment]")?.value ?? "");
  const present = await readCommitment(panel, session);
  if (!present) return { ...tree, functionName: "join", args: [value] };
  if (present === value) throw new CommitmentError(t("This is the number that is in the tree already."));
  const { findSiblings } = await import("../contracts/tree");
  const siblings = await findSiblings(clientOf(session), (panel.dataset["tag"] ?? "0x") as Hex);
  return { ...tree, functionName: "replace", args: [value, siblings ?? []] };
}

/** Puts the typed number into the tree, in the place of the one before if there is one. */
export async function putIn(panel: HTMLElement, session: Session): Promise<void> {
  refuse(panel, "");
  say(panel, "status", t("Reading the tree from the chain…"));
  try {
    const call = await callOf(panel, session);
    const block = await send(panel, session, call, t("Your commitment is in the tree."));
    if (block !== null) panel.querySelector("form")?.reset();
  } catch (error) {
    say(panel, "status", error instanceof CommitmentError ? "" : failureWords(error), { tone: "bad" });
    if (error instanceof CommitmentError) refuse(panel, error.message);
  }
}
