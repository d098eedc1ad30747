/** A transaction from the press of a button to its place in the index, told step by step. */
import type { Abi, Hex } from "viem";
import { getTransaction, simulateContract, waitForTransactionReceipt, writeContract } from "viem/actions";
import { short } from "../page/data";
import { number, t } from "../page/language";
import { refresh, refreshFreshness, shows } from "../page/refresh";
import { say } from "../wallet/panels";
import type { Session } from "../wallet/session";
import { clientOf } from "./client";
import { failureWords } from "./failures";

export interface Call {
  address: Hex;
  abi: Abi | readonly unknown[];
  functionName: string;
  args: readonly unknown[];
}

const PATIENCE_MS = 20_000;

/** While something goes on in a panel, nothing else in it can be pressed or typed, and a refresh leaves it alone. */
export function setBusy(panel: HTMLElement, busy: boolean): void {
  if (busy) panel.dataset["busy"] = "true";
  else delete panel.dataset["busy"];
  for (const control of panel.querySelectorAll<HTMLButtonElement>("button, input, select, textarea")) {
    if (busy && !control.disabled) control.dataset["freed"] = "later";
    if (busy || control.dataset["freed"]) control.disabled = busy;
    if (!busy) delete control.dataset["freed"];
  }
}

/** Where a transaction is. */
export interface Sent { hash: Hex; block: number }

/** Who acts with the keyboard stays where they were, or goes to the outcome where the button is gone. */
function keepFocus(panel: HTMLElement, focused: Element | null, done: boolean): void {
  if (!(focused instanceof HTMLElement) || !panel.contains(focused) || document.activeElement !== document.body) return;
  const place = done ? panel.querySelector<HTMLElement>("[data-slot=status]") : focused;
  if (done && place) place.tabIndex = -1;
  place?.focus();
}

async function mine(panel: HTMLElement, session: Session, call: Call): Promise<Sent | null> {
  const client = clientOf(session);
  say(panel, "status", t("Checking with the contract…"));
  const { request } = await simulateContract(client, { ...call, account: session.account } as never);
  say(panel, "status", t("Confirm in your wallet."));
  const hash = await writeContract(client, request as never);
  say(panel, "status", t("Sent as transaction {hash}. Waiting for a block…", { hash: short(hash) }));
  const receipt = await waitForTransactionReceipt(client, { hash, timeout: 180_000 });
  if (receipt.status === "success") return { hash, block: Number(receipt.blockNumber) };
  const { gas } = await getTransaction(client, { hash });
  say(panel, "status", failedWords(receipt.gasUsed * 100n >= gas * 98n), { tone: "bad" });
  return null;
}

function failedWords(outOfGas: boolean): string {
  return outOfGas
    ? t("The transaction ran out of gas in its block and changed nothing. Try again, and leave the gas limit to the wallet or raise it.")
    : t("The transaction failed in its block and changed nothing: something changed while it was on its way. Try again to see what.");
}

async function follow(panel: HTMLElement, block: number, done: string): Promise<void> {
  const place = number(block);
  say(panel, "status", t("In block {place}. Waiting until this page has counted it…", { place }));
  refreshFreshness();
  if (await shows(block, PATIENCE_MS)) say(panel, "status", t("{done} It is in block {place}.", { done, place }), { tone: "good" });
  else say(panel, "status", t("{done} It is in block {place}; this page shows it once its index gets there.", { done, place }), { tone: "good" });
  refresh();
}

/** Sends a call and says how it goes; never rejects. `done` says what it was for. Resolves to where it is, null when nothing was done. */
export function send(panel: HTMLElement, session: Session, call: Call, done: string): Promise<Sent | null> {
  return carry(panel, () => mine(panel, session, call), done);
}

/** Does something that ends in a block, and says how it goes, as {@link send}. */
export async function carry(panel: HTMLElement, work: () => Promise<Sent | null>, done: string, wordsOf = failureWords): Promise<Sent | null> {
  const focused = document.activeElement;
  let sent: Sent | null = null;
  setBusy(panel, true);
  try {
    sent = await work();
    if (sent) await follow(panel, sent.block, done);
  } catch (error) {
    say(panel, "status", wordsOf(error), { tone: "bad" });
  } finally {
    setBusy(panel, false);
    keepFocus(panel, focused, sent !== null);
  }
  return sent;
}
