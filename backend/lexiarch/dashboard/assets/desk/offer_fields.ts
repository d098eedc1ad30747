/** The inputs of an offer, and the offer that they mean. */
import { zeroAddress } from "viem";
import type { Hex } from "../page/data";
import { t } from "../page/language";
import { showError } from "../page/fields";
import { readField } from "../propose/fields";
import { FieldError, readAddress, readBytes } from "../propose/values";
import type { Offer } from "../roll/offer";
import { personTag } from "../roll/tag";
import { DAY, dayText } from "./days";
import type { Desk, Held, Mandate } from "./mandates";
import { lastDay, type Limits, readDeadline, readExpiry } from "./terms";

const OFFER_DAYS = 14; // in which an offer may be accepted, unless the issuer says otherwise
const TERM_DAYS = 365;

export const form = document.getElementById("desk-offer-form") as HTMLFormElement;

export const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
export const fieldOf = (name: string) => control(name).closest<HTMLElement>(".field") as HTMLElement;

export interface Draft { offer: Offer; mandate: Mandate; now: number }

function readTag(text: string): Hex {
  const tag = readBytes(text.trim().toLowerCase(), 32);
  if (BigInt(tag) < 2n) throw new FieldError(t("0 and 1 are no person tags."));
  return tag;
}

function readHolder(text: string): Hex {
  const account = readAddress(text.trim());
  if (account === zeroAddress) throw new FieldError(t("The zero address belongs to nobody."));
  return account;
}

/** Days that can be chosen, and those that are proposed where nothing was. */
export function setDays({ now, maxTerm, mandate }: Limits, renewed: Held | null): void {
  const [expires, deadline] = [control("expires"), control("deadline")];
  const from = renewed?.stands ? renewed.expirationTime : now;
  [expires.min, expires.max] = [dayText(from), lastDay(now + maxTerm)];
  [deadline.min, deadline.max] = [dayText(now), dayText(mandate.validUntil - 1)];
  if (!expires.dataset["typed"]) expires.value = lastDay(Math.min(from + (TERM_DAYS + 1) * DAY, now + maxTerm));
  if (!deadline.dataset["typed"]) deadline.value = dayText(Math.min(now + OFFER_DAYS * DAY, mandate.validUntil - 1));
}

/** The mandate that is chosen. */
export function chosen({ mandates }: Desk): Mandate | null {
  return mandates.find(({ number, obstacle }) => !obstacle && String(number) === control("accreditation").value) ?? null;
}

/** What the inputs mean; null when something is wrong, which is shown at its field and has the focus then. */
export function readOffer(limits: Limits): Draft | null {
  const { mandate, now } = limits;
  const holder = readField(fieldOf("holder"), () => readHolder(control("holder").value));
  const tag = readField(fieldOf("tag"), () => readTag(control("tag").value));
  const expirationTime = readField(fieldOf("expires"), () => readExpiry(control("expires").value, limits));
  const deadline = readField(fieldOf("deadline"), () => readDeadline(control("deadline").value, limits, expirationTime));
  if (holder === undefined || tag === undefined || expirationTime === undefined || deadline === undefined) {
    form.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    return null;
  }
  const offer = { holder, issuer: mandate.issuer, schema: mandate.schema, personTag: tag, issuedAt: now, expirationTime, deadline };
  return { offer, mandate, now };
}

/** Puts a refusal of the contract beside the input that it is about. */
export function blame(name: string, words: string): void {
  const at = { HolderRegistryExpirationInvalid: "expires", HolderRegistryOfferExpired: "deadline", HolderRegistryPersonTagInUse: "tag",
    HolderRegistryKindChanged: "tag", HolderRegistryAlreadyHolder: "holder" }[name];
  if (!at) return;
  showError(fieldOf(at), words);
  control(at).focus();
}

/** Makes the tag from the salt and what tells the person from others, as far as both are there. */
export function makeTag(): boolean {
  const [unique, salt] = [control("unique").value, control("salt").value.trim()];
  const bytes = salt ? readField(fieldOf("salt"), () => readBytes(salt.toLowerCase(), 32)) : undefined;
  if (!bytes || !unique.trim()) return false;
  control("tag").value = personTag(bytes, unique);
  showError(fieldOf("tag"), "");
  return true;
}
