/** Who casts the votes of the connected account's tokens. */
import { getAddress, isAddress, zeroAddress } from "viem";
import { readContract } from "viem/actions";
import { type Hex, isSame, short } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { clientOf, token, tokens } from "./client";
import { send } from "./send";

function standingWords(balance: bigint, delegate: string, session: Session): string {
  const isNobody = isSame(delegate, zeroAddress);
  const isSelf = isSame(delegate, session.account);
  const values = { amount: tokens(balance), delegate: short(delegate) };
  if (balance === 0n) {
    if (isNobody) return t("You hold no tokens by now. What arrives later votes once you have delegated.");
    if (isSelf) return t("You hold no tokens by now. What arrives later votes through you.");
    return t("You hold no tokens by now. What arrives later votes through {delegate}.", values);
  }
  if (isNobody) return t("You hold {amount}. They are not delegated, so nobody votes with them.", values);
  if (isSelf) return t("You hold {amount}. You vote with them yourself.", values);
  return t("You hold {amount}. {delegate} votes with them.", values);
}

interface Button {
  shown: boolean;
  /** Whether that is how things are. */
  done: boolean;
  words: [string, string];
}

function setButton(panel: HTMLElement, act: string, { shown, done, words }: Button): void {
  const button = panel.querySelector<HTMLButtonElement>(`[data-act="${act}"]`);
  if (!button) return;
  button.hidden = !shown;
  button.disabled = done;
  button.textContent = done ? words[1] : words[0];
}

/** Reads whom the account has chosen, and offers what can be changed: on its own page all of it, on another's what is about that one. */
export async function showDelegation(panel: HTMLElement, session: Session): Promise<void> {
  const client = clientOf(session);
  const [balance, delegate] = await Promise.all([
    readContract(client, { ...token, functionName: "balanceOf", args: [session.account] }),
    readContract(client, { ...token, functionName: "delegates", args: [session.account] }),
  ]);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  const here = panel.dataset["address"] ?? "";
  const isOwn = isSame(here, session.account);
  const isHere = isSame(delegate, here);
  say(panel, "standing", standingWords(balance, delegate, session));
  const self: [string, string] = isOwn ? [t("Delegate to yourself"), t("Delegated to yourself")] : [t("Delegate to yourself again"), ""];
  setButton(panel, "delegate-self", { shown: isOwn || isHere, done: isSame(delegate, session.account), words: self });
  setButton(panel, "delegate-here", { shown: !isOwn, done: isHere, words: [t("Delegate to this account"), t("Delegated to this account")] });
  const form = panel.querySelector("form");
  if (form) form.hidden = !isOwn;
  const ending = panel.querySelector<HTMLElement>("[data-slot=undelegate]");
  if (ending) ending.hidden = isSame(delegate, zeroAddress) || !(isOwn || isHere);
  setStage(panel, "ready");
}

/** Delegates to the account that the act or the form names, or to nobody. */
export async function delegate(act: string, panel: HTMLElement, session: Session): Promise<void> {
  const typed = panel.querySelector<HTMLInputElement>("[name=delegatee]")?.value.trim() ?? "";
  const targets: Record<string, string> = {
    "delegate-self": session.account, "delegate-here": panel.dataset["address"] ?? "", "undelegate": zeroAddress,
  };
  const target = targets[act] ?? typed;
  if (!isAddress(target)) {
    say(panel, "status", t("That is not an account address. Check each character: mixed case is a checksum."), { tone: "bad" });
    return;
  }
  if (!(act in targets) && isSame(target, zeroAddress)) {
    say(panel, "status", t("That is the address of nobody. To end your delegation, press “Delegate to nobody”."), { tone: "bad" });
    return;
  }
  const call = { ...token, functionName: "delegate", args: [getAddress(target) satisfies Hex] };
  await send(panel, session, call, act === "undelegate" ? t("Nobody votes with your tokens any more.") : t("Your votes are delegated."));
}
