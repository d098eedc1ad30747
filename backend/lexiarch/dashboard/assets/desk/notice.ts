/** Notice of a case: the reason stays in this browser and in the file; the chain gets its commitment. */
import { whyNot } from "../contracts/chores";
import { clientOf, roll } from "../contracts/client";
import { failureWords } from "../contracts/failures";
import { type Call, send } from "../contracts/send";
import { moment } from "../contracts/values";
import { isSame, short } from "../page/data";
import { t } from "../page/language";
import { showError, wire } from "../page/fields";
import { readField } from "../propose/fields";
import { FieldError, readAddress, readBytes } from "../propose/values";
import { registry } from "../roll/domain";
import { commitmentOf, type Reason, reasonFile } from "../roll/reason";
import { newSalt } from "../roll/tag";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { saveFile } from "./files";
import { deskOf, forgetDesk, grounds, heldBy, heldByAccount, type Held } from "./mandates";

const panel = document.getElementById("notice") as HTMLElement;
const form = document.getElementById("notice-form") as HTMLFormElement;
const openButton = document.getElementById("notice-open") as HTMLButtonElement;

const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
const fieldOf = (name: string) => control(name).closest<HTMLElement>(".field") as HTMLElement;

/** The reason that was saved as a file, and nothing was changed since; and for whose case. */
let saved: Reason | null = null;
let savedFor = "";

function setSaved(reason: Reason | null, issuer = ""): void {
  [saved, savedFor] = [reason, issuer];
  openButton.disabled = reason === null;
  const shown = document.getElementById("notice-commitment");
  if (shown) shown.textContent = reason ? t("Commitment for the chain: {hash}", { hash: commitmentOf(reason) }) : "";
}

/** Whether the account may open cases at all: it is the issuer, not only its key. */
export async function showNotice(_: HTMLElement, session: Session): Promise<void> {
  const { mandates } = await deskOf(session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  if (saved && savedFor !== session.account) setSaved(null);
  const may = mandates.some(({ issuer, obstacle }) => isSame(issuer, session.account) && (obstacle === "" || obstacle === "key"));
  say(panel, "standing", may ? "" : t("This account can open no case now: only an issuer can whose accreditation is in force."));
  setStage(panel, may ? "ready" : "none");
}

/** The iD that is named by its account or its tag. Throws a {@link FieldError}. */
async function find(text: string, session: Session): Promise<Held> {
  const { now } = await deskOf(session);
  const client = clientOf(session);
  const held = text.length === 66
    ? await heldBy(client, readBytes(text.toLowerCase(), 32), now)
    : await heldByAccount(client, readAddress(text), now);
  if (!held) throw new FieldError(t("There is no such iD on the roll."));
  if (!held.stands) throw new FieldError(t("This iD does not stand any more: it ended or ran out on {day}.", { day: moment(held.expirationTime) }));
  if (!isSame(held.issuer, session.account)) {
    throw new FieldError(t("This iD stands on the word of {issuer}, who alone can open a case about it, beside the DAO.", { issuer: short(held.issuer) }));
  }
  return held;
}

async function readId(session: Session): Promise<Held | undefined> {
  try {
    const held = await find(control("id").value.trim(), session);
    showError(fieldOf("id"), "");
    return held;
  } catch (error) {
    showError(fieldOf("id"), error instanceof FieldError ? error.message : failureWords(error));
    return undefined;
  }
}

function callOf(reason: Reason): Call {
  return { ...roll, functionName: "openCase", args: [reason.personTag, commitmentOf(reason), control("suspend").checked] };
}

/** Makes the file that opens the commitment, and lets it be saved: the case can be opened only then. */
export async function saveReason(_: HTMLElement, session: Session): Promise<void> {
  say(panel, "status", "");
  setSaved(null);
  forgetDesk(session);
  const held = await readId(session);
  const ground = grounds.find(({ uid }) => uid === control("ground").value);
  const text = readField(fieldOf("reason"), () => {
    if (!control("reason").value.trim()) throw new FieldError(t("Say what you found. Only who has the file can read it."));
    return control("reason").value.trim();
  });
  if (!held || !text || !ground) {
    form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    return say(panel, "status", t("The file cannot be made as it is: see above."), { tone: "bad" });
  }
  const reason = { personTag: held.personTag, ground: ground.uid, text, salt: newSalt() };
  const refusal = await whyNot(callOf(reason), session);
  if (refusal) return say(panel, "status", refusal, { tone: "bad" });
  const { chainId, address } = registry;
  const context = { chainId, registry: address, holder: held.holder, issuer: session.account, groundDefinition: ground.definition, written: new Date().toISOString() };
  saveFile(`lexiarch-reason-${held.personTag.slice(2, 10)}.json`, reasonFile(reason, context), "application/json");
  setSaved(reason, session.account);
  say(panel, "status", t("The file is saved. Make sure that you have it, and give the holder a copy; then open the case."), { tone: "good" });
}

/** Opens the case whose reason was saved. */
export async function openCase(_: HTMLElement, session: Session): Promise<void> {
  if (!saved) return say(panel, "status", t("Save the file first: without it nobody can ever show what the case rests on."), { tone: "bad" });
  const done = t("The case is open. The holder was given notice on the chain; give them the file.");
  const block = await send(panel, session, callOf(saved), done);
  if (block === null) return;
  form.reset();
  setSaved(null);
}

function start(): void {
  wire(form);
  setSaved(null);
  const select = form.elements.namedItem("ground") as HTMLSelectElement;
  select.replaceChildren(...grounds.map(({ uid, definition }) => new Option(definition, uid)));
  form.addEventListener("input", (event) => {
    if (event.target === control("suspend") || !saved) return;
    setSaved(null);
    say(panel, "status", t("You changed what the file says: save it again."));
  });
}

start();
