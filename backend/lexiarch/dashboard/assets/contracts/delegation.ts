/** Who casts the votes of the connected account's tokens. */
import { getAddress, isAddress, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { type Hex, isSame, short } from "../page/data";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { clientOf, token, tokens } from "./client";
import { send } from "./send";

function standingWords(balance: bigint, delegate: string, session: Session): string {
  if (balance === 0n) {
    const later = isSame(delegate, zeroAddress) ? "once you have delegated" : `through ${isSame(delegate, session.account) ? "you" : short(delegate)}`;
    return `You hold no tokens by now. What arrives later votes ${later}.`;
  }
  const held = `You hold ${tokens(balance)}.`;
  if (isSame(delegate, zeroAddress)) return `${held} They are not delegated, so nobody votes with them.`;
  if (isSame(delegate, session.account)) return `${held} You vote with them yourself.`;
  return `${held} ${short(delegate)} votes with them.`;
}

function setButton(panel: HTMLElement, act: string, shown: boolean, done: boolean, words: [string, string]): void {
  const button = panel.querySelector<HTMLButtonElement>(`[data-act="${act}"]`);
  if (!button) return;
  button.hidden = !shown;
  button.disabled = done;
  button.textContent = done ? words[1] : words[0];
}

/** Reads whom the account has chosen, and offers what can be changed. */
export async function showDelegation(panel: HTMLElement, session: Session): Promise<void> {
  const client = clientOf(session);
  const [balance, delegate] = await Promise.all([
    readContract(client, { ...token, functionName: "balanceOf", args: [session.account] }),
    readContract(client, { ...token, functionName: "delegates", args: [session.account] }),
  ]);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  const here = panel.dataset["address"] ?? "";
  const isOwn = isSame(here, session.account);
  say(panel, "standing", standingWords(balance, delegate, session));
  setButton(panel, "delegate-self", isOwn, isSame(delegate, session.account), ["Delegate to yourself", "Delegated to yourself"]);
  setButton(panel, "delegate-here", !isOwn, isSame(delegate, here), ["Delegate to this account", "Delegated to this account"]);
  const form = panel.querySelector("form");
  if (form) form.hidden = !isOwn;
  setStage(panel, "ready");
}

/** Delegates to the account that the act or the form names. */
export async function delegate(act: string, panel: HTMLElement, session: Session): Promise<void> {
  const typed = panel.querySelector<HTMLInputElement>("[name=delegatee]")?.value.trim() ?? "";
  const targets: Record<string, string> = { "delegate-self": session.account, "delegate-here": panel.dataset["address"] ?? "" };
  const target = targets[act] ?? typed;
  if (!isAddress(target)) {
    say(panel, "status", "That is not an account address. Check each character: mixed case is a checksum.", { tone: "bad" });
    return;
  }
  const call = { ...token, functionName: "delegate", args: [getAddress(target) satisfies Hex] };
  await send(panel, session, call, "Your votes are delegated.");
}
