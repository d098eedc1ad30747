/** The last steps: when and by whom a finished ballot is handed in, and the receipt. */
import { clientOf } from "../contracts/client";
import { type Hex, isSame } from "../page/data";
import { number, region, t } from "../page/language";
import { refresh } from "../page/refresh";
import { chainNow } from "../page/times";
import { RelayError } from "../relay/client";
import { say } from "../wallet/panels";
import { currentSession, disconnect, isOnChain, type Session } from "../wallet/session";
import { readCounted } from "./chain";
import { type Ballot, download, readBallot, readReceipt, type Receipt, writeBallot, writeReceipt } from "./files";
import { dropKey, heldKey } from "./held";
import { exposureOf } from "./person";
import { byRelay, byTransaction } from "./senders";
import { chosenFile, doing, field, Refusal, showStep } from "./steps";
import { choiceWords } from "./words";

/** Seconds before the end of the vote in which no ballot is left to chance. */
const MARGIN = 600;

let ballot: Ballot | null = null;
/** Given to a relay, and not counted yet: to be handed in again if it never is. */
let given: Ballot | null = null;
let receipt: Receipt | null = null;
let waiting: ReturnType<typeof setTimeout> | null = null;

/** The ballot that is to be handed in; with an argument, from now on that one. */
export function offer(made?: Ballot): Ballot | null {
  ballot = made ?? ballot;
  return ballot;
}

addEventListener("beforeunload", (event) => { if (ballot) event.preventDefault(); });

async function exposure(session: Session): Promise<"own" | "member" | "none"> {
  const key = heldKey();
  if (key?.signer && isSame(key.signer, session.account)) return "own";
  return exposureOf(clientOf(session), session.account, key?.commitment ?? null);
}

const CAUTIONS = {
  own: t("This is the account of your own iD: the transaction would show everybody, for ever, how you voted. Choose another account in the wallet, one that nobody connects with you, or save the ballot and let somebody else hand it in."),
  member: t("This account has or had an iD here: everybody would take the ballot for that person’s. Choose an account that never had one, or save the ballot and let somebody else hand it in."),
  none: "",
};

/** The relay that was chosen; empty for a transaction. */
const relayOf = (panel: HTMLElement) => field<HTMLSelectElement>(panel, "way")?.value ?? "";
const secondsOf = (panel: HTMLElement) => Number(field<HTMLSelectElement>(panel, "delay")?.value ?? 0);

document.addEventListener("change", (event) => {
  const select = event.target instanceof HTMLSelectElement && event.target.name === "way" ? event.target : null;
  const [panel, session] = [select?.closest<HTMLElement>(".panel"), currentSession()];
  if (panel && session) void showHandIn(panel, session);
});

/** What to know about the connected account before it hands in the ballot; a relay has an account of its own. */
export async function showHandIn(panel: HTMLElement, session: Session): Promise<void> {
  showStep(panel, "hand", ballot !== null);
  if (!ballot) return;
  const relay = relayOf(panel);
  showStep(panel, "by-wallet", relay === "");
  showStep(panel, "by-relay", relay !== "");
  const caution = relay ? "" : CAUTIONS[await exposure(session)];
  const place = panel.querySelector<HTMLElement>("[data-slot=caution]");
  if (place && place.textContent !== caution) place.textContent = caution;
  showStep(panel, "known", caution !== "");
  const left = Number(panel.dataset["deadline"]) - chainNow() - MARGIN;
  for (const option of field<HTMLSelectElement>(panel, "delay")?.options ?? []) option.disabled = Number(option.value) > Math.max(left, 0);
}

/** A moment within so many seconds, by chance. */
function momentWithin(seconds: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return (drawn / 2 ** 32) * seconds * 1000;
}

function wait(panel: HTMLElement, seconds: number): void {
  if (waiting) clearTimeout(waiting);
  waiting = setTimeout(() => void doing(panel, async () => {
    waiting = null;
    const session = currentSession();
    if (!session || !isOnChain(session)) throw new Refusal(t("The moment has come, and no wallet is connected. Connect one, and hand the ballot in."));
    await handInNow(panel, session);
  }), momentWithin(seconds));
  showStep(panel, "wait");
  const until = new Date(Date.now() + seconds * 1000).toLocaleTimeString(region, { timeStyle: "short" });
  say(panel, "status", t("The ballot is handed in at some moment before {until}; then your wallet asks you. Keep this page open until then, or save the ballot.", { until }));
}

/** Hands the ballot in, now or at a moment that chance picks. */
export async function handIn(panel: HTMLElement, session: Session): Promise<void> {
  const seconds = secondsOf(panel);
  await checkAccount(panel, session);
  if (seconds > 0 && !relayOf(panel)) return wait(panel, seconds);
  await handInNow(panel, session);
}

async function checkAccount(panel: HTMLElement, session: Session): Promise<void> {
  await showHandIn(panel, session);
  const known = field(panel, "known");
  if (known?.closest<HTMLElement>("[data-step]")?.hidden !== false || known.checked) return;
  known.focus();
  throw new Refusal(t("Read what stands above about this account. If that is what you want, tick the box."));
}

export async function handInNow(panel: HTMLElement, session: Session): Promise<void> {
  if (!ballot) return;
  if (waiting) clearTimeout(waiting);
  waiting = null;
  await checkAccount(panel, session);
  const relay = relayOf(panel);
  const isApart = !relay && heldKey() !== null && (await exposure(session)) === "none";
  const { proposal, support, nullifier } = ballot;
  showStep(panel, "relay-off", false);
  const handed = await (relay ? byRelay(relay, secondsOf(panel)) : byTransaction(session))(panel, ballot).catch((error: unknown) => {
    showStep(panel, "relay-off", error instanceof RelayError);
    throw error;
  });
  if (!handed) return;
  given = handed.txHash ? null : ballot;
  ballot = null;
  receipt = { proposal, support, nullifier, txHash: handed.txHash };
  finish(panel, isApart);
  if (relay) refresh();
}

/** Leaves nothing behind in the page that puts the voter beside the ballot, but the receipt. */
function finish(panel: HTMLElement, isApart: boolean): void {
  dropKey();
  for (const name of ["key", "choice", "hand", "wait", "relay-off"]) showStep(panel, name, false);
  for (const stage of panel.querySelectorAll("[data-stage]")) stage.remove();
  showStep(panel, "done");
  showStep(panel, "apart", isApart);
  showStep(panel, "given", given !== null);
  panel.querySelector<HTMLElement>("[data-step=done] h3")?.focus();
  if (isApart) disconnect();
}

function keep(what: string | undefined, panel: HTMLElement): void {
  if (what === "receipt" && receipt) return download("ballot-receipt.json", writeReceipt(receipt));
  const kept = ballot ?? given;
  if (!kept) return;
  download("secret-ballot.json", writeBallot(kept));
  say(panel, "status", t("The ballot is saved. Whoever hands it in on this page, with whatever account, can neither change it nor learn whose it is."), { tone: "good" });
}

/** Another way than the relay that failed. */
function takeWallet(panel: HTMLElement): void {
  const select = field<HTMLSelectElement>(panel, "way");
  if (!select) return;
  select.value = "";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  select.focus();
  showStep(panel, "relay-off", false);
  say(panel, "status", "");
}

document.addEventListener("click", (event) => { // to keep a file takes no wallet
  const other = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-other-way]")?.closest<HTMLElement>(".panel") : null;
  if (other) return takeWallet(other);
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-keep]") : null;
  const panel = button?.closest<HTMLElement>(".panel");
  if (panel) keep(button?.dataset["keep"], panel);
});

/** Takes a ballot that somebody saved, to be handed in by the connected account. */
export async function handInFile(panel: HTMLElement, session: Session): Promise<void> {
  const given = readBallot(await chosenFile(panel, "given", t("Choose the file with the ballot.")));
  if (given.proposal !== panel.dataset["proposalId"]) throw new Refusal(t("This ballot is for another proposal. Hand it in on that one’s page."));
  ballot = given;
  for (const name of ["key", "choice"]) showStep(panel, name, false);
  await showHandIn(panel, session);
  say(panel, "status", t("The ballot says {choice}.", { choice: choiceWords(given.support) }));
  panel.querySelector<HTMLElement>("[data-step=hand] h3")?.focus();
}

function wordsOf({ support, txHash }: Receipt, found: { support: number; block: number; txHash: Hex } | undefined): [string, boolean] {
  if (!found) return [t("No ballot of this receipt is counted on the chain. If it was sent only now, try again in a minute."), false];
  if (found.support !== support || (txHash && !isSame(found.txHash, txHash))) {
    return [t("A ballot with this number is counted, and is not what the receipt says: {choice}, in transaction {hash}.", { choice: choiceWords(found.support), hash: found.txHash }), false];
  }
  return [t("Counted: {choice}, in block {block}.", { choice: choiceWords(support), block: number(found.block) }), true];
}

/** Compares a receipt with all ballots on chain: which one was looked for, nobody learns. */
export async function checkReceipt(panel: HTMLElement, session: Session): Promise<void> {
  const kept = readReceipt(await chosenFile(panel, "kept", t("Choose the file with the receipt.")));
  if (kept.proposal !== panel.dataset["proposalId"]) throw new Refusal(t("This receipt is of another proposal. Check it on that one’s page."));
  say(panel, "status", t("Reading the ballots from the chain…"));
  const counted = await readCounted(clientOf(session), BigInt(kept.proposal), BigInt(panel.dataset["block"] ?? 0));
  const [words, good] = wordsOf(kept, counted.find(({ nullifier }) => nullifier === kept.nullifier));
  say(panel, "status", words, { tone: good ? "good" : "bad" });
}
