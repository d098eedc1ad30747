/** What moves a proposal on: queue and execute by anyone, cancel by its proposer. */
import { keccak256, toBytes } from "viem";
import { proposalCall } from "../page/data";
import type { Session } from "../wallet/session";
import { governor } from "./client";
import { send } from "./send";

const DONE = {
  queue: "The proposal is queued in the timelock.",
  execute: "The proposal is executed.",
  cancel: "The proposal is canceled.",
};

export type Step = keyof typeof DONE;

export function isStep(act: string): act is Step {
  return act in DONE;
}

/** Shows the cancel button to the proposer. */
export function showSteps(panel: HTMLElement, session: Session): void {
  const isProposer = panel.dataset["proposer"]?.toLowerCase() === session.account.toLowerCase();
  const button = panel.querySelector<HTMLElement>("[data-act=cancel]");
  if (button) button.hidden = !isProposer;
}

/** Sends a step of this page's proposal. */
export async function takeStep(step: Step, panel: HTMLElement, session: Session): Promise<void> {
  const { targets, values, calldatas, description } = proposalCall();
  const args = [targets, values.map(BigInt), calldatas, keccak256(toBytes(description))];
  await send(panel, session, { ...governor, functionName: step, args }, DONE[step]);
}
