/** Days of the calendar in UTC, as the roll's caps count them; both ends of a term are days that belong to it. */
import { t } from "../page/language";
import { FieldError } from "../propose/values";

export const DAY = 86_400;

/** `2027-03-01`, as inputs of type date have it. */
export function dayText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** The first second of a day, since 1970. Throws a {@link FieldError}. */
export function readDay(text: string): number {
  const moment = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4,6}-\d\d-\d\d$/.test(text) || Number.isNaN(moment)) throw new FieldError(t("A day, as 2027-03-01."));
  return moment / 1000;
}
