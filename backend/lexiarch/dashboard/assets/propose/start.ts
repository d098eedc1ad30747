/** The builder of proposals: a chunk of its own, loaded on its page alone. */
import { erc20Abi, type Hex, isAddress } from "viem";
import { readContract } from "viem/actions";
import type htmxType from "htmx.org";
import { config } from "../page/data";
import { showError, wire } from "../page/fields";
import { spoken, t } from "../page/language";
import { localise } from "../page/times";
import { currentSession } from "../wallet/session";
import { addAction, callsOf, clearActions, focusOn, readActions, startActions } from "./actions";
import { allDrafts, currentDraft, type DraftText, isEmpty, newDraft, openDraft, removeDraft, saveDraft } from "./drafts";
import type { Call } from "./encode";

declare const htmx: typeof htmxType;

const REST_MS = 300;

const builder = document.getElementById("builder") as HTMLElement;
const form = document.getElementById("draft-form") as HTMLFormElement;
const place = document.getElementById("preview") as HTMLElement;
const treasury = builder.dataset["treasury"] as Hex;

let draft = newDraft();
let saving: ReturnType<typeof setTimeout> | undefined;

/** What is to be proposed. */
export interface Ready { calls: Call[]; description: string; draft: string }

const input = (name: string) => form.elements.namedItem(name) as HTMLInputElement;

function take(): DraftText {
  return { ...draft, title: input("title").value, body: input("body").value, protect: input("protect").checked, actions: readActions() };
}

function tell(words: string): void {
  const status = document.getElementById("draft-status");
  if (status && status.textContent !== words) status.textContent = words;
}

function save(): void {
  clearTimeout(saving);
  draft = take();
  if (saveDraft(draft)) tell(isEmpty(draft) ? "" : t("Kept in this browser."));
  else tell(t("This browser keeps no drafts: what you type is lost when you leave the page."));
  showDrafts();
}

/** What was previewed is no longer what is typed. */
function changed(): void {
  clearTimeout(saving);
  saving = setTimeout(save, REST_MS);
  place.replaceChildren();
}

function show(next: DraftText): void {
  draft = next;
  openDraft(draft.id);
  input("title").value = draft.title;
  input("body").value = draft.body;
  input("protect").checked = draft.protect;
  clearActions();
  for (const action of draft.actions) addAction(action);
  place.replaceChildren();
  showDrafts();
}

function showDrafts(): void {
  const list = document.getElementById("draft-list");
  const held = document.activeElement?.id;
  list?.replaceChildren(...allDrafts().map(draftItem));
  if (held) document.getElementById(held)?.focus();
  const section = document.getElementById("drafts");
  if (section) section.hidden = allDrafts().length === 0;
}

function draftItem(one: DraftText): HTMLElement {
  const item = document.createElement("li");
  const words = one.title || t("Without a title");
  const open = button(words, `draft-open-${one.id}`, () => { save(); show(allDrafts().find(({ id }) => id === one.id) ?? one); });
  if (one.id === draft.id) open.setAttribute("aria-current", "true");
  const drop = button(t("Delete"), `draft-drop-${one.id}`, () => {
    clearTimeout(saving);
    removeDraft(one.id);
    if (one.id === draft.id) show(allDrafts()[0] ?? newDraft());
    else showDrafts();
    tell(t("The draft is deleted."));
    document.getElementById("draft-new")?.focus();
  });
  drop.setAttribute("aria-label", t("Delete the draft {title}", { title: words }));
  item.append(open, drop);
  return item;
}

function button(words: string, id: string, work: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", id, textContent: words });
  made.addEventListener("click", work);
  return made;
}

function description(): string {
  const { title, body, protect } = take();
  const account = currentSession()?.account;
  const text = `# ${title.trim()}${body.trim() ? `\n\n${body.trim()}` : ""}`;
  return protect && account ? `${text}\n\n#proposer=${account}` : text;
}

/** What the form means; null when something is wrong, which has the focus then. */
function check(): Ready | null {
  const field = input("title").closest<HTMLElement>(".field");
  const titled = input("title").value.trim() !== "";
  if (field) showError(field, titled ? "" : t("A proposal needs a title."));
  const calls = callsOf(treasury);
  const missing = document.getElementById("actions-error");
  if (missing) missing.textContent = t("Add an action. For a mere statement, add “Only a text”.");
  if (missing) missing.hidden = calls?.length !== 0;
  if (titled && calls && calls.length > 0) return { calls, description: description(), draft: draft.id };
  const wrong = form.querySelector<HTMLElement>("[aria-invalid]");
  (wrong ?? document.getElementById("kind"))?.focus();
  return null;
}

function complain(words: string): void {
  const status = document.getElementById("check-status");
  if (status) status.textContent = words;
}

async function ask(ready: Ready): Promise<boolean> {
  const actions = ready.calls.map(({ target, value, calldata }) => ({ target, value: value.toString(), calldata }));
  const proposer = currentSession()?.account ?? null;
  const body = JSON.stringify({ description: ready.description, actions, proposer });
  const headers = { ...spoken, "content-type": "application/json", accept: "application/json" };
  const answer = await fetch(`${config.base}/propose/preview`, { method: "POST", body, headers });
  if (!answer.ok) {
    const told = (await answer.json().catch(() => null)) as { error?: { message: string; remedy: string } } | null;
    complain(told?.error ? `${told.error.message} ${told.error.remedy}` : t("The preview cannot be made at the moment."));
    return false;
  }
  htmx.swap(place, await answer.text(), { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
  localise(place);
  return true;
}

/** Checks what is typed and shows what it would do. Null when it cannot be proposed as it is. */
export async function preview(): Promise<Ready | null> {
  complain("");
  save();
  const ready = check();
  if (!ready) return null;
  const shown = await ask(ready).catch(() => {
    complain(t("The server does not answer, so there is no preview. Your draft is kept; you can still propose it."));
    return false;
  });
  if (!shown) return ready;
  const found = document.getElementById("previewed")?.dataset;
  return found?.["blocked"] === "true" || found?.["canPropose"] === "false" ? null : ready;
}

/** What was proposed is no draft any more. */
export function forget(id: string): void {
  clearTimeout(saving);
  removeDraft(id);
}

/** Asks the token for its decimals, through the wallet; without one, or an answer, they stay as typed. */
async function readDecimals(event: Event): Promise<void> {
  const control = event.target instanceof HTMLInputElement ? event.target : null;
  const item = control?.closest<HTMLElement>("li");
  const decimals = item?.querySelector<HTMLInputElement>("[data-name=decimals]");
  const session = currentSession();
  if (control?.dataset["name"] !== "token" || !decimals || !session || !isAddress(control.value.trim())) return;
  const { clientOf } = await import("../contracts/client");
  const client = clientOf(session);
  const found = await readContract(client, { address: control.value.trim() as Hex, abi: erc20Abi, functionName: "decimals" }).catch(() => null);
  if (found === null || decimals.value) return;
  decimals.value = String(found);
  changed();
}

function start(): void {
  builder.hidden = false;
  wire(form);
  startActions(changed);
  show(currentDraft());
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("change", (event) => void readDecimals(event));
  addEventListener("pagehide", () => { if (builder.isConnected && !place.dataset["proposed"]) save(); });
  document.getElementById("draft-new")?.addEventListener("click", () => { save(); show(newDraft()); input("title").focus(); });
  document.getElementById("add-action")?.addEventListener("click", () => {
    const most = Number(builder.dataset["mostActions"]);
    if (readActions().length >= most) return complain(t("A proposal has at most {most} actions.", { most }));
    focusOn(addAction({ kind: (document.getElementById("kind") as HTMLSelectElement).value, fields: {} }));
    changed();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void preview().then((ready) => { if (place.firstElementChild && ready !== undefined) place.focus(); });
  });
}

start();
