/** What anybody may do for the roll and its tree: each is tried on the node first, and offered if it would work. */
import type { Hex } from "viem";
import { simulateContract } from "viem/actions";
import { config } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { ballotBoxAbi, everyError, holderTreeAbi } from "./abi";
import { clientOf, roll } from "./client";
import { failureWords, isRevert } from "./failures";
import { type Call, send } from "./send";

const DONE = {
  sweep: t("The iDs that ran out are out of the count."),
  settle: t("The commitment is dealt with."),
  freeze: t("The tree is frozen for this proposal."),
  conclude: t("The case is concluded."),
  recover: t("The iD has moved to the new account."),
};

export type Chore = keyof typeof DONE;

export function isChore(act: string): act is Chore {
  return act in DONE;
}

const buttonsIn = (panel: HTMLElement) =>
  [...panel.querySelectorAll<HTMLButtonElement>("[data-act]")].filter((button) => isChore(button.dataset["act"] ?? ""));

/** The call behind a button; null when nothing is left to do. */
async function callOf(button: HTMLButtonElement, session: Session): Promise<Call | null> {
  const tag = (button.dataset["tag"] ?? "0x") as Hex;
  switch (button.dataset["act"] as Chore) {
    case "sweep": return { ...roll, functionName: "sweep", args: [JSON.parse(button.dataset["tags"] ?? "[]") as Hex[]] };
    case "conclude": return { ...roll, functionName: "concludeCase", args: [tag] };
    case "recover": return { ...roll, functionName: "completeRecovery", args: [tag] };
    case "freeze": {
      const args = [config.contracts.governor, BigInt(button.dataset["proposal"] ?? "0")];
      return { address: config.contracts.ballot_box, abi: [...ballotBoxAbi, ...everyError], functionName: "freeze", args };
    }
    case "settle": {
      const waiting = await (await import("./tree")).findWaiting(clientOf(session));
      if (!waiting) return null;
      const args = waiting.act === "prune" ? [waiting.personTag, waiting.siblings] : [waiting.personTag];
      return { address: config.contracts.holder_tree, abi: [...holderTreeAbi, ...everyError], functionName: waiting.act, args };
    }
  }
}

function noteOf(button: HTMLButtonElement): HTMLElement | null {
  return document.getElementById(button.getAttribute("aria-describedby")?.split(" ").at(-1) ?? "");
}

/** Why a button cannot be pressed now; with no words, it can. */
export function setReason(button: HTMLButtonElement, words: string): void {
  button.disabled = words !== "";
  const note = noteOf(button);
  if (note) note.textContent = words;
}

/** Tries each chore of the panel on the node: what would fail is disabled, with the reason. */
export async function showChores(panel: HTMLElement, session: Session): Promise<void> {
  setStage(panel, "none");
  for (const button of buttonsIn(panel)) {
    button.hidden = false;
    if (button.dataset["act"] === "settle") continue; // found out when it is pressed: it reads the whole tree
    const call = await callOf(button, session);
    const reason = call ? await whyNot(call, session) : "";
    if (currentSession() === session && !panel.dataset["busy"]) setReason(button, reason);
  }
}

/** Why the contract would refuse the call now; nothing when it would not, or when nobody knows. */
export async function whyNot(call: Call, session: Session): Promise<string> {
  try {
    await simulateContract(clientOf(session), { ...call, account: session.account } as never);
    return "";
  } catch (error) {
    return isRevert(error) ? failureWords(error) : "";
  }
}

/** Does the chore. */
export async function doChore(act: Chore, panel: HTMLElement, session: Session): Promise<void> {
  const button = buttonsIn(panel).find((each) => each.dataset["act"] === act);
  if (!button) return;
  say(panel, "status", act === "settle" ? t("Reading the tree from the chain…") : "");
  try {
    const call = await callOf(button, session);
    if (call) await send(panel, session, call, DONE[act]);
    else say(panel, "status", t("Nothing waits in the tree any more."), { tone: "good" });
  } catch (error) {
    say(panel, "status", failureWords(error), { tone: "bad" });
  }
}
