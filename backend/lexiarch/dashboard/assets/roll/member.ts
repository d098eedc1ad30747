/** What holders alone may do about their iD: appeal, refuse a move, leave. */
import type { Hex } from "viem";
import { signTypedData } from "viem/actions";
import { setReason, whyNot } from "../contracts/chores";
import { clientOf, roll } from "../contracts/client";
import { type Call, send } from "../contracts/send";
import { config, isSame, short } from "../page/data";
import { t } from "../page/language";
import { chainNow } from "../page/times";
import { handIn, relayOf, showPayer } from "../relay/signed";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { rollDomain } from "./domain";

export type Right = "appeal" | "veto" | "exit";

const DONE: Record<Right, string> = {
  appeal: t("You have appealed: now only the members can end the iD."),
  veto: t("The move is refused."),
  exit: t("You have left the roll."),
};

/** Whether the page is about the session's account. */
export function isOwn(panel: HTMLElement, session: Session): boolean {
  return isSame(panel.dataset["address"] ?? "", session.account);
}

/** Says whose wallet it is. */
export function showMember(panel: HTMLElement, session: Session): void {
  setStage(panel, "none");
  if (isOwn(panel, session)) return say(panel, "standing", t("Your wallet shows this account: what you can do about your iD stands below."));
  const words = t("Your wallet shows another account, {account}. To act for this one, choose it in the wallet.", { account: short(session.account) });
  say(panel, "standing", words, { link: { words: t("The iD of that account"), href: `${config.base}/accounts/${session.account}/id` } });
}

function callOf(right: Right, panel: HTMLElement): Call {
  const tag = (panel.dataset["tag"] ?? "0x") as Hex;
  switch (right) {
    case "appeal": return { ...roll, functionName: "appeal", args: [tag] };
    case "veto": return { ...roll, functionName: "vetoRecovery", args: [tag] };
    case "exit": return { ...roll, functionName: "exit", args: [] };
  }
}

/** Offers the holder what a panel is for, or says why the roll would refuse it. */
export async function showRight(panel: HTMLElement, session: Session): Promise<void> {
  const button = panel.querySelector<HTMLButtonElement>(`[data-act="${panel.id}"]`);
  if (!button || !isOwn(panel, session)) return setStage(panel, "none");
  const reason = await whyNot(callOf(panel.id as Right, panel), session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  setReason(button, reason);
  showPayer(panel);
  setStage(panel, "ready");
}

/** Seconds for which a signed exit is good: it is handed in at once. */
const EXIT_SECONDS = 3600;

/** The holder's signature, as a relay takes it. */
async function signRight(right: "appeal" | "exit", panel: HTMLElement, session: Session): Promise<object> {
  const { account } = session;
  const personTag = (panel.dataset["tag"] ?? "0x") as Hex;
  if (right === "appeal") {
    const signature = await signTypedData(clientOf(session), {
      account, domain: rollDomain, primaryType: "Appeal",
      types: { Appeal: [{ name: "personTag", type: "bytes32" }, { name: "number", type: "uint32" }] },
      message: { personTag, number: Number(panel.dataset["number"]) },
    });
    return { act: right, person_tag: personTag, signature };
  }
  const [since, deadline] = [Number(panel.dataset["since"]), Math.round(chainNow()) + EXIT_SECONDS];
  const signature = await signTypedData(clientOf(session), {
    account, domain: rollDomain, primaryType: "Exit",
    types: { Exit: [{ name: "personTag", type: "bytes32" }, { name: "since", type: "uint48" }, { name: "deadline", type: "uint48" }] },
    message: { personTag, since, deadline },
  });
  return { act: right, person_tag: personTag, deadline, signature };
}

/** Does it; leaving only after it was confirmed. */
export async function useRight(right: Right, panel: HTMLElement, session: Session): Promise<void> {
  const sure = panel.querySelector<HTMLInputElement>("[name=sure]");
  if (sure && !sure.checked) {
    say(panel, "status", t("Tick the box first: what you would lose stands above it."), { tone: "bad" });
    return sure.focus();
  }
  const call = callOf(right, panel);
  if (right !== "veto" && relayOf(panel)) await handIn(panel, session, call, () => signRight(right, panel, session), DONE[right]);
  else await send(panel, session, call, DONE[right]);
}
