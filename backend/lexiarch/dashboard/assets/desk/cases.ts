/** The open cases of this issuer, read from the chain through its own wallet: no server lists them. */
import type { Hex } from "viem";
import { getBlockNumber, readContract } from "viem/actions";
import { whyNot } from "../contracts/chores";
import { clientOf, roll } from "../contracts/client";
import { eventsOf, firstBlockFrom } from "../contracts/events";
import { type Call, send } from "../contracts/send";
import { moment } from "../contracts/values";
import { config, isSame, short } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { deskOf, longestCase } from "./mandates";

const OPEN = 1; // CasePhase of IHolderCases
const APPEALED = 2;

/** Where notices that still matter begin; older cases are closed, if only by time. */
let begin: bigint | null = null;

interface OpenCase {
  personTag: Hex; holder: Hex; openedAt: number; appealUntil: number; decideUntil: number; suspendedUntil: number; appealed: boolean;
}

/** Cases about iDs on this issuer's word, or opened by it, that are neither over nor lapsed; the next deadline first. */
async function findCases(session: Session, now: number): Promise<OpenCase[]> {
  const client = clientOf(session);
  const head = await getBlockNumber(client);
  begin ??= await firstBlockFrom(client, now - longestCase, BigInt(config.startBlock), head);
  const notices = await eventsOf(client, { ...roll, eventName: "CaseOpened" }, begin, head);
  const last = new Map(notices.filter(({ args }) => args.decideUntil > now).map(({ args }) => [args.personTag, args]));
  const found = await Promise.all([...last.values()].map(async ({ personTag, opener }): Promise<OpenCase | null> => {
    const [file, held] = await Promise.all([
      readContract(client, { ...roll, functionName: "caseOf", args: [personTag] }),
      readContract(client, { ...roll, functionName: "attestationOf", args: [personTag] }),
    ]);
    const ours = isSame(opener, session.account) || isSame(held.issuer, session.account);
    if (!ours || (file.phase !== OPEN && file.phase !== APPEALED)) return null;
    const { openedAt, appealUntil, decideUntil, suspendedUntil } = file;
    return { personTag, holder: held.holder, openedAt, appealUntil, decideUntil, suspendedUntil, appealed: file.phase === APPEALED };
  }));
  const deadline = (each: OpenCase) => (each.appealed || each.appealUntil <= now ? each.decideUntil : each.appealUntil);
  return found.filter((each) => each !== null).sort((one, other) => deadline(one) - deadline(other));
}

function stateWords({ appealed, appealUntil, decideUntil }: OpenCase, now: number): string {
  const lapses = moment(decideUntil);
  if (appealed) return t("The holder appealed: the members decide by a proposal, you do not. Undecided, it lapses on {lapses}. Have the file ready: you must show it to them.", { lapses });
  if (now < appealUntil) return t("The holder may appeal until {until}.", { until: moment(appealUntil) });
  return t("Nobody appealed in time: anyone may conclude it, and the iD ends. If nobody does, it lapses on {lapses}.", { lapses });
}

function button(act: string, words: string, { personTag, holder }: OpenCase): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: words });
  made.dataset["act"] = `${act}:${personTag}`;
  made.dataset["testid"] = act;
  made.setAttribute("aria-label", t("{words}: case about {account}", { words, account: short(holder) }));
  return made;
}

/** One case, and what the contract would let this account do about it. */
async function item(each: OpenCase, session: Session, now: number): Promise<HTMLElement> {
  const made = document.createElement("li");
  made.dataset["testid"] = "open-case";
  const link = Object.assign(document.createElement("a"), { href: `${config.base}/accounts/${each.holder}`, textContent: short(each.holder), title: each.holder });
  const opened = t("opened {when}.", { when: moment(each.openedAt) });
  const suspended = each.suspendedUntil > now ? ` ${t("The iD is suspended until {until}.", { until: moment(each.suspendedUntil) })}` : "";
  const words = Object.assign(document.createElement("p"), { textContent: `${stateWords(each, now)}${suspended}` });
  const title = document.createElement("h3");
  title.append(link, ` ${opened}`);
  made.append(title, words);
  const [noWithdrawal, noEnd] = await Promise.all(["withdraw", "conclude"].map((act) => whyNot(callOf(act, each.personTag), session)));
  const withdraw = button("case-withdraw", t("Take the case back"), each);
  withdraw.disabled = noWithdrawal !== "";
  made.append(withdraw, " ");
  if (!noEnd) made.append(button("case-conclude", t("Conclude the case"), each));
  if (noWithdrawal) made.append(Object.assign(document.createElement("p"), { className: "note caution reason", textContent: noWithdrawal }));
  return made;
}

function callOf(act: string, personTag: Hex): Call {
  return { ...roll, functionName: act === "withdraw" ? "withdrawCase" : "concludeCase", args: [personTag] };
}

/** Lists the cases. */
export async function showCases(panel: HTMLElement, session: Session): Promise<void> {
  const { now, mandates } = await deskOf(session);
  const cases = mandates.length ? await findCases(session, now) : [];
  const items = await Promise.all(cases.map((each) => item(each, session, now)));
  if (currentSession() !== session || panel.dataset["busy"]) return;
  panel.querySelector("[data-slot=list]")?.replaceChildren(...items);
  say(panel, "standing", cases.length ? "" : t("No case of yours is open."));
  setStage(panel, "ready");
}

const DONE: Record<string, string> = {
  withdraw: t("The case is taken back, and the iD stays. You cannot open another as long as the iD stands without a break."),
  conclude: t("The case is concluded, and the iD has ended."),
};

/** Takes back or concludes the case that the button names, as `case-withdraw:0x…`. */
export async function doCaseAct(act: string, panel: HTMLElement, session: Session): Promise<void> {
  const [, name = "", personTag = "0x"] = /^case-(\w+):(0x\w+)$/.exec(act) ?? [];
  await send(panel, session, callOf(name, personTag as Hex), DONE[name] ?? "");
}
