/** What moves a proposal on: queue and execute by anyone, cancel by its proposer. */
import { keccak256, toBytes } from "viem";
import { proposalCall } from "../page/data";
import { t } from "../page/language";
import { currentSession, type Session } from "../wallet/session";
import { showChores, whyNot } from "./chores";
import { governor } from "./client";
import { type Call, send } from "./send";

const AGAIN_MS = 4_000;

const DONE = {
  queue: t("The proposal is queued in the timelock."),
  execute: t("The proposal is executed."),
  cancel: t("The proposal is canceled."),
};

export type Step = keyof typeof DONE;

export function isStep(act: string): act is Step {
  return act in DONE;
}

function callOf(step: Step): Call {
  const { targets, values, calldatas, description } = proposalCall();
  return { ...governor, functionName: step, args: [targets, values.map(BigInt), calldatas, keccak256(toBytes(description))] };
}

/** Tries the steps on the node: what would fail is disabled, with the reason, until it would not. Cancel is the proposer's. */
export async function showSteps(panel: HTMLElement, session: Session): Promise<void> {
  const isProposer = panel.dataset["proposer"]?.toLowerCase() === session.account.toLowerCase();
  const button = panel.querySelector<HTMLButtonElement>("[data-act=cancel], [data-act=queue], [data-act=execute]");
  const step = button?.dataset["act"] ?? "";
  if (button && isStep(step)) {
    button.hidden = step === "cancel" && !isProposer;
    if (!button.hidden) await tryStep(step, button, panel, session);
  }
  await showChores(panel, session);
}

async function tryStep(step: Step, button: HTMLButtonElement, panel: HTMLElement, session: Session): Promise<void> {
  const reason = await whyNot(callOf(step), session);
  if (currentSession() !== session || panel.dataset["busy"] || !button.isConnected) return;
  button.disabled = reason !== "";
  const note = panel.querySelector<HTMLElement>("[data-slot=reason]");
  if (note && note.textContent !== reason) note.textContent = reason;
  if (reason) setTimeout(() => { if (button.isConnected && currentSession() === session) void tryStep(step, button, panel, session); }, AGAIN_MS);
}

/** Sends a step of this page's proposal. */
export async function takeStep(step: Step, panel: HTMLElement, session: Session): Promise<void> {
  await send(panel, session, callOf(step), DONE[step]);
}
