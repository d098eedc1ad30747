/** Texts and numbers in the language of the page. Texts stand in English where they are used, marked for translation. */
import { languages, type Words } from "lexiarch:languages";

export const language = document.documentElement.lang || "en";

/** The reader's own region of that language, for times. */
export const region = navigator.languages.find((each) => each.split("-")[0] === language) ?? (language === "en" ? "en-GB" : language);

/** Headers of a request whose answer is to be in this language, whatever was chosen in another window since. */
export const spoken = { "Accept-Language": language, "HX-Request": "true" };

async function load(): Promise<Words> {
  const words = await languages[language]?.().catch(() => null); // better English than nothing
  return words?.default ?? {};
}

const words = await load();
const plurals = new Intl.PluralRules(language);
const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });

/** What stands before the decimals of a number: a point, or a comma. */
export const point = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal")?.value ?? ".";

/** The key of an English text (FNV-1a): the texts themselves would be sent twice. */
function found(english: string): Words[string] | undefined {
  let key = 0x811c9dc5;
  for (let place = 0; place < english.length; place += 1) key = Math.imul(key ^ english.charCodeAt(place), 0x01000193);
  return words[(key >>> 0).toString(16).padStart(8, "0")];
}

type Values = Record<string, string | number>;

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** `text` in the page's language, with `{name}` replaced by the values. */
export function t(text: string, values: Values = {}): string {
  const told = found(text);
  return fill(typeof told === "string" ? told : text, values);
}

/** The form of the text that `num` things take; `{num}` is their number. */
export function nt(one: string, many: string, num: number, values: Values = {}): string {
  const forms = found(one);
  const told = typeof forms === "object" ? forms[plurals.select(num)] ?? forms.other : undefined;
  return fill(told ?? (num === 1 ? one : many), { num: number(num), ...values });
}

/** A number with all its digits: `1250.5` as `1,250.5`, or `1.250,5`. */
export function number(value: string | number | bigint): string {
  const [digits = "0", decimals] = String(value).split(".");
  return whole.format(BigInt(digits)) + (decimals ? point + decimals : "");
}

/** A length of time in one unit: `3 days`. */
export function span(value: bigint, unit: "day" | "hour" | "minute" | "second"): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(value);
}
