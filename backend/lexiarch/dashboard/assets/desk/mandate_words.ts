/** The list of accreditations from which an offer's is chosen. */
import { t } from "../page/language";
import type { Desk, Mandate } from "./mandates";

function words({ number, kind, dailyCap, usedToday }: Mandate): string {
  const values = { number, left: Math.max(dailyCap - usedToday, 0), cap: dailyCap };
  return kind === "person"
    ? t("Persons (accreditation {number}), {left} of {cap} new iDs left today", values)
    : t("Organisations (accreditation {number}), {left} of {cap} new iDs left today", values);
}

/** Fills the list with those under which offers can be made now; what was chosen stays. */
export function offerMandates(select: HTMLSelectElement, { mandates }: Desk): void {
  const before = select.value;
  const usable = mandates.filter(({ obstacle }) => !obstacle);
  const options = usable.map((each) => new Option(words(each), String(each.number)));
  if ([...select.options].map(({ text }) => text).join() === options.map(({ text }) => text).join()) return;
  select.replaceChildren(...options);
  if (usable.some(({ number }) => String(number) === before)) select.value = before;
}
