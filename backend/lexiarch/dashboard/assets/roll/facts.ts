/** An offer in words, compared with the accreditations that came with the page: no wallet, and no question to anybody. */
import { moment } from "../contracts/values";
import { config, type Hex, isSame, readBlock } from "../page/data";
import { t } from "../page/language";
import { chainNow, localise } from "../page/times";
import type { Offer } from "./offer";

/** What an issuer may attest; see views/member_models.py. */
interface Term {
  issuer: Hex;
  schema: Hex;
  schema_definition: string;
  kind: "person" | "organisation";
  valid_from: number;
  valid_until: number;
  withdrawn: boolean;
  suspended_until: number | null;
}

function termOf(offer: Offer): Term | undefined {
  return readBlock<Term[]>("lexiarch-terms").find((term) => isSame(term.issuer, offer.issuer) && isSame(term.schema, offer.schema));
}

/** The issuer's accreditation, in words. */
function accreditationWords(term: Term | undefined, now: number): string {
  if (!term) return t("not accredited for this by this DAO");
  if (term.withdrawn) return t("its accreditation was taken back on {day}", { day: moment(term.valid_until) });
  if (term.valid_until <= now) return t("its accreditation was over on {day}", { day: moment(term.valid_until) });
  return t("accredited by this DAO from {from} to {until}", { from: moment(term.valid_from), until: moment(term.valid_until) });
}

/** Why the roll would refuse it, as far as the lists tell. */
function cautions(offer: Offer, term: Term | undefined, now: number): string[] {
  if (!term || term.withdrawn || term.valid_until <= now) {
    return [t("The roll takes offers of accredited issuers only, so it will refuse this one. Ask an issuer of the DAO’s list.")];
  }
  const found = [];
  if (term.suspended_until) found.push(t("The DAO’s guardian has stopped this issuer until {day}. Accept after that, if the offer still counts then.", { day: moment(term.suspended_until) }));
  if (offer.issuedAt < term.valid_from) found.push(t("The offer was signed before the issuer’s present accreditation, and does not count under it. Ask for a new one."));
  return found;
}

function setTime(element: HTMLElement, time: number): void {
  if (element instanceof HTMLTimeElement) element.dateTime = new Date(time * 1000).toISOString();
}

/** Fills the page's part about the offer. */
export function showFacts(root: HTMLElement, offer: Offer): void {
  const now = chainNow();
  const term = termOf(offer);
  const words: Record<string, string> = {
    holder: offer.holder,
    issuer: offer.issuer,
    accreditation: accreditationWords(term, now),
    schema: term?.schema_definition ?? t("A fact that is not on this DAO’s list: {schema}", { schema: offer.schema }),
    kind: term ? (term.kind === "person" ? t("a person") : t("an organisation, which has no vote")) : "",
    personTag: offer.personTag,
  };
  for (const place of root.querySelectorAll<HTMLElement>("[data-fact]")) {
    const name = place.dataset["fact"] ?? "";
    if (name === "issuedAt" || name === "expirationTime" || name === "deadline") setTime(place, offer[name]);
    else place.textContent = words[name] ?? "";
    const pages = name === "issuer" && term ? "issuers" : "accounts";
    if (place instanceof HTMLAnchorElement) place.href = `${config.base}/${pages}/${place.textContent}`;
  }
  localise(root);
  const list = root.querySelector<HTMLElement>("[data-cautions]");
  list?.replaceChildren(...cautions(offer, term, now).map((caution) => {
    const item = document.createElement("li");
    item.className = "note caution";
    item.textContent = caution;
    return item;
  }));
}
