/** Who casts the votes of the connected account's tokens. */
import { getAddress, isAddress, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { type Hex, short } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { clientOf, token, tokens } from "./client";
import { send } from "./send";

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

function standingWords(balance: bigint, delegate: string, session: Session): string {
  const nobody = isSame(delegate, zeroAddress);
  const own = isSame(delegate, session.account);
  const account = short(delegate);
  if (balance === 0n) {
    if (nobody) return t("You hold no tokens by now. What arrives later votes once you have delegated.");
    if (own) return t("You hold no tokens by now. What arrives later votes through you.");
    return t("You hold no tokens by now. What arrives later votes through {account}.", { account });
  }
  const held = tokens(balance);
  if (nobody) return t("You hold {held}. They are not delegated, so nobody votes with them.", { held });
  if (own) return t("You hold {held}. You vote with them yourself.", { held });
  return t("You hold {held}. {account} votes with them.", { held, account });
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
  setButton(panel, "delegate-self", isOwn, isSame(delegate, session.account), [t("Delegate to yourself"), t("Delegated to yourself")]);
  setButton(panel, "delegate-here", !isOwn, isSame(delegate, here), [t("Delegate to this account"), t("Delegated to this account")]);
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
    say(panel, "status", t("That is not an account address. Check each character: mixed case is a checksum."), { tone: "bad" });
    return;
  }
  const call = { ...token, functionName: "delegate", args: [getAddress(target) satisfies Hex] };
  await send(panel, session, call, t("Your votes are delegated."));
}
