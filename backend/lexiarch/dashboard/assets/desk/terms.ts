/** The days of an offer as typed, and what the roll and the accreditation allow. */
import { moment } from "../contracts/values";
import { t } from "../page/language";
import { FieldError } from "../propose/values";
import { DAY, dayText, readDay } from "./days";
import type { Mandate } from "./mandates";

export interface Limits { now: number; maxTerm: number; mandate: Mandate }

/** The first moment at which the iD is no longer live: the end of the last day of its term. */
export function readExpiry(text: string, { now, maxTerm }: Limits): number {
  const expiration = readDay(text) + DAY;
  if (expiration <= now) throw new FieldError(t("This day is over. Choose a later one."));
  if (expiration > now + maxTerm) {
    throw new FieldError(t("An iD runs for {years} years at most: {day} is the last day that can be chosen.", { years: maxTerm / (365 * DAY), day: lastDay(now + maxTerm) }));
  }
  return expiration;
}

/** The last moment at which the offer may be accepted. */
export function readDeadline(text: string, { now, mandate }: Limits, expiration: number | undefined): number {
  const begin = readDay(text);
  if (begin + DAY <= now) throw new FieldError(t("This day is over. Choose a later one."));
  if (begin >= mandate.validUntil) {
    throw new FieldError(t("Your accreditation ends on {day}: no offer of yours can be accepted after that.", { day: moment(mandate.validUntil) }));
  }
  const deadline = Math.min(begin + DAY, mandate.validUntil) - 1;
  if (expiration !== undefined && deadline >= expiration) throw new FieldError(t("The iD would have run out by then. Choose an earlier day."));
  return deadline;
}

/** The last whole day before a moment. */
export function lastDay(seconds: number): string {
  return dayText(seconds - DAY);
}
