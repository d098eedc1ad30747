/** The page of what is kept about who is signed in: consents to revoke, reads to look at, all of it to erase. */
import { config } from "../page/data";
import { t } from "../page/language";
import { localise } from "../page/times";
import { openWallet } from "../wallet/button";
import { currentSession, isOnChain, onSession } from "../wallet/session";
import { wrongChainWords } from "../wallet/words";
import { CHANGED } from "./dialog";
import { button, element, time } from "./element";
import { type Consent, erase, Failure, fetchKept, fetchSession, type Read, revoke, signIn, signOut, type SignedIn } from "./server";

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page lacks ${id}.`);
  return found;
}

function say(words: string): void {
  part("session-status").textContent = words;
}

/** Shows the part that belongs to a stage, hides the others. */
function stage(name: "unknown" | "out" | "in"): void {
  for (const block of document.querySelectorAll<HTMLElement>("[data-session]")) block.hidden = block.dataset["session"] !== name;
}

function claims(names: string[]): Node[] {
  return names.flatMap((name, place) => [...(place ? [", "] : []), element("code", { translate: false }, name)]).map((each) =>
    typeof each === "string" ? document.createTextNode(each) : each);
}

function consentItem(consent: Consent): HTMLLIElement {
  const name = element("bdi", { translate: false }, consent.client_name);
  const head = element("h3", {}, name);
  const purpose = element("p", {}, element("bdi", {}, consent.purpose));
  const told = element("p", { className: "soft" }, t("May know:"), " ", ...claims(consent.claims));
  const given = element("p", { className: "soft" }, t("Given:"), " ", time(consent.given_at));
  const made = element("li", {}, head, purpose, told, given);
  made.dataset["testid"] = "consent";
  if (consent.revoked_at !== null) given.append(" · ", t("ended:"), " ", time(consent.revoked_at));
  else made.append(element("p", {}, button(t("Revoke"), "revoke", async () => { await revoke(consent.id); await show(); }, say)));
  return made;
}

function readItem(read: Read, names: Map<string, string>): HTMLLIElement {
  const who = element("bdi", { translate: false }, names.get(read.client_id) ?? read.client_id);
  const made = element("li", {}, time(read.read_at), " ", element("strong", {}, who), " ", t("was told:"), " ", ...claims(read.claims));
  made.append(" ", element("span", { className: "soft" }, `(${read.how})`));
  made.dataset["testid"] = "read";
  return made;
}

function fill(id: string, items: HTMLLIElement[]): void {
  part(id).replaceChildren(...items);
  part(`${id}-none`).hidden = items.length > 0;
}

function showAccount(session: SignedIn): void {
  const link = element("a", { href: `${config.base}/accounts/${session.account}` }, element("code", { className: "long" }, session.account));
  part("session-account").replaceChildren(link);
  const kind = session.holder?.kind === 2 ? t("An organisation with an iD") : t("A person with an iD");
  part("session-as").textContent = session.holder ? kind : t("An account without an iD: you can see and erase what is kept, and prove nothing");
  part("session-until").replaceChildren(time(session.expires));
}

/** Reads all again, and shows it. */
async function show(): Promise<void> {
  const session = await fetchSession();
  if (!session) return stage("out");
  const kept = await fetchKept();
  showAccount(session);
  const names = new Map(kept.consents.map(({ client_id, client_name }) => [client_id, client_name]));
  fill("consents", kept.consents.map(consentItem));
  fill("reads", kept.reads.map((read) => readItem(read, names)));
  localise(part("session"));
  stage("in");
}

/** A session that is over while the page stands open is told as such. */
async function showOrSay(): Promise<void> {
  await show().catch((error: unknown) => {
    if (error instanceof Failure && error.code === "SignInNeeded") stage("out");
    say(error instanceof Error ? error.message : String(error));
  });
}

async function enter(): Promise<void> {
  const wallet = currentSession();
  if (!wallet) return openWallet();
  if (!isOnChain(wallet)) throw new Error(wrongChainWords);
  say(t("Sign the message in your wallet."));
  await signIn(wallet);
  say("");
  await show();
}

function place(id: string, made: HTMLButtonElement): void {
  part(id).replaceChildren(made);
}

export function start(): void {
  const over = (work: () => Promise<void>) => () => work().catch(async (error: unknown) => {
    await show().catch(() => undefined); // of a session that is over, nothing more is shown
    throw error;
  });
  place("session-enter", button(t("Sign in"), "session-sign-in", enter, say));
  place("session-leave", button(t("Sign out"), "session-sign-out", over(async () => { await signOut(); await show(); }), say));
  place("session-erase", button(t("Erase all of it now"), "session-erase", over(async () => {
    await erase();
    await show();
    say(t("All that was kept about you is erased, and you are signed out."));
  }), say));
  document.addEventListener(CHANGED, () => void showOrSay());
  onSession(() => say(""));
  void showOrSay();
}
