/** Passphrases of files: long enough, typed twice, or suggested. */
import { t } from "../page/language";
import { field, Refusal } from "./steps";

const SHORTEST = 12;
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is taken for another
const GROUPS = [5, 5, 5, 5]; // 99 bits

/** What was typed twice. @throws Refusal */
export function typedPassphrase(panel: HTMLElement): string {
  const [first, second] = [field(panel, "new-passphrase"), field(panel, "again")];
  const value = first?.value ?? "";
  if ([...value].length < SHORTEST) {
    first?.focus();
    throw new Refusal(t("A passphrase of {least} characters at least, please: who finds the file can try as many as they like.", { least: SHORTEST }));
  }
  if (value.normalize("NFKC") !== second?.value.normalize("NFKC")) {
    second?.focus();
    throw new Refusal(t("The two passphrases are not the same. Type them again."));
  }
  return value;
}

function letter(): string {
  for (;;) {
    const [drawn = 0] = crypto.getRandomValues(new Uint8Array(1));
    if (drawn < 256 - (256 % LETTERS.length)) return LETTERS[drawn % LETTERS.length] ?? "";
  }
}

/** Fills in a random passphrase, to be written down, and shows it. */
export function suggestPassphrase(panel: HTMLElement): string {
  const words = GROUPS.map((size) => Array.from({ length: size }, letter).join("")).join("-");
  for (const name of ["new-passphrase", "again"]) {
    const input = field(panel, name);
    if (input) input.value = words;
  }
  return words;
}
