/** Whether a file opens the commitment of a case: compared with the chain through the reader's own wallet, in this browser. */
import { getBlockNumber } from "viem/actions";
import { clientOf, roll } from "../contracts/client";
import { eventsOf } from "../contracts/events";
import { failureWords } from "../contracts/failures";
import { setBusy } from "../contracts/send";
import { moment } from "../contracts/values";
import { config, isSame, readBlock } from "../page/data";
import { t } from "../page/language";
import { say, setStage } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { registry } from "./domain";
import { agreesWithItself, ReasonError, type ReasonFile, readReason } from "./reason_file";

/** As the page has it; see pages/member.py. */
interface Listed { uid: string; definition: string; registered: number; retired: number | null }

const DAY = 86_400;

/** Lets a file be chosen once the chain can be asked. */
export function showCheck(panel: HTMLElement): void {
  setStage(panel, "ready");
}

/** Every notice about the iD. All notices are read: no node learns which one is looked for. */
async function noticesOf(session: Session, { personTag }: ReasonFile) {
  const client = clientOf(session);
  const notices = await eventsOf(client, { ...roll, eventName: "CaseOpened" }, BigInt(config.startBlock), await getBlockNumber(client));
  return notices.map(({ args }) => args).filter((notice) => isSame(notice.personTag, personTag));
}

/** The ground, if it stood on the DAO's list when the notice was given. */
function groundAt(uid: string, time: number): Listed | undefined {
  const listed = readBlock<Listed[]>("lexiarch-grounds").find((each) => isSame(each.uid, uid));
  return listed && listed.registered <= time && (listed.retired === null || time < listed.retired) ? listed : undefined;
}

async function verdict(session: Session, text: string, days: number): Promise<[string, boolean]> {
  const file = readReason(text, registry);
  const notices = await noticesOf(session, file);
  if (!notices.length) return [t("No case was ever opened about an iD with the number in this file."), false];
  const opened = notices.find(({ reasonCommitment }) => isSame(reasonCommitment, file.commitment));
  if (!opened) {
    return [t("It does not open the commitment of any case about this iD: the words, the ground, the salt or the number are not what was committed to."), false];
  }
  const time = Number(opened.appealUntil) - days * DAY;
  const ground = groundAt(file.ground, time);
  const words = [t("It opens the commitment of the case of {day}: this is the reason that was committed to then, word by word.", { day: moment(time) })];
  words.push(ground ? t("Ground: {ground}", { ground: ground.definition }) : t("But its ground was not on the DAO’s list then, so the case can rest on nothing."));
  if (!agreesWithItself(text, file)) words.push(t("The hashes that the file itself names are not those of its words; only the chain’s counts."));
  return [words.join(" "), ground !== undefined];
}

/** Compares the chosen file with the chain; nothing of it leaves the browser. */
export async function checkFile(panel: HTMLElement, session: Session): Promise<void> {
  const input = panel.querySelector<HTMLInputElement>("[name=reason]");
  const shown = panel.querySelector<HTMLElement>("[data-slot=reason-text]");
  const file = input?.files?.[0];
  if (shown) shown.textContent = "";
  if (!file) {
    input?.focus();
    return say(panel, "status", t("Choose the file first."), { tone: "bad" });
  }
  setBusy(panel, true);
  say(panel, "status", t("Reading the notices from the chain…"));
  try {
    const text = await file.text();
    const [words, good] = await verdict(session, text, Number(panel.dataset["appealDays"]));
    say(panel, "status", words, { tone: good ? "good" : "bad" });
    if (shown) shown.textContent = readReason(text, registry).text;
  } catch (error) {
    say(panel, "status", error instanceof ReasonError ? error.message : failureWords(error), { tone: "bad" });
  } finally {
    setBusy(panel, false);
  }
}
