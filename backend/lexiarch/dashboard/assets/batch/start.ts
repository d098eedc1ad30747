/** Many offers with one signature: read from a table, each tried on the contract, signed as the root of their tree. */
import type { Hex } from "viem";
import { readContract, signTypedData, simulateContract } from "viem/actions";
import { clientOf, roll } from "../contracts/client";
import { failureWords, type Refusal, refusalOf } from "../contracts/failures";
import { setBusy } from "../contracts/send";
import { moment } from "../contracts/values";
import { type Desk, deskOf, forgetDesk, type Mandate } from "../desk/mandates";
import { offerMandates } from "../desk/mandate_words";
import { lastDay, type Limits, readDeadline, readExpiry } from "../desk/terms";
import { dayText, DAY } from "../desk/days";
import { offerWords } from "../desk/reverts";
import { showError, wire } from "../page/fields";
import { number, t } from "../page/language";
import { readField } from "../propose/fields";
import { rollDomain } from "../roll/domain";
import type { Offer, SignedOffer } from "../roll/offer";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { hideBatch, showBatch } from "./result";
import { type Fault, MOST, readTable, type Row } from "./table";
import { treeOf } from "./tree";

const UNSIGNED: Hex = "0x";
const TOGETHER = 20; // questions to the wallet's node at a time
const SHOWN = 10; // faults that are told at once

const panel = document.getElementById("batch") as HTMLElement;
const form = document.getElementById("batch-form") as HTMLFormElement;
const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
const fieldOf = (name: string) => control(name).closest<HTMLElement>(".field") as HTMLElement;

interface Batch { offers: Offer[]; rows: Row[]; mandate: Mandate }

function chosen({ mandates }: Desk): Mandate | null {
  return mandates.find((each) => !each.obstacle && String(each.number) === control("accreditation").value) ?? null;
}

async function limitsOf(session: Session): Promise<Limits | null> {
  const desk = await deskOf(session);
  const mandate = chosen(desk);
  const maxTerm = await readContract(clientOf(session), { ...roll, functionName: "MAX_TERM" });
  return mandate && { now: desk.now, maxTerm, mandate };
}

/** What the account may offer. */
export async function showBatchPanel(_: HTMLElement, session: Session): Promise<void> {
  const desk = await deskOf(session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  offerMandates(form.elements.namedItem("accreditation") as HTMLSelectElement, desk);
  const usable = desk.mandates.some(({ obstacle }) => !obstacle);
  setStage(panel, usable ? "ready" : "none");
  const limits = usable ? await limitsOf(session) : null;
  if (!limits || control("expires").value) return;
  control("expires").value = lastDay(Math.min(limits.now + 366 * DAY, limits.now + limits.maxTerm));
  control("deadline").value = dayText(Math.min(limits.now + 14 * DAY, limits.mandate.validUntil - 1));
}

function tell(faults: Fault[]): void {
  const lines = faults.slice(0, SHOWN).map(({ line, words }) => t("Line {line}: {words}", { line, words }));
  if (faults.length > SHOWN) lines.push(t("And {number} more lines.", { number: number(faults.length - SHOWN) }));
  showError(fieldOf("table"), lines.join(" "));
  control("table").focus();
}

/** What the form says; null when something is wrong, which is shown at its field. */
function readBatch(limits: Limits): Batch | null {
  const expirationTime = readField(fieldOf("expires"), () => readExpiry(control("expires").value, limits));
  const deadline = readField(fieldOf("deadline"), () => readDeadline(control("deadline").value, limits, expirationTime));
  const { rows, faults } = readTable(control("table").value);
  if (!rows.length && !faults.length) faults.push({ line: 1, words: t("Paste the table: an account and a person tag a line.") });
  if (rows.length > MOST) faults.push({ line: MOST + 1, words: t("One signature is for {most} offers at most. Make several batches.", { most: number(MOST) }) });
  if (faults.length) tell(faults);
  else showError(fieldOf("table"), "");
  if (expirationTime === undefined || deadline === undefined || faults.length) return null;
  const { mandate, now } = limits;
  const offers = rows.map(({ holder, tag }): Offer => ({ holder, issuer: mandate.issuer, schema: mandate.schema, personTag: tag, issuedAt: now, expirationTime, deadline }));
  return { offers, rows, mandate };
}

/** Why the contract would not take an offer of the batch now; null when it would. */
async function refusalFor(session: Session, offer: Offer, proof: Hex[], signature: Hex): Promise<Refusal | null> {
  const call = { ...roll, functionName: "claim", args: [offer, proof, signature], account: offer.holder };
  const blockOverrides = { time: BigInt(offer.issuedAt + 1) };
  try {
    await simulateContract(clientOf(session), { ...call, blockOverrides } as never);
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}

/** Tries each unsigned: the roll looks at the signature after all that is in the table. */
async function tryAll(session: Session, { offers, rows }: Batch): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (let at = 0; at < offers.length; at += TOGETHER) {
    say(panel, "status", t("Checking with the contract: {done} of {all}…", { done: number(at), all: number(offers.length) }));
    const some = offers.slice(at, at + TOGETHER);
    const refusals = await Promise.all(some.map((offer) => refusalFor(session, offer, [], UNSIGNED)));
    refusals.forEach((refusal, place) => {
      if (refusal && refusal.errorName !== "HolderRegistryIssuerSignatureInvalid") faults.push({ line: rows[at + place]?.line ?? 0, words: offerWords(refusal) });
    });
  }
  return faults;
}

function warningFor({ offers, mandate }: Batch): string {
  const left = Math.max(mandate.dailyCap - mandate.usedToday, 0);
  return offers.length <= left ? "" : t("Of these offers, {left} can begin new iDs today, and {cap} a day from tomorrow on (00:00 UTC). Renewals are free. Who comes too late is told to come back tomorrow.",
    { left: number(left), cap: number(mandate.dailyCap) });
}

async function sign(session: Session, batch: Batch): Promise<void> {
  const faults = await tryAll(session, batch);
  if (faults.length) {
    tell(faults);
    return say(panel, "status", t("The batch cannot be made as it is: see above. Nothing is signed."), { tone: "bad" });
  }
  const { root, proofs } = treeOf(batch.offers);
  say(panel, "status", t("Sign the batch in your wallet: one signature for {number} offers. It shows their root, {root}.", { number: number(batch.offers.length), root }));
  const signature = await signTypedData(clientOf(session), {
    account: session.account, domain: rollDomain, types: { OfferBatch: [{ name: "root", type: "bytes32" }] }, primaryType: "OfferBatch", message: { root },
  });
  const signed = batch.offers.map((offer, place): SignedOffer => ({ offer, signature, proof: proofs[place] ?? [] }));
  const [first] = signed;
  const after = first ? await refusalFor(session, first.offer, first.proof ?? [], signature) : null;
  if (after && after.errorName !== "HolderRegistryIssuerCapReached") return say(panel, "status", offerWords(after), { tone: "bad" });
  finish(batch, signed);
}

function finish(batch: Batch, signed: SignedOffer[]): void {
  const [{ expirationTime, deadline }] = batch.offers as [Offer];
  const words = t("{number} offers. The iDs would run until {expires}; each can be accepted until {deadline}.",
    { number: number(signed.length), expires: moment(expirationTime), deadline: moment(deadline) });
  say(panel, "status", t("The batch is signed. Hand each holder their own link."), { tone: "good" });
  showBatch(signed, words, warningFor(batch));
  control("table").value = "";
}

/** Signs what the table holds. Nothing is sent anywhere. */
export async function makeBatch(_: HTMLElement, session: Session): Promise<void> {
  hideBatch();
  say(panel, "status", "");
  forgetDesk(session);
  try {
    const limits = await limitsOf(session);
    if (!limits) return say(panel, "status", t("This accreditation is no longer in force. Load the page again."), { tone: "bad" });
    const batch = readBatch(limits);
    if (!batch) return say(panel, "status", t("The batch cannot be made as it is: see above. Nothing is signed."), { tone: "bad" });
    setBusy(panel, true);
    await sign(session, batch);
  } catch (error) {
    say(panel, "status", failureWords(error), { tone: "bad" });
  } finally {
    setBusy(panel, false);
  }
}

async function takeFile(): Promise<void> {
  const file = control("file").files?.[0];
  if (!file) return;
  if (file.size > 1_000_000) return showError(fieldOf("table"), t("The file is too long for a table of offers."));
  control("table").value = await file.text();
  showError(fieldOf("table"), "");
}

wire(form);
control("file").addEventListener("change", () => void takeFile());
void takeFile(); // of who was faster than this script
