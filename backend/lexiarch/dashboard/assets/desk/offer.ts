/** Offers: filled in, tried on the contract, signed by the wallet, handed over as a link. */
import { type Hex, isAddress, zeroAddress } from "viem";
import { readContract, signTypedData, simulateContract } from "viem/actions";
import { clientOf, roll } from "../contracts/client";
import { failureWords, type Refusal, refusalOf } from "../contracts/failures";
import { setBusy } from "../contracts/send";
import { moment } from "../contracts/values";
import { isSame, short } from "../page/data";
import { t } from "../page/language";
import { showError, wire } from "../page/fields";
import { rollDomain } from "../roll/domain";
import { type Offer, offerFields } from "../roll/offer";
import { newSalt } from "../roll/tag";
import { say, setStage } from "../wallet/panels";
import { currentSession, type Session } from "../wallet/session";
import { saveFile } from "./files";
import { deskOf, forgetDesk, heldBy, heldByAccount, type Held, type Mandate, recoveryDays } from "./mandates";
import { blame, chosen, control, type Draft, fieldOf, form, makeTag, readOffer, setDays } from "./offer_fields";
import { offerMandates } from "./mandate_words";
import { hideResult, showResult } from "./result";
import { offerWords } from "./reverts";
import type { Limits } from "./terms";

const UNSIGNED: Hex = "0x";

const panel = document.getElementById("offer") as HTMLElement;

/** What an offer would do. */
export type Purpose = "new" | "renewal" | "return" | "recovery";

let maxTerm = 0;
let shownFor: string | null = null;

function purposeOf(offer: Offer, held: Held | null): Purpose {
  if (!held) return "new";
  if (!held.stands) return "return";
  return isSame(held.holder, offer.holder) ? "renewal" : "recovery";
}

async function limitsOf(session: Session): Promise<Limits | null> {
  const desk = await deskOf(session);
  const mandate = chosen(desk);
  maxTerm ||= await readContract(clientOf(session), { ...roll, functionName: "MAX_TERM" });
  return mandate && { now: desk.now, maxTerm, mandate };
}

/** What the account may offer, before anything is typed. */
export async function showOffer(_: HTMLElement, session: Session): Promise<void> {
  const desk = await deskOf(session);
  if (currentSession() !== session || panel.dataset["busy"]) return;
  if (shownFor !== session.account) hideResult();
  shownFor = session.account;
  offerMandates(form.elements.namedItem("accreditation") as HTMLSelectElement, desk);
  const usable = desk.mandates.some(({ obstacle }) => !obstacle);
  say(panel, "standing", usable ? "" : t("This account can sign no offer now: see your accreditations above."));
  setStage(panel, usable ? "ready" : "none");
  panel.closest(".desk")?.classList.toggle("can-offer", usable);
  if (usable) await lookUp(session);
}

function note(name: string, words: string): void {
  const place = form.querySelector<HTMLElement>(`[data-note="${name}"]`);
  if (place && place.textContent !== words) place.textContent = words;
}

function holderWords(held: Held | null, mandate: Mandate): string {
  if (!held) return t("This account never held an iD: the offer is for a new one, or moves one here.");
  const until = moment(held.expirationTime);
  if (!held.stands) return t("This account held an iD until {until}. With the same person tag, the offer lets the person return.", { until });
  if (isSame(held.issuer, mandate.issuer)) return t("This account holds an iD on your word until {until}: the offer renews it.", { until });
  return t("This account holds an iD until {until} on the word of {issuer}: your offer renews it on yours.", { until, issuer: short(held.issuer) });
}

function tagWords(held: Held | null, holder: string): string {
  if (!held) return t("Nobody has held an iD with this tag.");
  const until = moment(held.expirationTime);
  if (!held.stands) return t("The iD with this tag ended or ran out on {until}: the person returns.", { until });
  if (isSame(held.holder, holder)) return t("The iD with this tag stands with this account until {until}.", { until });
  return t("This person holds an iD already, with the account {holder} until {until}. Nobody has two. If that account is lost, the iD can move to this one; the old account has {days} days to refuse.",
    { holder: held.holder, until, days: recoveryDays });
}

/** Reads what the roll knows of the account and the tag that are typed, and says what the offer would do. */
async function lookUp(session: Session): Promise<void> {
  const limits = await limitsOf(session);
  if (!limits) return;
  const client = clientOf(session);
  const holder = control("holder").value.trim();
  const known = isAddress(holder) ? await heldByAccount(client, holder, limits.now) : null;
  if (known && !control("tag").value) control("tag").value = known.personTag;
  const tag = control("tag").value.trim().toLowerCase();
  const held = /^0x[0-9a-f]{64}$/.test(tag) ? await heldBy(client, tag as Hex, limits.now) : null;
  if (currentSession() !== session || holder !== control("holder").value.trim()) return;
  note("holder", isAddress(holder) ? holderWords(known, limits.mandate) : "");
  note("tag", tag.length === 66 ? tagWords(held, holder) : "");
  const elsewhere = Boolean(held?.stands && holder && !isSame(held.holder, holder));
  const recovery = control("recovery").closest<HTMLElement>(".field");
  if (recovery) recovery.hidden = !elsewhere;
  if (!elsewhere) control("recovery").checked = false;
  setDays(limits, held);
}

/** Why the contract would not take the offer now with this signature; null when it would. */
async function tried(session: Session, { offer, now }: Draft, purpose: Purpose, signature: Hex): Promise<Refusal | null> {
  const call = purpose === "recovery"
    ? { ...roll, functionName: "startRecovery", args: [offer, signature, UNSIGNED] }
    : { ...roll, functionName: "attest", args: [offer, signature] };
  const blockOverrides = offer.issuedAt > now ? { time: BigInt(offer.issuedAt) } : undefined; // as in the next block
  try {
    await simulateContract(clientOf(session), { ...call, account: offer.holder, blockOverrides } as never);
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}

/** Tries the offer unsigned: the roll looks at the signature after all that is typed, and before the cap. */
async function check(session: Session, draft: Draft, purpose: Purpose): Promise<Refusal | null> {
  let refusal = await tried(session, draft, purpose, UNSIGNED);
  const notBefore = refusal?.errorName === "HolderRegistryOfferStale" ? Number(refusal.args[1]) : 0;
  if (notBefore >= draft.offer.issuedAt) { // something happened to the iD in the last block
    draft.offer.issuedAt = notBefore + 1;
    refusal = await tried(session, draft, purpose, UNSIGNED);
  }
  return refusal?.errorName === "HolderRegistryIssuerSignatureInvalid" ? null : refusal;
}

function capWords(mandate: Mandate): string {
  return t("All {cap} new iDs of today are used: the holder can accept the offer from tomorrow on (00:00 UTC), until its deadline.", { cap: mandate.dailyCap });
}

async function sign(session: Session, draft: Draft, purpose: Purpose): Promise<void> {
  say(panel, "status", t("Checking with the contract…"));
  const before = await check(session, draft, purpose);
  if (before) {
    blame(before.errorName, offerWords(before));
    return say(panel, "status", offerWords(before), { tone: "bad" });
  }
  say(panel, "status", t("Read and sign the offer in your wallet."));
  const signature = await signTypedData(clientOf(session), {
    account: session.account, domain: rollDomain, types: { Offer: offerFields }, primaryType: "Offer", message: draft.offer,
  });
  const after = await tried(session, draft, purpose, signature);
  if (after && after.errorName !== "HolderRegistryIssuerCapReached") return say(panel, "status", offerWords(after), { tone: "bad" });
  say(panel, "status", t("The offer is signed. Hand it to the holder."), { tone: "good" });
  showResult({ offer: draft.offer, signature, proof: null }, purpose, after ? capWords(draft.mandate) : "");
  clear();
}

function clear(): void {
  for (const name of ["holder", "tag", "unique"]) control(name).value = "";
  for (const name of ["expires", "deadline"]) delete control(name).dataset["typed"];
  control("recovery").checked = false;
  note("holder", "");
  note("tag", "");
}

/** Signs what the form holds. Nothing is sent anywhere. */
export async function makeOffer(_: HTMLElement, session: Session): Promise<void> {
  hideResult();
  say(panel, "status", "");
  forgetDesk(session);
  try {
    const limits = await limitsOf(session);
    if (!limits) return say(panel, "status", t("This accreditation is no longer in force. Load the page again."), { tone: "bad" });
    const draft = readOffer(limits);
    if (!draft) return say(panel, "status", t("The offer cannot be made as it is: see above."), { tone: "bad" });
    const purpose = purposeOf(draft.offer, await heldBy(clientOf(session), draft.offer.personTag, limits.now));
    if (purpose === "recovery" && !control("recovery").checked) {
      await lookUp(session);
      control("recovery").focus();
      return say(panel, "status", t("This person holds an iD already. Confirm above that their account is lost, or do not make the offer."), { tone: "bad" });
    }
    setBusy(panel, true);
    await sign(session, draft, purpose);
  } catch (error) {
    say(panel, "status", failureWords(error), { tone: "bad" });
  } finally {
    setBusy(panel, false);
  }
}

/** Fills in a renewal of an iD that stands on this issuer's word. */
async function renew(holder: string): Promise<void> {
  const session = currentSession();
  if (!session) return;
  hideResult();
  clear();
  say(panel, "status", "");
  control("holder").value = holder;
  for (const name of ["holder", "tag", "expires", "deadline"]) showError(fieldOf(name), "");
  form.scrollIntoView({ block: "start" });
  control("expires").focus();
  await lookUp(session).catch((error: unknown) => say(panel, "status", failureWords(error), { tone: "bad" }));
}

function saveSalt(): void {
  const salt = control("salt").value.trim();
  saveFile("lexiarch-salt.txt", `${t("The salt of our person tags. Keep it secret, and use it for every person.")}\n${salt}\n`);
}

function changed(event: Event): void {
  const session = currentSession();
  const name = event.target instanceof HTMLElement ? event.target.getAttribute("name") : null;
  if (name === "expires" || name === "deadline") control(name).dataset["typed"] = "true";
  if (name === "unique" || name === "salt") makeTag();
  if (session && event.type === "change") void lookUp(session).catch(() => undefined); // signing looks again, and says why it cannot
}

function start(): void {
  wire(form);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.getElementById("salt-new")?.addEventListener("click", () => {
    control("salt").value = newSalt();
    if (makeTag()) control("tag").dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.getElementById("salt-save")?.addEventListener("click", saveSalt);
  document.addEventListener("click", (event) => {
    const holder = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-renew]")?.dataset["renew"] : undefined;
    if (holder && holder !== zeroAddress) void renew(holder);
  });
}

start();
